// Reads a list of any length, page by page.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { checkHeaders } from '#connectors/kit/json-body.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { sendDocument } from '../client.ts'
import { connectionAt } from '../connection.ts'
import { mustDeclare, readDocument } from '../document.ts'
import { answers } from '../result-fields.ts'
import { document, Headers, ListPath, OperationName, Variables, variableName } from './input.ts'

const Input = Type.Object(
  {
    document: document(
      'query ($first: Int, $after: String) { products(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
    ),
    list: ListPath,
    variables: Variables,
    cursorVariable: variableName('Variable of the page', 'Takes the cursor of the next page. Default: after.'),
    operationName: OperationName,
    headers: Headers,
    cursor: Type.Optional(
      Type.String({ title: 'Page', description: 'The next page of an earlier answer. Empty: the first one.', maxLength: 10_000 }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  items: Type.Array(Type.Unknown(), { title: 'Items', description: 'The nodes of the page.' }),
  next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one.' }),
})

export const queryList = {
  id: 'query-list',
  label: 'Query a list',
  description: 'Reads a list with a GraphQL query, page by page (connections with pageInfo, as Relay has them).',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  discover: answers('query', 'items', true),
  example: { items: [{ id: 'p_17' }], next: 'YXJyYXk6MTc=' },
  paging: { items: 'items', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { document: text, list, variables, cursorVariable = 'after', operationName, headers, cursor } = parseInput(Input, input)
    checkHeaders(headers)
    const operation = await readDocument(text, 'query', operationName)
    mustDeclare(operation, cursorVariable, 'the cursor of the next page')
    const { data } = await sendDocument(context, {
      document: text,
      isRepeatable: true,
      variables: { ...variables, ...(cursor !== undefined && { [cursorVariable]: cursor }) },
      ...(operationName !== undefined && { operationName }),
      ...(headers && { headers }),
    })
    const { items, next } = connectionAt(data, list)
    if (next !== undefined && next === cursor)
      throw new AppError('vendor-answer-invalid', { message: 'The pages of this list lead in a circle.' })
    return { items: [...items], next: next ?? null }
  },
} as const satisfies Action
