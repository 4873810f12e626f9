// Records sales and returns. The code of the document is its natural key: the same one twice is one transaction.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { documentOf, OrderOptions } from '../canonical.ts'
import { post, transactionPath } from '../client.ts'
import { checkLines, modelOf, RecordedDocument } from '../document.ts'
import { RESULT, TaxResult, toResult } from '../result.ts'
import { Transaction } from '../schemas.ts'
import { INCLUDE, reasonOf, record } from '../transactions.ts'
import { Day } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SALE_FIELDS, RETURN_FIELDS } from '../retail.ts'

const REASONS = [
  'PriceAdjusted',
  'ProductReturned',
  'ProductExchanged',
  'ExemptCertApplied',
  'SourcingIssue',
  'ReconciledWithGeneralLedger',
  'BadDebt',
  'Offline',
  'Other',
] as const

export const recordSale = {
  id: 'record-sale',
  label: 'Record a sale',
  description: 'Records a sale with its tax, for the tax return. A sale with the same code is replaced.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('order', RecordedDocument, SALE_FIELDS),
  output: TaxResult,
  example: RESULT,
  run: async (input, context) => record(context, parseInput(RecordedDocument, input), 'SalesInvoice'),
} as const satisfies Action

const OrderInput = Type.Object(
  {
    order: speaking('order', Type.Object(CanonicalOrder.properties, { title: 'Order', description: 'As a shop connector gives it.' }), {}),
    options: OrderOptions,
  },
  { additionalProperties: false },
)

export const recordOrder = {
  id: 'record-order',
  label: 'Record an order',
  description:
    'Records an order of a shop as a sale, with the tax that was charged or as AvaTax calculates it. The same order is one sale.',
  effect: 'write',
  safety: 'upsert',
  input: OrderInput,
  output: TaxResult,
  example: RESULT,
  async run(input, context) {
    const { order, options } = parseInput(OrderInput, input)
    // What the order gives must fit what AvaTax takes, such as the length of a code.
    return record(context, parseInput(RecordedDocument, documentOf(order, options)), 'SalesInvoice')
  },
} as const satisfies Action

const ReturnInput = Type.Object(
  {
    ...RecordedDocument.properties,
    soldOn: Type.Optional(Day('Sold on', 'The day of the sale that is returned: its rates count. Default: the date of the return.')),
  },
  { additionalProperties: false },
)

export const recordReturn = {
  id: 'record-return',
  label: 'Record a return',
  description:
    'Records what came back, with amounts above zero; a return with the same code is replaced. For refunds of recorded sales see "Refund a sale".',
  effect: 'write',
  safety: 'upsert',
  input: speaking('refund', ReturnInput, RETURN_FIELDS),
  output: TaxResult,
  example: { ...RESULT, type: 'ReturnInvoice' },
  async run(input, context) {
    const { soldOn, ...document } = parseInput(ReturnInput, input)
    return record(context, document, 'ReturnInvoice', { taxDate: soldOn })
  },
} as const satisfies Action

const AdjustInput = Type.Object(
  {
    ...RecordedDocument.properties,
    reason: Type.Unsafe<(typeof REASONS)[number]>(
      Type.Union(
        REASONS.map((reason) => Type.Literal(reason)),
        { title: 'Reason', description: 'Kept for audits.' },
      ),
    ),
    explanation: Type.Optional(
      Type.String({ title: 'Explanation', description: 'Needed for the reason Other.', minLength: 1, maxLength: 255 }),
    ),
  },
  { additionalProperties: false },
)

export const adjustSale = {
  id: 'adjust-sale',
  label: 'Adjust a sale',
  description: 'Replaces a recorded sale by what it should have been, for a reason. Refused where there is no such sale.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('order', AdjustInput, SALE_FIELDS),
  output: TaxResult,
  example: RESULT,
  async run(input, context) {
    const { reason, explanation, ...document } = parseInput(AdjustInput, input)
    checkLines(document)
    const { code, commit = true } = document
    const json = {
      ...reasonOf({ reason, description: explanation ?? (reason === 'Other' ? 'Adjusted by Tillflow' : undefined) }),
      newTransaction: modelOf(document, { type: 'SalesInvoice', code, commit }, context),
    }
    const query = { documentType: 'SalesInvoice', ...INCLUDE }
    return toResult(await post(context, `${transactionPath(context, code)}/adjust`, Transaction, json, query), document.currency)
  },
} as const satisfies Action
