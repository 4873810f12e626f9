// Gives a sales order the lines that it shall have now: for orders that the shop has changed. What has left or is invoiced is not touched.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf, readConfig } from '../auth.ts'
import { fieldsAmong, idOf, idsOf, readAll, textOf, write, type OdooRow } from '../client.ts'
import { DecimalText, sameAmount, toWire } from '../decimals.ts'
import { LineInput, lineValues } from '../line.ts'
import { OrderReferenceInput } from '../order-reference.ts'
import { MADE_ORDER_FIELDS, UPDATED_ORDER_FIELDS } from '../retail.ts'
import { SalesOrderOutput } from '../sales-order-input.ts'
import { planLines, type LineChange, type OrderLine } from '../sales-order-lines.ts'
import { mustFindSalesOrder, readSalesOrder, toOutput } from '../sales-order.ts'

const Input = speaking(
  'order',
  Type.Object(
    {
      ...OrderReferenceInput.properties,
      lines: Type.Array(LineInput, {
        title: 'Lines',
        description: 'All that the order shall have, goods and fees. What is not among them is set to nothing.',
        minItems: 1,
        maxItems: 2_000,
      }),
      expectedTotal: Type.Optional(
        DecimalText(
          'Expected total',
          'What the order costs now. When Odoo computes another total, this goes to the exception desk with both.',
        ),
      ),
    },
    { additionalProperties: false },
  ),
  UPDATED_ORDER_FIELDS,
)
type Input = Static<typeof Input>

const Output = speaking(
  'order',
  Type.Object({
    ...Type.Omit(SalesOrderOutput, ['created', 'fields']).properties,
    changed: Type.Boolean({ title: 'Changed now', description: 'False when the order was so already.' }),
  }),
  MADE_ORDER_FIELDS,
)

export const updateSalesOrder = {
  id: 'update-sales-order',
  label: 'Change sales order lines',
  description:
    'Gives a confirmed sales order the lines that it shall have: adds, changes and sets to nothing. Where that would change what has left the warehouse or is invoiced, nothing is changed and a person decides.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    id: 12,
    name: 'S00012',
    reference: '#1001',
    state: 'sale',
    customerId: 7,
    currency: 'GBP',
    amountUntaxed: '90.00',
    amountTax: '18.00',
    amountTotal: '108.00',
    changed: true,
  },
  run(input, context) {
    const order = input as Input
    return oneAtATime(`sale.order ${identityOf(readConfig(context.config))} ${order.reference}`, () => update(order, context))
  },
} as const satisfies Action

async function update(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { reference, whenMissing, expectedTotal } = input
  const row = await mustFindSalesOrder(context, reference, { isOnItsWay: whenMissing === 'wait', more: ['company_id', 'locked'] })
  refuseState(row, input)
  const [taxes = 'tax_id'] = await fieldsAmong(context, 'sale.order.line', ['tax_ids', 'tax_id'])
  const [lines, values] = await Promise.all([readLines(context, row.id, taxes), lineValues(context, input.lines, idOf(row['company_id']))])
  const wanted = values({ quantity: 'product_uom_qty', taxes })
  const plan = planLines(
    lines,
    input.lines.map((line, index) => {
      const taxIds = (wanted[index]?.[taxes] as [[number, number, number[]]] | undefined)?.[0][2]
      return {
        sku: line.sku,
        productId: Number(wanted[index]?.['product_id']),
        ...(line.description !== undefined && line.description !== '' && { name: line.description }),
        quantity: new Decimal(line.quantity),
        price: new Decimal(line.unitPrice),
        discount: new Decimal(line.discountPercent ?? 0),
        ...(taxIds && { taxIds }),
      }
    }),
  )
  if (plan.issues.length > 0) {
    throw new AppError('vendor-rejected', {
      message: say`The sales order for ${reference} is not changed. ${plan.issues.map(({ message }) => message).join(' ')}`,
      fix: 'Decide with the shop: take the edit back there, or correct the order, its delivery and its invoice in Odoo by hand. Then replay, or discard this.',
      issues: plan.issues,
    })
  }
  // One write, and so one transaction: all of it or nothing.
  const commands = [
    ...plan.changes.map((change) => [1, change.id, valuesOf(change, taxes)]),
    ...plan.added.map((index) => [0, 0, wanted[index]]),
  ]
  if (commands.length > 0) await write(context, 'sale.order', [row.id], { order_line: commands })
  const { created: _, ...order } = toOutput(commands.length > 0 ? await readSalesOrder(context, row.id) : row, false)
  if (expectedTotal !== undefined && !sameAmount(expectedTotal, order.amountTotal)) {
    throw new AppError('vendor-rejected', {
      message: say`Odoo computes a total of ${order.amountTotal} ${order.currency} for ${order.name}, and the order ${reference} costs ${expectedTotal} now.`,
      fix: say`Compare prices and taxes with ${order.name} in Odoo, which has the new lines. Correct it there or correct the mapping; then replay.`,
      details: { order: order.name, computed: order.amountTotal, expected: String(expectedTotal) },
    })
  }
  return { ...order, changed: commands.length > 0 }
}

function refuseState(row: OdooRow, { reference, whenMissing }: Input): void {
  const state = textOf(row['state'])
  const name = textOf(row['name']) ?? ''
  if (state === 'draft' || state === 'sent') {
    // Somebody still looks at it: where it came from its total was not that of the shop.
    throw whenMissing === 'wait'
      ? new AppError('not-there-yet', { message: say`The sales order ${name} for ${reference} is still a quotation in Odoo.` })
      : new AppError('vendor-rejected', {
          message: say`The sales order ${name} for ${reference} is still a quotation in Odoo.`,
          fix: 'Confirm it in Odoo, then replay.',
        })
  }
  if (state === 'cancel') {
    throw new AppError('vendor-rejected', {
      message: say`The sales order ${name} for ${reference} is cancelled in Odoo, and the shop has changed it.`,
      fix: 'Decide with the shop which is right: set it to a quotation in Odoo and confirm it, then replay; or discard this.',
    })
  }
  if (row['locked'] === true) {
    throw new AppError('vendor-rejected', {
      message: say`The sales order ${name} for ${reference} is locked in Odoo.`,
      fix: 'Unlock it in Odoo, then replay.',
    })
  }
}

const NUMBERS = ['product_uom_qty', 'qty_delivered', 'qty_invoiced', 'price_unit', 'discount']
const decimalOf = (value: Json | undefined) => new Decimal(typeof value === 'number' ? value : 0)

/** Without remarks and headings. */
async function readLines(context: ActionContext, orderId: number, taxes: string): Promise<readonly OrderLine[]> {
  const rows = await readAll(
    context,
    'sale.order.line',
    [
      ['order_id', '=', orderId],
      ['display_type', '=', false],
    ],
    ['product_id', 'name', taxes, ...NUMBERS],
  )
  return rows.map((row) => ({
    id: row.id,
    productId: idOf(row['product_id']) ?? 0,
    name: textOf(row['name']) ?? '',
    quantity: decimalOf(row['product_uom_qty']),
    delivered: decimalOf(row['qty_delivered']),
    invoiced: decimalOf(row['qty_invoiced']),
    price: decimalOf(row['price_unit']),
    discount: decimalOf(row['discount']),
    taxIds: idsOf(row[taxes]),
  }))
}

const valuesOf = ({ quantity, name, price, discount, taxIds }: LineChange, taxes: string) => ({
  ...(quantity && { product_uom_qty: toWire(quantity.toFixed()) }),
  ...(name !== undefined && { name }),
  ...(price && { price_unit: toWire(price.toFixed()) }),
  ...(discount && { discount: toWire(discount.toFixed()) }),
  ...(taxIds && { [taxes]: [[6, 0, taxIds]] }),
})
