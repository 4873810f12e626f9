// Disputes by charge or time, newest first, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list } from '../client.ts'
import { Disputed, toDisputed } from '../dispute.ts'
import { DISPUTE } from '../examples.ts'
import { Dispute } from '../schemas.ts'
import { madeWithin, NextPage, page, seconds } from './paging.ts'

const Input = Type.Object(
  {
    chargeId: Type.Optional(
      Type.String({ title: 'Charge id', description: 'Only those of this charge.', pattern: '^(ch|py)_[A-Za-z0-9]{6,60}$' }),
    ),
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
    const { chargeId, from, before, after, limit = 50 } = parseInput(Input, input)
    const { records, more } = await list(context, '/v1/disputes', Dispute, {
      charge: chargeId,
      'created[gte]': seconds(from),
      'created[lt]': seconds(before),
      starting_after: after,
      limit,
    })
    return { disputes: records.map(toDisputed), next: more ? (records.at(-1)?.id ?? null) : null }
  },
} as const satisfies Action
