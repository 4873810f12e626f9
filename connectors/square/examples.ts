// The examples shown in the designer and answered by test runs: a sale at the till of Harbour & Finch, paid by card.
import { toHead, toSale } from './canonical.ts'
import type { SquareOrder, SquarePayment, SquareRefund } from './schemas.ts'

const gbp = (amount: number) => ({ amount, currency: 'GBP' })

export const SQUARE_ORDER: SquareOrder = {
  id: 'CAISENgvlJ6jLWAzERDzjyHVybY',
  location_id: 'LQUAYSIDE00001',
  state: 'COMPLETED',
  source: { name: 'Square Point of Sale' },
  created_at: '2026-11-20T15:02:11.000Z',
  updated_at: '2026-11-20T15:02:40.000Z',
  closed_at: '2026-11-20T15:02:39.000Z',
  line_items: [
    {
      uid: 'a1',
      name: 'Stoneware Mug',
      variation_name: 'Navy',
      quantity: '2',
      catalog_object_id: 'VARMUGNAVY',
      item_type: 'ITEM',
      base_price_money: gbp(1_250),
      gross_sales_money: gbp(2_500),
      total_discount_money: gbp(250),
      total_tax_money: gbp(375),
      applied_taxes: [{ tax_uid: 'vat', applied_money: gbp(375) }],
      applied_discounts: [{ discount_uid: 'ten', applied_money: gbp(250) }],
    },
  ],
  taxes: [{ uid: 'vat', name: 'VAT', percentage: '20.0', type: 'INCLUSIVE', applied_money: gbp(375) }],
  discounts: [{ uid: 'ten', name: 'Staff 10 %' }],
  tenders: [
    {
      id: 'T1',
      type: 'CARD',
      amount_money: gbp(2_450),
      tip_money: gbp(200),
      payment_id: 'R2B3Z8WMVt3EAmzYWLZvz7Y69EbZY',
      card_details: { card: { card_brand: 'VISA', last_4: '1111' } },
    },
  ],
  total_money: gbp(2_450),
  total_tax_money: gbp(375),
  total_discount_money: gbp(250),
  total_tip_money: gbp(200),
  net_amount_due_money: gbp(0),
}
export const HEAD = toHead(SQUARE_ORDER)
export const SALE = toSale(
  SQUARE_ORDER,
  { id: 'LQUAYSIDE00001', name: 'Quayside store', timezone: 'Europe/London' },
  new Map([['VARMUGNAVY', 'HF-MUG-NAVY']]),
)

export const SQUARE_PAYMENT: SquarePayment = {
  id: 'R2B3Z8WMVt3EAmzYWLZvz7Y69EbZY',
  created_at: '2026-11-20T15:02:39.000Z',
  updated_at: '2026-11-20T15:02:41.000Z',
  status: 'COMPLETED',
  source_type: 'CARD',
  location_id: 'LQUAYSIDE00001',
  order_id: SQUARE_ORDER.id,
  amount_money: gbp(2_250),
  tip_money: gbp(200),
  total_money: gbp(2_450),
  processing_fee: [{ amount_money: gbp(43) }],
  receipt_number: 'R2B3',
  card_details: { card: { card_brand: 'VISA', last_4: '1111' } },
}
export const SQUARE_REFUND: SquareRefund = {
  id: 'R2B3Z8WMVt3EAmzYWLZvz7Y69EbZY_Kg9wYXv1',
  status: 'PENDING',
  amount_money: gbp(1_125),
  payment_id: SQUARE_PAYMENT.id,
  order_id: 'CAISEKf2xV2FbGZ9n6YbO3gk1aE',
  location_id: 'LQUAYSIDE00001',
  reason: 'Chipped',
  created_at: '2026-11-21T09:14:00.000Z',
}
