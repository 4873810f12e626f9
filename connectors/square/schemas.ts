// Orders, payments, refunds, stock and cash drawers as Square gives them: the members this connector relies on. Square leaves out what is empty.
import { Type, type Static, type TSchema } from 'typebox'

const opt = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = opt(Type.String())

/** Whole numbers of the currency's smallest unit. */
export const SquareMoney = Type.Object({ amount: opt(Type.Integer()), currency: opt(Type.String()) })
export type SquareMoney = Static<typeof SquareMoney>
const money = opt(SquareMoney)

const AppliedTax = Type.Object({ tax_uid: Type.String(), applied_money: money })
const LineItem = Type.Object({
  uid: text,
  name: text,
  variation_name: text,
  quantity: Type.String(),
  catalog_object_id: text,
  item_type: text,
  base_price_money: money,
  gross_sales_money: money,
  total_discount_money: money,
  total_tax_money: money,
  applied_taxes: opt(Type.Array(AppliedTax)),
  applied_discounts: opt(Type.Array(Type.Object({ discount_uid: Type.String(), applied_money: money }))),
})
export type SquareLine = Static<typeof LineItem>

const Tender = Type.Object({
  id: text,
  type: Type.String(),
  amount_money: money,
  tip_money: money,
  processing_fee_money: money,
  payment_id: text,
  card_details: opt(Type.Object({ card: opt(Type.Object({ card_brand: text, last_4: text })) })),
})
const ReturnLine = Type.Object({
  uid: text,
  source_line_item_uid: text,
  name: text,
  quantity: Type.String(),
  catalog_object_id: text,
  gross_return_money: money,
  total_discount_money: money,
  total_tax_money: money,
  total_money: money,
})

export const SquareOrder = Type.Object({
  id: Type.String(),
  location_id: Type.String(),
  reference_id: text,
  ticket_name: text,
  state: text,
  source: opt(Type.Object({ name: text })),
  customer_id: text,
  created_at: Type.String(),
  updated_at: Type.String(),
  closed_at: text,
  line_items: opt(Type.Array(LineItem)),
  taxes: opt(Type.Array(Type.Object({ uid: text, name: text, percentage: text, type: text, applied_money: money }))),
  discounts: opt(Type.Array(Type.Object({ uid: text, name: text }))),
  service_charges: opt(
    Type.Array(
      Type.Object({ uid: text, name: text, applied_money: money, total_tax_money: money, applied_taxes: opt(Type.Array(AppliedTax)) }),
    ),
  ),
  rounding_adjustment: opt(Type.Object({ amount_money: money })),
  tenders: opt(Type.Array(Tender)),
  returns: opt(Type.Array(Type.Object({ source_order_id: text, return_line_items: opt(Type.Array(ReturnLine)) }))),
  return_amounts: opt(Type.Object({ total_money: money })),
  total_money: money,
  total_tax_money: money,
  total_discount_money: money,
  total_tip_money: money,
  net_amount_due_money: money,
})
export type SquareOrder = Static<typeof SquareOrder>

export const SquarePayment = Type.Object({
  id: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
  status: text,
  source_type: text,
  location_id: text,
  order_id: text,
  amount_money: money,
  tip_money: money,
  total_money: money,
  refunded_money: money,
  processing_fee: opt(Type.Array(Type.Object({ amount_money: money }))),
  is_offline_payment: opt(Type.Boolean()),
  receipt_number: text,
  card_details: opt(Type.Object({ card: opt(Type.Object({ card_brand: text, last_4: text })) })),
})
export type SquarePayment = Static<typeof SquarePayment>

export const SquareRefund = Type.Object({
  id: Type.String(),
  status: text,
  amount_money: SquareMoney,
  payment_id: text,
  order_id: text,
  location_id: text,
  reason: text,
  created_at: text,
  updated_at: text,
})
export type SquareRefund = Static<typeof SquareRefund>

export const Location = Type.Object({ id: Type.String(), name: text, timezone: text, currency: text, status: text })
export type Location = Static<typeof Location>

export const Variation = Type.Object({
  id: Type.String(),
  updated_at: text,
  is_deleted: opt(Type.Boolean()),
  item_variation_data: opt(Type.Object({ item_id: text, name: text, sku: text, price_money: money, track_inventory: opt(Type.Boolean()) })),
  item_data: opt(Type.Object({ name: text })),
})
export type Variation = Static<typeof Variation>

export const Shift = Type.Object({
  id: Type.String(),
  state: text,
  opened_at: text,
  ended_at: text,
  closed_at: text,
  description: text,
  location_id: text,
  opened_cash_money: money,
  cash_payment_money: money,
  cash_refunds_money: money,
  cash_paid_in_money: money,
  cash_paid_out_money: money,
  expected_cash_money: money,
  closed_cash_money: money,
})
export type Shift = Static<typeof Shift>
