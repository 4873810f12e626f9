// Refunds shown in the designer and answered by test runs.
import type { RetailRefund } from '../actions/refunds/retail-refund.ts'
import type { RefundDocument } from '../canonical-refund.ts'

const gbp = (amount: string) => ({ amount, currency: 'GBP' })

export const RETAIL_REFUND: RetailRefund = {
  id: 'gid://shopify/Refund/929361000001',
  orderId: 'gid://shopify/Order/6151042531042',
  orderName: '#1042',
  note: 'Handle was loose',
  createdAt: '2026-11-22T10:04:00Z',
  total: gbp('13.50'),
  lines: [
    {
      lineItemId: 'gid://shopify/LineItem/15204410421001',
      sku: 'HF-MUG-NAVY',
      quantity: 1,
      restock: 'return',
      subtotal: gbp('11.25'),
      tax: gbp('2.25'),
    },
  ],
  payments: [{ id: 'gid://shopify/OrderTransaction/7120000000001', gateway: 'shopify_payments', status: 'success', amount: gbp('13.50') }],
}

export const REFUND_DOCUMENT: RefundDocument = {
  id: 'gid://shopify/Refund/929361000001',
  number: '#1042-R1',
  orderId: 'gid://shopify/Order/6151042531042',
  orderName: '#1042',
  createdAt: '2026-11-22T10:04:00Z',
  currency: 'GBP',
  taxesIncluded: false,
  test: false,
  note: 'Handle was loose',
  customer: { id: '7420001042', firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' },
  email: 'ada@example.com',
  total: gbp('18.30'),
  lines: [
    {
      lineId: '15204410421001',
      sku: 'HF-MUG-NAVY',
      title: 'Harbour mug - Navy',
      isGiftCard: false,
      quantity: 1,
      unitPrice: gbp('11.25'),
      amount: gbp('11.25'),
      taxTotal: gbp('2.25'),
      taxes: [{ title: 'VAT', rate: '0.2', amount: gbp('2.25') }],
      restock: 'return',
    },
  ],
  shipping: [
    {
      id: '480010001',
      title: 'Standard',
      amount: gbp('4.00'),
      taxTotal: gbp('0.80'),
      taxes: [{ title: 'VAT', rate: '0.2', amount: gbp('0.80') }],
    },
  ],
  rounding: gbp('0.00'),
  exchanged: gbp('0.00'),
  adjustment: gbp('0.00'),
  payments: [{ id: '7120000000001', method: 'shopify_payments', amount: gbp('18.30') }],
}
