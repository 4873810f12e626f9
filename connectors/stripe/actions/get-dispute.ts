// One dispute, with what it has taken from the balance.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { Disputed, toDisputed } from '../dispute.ts'
import { DISPUTE } from '../examples.ts'
import { Dispute } from '../schemas.ts'

const Input = Type.Object(
  { disputeId: Type.String({ title: 'Dispute id', description: 'Such as du_1P… or dp_1P….', pattern: '^(du|dp)_[A-Za-z0-9]{6,60}$' }) },
  { additionalProperties: false },
)

export const getDispute = {
  id: 'get-dispute',
  label: 'Get a dispute',
  description: 'Reads a dispute: what the bank claims and why, by when to answer, and what it has taken from the balance.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Disputed,
  example: DISPUTE,
  async run(input, context) {
    const { disputeId } = parseInput(Input, input)
    return toDisputed(await read(context, `/v1/disputes/${disputeId}`, Dispute))
  },
} as const satisfies Action
