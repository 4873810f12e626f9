// An order and a refund as WooCommerce's REST API v3 and its webhooks give them: the members this connector relies on.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
import { Type, type Static } from 'typebox'
import { Address, amount, Meta, orNull, text, time } from './parts.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

const LineTax = Type.Object({ id: Type.Integer({ title: 'Tax rate id' }), total: amount('Tax') })

const LineItem = Type.Object({
  id: Type.Integer({ title: 'Line id' }),
  name: text('Name'),
  product_id: Type.Integer({ title: 'Product id' }),
  variation_id: Type.Integer({ title: 'Variation id', description: '0 for a product without variations' }),
  quantity: Type.Number({ title: 'Quantity' }),
  subtotal: amount('Subtotal', 'Without tax, before coupons'),
  subtotal_tax: amount('Tax of the subtotal'),
  total: amount('Total', 'Without tax, after coupons'),
  total_tax: amount('Tax of the total'),
  taxes: Type.Array(LineTax, { title: 'Taxes' }),
  sku: orNull(text('SKU')),
  parent_name: Type.Optional(orNull(text('Product', 'Of a variation: the name of its product'))),
  meta_data: Meta,
})
export type WooLine = Static<typeof LineItem>

const TaxLine = Type.Object({
  id: Type.Integer({ title: 'Line id' }),
  rate_id: Type.Integer({ title: 'Tax rate id' }),
  label: text('Label'),
  tax_total: amount('Tax'),
  shipping_tax_total: amount('Tax on shipping'),
  rate_percent: Type.Optional(orNull(Type.Number({ title: 'Per cent' }))),
})

const ShippingLine = Type.Object({
  id: Type.Integer({ title: 'Line id' }),
  method_title: text('Method'),
  method_id: text('Method id'),
  total: amount('Total', 'Without tax'),
  total_tax: amount('Tax'),
  taxes: Type.Array(LineTax, { title: 'Taxes' }),
})

const FeeLine = Type.Object({
  id: Type.Integer({ title: 'Line id' }),
  name: Type.Union([text('Name'), Type.Null()]),
  total: amount('Total', 'Without tax; negative for a rebate'),
  total_tax: amount('Tax'),
  taxes: Type.Array(LineTax, { title: 'Taxes' }),
})

export const WooOrder = speaking(
  'order',
  Type.Object(
    {
      id: Type.Integer({ title: 'Id' }),
      number: text('Number'),
      status: text('Status', 'pending, processing, on-hold, completed, cancelled, refunded, failed, or one of a plugin'),
      currency: text('Currency'),
      created_via: text('Made by', 'Such as checkout, rest-api, admin'),
      date_created_gmt: text('Created', 'UTC without a zone, such as 2026-03-01T10:00:00'),
      date_modified_gmt: time('Changed'),
      date_paid_gmt: time('Paid'),
      date_completed_gmt: time('Completed'),
      discount_total: amount('Discount', 'Without tax'),
      shipping_total: amount('Shipping', 'Without tax'),
      total: amount('Total', 'With tax'),
      total_tax: amount('Tax'),
      prices_include_tax: Type.Boolean({
        title: 'Prices were entered with tax',
        description: 'The amounts of lines are without tax all the same',
      }),
      customer_id: Type.Integer({ title: 'Customer id', description: '0 for a guest' }),
      customer_note: text('Note of the shopper'),
      payment_method: text('Payment method'),
      payment_method_title: text('Payment method, as shown'),
      transaction_id: text('Transaction id'),
      billing: Address,
      shipping: Address,
      meta_data: Meta,
      line_items: Type.Array(LineItem, { title: 'Lines' }),
      tax_lines: Type.Array(TaxLine, { title: 'Taxes' }),
      shipping_lines: Type.Array(ShippingLine, { title: 'Shipping' }),
      fee_lines: Type.Array(FeeLine, { title: 'Fees' }),
      coupon_lines: Type.Array(Type.Object({ code: text('Code'), discount: amount('Discount') }), { title: 'Coupons' }),
      refunds: Type.Array(Type.Object({ id: Type.Integer(), total: amount('Total', 'Negative') }), { title: 'Refunds' }),
    },
    { title: 'Order' },
  ),
  ORDER_FIELDS,
)
export type WooOrder = Static<typeof WooOrder>

export const WooRefund = Type.Object(
  {
    id: Type.Integer({ title: 'Id' }),
    date_created_gmt: text('Created', 'UTC without a zone'),
    amount: amount('Amount', 'With tax, positive'),
    reason: text('Reason'),
    refunded_payment: Type.Boolean({ title: 'Paid back by the payment provider' }),
    meta_data: Meta,
    line_items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        quantity: Type.Number({ description: 'Negative' }),
        total: amount('Total', 'Negative'),
        total_tax: amount('Tax', 'Negative'),
        sku: orNull(text('SKU')),
        meta_data: Meta,
      }),
    ),
    // Left out by versions before 4.x.
    shipping_lines: Type.Optional(Type.Array(Type.Object({ total: amount('Total', 'Negative'), total_tax: amount('Tax', 'Negative') }))),
  },
  { title: 'Refund' },
)
export type WooRefund = Static<typeof WooRefund>

export const Note = Type.Object({ id: Type.Integer(), note: Type.String(), customer_note: Type.Boolean() })
