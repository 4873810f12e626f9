// Members that several actions share.
import { Type } from 'typebox'

export const Path = Type.String({
  title: 'Path',
  description: 'Below the base URL, such as /orders/17.',
  pattern: '^/(?!/)[^\\s\\\\]*$',
  maxLength: 2_000,
})
export const Query = Type.Optional(
  Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
    title: 'Query',
    description: 'Parameters behind the question mark.',
  }),
)
export const Headers = Type.Optional(
  Type.Record(Type.String(), Type.String(), { title: 'Headers', description: 'Besides those of the connection.' }),
)
export const Body = Type.Optional(Type.Unknown({ title: 'Body', description: 'Sent as JSON, unless another way is chosen.' }))

export const Answer = Type.Object({
  status: Type.Integer({ title: 'Status', description: 'HTTP status, 200 to 299.' }),
  headers: Type.Record(Type.String(), Type.String(), { title: 'Headers', description: 'Names in lower case.' }),
  body: Type.Unknown({ title: 'Body', description: 'JSON, or text when it is not JSON; the fields of XML where that is chosen.' }),
})
export const ANSWER_EXAMPLE = { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 17, sku: 'HF-MUG-NAVY' } }
