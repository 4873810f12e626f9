// Any request to the API.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { send } from '../auth.ts'
import { checkHeaders, toAnswer } from '#connectors/kit/json-body.ts'
import { AnswerAs, answerOf } from '../answer.ts'
import { BodyAs, encodeBody, withHeaders } from '../body.ts'
import { Answer, ANSWER_EXAMPLE, Body, Headers, Path, Query } from './input.ts'

const Input = Type.Object(
  {
    method: Type.Union(
      (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const).map((method) => Type.Literal(method)),
      { title: 'Method', description: 'What to do with the resource.' },
    ),
    path: Path,
    query: Query,
    headers: Headers,
    body: Body,
    bodyAs: BodyAs,
    answerAs: AnswerAs,
  },
  { additionalProperties: false },
)
interface Input extends Omit<Static<typeof Input>, 'method'> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
}

export const request = {
  id: 'request',
  label: 'Send request',
  description: 'Sends any request. After a lost answer a person decides, because nobody knows whether a repetition is safe.',
  effect: 'write',
  safety: 'none',
  input: Input,
  output: Answer,
  example: ANSWER_EXAMPLE,
  async run(input, context) {
    const { method, path, query, headers, body, bodyAs, answerAs } = input as unknown as Input
    checkHeaders(headers)
    const content = body === undefined || method === 'GET' || method === 'HEAD' ? {} : encodeBody(body, bodyAs)
    const response = await send(context, {
      method,
      url: path,
      ...(query && { query }),
      ...content,
      headers: withHeaders(content.headers, headers),
    })
    return method === 'HEAD' ? toAnswer(response, null) : answerOf(response, answerAs)
  },
} as const satisfies Action
