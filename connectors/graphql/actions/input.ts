// Members that several actions share.
import { Type } from 'typebox'
import { DOTTED } from '#connectors/kit/auth/any-api.ts'

const NAME = '^[_A-Za-z][_0-9A-Za-z]*$'

export const document = (example: string) =>
  Type.String({
    title: 'Document',
    description: `The GraphQL text, such as ${example}`,
    minLength: 1,
    maxLength: 100_000,
    format: 'graphql',
  })
export const Variables = Type.Optional(
  Type.Record(Type.String({ pattern: NAME }), Type.Unknown(), {
    title: 'Variables',
    description: 'Values of the variables that the document declares, without $.',
  }),
)
export const OperationName = Type.Optional(
  Type.String({ title: 'Operation', description: 'Where the document has several: which one is sent.', pattern: NAME, maxLength: 200 }),
)
export const Headers = Type.Optional(
  Type.Record(Type.String(), Type.String(), { title: 'Headers', description: 'Besides those of the connection.' }),
)
export const ListPath = Type.String({
  title: 'List',
  description: 'Where the list stands below "data", such as products or shop.orders. It has edges or nodes, and pageInfo.',
  pattern: DOTTED,
  maxLength: 200,
})
export const variableName = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, pattern: NAME, maxLength: 100 }))

export const Data = Type.Unknown({ title: 'Data', description: 'As the document asks for it.' })
export const Errors = Type.Array(
  Type.Object({
    message: Type.String({ title: 'Message' }),
    path: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { title: 'Where in the data' })),
    extensions: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { title: 'More' })),
  }),
  { title: 'Errors', description: 'Beside partial data, where the step keeps it; otherwise empty.' },
)
