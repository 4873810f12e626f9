// Creates something with POST: without protection against doubles, or with an idempotency key that the API understands.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { send } from '../auth.ts'
import { checkHeaders } from '#connectors/kit/json-body.ts'
import { readConfig } from '../config.ts'
import { AnswerAs, answerOf } from '../answer.ts'
import { BodyAs, encodeBody, withHeaders } from '../body.ts'
import { Answer, ANSWER_EXAMPLE, Headers, Path, Query } from './input.ts'

const Input = Type.Object(
  {
    path: Path,
    query: Query,
    headers: Headers,
    body: Type.Unknown({ title: 'Body', description: 'Sent as JSON, unless another way is chosen.' }),
    bodyAs: BodyAs,
    answerAs: AnswerAs,
  },
  { additionalProperties: false },
)

async function create(input: Json, context: ActionContext, key: Readonly<Record<string, string>>, repeatable: boolean): Promise<Json> {
  const { path, query, headers, body, bodyAs, answerAs } = input as unknown as Static<typeof Input>
  checkHeaders(headers)
  const content = encodeBody(body, bodyAs)
  const response = await send(context, {
    method: 'POST',
    url: path,
    ...content,
    repeatable,
    headers: { ...withHeaders(content.headers, headers), ...key },
    ...(query && { query }),
  })
  return answerOf(response, answerAs)
}

const common = { effect: 'write', input: Input, output: Answer, example: ANSWER_EXAMPLE } as const

export const post = {
  ...common,
  id: 'post',
  label: 'Create',
  description:
    'Creates something with POST. After a lost answer a person decides; if the API takes idempotency keys, use "Create with key".',
  safety: 'none',
  run: (input, context) => create(input, context, {}, false),
} as const satisfies Action

export const postWithKey = {
  ...common,
  id: 'post-with-key',
  label: 'Create with key',
  description: 'Creates something with POST and an idempotency key, for APIs that answer a repetition with the first result.',
  safety: 'key',
  run: (input, context) =>
    create(input, context, { [readConfig(context.config).idempotencyHeader ?? 'Idempotency-Key']: context.idempotencyKey }, true),
} as const satisfies Action
