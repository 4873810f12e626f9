// Rings up a sale that was made elsewhere. Lightspeed takes an id that we give: it is made of the call's key, looked for first and written once.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { decimalOf, sumOf } from '../amounts.ts'
import { write } from '../client.ts'
import { FULL_SALE } from '../examples.ts'
import { needRegister, readTaxes } from '../lists.ts'
import { needProduct } from '../product.ts'
import { findSale, FullSale } from '../sale.ts'
import { Amount, Id, idOfKey, Quantity, Sku } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALE_INPUT_FIELDS } from '../retail.ts'

const Line = Type.Object(
  {
    sku: Sku,
    quantity: Quantity('Quantity', 'Decimal text; below zero for what comes back.'),
    unitPrice: Amount('Unit price', "After discounts, with tax where the outlet's prices contain it."),
    taxId: Id('Tax', 'Id of the tax, such as that of "No Tax".'),
    unitTax: Type.Optional(Amount('Unit tax', 'As it was charged. Default: by the rate of the tax.')),
    note: Type.Optional(Type.String({ title: 'Note', maxLength: 500 })),
  },
  { additionalProperties: false },
)
const Payment = Type.Object(
  {
    paymentTypeId: Id('Payment type', 'From "List payment types".'),
    amount: Amount('Amount', 'Decimal text; below zero when paid out.'),
    paidAt: Type.Optional(Type.String({ title: 'Paid at', description: 'ISO instant.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' })),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'sale',
  Type.Object(
    {
      registerId: Id('Register', 'That the sale belongs to.'),
      userId: Id('User', 'Of the cashier, or of the user that stands for this channel.'),
      reference: Type.String({ title: 'Reference', description: 'Number of the sale in its own system.', minLength: 1, maxLength: 100 }),
      state: Type.Union([Type.Literal('closed', { title: 'Closed and paid' }), Type.Literal('parked', { title: 'Parked' })], {
        title: 'State',
      }),
      soldAt: Type.Optional(
        Type.String({ title: 'Sold at', description: 'ISO instant. Default: now.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' }),
      ),
      customerId: Type.Optional(Id('Customer', "Lightspeed's id of the customer.")),
      note: Type.Optional(Type.String({ title: 'Note', maxLength: 1_000 })),
      lines: Type.Array(Line, { title: 'Lines', minItems: 1, maxItems: 500 }),
      payments: Type.Array(Payment, { title: 'Payments', maxItems: 50 }),
    },
    { additionalProperties: false },
  ),
  SALE_INPUT_FIELDS,
)
type Input = Static<typeof Input>

export const createSale = {
  id: 'create-sale',
  label: 'Create a sale',
  description: 'Rings up a sale, return or exchange that was made elsewhere. The same record is rung up once.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: FullSale,
  example: FULL_SALE,
  async run(input, context) {
    const sale = parseInput(Input, input)
    const id = idOfKey(context.idempotencyKey)
    const known = await findSale(context, id)
    if (known) return known
    await write(context, { method: 'POST', url: '/sales', json: { id, ...(await bodyOf(sale, context)) }, repeatable: true })
    const made = await findSale(context, id)
    if (made) return made
    throw new AppError('vendor-answer-invalid', { message: say`Lightspeed took the sale ${sale.reference} and does not have it.` })
  },
} as const satisfies Action

async function bodyOf(sale: Input, context: CallContext) {
  const { outlet } = await needRegister(context, sale.registerId)
  const included = outlet.display_prices !== 'exclusive'
  const rates = new Map(
    (await readTaxes(context)).map(({ id, rates: list }) => [id, sumOf((list ?? []).map(({ rate }) => decimalOf(rate)))]),
  )
  const products = new Map<string, string>()
  for (const { sku } of sale.lines) if (!products.has(sku)) products.set(sku, (await needProduct(context, sku)).id)

  const priced = sale.lines.map((line, index) => {
    const rate = rates.get(line.taxId)
    if (!rate)
      throw new AppError('action-input-invalid', {
        message: say`Line ${index + 1}: Lightspeed has no tax ${line.taxId}.`,
        issues: [{ path: `/lines/${index}/taxId`, code: 'unknown', message: 'This tax is not in Lightspeed.', severity: 'error' }],
      })
    const shown = new Decimal(line.unitPrice)
    const tax = line.unitTax === undefined ? taxOf(shown, rate, included) : new Decimal(line.unitTax)
    return { line, net: included ? shown.minus(tax) : shown, tax }
  })
  const total = sumOf(priced.map(({ line, net, tax }) => net.plus(tax).times(line.quantity))).toDecimalPlaces(2)
  const paid = sumOf(sale.payments.map(({ amount }) => new Decimal(amount)))
  if (sale.state === 'closed' && !paid.equals(total))
    throw new AppError('unbalanced', {
      message: say`The lines of ${sale.reference} are ${total.toFixed(2)} with tax, its payments ${paid.toFixed(2)}.`,
      fix: 'Give the payments in full, with a line for what was rounded.',
    })
  return {
    source: { type: 'Tillflow', id: sale.reference, author_id: sale.userId, register_id: sale.registerId },
    state: sale.state,
    date: new Date(sale.soldAt ?? context.now()).toISOString(),
    ...(sale.customerId !== undefined && { customer_id: sale.customerId }),
    ...(sale.note !== undefined && { note: sale.note }),
    line_items: priced.map(({ line, net, tax }, index) => ({
      product: { id: products.get(line.sku) },
      quantity: exactNumber(line.quantity),
      // Without it, Lightspeed may take the price of the product.
      _metadata: { sequence: index, is_price_override: true },
      pricing: { price: exactNumber(net.toFixed()) },
      tax: { id: line.taxId, amount: exactNumber(tax.toFixed()) },
      ...(line.note !== undefined && { attributes: [{ name: 'line_note', value: line.note }] }),
    })),
    payments: sale.payments.map(({ paymentTypeId, amount, paidAt }) => ({
      type: { config_id: paymentTypeId },
      amount: exactNumber(amount),
      source: { register_id: sale.registerId },
      ...(paidAt !== undefined && { date: new Date(paidAt).toISOString() }),
    })),
  }
}

/** Lightspeed keeps five decimals. */
const taxOf = (shown: Decimal, rate: Decimal, included: boolean): Decimal =>
  (included ? shown.minus(shown.div(rate.plus(1))) : shown.times(rate)).toDecimalPlaces(5)
