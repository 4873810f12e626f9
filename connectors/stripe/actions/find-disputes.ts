// Disputes by charge or time, newest first, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Disputed, toDisputed } from '../dispute.ts'
import { DISPUTE } from '../examples.ts'
import { Dispute } from '../schemas.ts'
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
  disputes: Type.Array(Disputed, { title: 'Disputes', description: 'Newest first.' }),
  next: NextPage,
})

export const findDisputes = {
  id: 'find-disputes',
  label: 'Find disputes',
  description: 'Lists disputes with their reasons, states and what they have taken from the balance.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { disputes: [DISPUTE], next: null },
  paging: { items: 'disputes', next: 'next', cursor: 'after' },
  async run(input, context) {
    const { limit = 50, chargeId: charge, ...asked } = parseInput(Input, input)
    const { records, next } = await readPage(context, '/v1/disputes', Dispute, asked, { charge, limit })
    return { disputes: records.map(toDisputed), next }
  },
} as const satisfies Action
