// Writes into a purchase order what the supplier says it will send and when. Absolute: a repetition finds it so.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { textOf, write } from '../client.ts'
import { toOdooDate } from '../dates.ts'
import { DecimalText, toWire } from '../decimals.ts'
import {
  LINE_KEYS,
  matchLines,
  mustFindPurchaseOrder,
  onPurchaseOrder,
  OrderNumber,
  Quantity,
  readPurchaseLines,
  readSupplierSkus,
} from '../purchase-order.ts'
import { quantityText } from '../stock.ts'

const Input = Type.Object(
  {
    number: OrderNumber,
    supplierReference: Type.Optional(
      Type.String({ title: "Supplier's reference", description: 'Its number of the order; stands on the order in Odoo.', maxLength: 120 }),
    ),
    decision: Type.Optional(
      Type.Unsafe<'accepted' | 'rejected'>(
        Type.Union([Type.Literal('accepted', { title: 'Accepted as it is' }), Type.Literal('rejected', { title: 'Rejected' })], {
          title: 'Of the whole order',
          description: 'For lines that the answer does not name. Default: accepted.',
        }),
      ),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...LINE_KEYS,
            quantity: Quantity('That will come in all, what is on backorder included; 0: rejected.'),
            expectedOn: Type.Optional(
              Type.String({
                title: 'Expected',
                description: 'Day on which all of it is there, such as 2026-03-15.',
                pattern: '^\\d{4}-\\d{2}-\\d{2}$',
              }),
            ),
            unitPrice: Type.Optional(DecimalText('Unit price', 'As the supplier sees it.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', maxItems: 2_000 },
      ),
    ),
    whenFewer: Type.Optional(
      Type.Unsafe<'keep' | 'change'>(
        Type.Union([Type.Literal('keep', { title: 'Keep the order' }), Type.Literal('change', { title: 'Order so many' })], {
          title: 'When fewer will come',
          description: 'change: the line gets the quantity that will come, but for lines that are rejected. Default: keep.',
        }),
      ),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const text = (title: string, description: string) => Type.String({ title, description })
const Output = Type.Object({
  number: text('Purchase order', 'As given.'),
  changed: Type.Boolean({ title: 'Changed now', description: 'False when the order was so already.' }),
  differences: Type.Array(
    Type.Object({
      sku: text('SKU', 'Internal Reference.'),
      kind: text('What', 'rejected, fewer, more or price.'),
      ordered: text('Ordered', 'Quantity or price, decimal text.'),
      confirmed: text('Confirmed', 'Quantity or price, decimal text.'),
    }),
    { title: 'Differences', description: 'That a person must see.' },
  ),
})

export const answerPurchaseOrder = {
  id: 'answer-purchase-order',
  label: 'Enter the answer to a purchase order',
  description:
    "Writes a supplier's answer into a confirmed purchase order: its reference, the days on which lines will come, and where wanted fewer of them. Tells what differs from the order.",
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { number: 'P00012', changed: true, differences: [] },
  run(input, context) {
    const answer = input as Input
    return onPurchaseOrder(context, answer.number, () => enter(answer, context))
  },
} as const satisfies Action

async function enter(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { number, supplierReference, decision = 'accepted', whenFewer = 'keep' } = input
  const order = await mustFindPurchaseOrder(context, number)
  const lines = (await readPurchaseLines(context, [order.id])).get(order.id) ?? []
  const matched = matchLines(number, lines, input.lines ?? [], await readSupplierSkus(context, order, lines, input.lines ?? []))
  const named = new Set(matched.map(({ line }) => line.id))
  const rest = decision === 'rejected' ? lines.filter(({ id }) => !named.has(id)) : []
  const differences: Static<typeof Output>['differences'] = rest.map((line) => ({
    sku: line.sku,
    kind: 'rejected',
    ordered: quantityText(line.ordered),
    confirmed: '0',
  }))
  const commands: unknown[] = []
  for (const { line, given } of matched) {
    const quantity = new Decimal(given.quantity)
    // A rejected line stays as it was ordered until a person decides: nothing would be on its way, and nobody would know.
    const isLowered = whenFewer === 'change' && quantity.gt(0) && quantity.lt(line.ordered) && quantity.gte(line.received)
    const at = given.expectedOn === undefined || quantity.isZero() ? undefined : toOdooDate(`${given.expectedOn}T12:00:00Z`, '/lines')
    const isMoved = at !== undefined && at.slice(0, 10) !== line.plannedAt?.slice(0, 10)
    if (isLowered || isMoved) {
      commands.push([1, line.id, { ...(isMoved && { date_planned: at }), ...(isLowered && { product_qty: toWire(quantity.toFixed()) }) }])
    }
    if (!quantity.equals(line.ordered) && !isLowered) {
      const kind = quantity.isZero() ? 'rejected' : quantity.lt(line.ordered) ? 'fewer' : 'more'
      differences.push({ sku: line.sku, kind, ordered: quantityText(line.ordered), confirmed: quantityText(quantity) })
    }
    if (given.unitPrice !== undefined && !line.price.equals(given.unitPrice)) {
      differences.push({ sku: line.sku, kind: 'price', ordered: line.price.toFixed(), confirmed: new Decimal(given.unitPrice).toFixed() })
    }
  }
  const isNamed = supplierReference !== undefined && supplierReference !== '' && supplierReference !== textOf(order['partner_ref'])
  const values = { ...(isNamed && { partner_ref: supplierReference }), ...(commands.length > 0 && { order_line: commands }) }
  const changed = Object.keys(values).length > 0
  if (changed) await write(context, 'purchase.order', [order.id], values)
  return { number, changed, differences }
}
