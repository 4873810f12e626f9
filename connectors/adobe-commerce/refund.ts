// A credit memo as flows see it: amounts in the shop's base currency, positive, lines without tax.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { moneyField, moneyOf } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { decimal } from './canonical.ts'
import { REFUND_FIELDS } from './retail.ts'
import { instant } from './search-criteria.ts'

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const number = Type.Optional(Type.Union([Type.Number(), Type.Null()]))

const Item = Type.Object({
  order_item_id: Type.Integer(),
  sku: text,
  name: text,
  qty: Type.Number(),
  base_row_total: number,
  base_discount_amount: number,
  base_discount_tax_compensation_amount: number,
  base_tax_amount: number,
})
type Item = Static<typeof Item>

export const CreditMemo = Type.Object({
  entity_id: Type.Integer(),
  increment_id: Type.String(),
  order_id: Type.Integer(),
  state: number,
  created_at: Type.String(),
  base_currency_code: Type.String({ pattern: '^[A-Z]{3}$' }),
  base_grand_total: Type.Number(),
  base_shipping_amount: number,
  base_shipping_tax_amount: number,
  items: Type.Array(Item),
})
type CreditMemo = Static<typeof CreditMemo>

export const Refund = speaking(
  'refund',
  Type.Object({
    id: Type.String({ title: 'Refund id' }),
    number: Type.String({ title: 'Number', description: 'Of the credit memo.' }),
    orderId: Type.String({ title: 'Order id' }),
    status: Type.String({ title: 'Status', description: 'open, refunded or cancelled.' }),
    createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
    currency: Type.String({ title: 'Currency', description: 'The base currency of the shop.' }),
    total: moneyField('Total', 'With tax: what the shopper gets back.'),
    lines: Type.Array(
      Type.Object({
        lineId: Type.String({ title: 'Line of the order' }),
        sku: orNull('SKU'),
        title: orNull('Title'),
        quantity: Type.Number({ title: 'Quantity' }),
        amount: moneyField('Amount', 'Without tax, after discounts.'),
        tax: moneyField('Tax'),
      }),
      { title: 'Lines', description: 'The parts of a bundle or configurable product are lines without an amount.' },
    ),
    shipping: moneyField('Shipping', 'Without tax.'),
    shippingTax: moneyField('Tax of shipping'),
    adjustment: moneyField(
      'Not on any line',
      'The total less lines, shipping and their taxes: goodwill above zero, a fee that was kept below.',
    ),
  }),
  REFUND_FIELDS,
)
export type Refund = Static<typeof Refund>

const STATES: Readonly<Record<number, string>> = { 1: 'open', 2: 'refunded', 3: 'cancelled' }

export function toRefund(memo: CreditMemo): Refund {
  const money = (amount: Decimal) => moneyOf(amount, memo.base_currency_code)
  const lines = memo.items.map((item) => ({ item, amount: amountOf(item), tax: decimal(item.base_tax_amount) }))
  const shipping = decimal(memo.base_shipping_amount)
  const shippingTax = decimal(memo.base_shipping_tax_amount)
  const total = decimal(memo.base_grand_total)
  const named = lines.reduce((sum, { amount, tax }) => sum.plus(amount).plus(tax), shipping.plus(shippingTax))
  return {
    id: String(memo.entity_id),
    number: memo.increment_id,
    orderId: String(memo.order_id),
    status: STATES[memo.state ?? 0] ?? String(memo.state ?? ''),
    createdAt: instant(memo.created_at),
    currency: memo.base_currency_code,
    total: money(total),
    lines: lines.map(({ item, amount, tax }) => ({
      lineId: String(item.order_item_id),
      sku: item.sku ?? null,
      title: item.name ?? null,
      quantity: item.qty,
      amount: money(amount),
      tax: money(tax),
    })),
    shipping: money(shipping),
    shippingTax: money(shippingTax),
    adjustment: money(total.minus(named)),
  }
}

/** As in orders: the part of a discount that is tax is added back, so that what is left is without tax. */
const amountOf = (item: Item): Decimal =>
  decimal(item.base_row_total).minus(decimal(item.base_discount_amount)).plus(decimal(item.base_discount_tax_compensation_amount))

export const REFUND: Refund = toRefund({
  entity_id: 12,
  increment_id: '000000012',
  order_id: 1042,
  state: 2,
  created_at: '2026-03-04 09:30:00',
  base_currency_code: 'GBP',
  base_grand_total: 17.3,
  base_shipping_amount: 2,
  base_shipping_tax_amount: 0.4,
  items: [{ order_item_id: 2201, sku: 'HF-MUG-NAVY', name: 'Stoneware Mug, Navy', qty: 1, base_row_total: 12.5, base_tax_amount: 2.5 }],
})
