// Makes a supplier's invoice a draft bill that is matched with its purchase order. What does not go with the order makes none.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { create, idOf, nameOf, readOne, searchRead, textOf, type OdooRow } from '../client.ts'
import { DecimalText, fromWire, toWire } from '../decimals.ts'
import {
  LINE_KEYS,
  matchLines,
  mustFindPurchaseOrder,
  onPurchaseOrder,
  OrderNumber,
  Quantity,
  readPurchaseLines,
} from '../purchase-order.ts'

const day = (title: string) => Type.Optional(Type.String({ title, description: 'Such as 2026-03-15.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))

const Input = Type.Object(
  {
    number: OrderNumber,
    reference: Type.String({
      title: 'Invoice number',
      description: "The supplier's; a bill with it is never made a second time.",
      minLength: 1,
      maxLength: 120,
    }),
    date: day('Invoice date'),
    dueDate: day('Due date'),
    lines: Type.Array(
      Type.Object(
        { ...LINE_KEYS, quantity: Quantity('That is invoiced.'), unitPrice: DecimalText('Unit price', 'Without tax, as invoiced.') },
        { additionalProperties: false },
      ),
      { title: 'Lines', minItems: 1, maxItems: 2_000 },
    ),
    total: DecimalText('Total', 'Of the invoice, with tax and charges.'),
    tolerance: Type.Optional(
      DecimalText('Tolerance', 'How much, in the currency of the order, prices in all and the total may differ. Default: nothing.'),
    ),
    quantities: Type.Optional(
      Type.Unsafe<'received' | 'ordered'>(
        Type.Union([Type.Literal('received', { title: 'What was received' }), Type.Literal('ordered', { title: 'What was ordered' })], {
          title: 'Invoiced at most',
          description: 'received: an invoice that comes before the goods goes to the desk. Default: received.',
        }),
      ),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the account.move.' }),
  reference: Type.String({ title: 'Invoice number', description: 'As given.' }),
  state: Type.String({ title: 'State', description: '`draft`: a person posts it.' }),
  created: Type.Boolean({ title: 'Created', description: 'False when it was there already.' }),
  currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
  amountTotal: Type.String({ title: 'Total', description: 'Decimal text, as Odoo computes it.' }),
})

export const createVendorBill = {
  id: 'create-vendor-bill',
  label: 'Create vendor bill',
  description:
    "Makes a supplier's invoice a draft bill on its purchase order, once. Quantities, prices and the total are compared with the order; what differs by more than the tolerance makes none and goes to the exception desk.",
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { id: 41, reference: 'INV-7781', state: 'draft', created: true, currency: 'GBP', amountTotal: '288.00' },
  run(input, context) {
    const bill = input as Input
    return onPurchaseOrder(context, bill.number, () => enter(bill, context))
  },
} as const satisfies Action

const FIELDS = ['ref', 'state', 'currency_id', 'amount_total']

async function enter(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { number, reference, date, dueDate } = input
  const order = await mustFindPurchaseOrder(context, number)
  const partnerId = idOf(order['partner_id']) ?? 0
  const [found] = await searchRead(
    context,
    'account.move',
    [
      ['ref', '=', reference],
      ['move_type', '=', 'in_invoice'],
      ['partner_id', '=', partnerId],
    ],
    { fields: FIELDS, limit: 1 },
  )
  if (found) return compared(found, input, false)
  const lines = (await readPurchaseLines(context, [order.id])).get(order.id) ?? []
  const matched = matchLines(number, lines, input.lines)
  refuseDifferences(input, matched)
  const company = idOf(order['company_id'])
  const id = await create(context, 'account.move', {
    move_type: 'in_invoice',
    ref: reference,
    partner_id: partnerId,
    invoice_origin: number,
    currency_id: idOf(order['currency_id']),
    ...(company !== undefined && { company_id: company }),
    ...(date !== undefined && { invoice_date: date }),
    ...(dueDate !== undefined && { invoice_date_due: dueDate }),
    invoice_line_ids: matched.map(({ line, given }) => [
      0,
      0,
      {
        product_id: line.productId,
        name: line.name,
        purchase_line_id: line.id,
        quantity: toWire(given.quantity),
        price_unit: toWire(given.unitPrice),
        tax_ids: [[6, 0, line.taxIds]],
      },
    ]),
  })
  return compared(await readOne(context, 'account.move', id, FIELDS), input, true)
}

function refuseDifferences(input: Input, matched: ReturnType<typeof matchLines<Input['lines'][number]>>): void {
  const issues: Issue[] = []
  const limit = input.quantities === 'ordered' ? 'ordered' : 'received'
  const invoiced = new Map<number, Decimal>()
  let off = new Decimal(0)
  for (const { line, given, path } of matched) {
    const before = invoiced.get(line.id) ?? line.billed
    const total = before.plus(given.quantity)
    invoiced.set(line.id, total)
    if (total.gt(line[limit])) {
      const message = `${total.toFixed()} of ${line.sku} are invoiced in all, and ${line[limit].toFixed()} were ${limit}.`
      issues.push({ path, code: 'quantity-differs', message })
    }
    const difference = new Decimal(given.unitPrice).minus(line.price).times(given.quantity)
    off = off.plus(difference.abs())
    if (off.gt(input.tolerance ?? 0) && !difference.isZero()) {
      const message = `${line.sku} is invoiced at ${new Decimal(given.unitPrice).toFixed()}, and ordered at ${line.price.toFixed()}.`
      issues.push({ path, code: 'price-differs', message })
    }
  }
  if (issues.length === 0) return
  throw new AppError('vendor-rejected', {
    message: `The invoice ${input.reference} does not go with ${input.number}. ${issues.map(({ message }) => message).join(' ')}`,
    fix: 'Ask the supplier. Correct the order, receive the goods or make the bill in Odoo; then replay, or discard this.',
    issues,
  })
}

function compared(row: OdooRow, { total, tolerance = 0, reference, number }: Input, created: boolean): Static<typeof Output> {
  const currency = nameOf(row['currency_id']) ?? ''
  const amountTotal = fromWire(row['amount_total'], currency)
  if (new Decimal(amountTotal).minus(total).abs().gt(tolerance)) {
    throw new AppError('vendor-rejected', {
      message: `The invoice ${reference} for ${number} is for ${total} ${currency}, and Odoo computes ${amountTotal} ${currency}. It stays a draft bill.`,
      fix: 'Look for charges and taxes that the order does not have. Correct the draft in Odoo, then replay; or delete it and discard this.',
      details: { computed: amountTotal, invoiced: String(total) },
    })
  }
  return { id: row.id, reference, state: textOf(row['state']) ?? '', created, currency, amountTotal }
}
