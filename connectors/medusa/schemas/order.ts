// An order as Medusa's Admin API gives it, asked for with ORDER_FIELDS. Medusa sends each amount twice: as a JSON number, and as text in
// `raw_…`; only the text is read. It does not round: a tax of 10 % on 238.50 is 23.85, and a total may have more decimals than its currency.
import { Type, type Static } from 'typebox'

const nullable = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Object>>(schema: S) => Type.Union([schema, Type.Null()])
const text = (title: string) => Type.String({ title })
/** `{ value: "79.5", precision: 20 }` */
const raw = (title: string) => Type.Object({ value: Type.String({ pattern: '^-?[0-9]+(\\.[0-9]+)?$' }) }, { title })

const TaxLine = Type.Object({
  description: Type.Optional(nullable(text('Name'))),
  code: text('Code'),
  raw_rate: raw('Per cent'),
  raw_total: Type.Optional(raw('Amount')),
})
const Adjustment = Type.Object({ code: Type.Optional(nullable(text('Code'))), raw_amount: raw('Amount') })

const Item = Type.Object({
  id: text('Line id'),
  title: text('Title'),
  variant_id: nullable(text('Variant id')),
  variant_sku: nullable(text('SKU')),
  variant_title: nullable(text('Variant')),
  product_title: nullable(text('Product')),
  requires_shipping: Type.Boolean(),
  is_giftcard: Type.Boolean(),
  is_tax_inclusive: Type.Boolean(),
  raw_unit_price: raw('Unit price'),
  raw_quantity: raw('Quantity'),
  raw_subtotal: raw('Subtotal'),
  raw_total: raw('Total'),
  raw_discount_total: raw('Discount with tax'),
  raw_discount_subtotal: raw('Discount without tax'),
  raw_tax_total: raw('Tax'),
  tax_lines: Type.Array(TaxLine),
  adjustments: Type.Array(Adjustment),
  detail: Type.Object({
    raw_fulfilled_quantity: raw('Fulfilled'),
    raw_shipped_quantity: raw('Shipped'),
    raw_return_received_quantity: raw('Came back'),
    raw_written_off_quantity: raw('Written off'),
  }),
})
export type MedusaItem = Static<typeof Item>

const ShippingMethod = Type.Object({
  id: text('Id'),
  name: text('Name'),
  is_tax_inclusive: Type.Boolean(),
  shipping_option_id: nullable(text('Option id')),
  raw_subtotal: raw('Without tax'),
  raw_total: raw('With tax'),
  raw_tax_total: raw('Tax'),
  raw_discount_total: raw('Discount with tax'),
  raw_discount_subtotal: raw('Discount without tax'),
  tax_lines: Type.Array(TaxLine),
  adjustments: Type.Array(Adjustment),
})

const Address = Type.Object({
  first_name: nullable(text('First name')),
  last_name: nullable(text('Last name')),
  company: nullable(text('Company')),
  address_1: nullable(text('Address line 1')),
  address_2: nullable(text('Address line 2')),
  city: nullable(text('City')),
  province: nullable(text('Province')),
  postal_code: nullable(text('Postal code')),
  country_code: nullable(text('Country, lower case')),
  phone: nullable(text('Phone')),
})
export type MedusaAddress = Static<typeof Address>

export const Fulfillment = Type.Object({
  id: text('Fulfilment id'),
  location_id: nullable(text('Location')),
  canceled_at: nullable(text('Cancelled')),
  shipped_at: nullable(text('Shipped')),
  metadata: Type.Optional(nullable(Type.Object({}))),
  labels: Type.Optional(Type.Array(Type.Object({ tracking_number: text('Tracking number'), tracking_url: Type.Optional(text('Page')) }))),
  items: Type.Optional(Type.Array(Type.Object({ line_item_id: nullable(text('Line')), raw_quantity: raw('Quantity') }))),
})
export type Fulfillment = Static<typeof Fulfillment>

export const Refund = Type.Object({
  id: text('Refund id'),
  raw_amount: raw('Amount'),
  note: Type.Optional(nullable(text('Note'))),
  created_at: text('Made'),
})
export type MedusaRefund = Static<typeof Refund>

const Payment = Type.Object({
  id: text('Payment id'),
  currency_code: text('Currency'),
  provider_id: text('Provider'),
  captured_at: nullable(text('Captured')),
  canceled_at: nullable(text('Cancelled')),
  raw_amount: raw('Amount'),
  refunds: Type.Optional(Type.Array(Refund)),
})
export type MedusaPayment = Static<typeof Payment>

const HEAD = {
  id: text('Id'),
  display_id: Type.Integer(),
  status: text('Status'),
  payment_status: text('Payment status'),
  fulfillment_status: text('Fulfilment status'),
  email: nullable(text('E-mail')),
  currency_code: text('Currency, lower case'),
  created_at: text('Created'),
  updated_at: text('Changed'),
  canceled_at: nullable(text('Cancelled')),
  summary: Type.Object({
    raw_original_order_total: raw('Total as ordered'),
    raw_current_order_total: raw('Total now'),
    raw_refunded_total: raw('Refunded'),
    raw_pending_difference: raw('Still to be paid'),
  }),
  sales_channel: Type.Optional(nullable(Type.Object({ name: text('Name') }))),
}
export const MedusaOrderHead = Type.Object(HEAD)
export type MedusaOrderHead = Static<typeof MedusaOrderHead>

export const MedusaOrder = Type.Object({
  ...HEAD,
  metadata: nullable(Type.Object({})),
  items: Type.Array(Item),
  shipping_methods: Type.Array(ShippingMethod),
  shipping_address: nullable(Address),
  billing_address: nullable(Address),
  customer: Type.Optional(
    nullable(
      Type.Object({
        id: text('Id'),
        first_name: nullable(text('First name')),
        last_name: nullable(text('Last name')),
        email: nullable(text('E-mail')),
      }),
    ),
  ),
  payment_collections: Type.Array(Type.Object({ payments: Type.Optional(Type.Array(Payment)) })),
  fulfillments: Type.Array(Fulfillment),
})
export type MedusaOrder = Static<typeof MedusaOrder>

const HEAD_FIELDS = [
  'id',
  'display_id',
  'status',
  'payment_status',
  'fulfillment_status',
  'email',
  'currency_code',
  'created_at',
  'updated_at',
  'canceled_at',
  '*summary',
  // The statuses are computed from these.
  '*items.detail',
  '*payment_collections.payments',
  '*fulfillments',
  '*sales_channel',
]
export const ORDER_HEAD_FIELDS = HEAD_FIELDS.join(',')
export const ORDER_FIELDS = [
  ...HEAD_FIELDS,
  'metadata',
  // Totals of lines are computed only when a total of the order is asked for.
  'total',
  '*items',
  '*items.tax_lines',
  '*items.adjustments',
  '*shipping_methods',
  '*shipping_methods.tax_lines',
  '*shipping_methods.adjustments',
  '*shipping_address',
  '*billing_address',
  '*customer',
  '*payment_collections.payments.refunds',
  '*fulfillments.items',
  '*fulfillments.labels',
].join(',')
