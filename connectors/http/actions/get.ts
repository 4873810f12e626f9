// Reads one resource.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { send } from '../auth.ts'
import { AnswerAs, answerOf } from '../answer.ts'
import { Answer, Path, Query } from './input.ts'

const Input = Type.Object({ path: Path, query: Query, answerAs: AnswerAs }, { additionalProperties: false })

export const get = {
  id: 'get',
  label: 'Read',
  description: 'Reads one resource with GET.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Answer,
  example: { status: 200, headers: { 'content-type': 'application/json' }, body: { id: 17, sku: 'HF-MUG-NAVY' } },
  async run(input, context) {
    const { path, query, answerAs } = input as Static<typeof Input>
    const response = await send(context, { method: 'GET', url: path, ...(query && { query }) })
    return answerOf(response, answerAs)
  },
} as const satisfies Action
