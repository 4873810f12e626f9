// Refunds a recorded sale: AvaTax makes the return from it, with exactly the tax that was taken. It has no key for repetitions: the return is looked for
// by its code first.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { post, transactionPath } from '../client.ts'
import { RESULT, TaxResult, toResult } from '../result.ts'
import { Transaction } from '../schemas.ts'
import { find, INCLUDE } from '../transactions.ts'
import { Code, Day } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    saleCode: Code('Code of the sale', 'As it was recorded.'),
    refundCode: Code('Code of the refund', 'The number of the refund. The same code is the same refund.'),
    date: Day('Date', 'Of the refund, on the calendar of the seller.'),
    kind: Type.Union(
      [
        Type.Literal('Full', { title: 'All of it' }),
        Type.Literal('Partial', { title: 'Some lines' }),
        Type.Literal('Percentage', { title: 'A share of all lines' }),
        Type.Literal('TaxOnly', { title: 'The tax only, for an exempt customer' }),
      ],
      { title: 'What is refunded' },
    ),
    lines: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 50 }), {
        title: 'Line numbers',
        description: 'For some lines: which.',
        minItems: 1,
      }),
    ),
    percentage: Type.Optional(
      Type.String({
        title: 'Percentage',
        description: 'Such as 25 or 12.5, of all lines or of those that are named.',
        pattern: '^(100|[1-9]?[0-9](\\.[0-9]{1,4})?)$',
      }),
    ),
    reference: Type.Optional(Type.String({ title: 'Reference', minLength: 1, maxLength: 1_024 })),
  },
  { additionalProperties: false },
)

export const refundSale = {
  id: 'refund-sale',
  label: 'Refund a sale',
  description: 'Records a refund of a recorded sale, with exactly the tax that was taken. The same refund code is one refund.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, REFUND_FIELDS),
  output: TaxResult,
  example: { ...RESULT, code: 'HF-R-1042', type: 'ReturnInvoice' },
  async run(input, context) {
    const { saleCode, refundCode, date, kind, lines, percentage, reference } = parseInput(Input, input)
    if ((kind === 'Partial') !== (lines !== undefined))
      throw new AppError('action-input-invalid', { message: 'Line numbers are given for a refund of some lines, and for no other.' })
    if (kind === 'Percentage' && percentage === undefined)
      throw new AppError('action-input-invalid', { message: 'A refund of a share needs the percentage.' })
    const known = await find(context, refundCode, 'ReturnInvoice')
    if (known) return known
    const json = {
      refundTransactionCode: refundCode,
      refundDate: date,
      refundType: kind,
      referenceCode: reference,
      ...(lines && { refundLines: lines }),
      ...(percentage !== undefined && { refundPercentage: exactNumber(percentage) }),
    }
    const query = { documentType: 'SalesInvoice', ...INCLUDE }
    return toResult(await post(context, `${transactionPath(context, saleCode)}/refund`, Transaction, json, query))
  },
} as const satisfies Action
