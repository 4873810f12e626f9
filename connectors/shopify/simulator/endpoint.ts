// The GraphQL endpoint: parse, validate, pay from the bucket, execute, answer with what it cost.
import { execute, GraphQLError, parse, validate, type DocumentNode } from 'graphql'
import { isRecord } from '#shared/json.ts'
import { queryCost, type Bucket } from './cost.ts'
import { ADMIN_SCHEMA } from './schema/index.ts'

export interface GraphqlAnswer {
  readonly data?: unknown
  readonly errors?: readonly unknown[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

const LARGEST_COST = 1_000

export async function answerGraphql(body: unknown, root: unknown, bucket: Bucket): Promise<GraphqlAnswer> {
  const source = isRecord(body) && typeof body['query'] === 'string' ? body['query'] : undefined
  if (source === undefined) return { errors: [{ message: 'Required parameter missing or invalid: query' }] }
  const variables = isRecord(body) && isRecord(body['variables']) ? body['variables'] : {}
  let document: DocumentNode
  try {
    document = parse(source, { maxTokens: 5_000 })
  } catch (error) {
    return { errors: [describe(error)] }
  }
  const errors = validate(ADMIN_SCHEMA, document)
  if (errors.length > 0) return { errors: errors.map(describe) }

  const requestedQueryCost = queryCost(ADMIN_SCHEMA, document, variables)
  const cost = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() } })
  if (requestedQueryCost > LARGEST_COST) {
    return {
      errors: [
        {
          message: `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${LARGEST_COST}).`,
          extensions: { code: 'MAX_COST_EXCEEDED', cost: requestedQueryCost, maxCost: LARGEST_COST },
        },
      ],
    }
  }
  if (!bucket.take(requestedQueryCost)) {
    return {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }],
      extensions: cost(null),
    }
  }
  const result = await execute({ schema: ADMIN_SCHEMA, document, rootValue: root, variableValues: variables })
  return {
    ...(result.data !== undefined && { data: result.data }),
    ...(result.errors && { errors: result.errors.map(describe) }),
    extensions: cost(requestedQueryCost),
  }
}

/** The root fields of a request, which is what faults are aimed at. */
export function operationOf(body: string): string {
  try {
    const { query } = JSON.parse(body) as { readonly query: string }
    const [operation] = parse(query).definitions.filter((definition) => definition.kind === 'OperationDefinition')
    return (operation?.selectionSet.selections ?? []).map((field) => ('name' in field ? field.name.value : '…')).join('+')
  } catch {
    return 'unreadable'
  }
}

function describe(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return { message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  const { message, locations, path, extensions } = error.toJSON()
  // A resolver's own mistake is an internal error, as it would be at Shopify.
  const code = error.originalError && !(error.originalError instanceof GraphQLError) ? { code: 'INTERNAL_SERVER_ERROR' } : {}
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { ...extensions, ...code } }
}
