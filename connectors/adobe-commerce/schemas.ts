// Answers of Adobe Commerce as far as they are read. Members without a value are left out of answers, so most are optional.
import { Type, type Static } from 'typebox'

/** In UTC; the database's zero date, which is no time, is not taken. */
const time = Type.String({ pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]) [0-2]\\d:[0-5]\\d:[0-5]\\d$' })
const currency = Type.String({ pattern: '^[A-Z]{3}$' })
const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const number = Type.Optional(Type.Union([Type.Number(), Type.Null()]))
/** In the shop's base currency, four decimals at most. */
const amount = number

const Address = Type.Object({
  firstname: text,
  lastname: text,
  company: text,
  street: Type.Optional(Type.Array(Type.String())),
  city: text,
  region: text,
  region_code: text,
  postcode: text,
  country_id: text,
  telephone: text,
})
export type Address = Static<typeof Address>

const Item = Type.Object({
  item_id: Type.Integer(),
  parent_item_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  product_id: number,
  product_type: text,
  sku: Type.String(),
  name: text,
  is_virtual: number,
  qty_ordered: Type.Number(),
  qty_canceled: number,
  qty_refunded: number,
  qty_shipped: number,
  base_price: amount,
  base_row_total: amount,
  base_discount_amount: amount,
  base_discount_tax_compensation_amount: amount,
  base_tax_amount: amount,
  tax_percent: number,
})
export type Item = Static<typeof Item>

const AppliedTax = Type.Object({ code: text, title: text, percent: number, base_amount: amount })

const OrderExtension = Type.Object({
  shipping_assignments: Type.Optional(
    Type.Array(
      Type.Object({
        shipping: Type.Object({ address: Type.Optional(Address), method: text }),
      }),
    ),
  ),
  applied_taxes: Type.Optional(Type.Array(AppliedTax)),
  // Adobe Commerce only: what pays a part of an order and is taken off its grand total.
  base_customer_balance_amount: amount,
  base_gift_cards_amount: amount,
  base_reward_currency_amount: amount,
})

export const Order = Type.Object({
  entity_id: Type.Integer(),
  increment_id: Type.String(),
  state: Type.String(),
  status: Type.String(),
  created_at: time,
  updated_at: time,
  base_currency_code: currency,
  order_currency_code: currency,
  grand_total: Type.Number(),
  base_grand_total: Type.Number(),
  base_subtotal: amount,
  base_discount_amount: amount,
  base_shipping_amount: amount,
  base_shipping_discount_amount: amount,
  base_shipping_discount_tax_compensation_amnt: amount,
  base_shipping_tax_amount: amount,
  base_tax_amount: amount,
  base_total_canceled: amount,
  base_total_due: amount,
  base_total_paid: amount,
  base_total_refunded: amount,
  coupon_code: text,
  customer_email: text,
  customer_firstname: text,
  customer_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  customer_lastname: text,
  customer_note: text,
  discount_description: text,
  shipping_description: text,
  store_name: text,
  items: Type.Array(Item),
  billing_address: Type.Optional(Address),
  payment: Type.Optional(Type.Object({ method: text })),
  extension_attributes: Type.Optional(OrderExtension),
})
export type Order = Static<typeof Order>

export const Comment = Type.Object({ comment: text, is_visible_on_front: number })
/** A shipment, an invoice or a credit memo, as far as it is recognised by its comments. */
export const SalesDocument = Type.Object({ comments: Type.Optional(Type.Array(Comment)) })

export const Product = Type.Object({
  id: Type.Integer(),
  sku: Type.String(),
  name: text,
  price: number,
  status: number,
  visibility: number,
  type_id: text,
  attribute_set_id: number,
  weight: number,
  updated_at: Type.Optional(Type.Union([time, Type.Null()])),
  custom_attributes: Type.Optional(Type.Array(Type.Object({ attribute_code: Type.String(), value: Type.Optional(Type.Unknown()) }))),
})
export type Product = Static<typeof Product>

export const SourceItem = Type.Object({ sku: Type.String(), source_code: Type.String(), quantity: Type.Number(), status: Type.Integer() })
export type SourceItem = Static<typeof SourceItem>

const CustomerAddress = Type.Object({
  id: Type.Optional(Type.Integer()),
  firstname: text,
  lastname: text,
  company: text,
  street: Type.Optional(Type.Array(Type.String())),
  city: text,
  region: Type.Optional(
    Type.Union([
      Type.Object({ region_code: text, region: text, region_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])) }),
      Type.Null(),
    ]),
  ),
  region_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  postcode: text,
  country_id: text,
  telephone: text,
  default_billing: Type.Optional(Type.Boolean()),
  default_shipping: Type.Optional(Type.Boolean()),
})
export type CustomerAddress = Static<typeof CustomerAddress>

export const Customer = Type.Object({
  id: Type.Integer(),
  group_id: number,
  created_at: Type.Optional(Type.Union([time, Type.Null()])),
  updated_at: Type.Optional(Type.Union([time, Type.Null()])),
  email: Type.String(),
  firstname: text,
  lastname: text,
  website_id: number,
  store_id: number,
  taxvat: text,
  addresses: Type.Optional(Type.Array(CustomerAddress)),
  extension_attributes: Type.Optional(Type.Object({ is_subscribed: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])) })),
  custom_attributes: Type.Optional(Type.Array(Type.Object({ attribute_code: Type.String(), value: Type.Optional(Type.Unknown()) }))),
})
export type Customer = Static<typeof Customer>
