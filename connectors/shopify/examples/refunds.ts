// The refund shown in the designer and answered by test runs.
import type { RetailRefund } from '../actions/refunds/retail-refund.ts'

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
