// Refunds of an order as flows see them: amounts positive, in the order's currency.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import { instant, refundedLine } from './canonical.ts'
import type { WooRefund } from './schemas/order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_FIELDS } from './retail.ts'

export const Refund = speaking(
  'refund',
  Type.Object(
    {
      id: Type.String({ title: 'Refund id' }),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      amount: moneyField('Amount', 'With tax: what the shopper gets back'),
      reason: Type.String({ title: 'Reason' }),
      paidBack: Type.Boolean({ title: 'Paid back by the payment provider', description: 'Otherwise somebody does it by hand.' }),
      lines: Type.Array(
        Type.Object({
          lineId: Type.Union([Type.String(), Type.Null()], { title: 'Line of the order' }),
          sku: Type.Union([Type.String(), Type.Null()], { title: 'SKU' }),
          quantity: Type.Number({ title: 'Quantity' }),
          amount: moneyField('Amount', 'Without tax'),
          tax: moneyField('Tax'),
        }),
        { title: 'Lines' },
      ),
      shipping: moneyField('Shipping', 'Without tax'),
      adjustment: moneyField('Not on any line', 'The amount less lines, shipping and their taxes'),
    },
    { title: 'Refund' },
  ),
  REFUND_FIELDS,
)
export type Refund = Static<typeof Refund>

export function toRefund(refund: WooRefund, currency: string): Refund {
  const positive = (value: string) => new Decimal(value === '' ? 0 : value).abs()
  const shipping = refund.shipping_lines ?? []
  const onLines = [...refund.line_items, ...shipping].reduce(
    (sum, { total, total_tax: tax }) => sum.plus(positive(total)).plus(positive(tax)),
    new Decimal(0),
  )
  return {
    id: String(refund.id),
    createdAt: instant(refund.date_created_gmt),
    amount: moneyOf(positive(refund.amount), currency),
    reason: refund.reason,
    paidBack: refund.refunded_payment,
    lines: refund.line_items.map((line) => {
      const lineId = refundedLine(line)
      return {
        lineId: lineId === undefined ? null : String(lineId),
        sku: line.sku,
        quantity: Math.abs(line.quantity),
        amount: moneyOf(positive(line.total), currency),
        tax: moneyOf(positive(line.total_tax), currency),
      }
    }),
    shipping: moneyOf(
      shipping.reduce((sum, { total }) => sum.plus(positive(total)), new Decimal(0)),
      currency,
    ),
    adjustment: moneyOf(positive(refund.amount).minus(onLines), currency),
  }
}
