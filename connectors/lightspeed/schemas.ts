// What of Lightspeed's answers is read. https://x-series-api.lightspeedhq.com/v2026.07/reference
import { Type, type Static, type TSchema } from 'typebox'

const optional = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = optional(Type.String())
/** A JSON number of the vendor, read as the decimal it was written as. */
const number = optional(Type.Union([Type.Number(), Type.String({ pattern: '^-?[0-9]+(\\.[0-9]+)?$' })]))
const Version = Type.Integer()

export const listOf = <S extends TSchema>(item: S) => Type.Object({ data: Type.Array(item) })
export const oneOf = <S extends TSchema>(item: S) => Type.Object({ data: item })

const TaxComponent = Type.Object({ rate_id: text, total_tax: number })

const Line = Type.Object({
  id: Type.String(),
  product: Type.Object({ id: Type.String() }),
  quantity: Type.Number(),
  pricing: Type.Object({ price: number, total: number, discount_total: number }),
  tax: optional(Type.Object({ id: text, amount: number, total: number })),
  return: optional(Type.Object({ is_return: optional(Type.Boolean()), reason: text })),
  gift_card_number: text,
  note: text,
  promotions: optional(Type.Array(Type.Object({ name: text, amount: number }))),
  surcharges: optional(Type.Array(Type.Object({ value: number, tax_components: optional(Type.Array(TaxComponent)) }))),
  _metadata: optional(Type.Object({ tax_components: optional(Type.Array(TaxComponent)) })),
})
export type LightspeedLine = Static<typeof Line>

const Payment = Type.Object({
  id: Type.String(),
  amount: Type.Number(),
  date: text,
  deleted_at: text,
  type: optional(Type.Object({ config_id: text, name: text })),
})
export type LightspeedPayment = Static<typeof Payment>

const HEAD = {
  id: Type.String(),
  state: text,
  attributes: optional(Type.Array(Type.String())),
  date: text,
  updated_at: text,
  deleted_at: text,
  receipt_number: text,
  invoice_number: text,
  customer_id: text,
  note: text,
  source: optional(Type.Object({ id: text, type: text, outlet_id: text, register_id: text, author: optional(Type.Object({ id: text })) })),
  return: optional(Type.Object({ is_return: optional(Type.Boolean()), original_sale_id: text })),
  totals: optional(Type.Object({ price: number, price_incl_tax: number, tax: number, surcharge: number })),
  _metadata: optional(Type.Object({ version: Type.Optional(Version) })),
}

/** As lists have it. */
export const SaleHead = Type.Object(HEAD)
export type LightspeedSaleHead = Static<typeof SaleHead>

export const Sale = Type.Object({
  ...HEAD,
  line_items: optional(Type.Array(Line)),
  payments: optional(Type.Array(Payment)),
  adjustments: optional(
    Type.Array(Type.Object({ adjustment_type: text, name: text, total: number, tax_components: optional(Type.Array(TaxComponent)) })),
  ),
  ecom_custom_charges: optional(Type.Array(Type.Object({ name: text, total: number, total_tax: number }))),
})
export type LightspeedSale = Static<typeof Sale>

export const Outlet = Type.Object({
  id: Type.String(),
  name: Type.String(),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  display_prices: Type.String(),
  time_zone: text,
  deleted_at: text,
  version: Version,
})
export type LightspeedOutlet = Static<typeof Outlet>

export const Register = Type.Object({
  id: Type.String(),
  name: Type.String(),
  outlet_id: Type.String(),
  is_open: optional(Type.Boolean()),
  register_open_time: text,
  version: Version,
})
export type LightspeedRegister = Static<typeof Register>

export const Tax = Type.Object({
  id: Type.String(),
  name: text,
  display_name: text,
  rates: optional(Type.Array(Type.Object({ id: Type.String(), name: text, display_name: text, rate: number }))),
  version: Version,
})
export type LightspeedTax = Static<typeof Tax>

export const PaymentType = Type.Object({
  id: Type.String(),
  name: Type.String(),
  disabled: optional(Type.Boolean()),
  internal: optional(Type.Boolean()),
  version: Version,
})

export const Product = Type.Object({
  id: Type.String(),
  sku: text,
  name: text,
  variant_name: text,
  description: text,
  active: optional(Type.Boolean()),
  is_active: optional(Type.Boolean()),
  has_inventory: optional(Type.Boolean()),
  has_variants: optional(Type.Boolean()),
  product_codes: optional(Type.Array(Type.Object({ code: Type.String() }))),
  price_including_tax: number,
  price_excluding_tax: number,
  updated_at: text,
  deleted_at: text,
  version: Version,
})
export type LightspeedProduct = Static<typeof Product>

export const Stock = Type.Object({
  id: Type.String(),
  product_id: Type.String(),
  outlet_id: Type.String(),
  current_inventory_level: Type.Number(),
  version: Version,
})
/** A plain list in the description's examples, and a list below `data` in older versions: both are read. */
export const StockAnswer = Type.Union([Type.Array(Stock), listOf(Stock)])

export const Customer = Type.Object({
  id: Type.String(),
  customer_code: text,
  first_name: text,
  last_name: text,
  company_name: text,
  email: text,
  phone: text,
  mobile: text,
  updated_at: text,
  deleted_at: text,
  version: Version,
})
export type LightspeedCustomer = Static<typeof Customer>

/** A stock order (SUPPLIER), a transfer between outlets (OUTLET), a return to a supplier or a count. */
export const Consignment = Type.Object({
  id: Type.String(),
  name: text,
  reference: text,
  type: text,
  status: text,
  outlet_id: text,
  source_outlet_id: text,
  supplier_id: text,
  due_at: text,
  received_at: text,
  updated_at: text,
  deleted_at: text,
  version: Version,
})
export type LightspeedConsignment = Static<typeof Consignment>

export const ConsignmentProduct = Type.Object({
  product_id: Type.String(),
  product_sku: text,
  count: number,
  received: number,
  status: text,
  deleted_at: text,
  version: Version,
})
export type LightspeedConsignmentProduct = Static<typeof ConsignmentProduct>

export const RegisterTotals = Type.Object({
  payments: Type.Array(Type.Object({ payment_type_id: Type.String(), payment_type_name: Type.String(), total: Type.String() })),
  register_open_time: text,
  register_closure_id: text,
  register_closure_sequence_number: optional(Type.Integer()),
})
