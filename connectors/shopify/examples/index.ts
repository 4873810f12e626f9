// The examples shown in the designer and answered by test runs: one order of the retailer Harbour & Finch, and what became of it.
import type { Json } from '#shared/json.ts'
import type { CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import order from './order.json' with { type: 'json' }
import refund from './refund.json' with { type: 'json' }

export const ORDER: Json = order
export const REFUND: Json = refund

export const UPDATED_ORDER: Json = { ...order, updated_at: '2026-11-20T16:05:44+00:00', tags: 'exported, vip, web' }

export const CANCELLED_ORDER: Json = {
  ...order,
  updated_at: '2026-11-20T18:20:00+00:00',
  cancelled_at: '2026-11-20T18:20:00+00:00',
  cancel_reason: 'customer',
}

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const [mug, blanket] = order.line_items
const vat = (amount: string) => [{ title: 'VAT', rate: '0.2', amount: gbp(amount) }]
const address = {
  firstName: order.shipping_address.first_name,
  lastName: order.shipping_address.last_name,
  company: null,
  address1: order.shipping_address.address1,
  address2: null,
  city: order.shipping_address.city,
  region: null,
  postalCode: order.shipping_address.zip,
  country: 'GB',
  phone: order.shipping_address.phone,
}

export const CANONICAL_HEAD: CanonicalOrderHead = {
  id: order.admin_graphql_api_id,
  name: order.name,
  status: 'open',
  financialStatus: 'paid',
  fulfillmentStatus: 'unfulfilled',
  createdAt: '2026-11-20T14:32:10Z',
  processedAt: '2026-11-20T14:32:10Z',
  updatedAt: '2026-11-20T14:32:10Z',
  cancelledAt: null,
  currency: 'GBP',
  presentmentCurrency: 'GBP',
  email: order.email,
  source: 'web',
  tags: ['vip', 'web'],
  total: gbp('124.74'),
  presentmentTotal: gbp('124.74'),
  currentTotal: gbp('124.74'),
  refunded: gbp('0.00'),
}

const line = (given: typeof mug, discount: string, total: string, tax: string): CanonicalOrder['lines'][number] => ({
  id: given?.admin_graphql_api_id ?? '',
  sku: given?.sku ?? null,
  title: given?.title ?? '',
  variantTitle: given?.variant_title ?? null,
  variantId: `gid://shopify/ProductVariant/${given?.variant_id}`,
  quantity: given?.quantity ?? 0,
  currentQuantity: given?.current_quantity ?? 0,
  unitPrice: gbp(given?.price ?? '0.00'),
  discounts: [{ label: 'WELCOME10', amount: gbp(discount) }],
  discountTotal: gbp(discount),
  lineTotal: gbp(total),
  taxes: vat(tax),
  isGiftCard: false,
  requiresShipping: true,
  taxable: true,
  attributes: (given?.properties ?? []).map(({ name, value }) => ({ name, value })),
})

export const CANONICAL_ORDER: CanonicalOrder = {
  ...CANONICAL_HEAD,
  cancelReason: null,
  note: order.note,
  phone: null,
  taxesIncluded: false,
  paymentGateways: ['shopify_payments'],
  attributes: [{ name: 'gift_wrap', value: 'yes' }],
  location: null,
  customer: {
    id: order.customer.admin_graphql_api_id,
    firstName: order.customer.first_name,
    lastName: order.customer.last_name,
    email: order.customer.email,
  },
  billingAddress: address,
  shippingAddress: address,
  lines: [line(mug, '2.50', '22.50', '4.50'), line(blanket, '8.50', '76.50', '15.30')],
  shipping: [
    {
      id: `gid://shopify/ShippingLine/${order.shipping_lines[0]?.id}`,
      code: 'STANDARD',
      title: 'Standard delivery',
      price: gbp('4.95'),
      discountedPrice: gbp('4.95'),
      taxes: vat('0.99'),
    },
  ],
  discounts: [{ label: 'WELCOME10', kind: 'code', target: 'line' }],
  taxes: vat('20.79'),
  subtotal: gbp('99.00'),
  discountTotal: gbp('11.00'),
  shippingTotal: gbp('4.95'),
  taxTotal: gbp('20.79'),
  tip: gbp('0.00'),
  duties: null,
  outstanding: gbp('0.00'),
}
