// Reads a transaction, commits it for the tax return, and takes it out again.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { post, transactionPath } from '../client.ts'
import { RESULT, TaxResult } from '../result.ts'
import { Transaction } from '../schemas.ts'
import { find } from '../transactions.ts'
import { Code } from '../values.ts'

const Input = Type.Object(
  {
    code: Code('Code', 'Of the sale or return.'),
    type: Type.Optional(
      Type.Union([Type.Literal('SalesInvoice', { title: 'Sale' }), Type.Literal('ReturnInvoice', { title: 'Return' })], {
        title: 'Type',
        description: 'A sale and a return may have the same code. Default: sale.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const getTransaction = {
  id: 'get-transaction',
  label: 'Get a transaction',
  description: 'Reads a recorded sale or return with its tax.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Type.Object({
    transaction: Type.Union([TaxResult, Type.Null()], { title: 'Transaction', description: 'Nothing where there is none with this code' }),
  }),
  example: { transaction: RESULT },
  async run(input, context) {
    const { code, type = 'SalesInvoice' } = parseInput(Input, input)
    return { transaction: (await find(context, code, type)) ?? null }
  },
} as const satisfies Action

/** Both are refused for what is in that state already, which after a lost answer is what was wanted: the state is looked at first. */
async function bring(to: { readonly status: string; readonly path: string; readonly json: object }, input: Json, context: ActionContext) {
  const { code, type = 'SalesInvoice' } = parseInput(Input, input)
  const known = await find(context, code, type)
  if (!known) throw new AppError('vendor-rejected', { message: say`AvaTax has no ${type} with the code ${code}.` })
  if (known.status === to.status) return known
  await post(context, `${transactionPath(context, code)}/${to.path}`, Transaction, to.json, { documentType: type })
  const now = await find(context, code, type)
  if (now) return now
  throw new AppError('vendor-answer-invalid', { message: say`AvaTax took the change of ${code} and does not have it any more.` })
}

export const commitTransaction = {
  id: 'commit-transaction',
  label: 'Commit a transaction',
  description: 'Makes a recorded sale or return ready for the tax return.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: TaxResult,
  example: RESULT,
  run: (input, context) => bring({ status: 'Committed', path: 'commit', json: { commit: true } }, input, context),
} as const satisfies Action

export const voidTransaction = {
  id: 'void-transaction',
  label: 'Void a transaction',
  description: 'Takes a sale or return out of the tax return. Refused where it was reported already.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: TaxResult,
  example: { ...RESULT, status: 'Cancelled' },
  run: (input, context) => bring({ status: 'Cancelled', path: 'void', json: { code: 'DocVoided' } }, input, context),
} as const satisfies Action
