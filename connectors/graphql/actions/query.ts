// Reads whatever the document asks for.
import { Type } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { checkHeaders } from '#connectors/kit/json-body.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { sendDocument } from '../client.ts'
import { readDocument } from '../document.ts'
import { answers } from '../result-fields.ts'
import { Data, document, Errors, Headers, OperationName, Variables } from './input.ts'

const Input = Type.Object(
  {
    document: document('query ($sku: String!) { product(sku: $sku) { id price } }'),
    variables: Variables,
    operationName: OperationName,
    headers: Headers,
    keepPartial: Type.Optional(
      Type.Boolean({ title: 'Keep partial data', description: 'Errors beside data do not fail the step; they are given with it.' }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({ data: Data, errors: Errors })

export const query = {
  id: 'query',
  label: 'Query',
  description: 'Reads with a GraphQL query.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  discover: answers('query', 'data'),
  example: { data: { product: { id: 'p_17', price: '12.50' } }, errors: [] },
  async run(input, context) {
    const { document: text, variables, operationName, headers, keepPartial } = parseInput(Input, input)
    checkHeaders(headers)
    await readDocument(text, 'query', operationName)
    const { data, errors } = await sendDocument(context, {
      document: text,
      isRepeatable: true,
      ...(variables && { variables }),
      ...(operationName !== undefined && { operationName }),
      ...(headers && { headers }),
      ...(keepPartial !== undefined && { keepsPartial: keepPartial }),
    })
    return { data, errors } as unknown as Json
  },
} as const satisfies Action
