// Lists that are divided as Relay's connections are: { edges { node } pageInfo { hasNextPage endCursor } }, or with `nodes` instead of edges.
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { valueAt } from '#connectors/kit/json-body.ts'

export interface ConnectionPage {
  readonly items: readonly Json[]
  /** Of the next page; undefined on the last one. */
  readonly next: string | undefined
}

/** `path`: dotted, within `data`. Throws `vendor-answer-invalid` where there is no connection. */
export function connectionAt(data: Readonly<Record<string, Json>>, path: string): ConnectionPage {
  const found = valueAt(data as Json, path)
  if (!isRecord(found)) throw noConnection(path, 'There is nothing at that place.')
  const items = itemsOf(found)
  if (!items) throw noConnection(path, 'It has neither "nodes" nor "edges".')
  const page = found['pageInfo']
  if (!isRecord(page) || typeof page['hasNextPage'] !== 'boolean')
    throw noConnection(path, 'Ask for pageInfo { hasNextPage endCursor } there.')
  if (!page['hasNextPage']) return { items, next: undefined }
  const next = page['endCursor']
  if (typeof next !== 'string' || next === '') throw noConnection(path, 'There is a next page, and pageInfo has no endCursor.')
  return { items, next }
}

function itemsOf(connection: Readonly<Record<string, unknown>>): readonly Json[] | undefined {
  const { nodes, edges } = connection
  if (Array.isArray(nodes)) return nodes.filter((node) => node !== null) as Json[]
  if (!Array.isArray(edges)) return undefined
  return edges.flatMap((edge: unknown) =>
    isRecord(edge) && edge['node'] !== undefined && edge['node'] !== null ? [edge['node'] as Json] : [],
  )
}

const noConnection = (path: string, why: string): AppError =>
  new AppError('vendor-answer-invalid', {
    message: say`"${path}" in the answer is no connection with pages. ${why}`,
    fix: 'Correct "List" or the document of the step.',
  })
