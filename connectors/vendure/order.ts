// Orders as Vendure's Admin API gives them, and the documents that ask for them. Amounts are whole numbers of a hundredth, whatever the currency
// (Vendure's default MoneyStrategy).
import { Type, type Static } from 'typebox'

const orNull = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Object> | ReturnType<typeof Type.Number>>(schema: S) =>
  Type.Union([schema, Type.Null()])
const text = Type.String()

const HEAD = {
  id: text,
  code: text,
  state: text,
  createdAt: text,
  updatedAt: text,
  orderPlacedAt: orNull(text),
  currencyCode: text,
  totalWithTax: Type.Integer(),
  customer: orNull(Type.Object({ id: text, firstName: text, lastName: text, emailAddress: text, phoneNumber: orNull(text) })),
  payments: Type.Union([
    Type.Null(),
    Type.Array(
      Type.Object({
        id: text,
        method: text,
        amount: Type.Integer(),
        state: text,
        refunds: Type.Array(Type.Object({ id: text, total: Type.Integer(), state: text })),
      }),
    ),
  ]),
}
export const OrderHead = Type.Object(HEAD)
export type OrderHead = Static<typeof OrderHead>

const TaxLine = Type.Object({ description: text, taxRate: Type.Number() })
const Discount = Type.Object({ description: text, amount: Type.Integer() })
const Address = Type.Object({
  fullName: orNull(text),
  company: orNull(text),
  streetLine1: orNull(text),
  streetLine2: orNull(text),
  city: orNull(text),
  province: orNull(text),
  postalCode: orNull(text),
  countryCode: orNull(text),
  phoneNumber: orNull(text),
})
const Line = Type.Object({
  id: text,
  quantity: Type.Integer(),
  orderPlacedQuantity: Type.Integer(),
  unitPrice: Type.Integer(),
  proratedLinePrice: Type.Integer(),
  proratedLinePriceWithTax: Type.Integer(),
  taxLines: Type.Array(TaxLine),
  discounts: Type.Array(Discount),
  productVariant: Type.Object({ id: text, sku: text, name: text }),
})
export type VendureLine = Static<typeof Line>
export const Fulfillment = Type.Object({
  id: text,
  state: text,
  trackingCode: text,
  lines: Type.Array(Type.Object({ orderLineId: text, quantity: Type.Integer() })),
})
export type Fulfillment = Static<typeof Fulfillment>

export const VendureOrder = Type.Object({
  ...HEAD,
  couponCodes: Type.Array(text),
  total: Type.Integer(),
  subTotal: Type.Integer(),
  taxSummary: Type.Array(Type.Object({ description: text, taxRate: Type.Number(), taxTotal: Type.Integer() })),
  lines: Type.Array(Line),
  surcharges: Type.Array(
    Type.Object({ id: text, description: text, price: Type.Integer(), priceWithTax: Type.Integer(), taxLines: Type.Array(TaxLine) }),
  ),
  shippingLines: Type.Array(
    Type.Object({
      id: text,
      price: Type.Integer(),
      discountedPrice: Type.Integer(),
      discountedPriceWithTax: Type.Integer(),
      shippingMethod: Type.Object({ code: text, name: text }),
    }),
  ),
  shippingAddress: orNull(Address),
  billingAddress: orNull(Address),
  fulfillments: Type.Union([Type.Null(), Type.Array(Fulfillment)]),
})
export type VendureOrder = Static<typeof VendureOrder>

const HEAD_FIELDS = `id code state createdAt updatedAt orderPlacedAt currencyCode totalWithTax
  customer { id firstName lastName emailAddress phoneNumber }
  payments { id method amount state refunds { id total state } }`
const ADDRESS_FIELDS = 'fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber'

export const GET_ORDER = `query GetOrder($id: ID!) {
  order(id: $id) {
    ${HEAD_FIELDS}
    couponCodes total subTotal
    taxSummary { description taxRate taxTotal }
    lines {
      id quantity orderPlacedQuantity unitPrice proratedLinePrice proratedLinePriceWithTax
      taxLines { description taxRate }
      discounts { description amount }
      productVariant { id sku name }
    }
    surcharges { id description price priceWithTax taxLines { description taxRate } }
    shippingLines { id price discountedPrice discountedPriceWithTax shippingMethod { code name } }
    shippingAddress { ${ADDRESS_FIELDS} }
    billingAddress { ${ADDRESS_FIELDS} }
    fulfillments { id state trackingCode lines { orderLineId quantity } }
  }
}`

export const FIND_ORDERS = `query FindOrders($options: OrderListOptions) {
  orders(options: $options) { totalItems items { ${HEAD_FIELDS} } }
}`
