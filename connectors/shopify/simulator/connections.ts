// Relay-style pages, as Shopify gives them: by cursor, at most 250 at once.
import { AsyncLocalStorage } from 'node:async_hooks'
import { GraphQLError } from 'graphql'

export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
  readonly reverse?: boolean | null
}

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[]
  readonly nodes: readonly T[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

const LARGEST_PAGE = 250

const whole = new AsyncLocalStorage<true>()

/** Bulk queries name no page sizes: they read everything. */
export const withoutPages = <T>(work: () => Promise<T>): Promise<T> => whole.run(true, work)

/** `items` in their order; `keyOf` names one for its cursor. Throws as Shopify does when no page size is given. */
export function pageOf<T>(items: readonly T[], keyOf: (item: T) => string, page: PageArguments): Connection<T> {
  const isWhole = whole.getStore() === true
  const size = isWhole ? items.length : (page.first ?? page.last)
  if (size === null || size === undefined) throw badRequest('you must provide one of first or last')
  if (size < 0 || (size > LARGEST_PAGE && !isWhole)) throw badRequest(`first or last must be between 0 and ${LARGEST_PAGE}`)
  const ordered = page.reverse === true ? items.toReversed() : items
  const start = page.after ? ordered.findIndex((item) => keyOf(item) === decode(page.after)) + 1 : 0
  const end = page.before ? ordered.findIndex((item) => keyOf(item) === decode(page.before)) : ordered.length
  const window = ordered.slice(start, end)
  const nodes = isWhole || (page.first !== null && page.first !== undefined) ? window.slice(0, size) : window.slice(-size || window.length)
  const at = nodes[0] === undefined ? 0 : ordered.indexOf(nodes[0])
  const [first, last] = [nodes.at(0), nodes.at(-1)]
  return {
    edges: nodes.map((node) => ({ cursor: encode(keyOf(node)), node })),
    nodes,
    pageInfo: {
      hasNextPage: at + nodes.length < ordered.length,
      hasPreviousPage: at > 0,
      startCursor: first === undefined ? null : encode(keyOf(first)),
      endCursor: last === undefined ? null : encode(keyOf(last)),
    },
  }
}

const encode = (key: string): string => Buffer.from(JSON.stringify({ last_id: key })).toString('base64')

function decode(cursor: string | null | undefined): string {
  try {
    return String((JSON.parse(Buffer.from(cursor ?? '', 'base64').toString()) as { readonly last_id?: unknown }).last_id)
  } catch {
    throw badRequest('Invalid cursor for current pagination sort.')
  }
}

const badRequest = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
