// Refunds by charge or time, newest first, a page at a time; and one by its id.
// https://docs.stripe.com/api/refunds
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Refunded, toRefunded } from '../canonical.ts'
import { read } from '../client.ts'
import { REFUND } from '../examples.ts'
import { Refund } from '../schemas.ts'
import { chargeId, madeWithin, NextPage, page, readPage } from './paging.ts'

const Input = Type.Object(
  {
    chargeId,
    ...madeWithin,
    ...page(50),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  refunds: Type.Array(Refunded, { title: 'Refunds', description: 'Newest first.' }),
  next: NextPage,
})

export const findRefunds = {
  id: 'find-refunds',
  label: 'Find refunds',
  description: 'Lists refunds with their states, also those that failed.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { refunds: [REFUND], next: null },
  paging: { items: 'refunds', next: 'next', cursor: 'after' },
  async run(input, context) {
    const { limit = 50, chargeId: charge, ...asked } = parseInput(Input, input)
    const { records, next } = await readPage(context, '/v1/refunds', Refund, asked, { charge, limit })
    return { refunds: records.map(toRefunded), next }
  },
} as const satisfies Action

const One = Type.Object(
  { refundId: Type.String({ title: 'Refund id', description: 'Such as re_3P… or pyr_1P….', pattern: '^(re|pyr)_[A-Za-z0-9]{6,60}$' }) },
  { additionalProperties: false },
)

export const getRefund = {
  id: 'get-refund',
  label: 'Get a refund',
  description: 'Reads a refund and how far it is; one that failed says why.',
  effect: 'read',
  safety: 'upsert',
  input: One,
  output: Refunded,
  example: REFUND,
  async run(input, context) {
    const { refundId } = parseInput(One, input)
    return toRefunded(await read(context, `/v1/refunds/${refundId}`, Refund))
  },
} as const satisfies Action
