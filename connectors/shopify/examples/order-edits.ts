// The order of the examples, edited: one mug fewer, a tote more, and what it is then.
import type { Json } from '#shared/json.ts'
import type { CurrentOrder } from '../canonical-current-order.ts'
import order from './order.json' with { type: 'json' }

const [mug, blanket] = order.line_items

export const ORDER_EDIT: Json = {
  order_edit: {
    id: 112432000001,
    app_id: null,
    created_at: '2026-11-20T15:01:12+00:00',
    committed_at: '2026-11-20T15:02:40+00:00',
    notify_customer: false,
    order_id: order.id,
    staff_note: 'Customer called',
    user_id: 98110022001,
    line_items: { additions: [{ id: 15299000000001, delta: 1 }], removals: [{ id: mug?.id ?? 0, delta: 1 }] },
    discounts: { line_item: { additions: [], removals: [] } },
    shipping_lines: { additions: [], removals: [] },
  },
}

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const vat = [{ title: 'VAT', rate: '0.2' }]
const line = (given: typeof mug, quantity: number, discount: string): CurrentOrder['lines'][number] => ({
  id: String(given?.id),
  sku: given?.sku ?? null,
  title: given?.name ?? '',
  isGiftCard: false,
  quantity,
  shipped: 0,
  unitPrice: gbp(given?.price ?? '0.00'),
  discountTotal: gbp(discount),
  taxes: vat,
})

export const CURRENT_ORDER: CurrentOrder = {
  id: order.admin_graphql_api_id,
  name: order.name,
  updatedAt: '2026-11-20T15:02:40Z',
  cancelledAt: null,
  test: false,
  currency: 'GBP',
  taxesIncluded: false,
  lines: [
    line(mug, 1, '1.25'),
    line(blanket, 1, '8.50'),
    {
      id: '15299000000001',
      sku: 'HF-TOTE',
      title: 'Canvas tote',
      isGiftCard: false,
      quantity: 1,
      shipped: 0,
      unitPrice: gbp('15.00'),
      discountTotal: gbp('0.00'),
      taxes: vat,
    },
  ],
  shipping: [
    {
      id: String(order.shipping_lines[0]?.id),
      title: 'Standard delivery',
      price: gbp('4.95'),
      discountTotal: gbp('0.00'),
      taxes: vat,
    },
  ],
  tip: gbp('0.00'),
  duties: gbp('0.00'),
  taxTotal: gbp('21.54'),
  total: gbp('129.24'),
}
