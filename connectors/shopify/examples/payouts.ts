// The payout shown in the designer and answered by test runs.
import type { RetailMovement, RetailPayout } from '../canonical-payout.ts'

const gbp = (amount: string) => ({ amount, currency: 'GBP' })

export const RETAIL_MOVEMENT: RetailMovement = {
  id: 'gid://shopify/ShopifyPaymentsBalanceTransaction/3412042531001',
  type: 'charge',
  date: '2026-11-20T14:32:12Z',
  gross: gbp('124.74'),
  fee: gbp('2.12'),
  net: gbp('122.62'),
  order: { id: 'gid://shopify/Order/6151042531042', name: '#1042' },
  orderTransactionId: '7200000001042',
  payoutId: 'gid://shopify/ShopifyPaymentsPayout/118042531001',
  payoutStatus: 'paid',
  sourceType: 'charge',
  sourceId: '1042531001',
  reason: null,
  test: false,
}

export const RETAIL_PAYOUT: RetailPayout = {
  id: 'gid://shopify/ShopifyPaymentsPayout/118042531001',
  number: '118042531001',
  issuedAt: '2026-11-23T00:00:00Z',
  status: 'paid',
  kind: 'deposit',
  bankReference: null,
  net: gbp('122.62'),
  charges: gbp('124.74'),
  chargeFees: gbp('2.12'),
  refunds: gbp('0.00'),
  refundFees: gbp('0.00'),
  adjustments: gbp('0.00'),
  adjustmentFees: gbp('0.00'),
  reserved: gbp('0.00'),
  reservedFees: gbp('0.00'),
  transactions: [RETAIL_MOVEMENT],
}
