// Reads a list page by page, up to a bound.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { send } from '../auth.ts'
import { listAt, readBody } from '#connectors/kit/json-body.ts'
import { readConfig } from '../config.ts'
import { nextQuery, type PageQuery } from '#connectors/kit/list-pages.ts'
import { Path, Query } from './input.ts'

const Input = Type.Object(
  {
    path: Path,
    query: Query,
    maxPages: Type.Optional(
      Type.Integer({ title: 'Most pages', description: 'Reading ends after so many. Default 10.', minimum: 1, maximum: 100 }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  items: Type.Array(Type.Unknown(), { title: 'Items', description: 'Of all pages, in their order.' }),
  pages: Type.Integer({ title: 'Pages', description: 'How many were read.' }),
  complete: Type.Boolean({ title: 'Complete', description: 'False when there are more pages than were read.' }),
})

export const getAll = {
  id: 'get-all',
  label: 'Read list',
  description: 'Reads a list with all its pages, up to a number of pages.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { items: [{ id: 17, sku: 'HF-MUG-NAVY' }], pages: 1, complete: true },
  run: readPages,
} as const satisfies Action

async function readPages(input: Json, context: CallContext): Promise<Json> {
  const { path, query = {}, maxPages = 10 } = input as Static<typeof Input>
  const config = readConfig(context.config)
  const items: Json[] = []
  const asked = new Set<string>()
  let page: PageQuery | undefined = nextQuery(config)
  let pages = 0
  while (page !== undefined && pages < maxPages) {
    const response = await send(context, { method: 'GET', url: path, query: { ...query, ...page } })
    const body = readBody(response)
    const list = listAt(body, config.itemsPath)
    items.push(...list)
    pages++
    asked.add(JSON.stringify(page))
    page = nextQuery(config, { body, link: response.headers['link'], count: list.length, items: items.length, pages })
    if (page !== undefined && config.pagination !== 'none' && asked.has(JSON.stringify(page))) {
      throw new AppError('vendor-answer-invalid', { message: 'The pages of this list lead in a circle.' })
    }
  }
  return { items, pages, complete: page === undefined }
}
