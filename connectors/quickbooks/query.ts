// QuickBooks' own small query language. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
import { Type, type Static, type TSchema } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { LARGEST_PAGE, read } from './client.ts'

interface Query {
  /** Such as `Customer`. */
  readonly entity: string
  /** All of them must hold. */
  readonly where: readonly string[]
  readonly orderBy: string
  /** How many to leave out first. */
  readonly skip: number
  readonly limit: number
}

/** A text in a condition. */
export const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, (character) => `\\${character}`)}'`

/** Without this condition a query leaves out customers, items and accounts that were made inactive. */
export const ALSO_INACTIVE = 'Active IN (true, false)'

const statementOf = ({ entity, where, orderBy, skip, limit }: Query): string =>
  [
    `SELECT * FROM ${entity}`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    `ORDERBY ${orderBy} ASC STARTPOSITION ${skip + 1} MAXRESULTS ${limit}`,
  ].join(' ')

/** Where nothing is found, QuickBooks leaves the list out. */
export async function find<S extends TSchema>(context: CallContext, schema: S, query: Query): Promise<readonly Static<S>[]> {
  const Answer = Type.Object({ QueryResponse: Type.Object({ [query.entity]: Type.Optional(Type.Array(schema)) }) })
  const { QueryResponse } = await read(context, '/query', Answer, { query: statementOf(query) })
  return ((QueryResponse as Readonly<Record<string, unknown>>)[query.entity] ?? []) as readonly Static<S>[]
}

export const Paged = {
  start: Type.Optional(Type.Integer({ title: 'Start', description: 'How many to leave out first.', minimum: 0 })),
  limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: LARGEST_PAGE })),
}

export const Next = Type.Union([Type.Integer(), Type.Null()], { title: 'Next start', description: 'Nothing on the last page' })

/** One page by id: new records come last, so that pages do not move. */
export async function findPage<S extends TSchema>(
  context: CallContext,
  schema: S,
  entity: string,
  where: readonly string[],
  { start = 0, limit = 100 }: { readonly start?: number; readonly limit?: number },
): Promise<{ readonly found: readonly Static<S>[]; readonly nextStart: number | null }> {
  const found = await find(context, schema, { entity, where, orderBy: 'Id', skip: start, limit })
  return { found, nextStart: found.length === limit ? start + limit : null }
}
