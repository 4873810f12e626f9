// The examples shown in the designer and answered by test runs: an order of the retailer Harbour & Finch, in the shape a real Vendure 3.7 gave.
import { toCanonicalOrder, toHead } from './canonical.ts'
import type { VendureOrder } from './order.ts'

const address = {
  fullName: 'Ada Buyer',
  company: null,
  streetLine1: '1 Main St',
  streetLine2: null,
  city: 'New York',
  province: null,
  postalCode: '10001',
  countryCode: 'US',
  phoneNumber: null,
}
const ORDER: VendureOrder = {
  id: '1',
  code: 'DKN58EHXDY7EEGXV',
  state: 'PaymentSettled',
  createdAt: '2026-11-26T04:00:35.280Z',
  updatedAt: '2026-11-26T04:00:36.250Z',
  orderPlacedAt: '2026-11-26T04:00:36.000Z',
  currencyCode: 'USD',
  totalWithTax: 16_241,
  total: 14_810,
  subTotal: 14_310,
  customer: { id: '1', firstName: 'Ada', lastName: 'Buyer', emailAddress: 'ada@example.com', phoneNumber: null },
  payments: [{ id: '1', method: 'card', amount: 16_241, state: 'Settled', refunds: [] }],
  couponCodes: ['SAVE10'],
  taxSummary: [{ description: 'Standard Tax', taxRate: 10, taxTotal: 1_431 }],
  lines: [
    {
      id: '1',
      quantity: 2,
      orderPlacedQuantity: 2,
      unitPrice: 7_950,
      proratedLinePrice: 14_310,
      proratedLinePriceWithTax: 15_741,
      taxLines: [{ description: 'Standard Tax', taxRate: 10 }],
      discounts: [{ description: '10 % off', amount: -1_590 }],
      productVariant: { id: '1', sku: 'HF-BLANKET-GREY', name: 'Wool Blanket Grey' },
    },
  ],
  surcharges: [],
  shippingLines: [
    {
      id: '1',
      price: 500,
      discountedPrice: 500,
      discountedPriceWithTax: 500,
      shippingMethod: { code: 'standard', name: 'Standard Shipping' },
    },
  ],
  shippingAddress: address,
  billingAddress: null,
  fulfillments: [],
}
export const HEAD = toHead(ORDER)
export const CANONICAL_ORDER = toCanonicalOrder(ORDER)
