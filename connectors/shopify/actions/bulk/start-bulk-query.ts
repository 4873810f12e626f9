// Starts a query over the whole shop. Shopify works on it in the background; "Read a bulk result" waits for it and reads it.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { RUN_QUERY } from '../../documents/bulk.ts'
import { BulkOperation, marked, refuseWhileBusy, startedBefore, toBulkOperation } from './operation.ts'

const Input = Type.Object(
  {
    query: Type.String({
      title: 'Query',
      description:
        'A GraphQL query of the Admin API with at least one list, read by edges and node and without page sizes, such as { products { edges { node { id handle } } } }',
      minLength: 1,
      maxLength: 20_000,
    }),
  },
  { additionalProperties: false },
)

export const EXAMPLE_OPERATION: Static<typeof BulkOperation> = {
  operationId: 'gid://shopify/BulkOperation/7933223797042',
  kind: 'query',
  status: 'created',
  createdAt: '2026-11-20T02:00:00Z',
  completedAt: null,
  objects: 0,
}

export const startBulkQuery = {
  id: 'start-bulk-query',
  label: 'Start a bulk query',
  description: 'Asks Shopify to read a whole list of the shop in the background, such as all products or orders of a year.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: BulkOperation,
  example: EXAMPLE_OPERATION,
  async run(input, context) {
    const { query } = parseInput(Input, input)
    const known = await startedBefore(context)
    if (known) return toBulkOperation(known)
    const answer = await graphql(context, RUN_QUERY, { query: marked(context, query) })
    const { bulkOperation, userErrors } = payloadOf(answer.bulkOperationRunQuery, 'start the bulk query')
    refuseWhileBusy(userErrors)
    refuseUserErrors('start the bulk query', userErrors)
    if (!bulkOperation) throw new AppError('vendor-answer-invalid', { message: 'Shopify started the bulk query without naming it.' })
    return toBulkOperation(bulkOperation)
  },
} as const satisfies Action
