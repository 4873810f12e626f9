// The one way this connector talks to Adobe Commerce: REST V1 out, a checked answer or a typed error back.
// https://developer.adobe.com/commerce/webapi/rest/quick-reference/
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { jsonOrNull } from '#connectors/kit/json-body.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'
import { searchQuery, type Filter, type Search } from './search-criteria.ts'

/** The most that a shop with limits on its API gives by default. https://developer.adobe.com/commerce/webapi/get-started/api-security/ */
export const LARGEST_PAGE = 300
/** The most members of a list that such a shop takes by default. */
export const LONGEST_LIST = 20

/** A message has places for parameters: `%1` of a list, `%fieldName` of named ones. */
const Refusal = Type.Object({ message: Type.String(), parameters: Type.Optional(Type.Unknown()), errors: Type.Optional(Type.Unknown()) })

/** One record. Throws `vendor-rejected`, `vendor-answer-invalid`, and what the kit's client throws. */
export async function read<S extends TSchema>(context: CallContext, path: string, schema: S): Promise<Static<S>> {
  return parseAnswer(schema, await send(context, { method: 'GET', url: path }))
}

export async function search<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  criteria: Search,
): Promise<{ readonly items: readonly Static<S>[]; readonly total: number }> {
  const response = await send(context, { method: 'GET', url: path, query: searchQuery(criteria) })
  const page = parseAnswer(Page, response)
  // Nothing found is an empty list, for some addresses null.
  const items = parseAnswer(Type.Array(schema), { json: () => (page.items ?? []) as Json })
  return { items: items as readonly Static<S>[], total: page.total_count }
}
const Page = Type.Object({ items: Type.Optional(Type.Union([Type.Array(Type.Unknown()), Type.Null()])), total_count: Type.Integer() })

/** All records that fit, by `entity_id`. For short lists, such as the shipments of one order. */
export async function searchAll<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  filter: Filter,
): Promise<readonly (Static<S> & { readonly entity_id: number })[]> {
  const all: (Static<S> & { readonly entity_id: number })[] = []
  for (;;) {
    const after: readonly Filter[] = all.length === 0 ? [] : [{ field: 'entity_id', value: all.at(-1)?.entity_id ?? 0, condition: 'gt' }]
    const { items, total } = await search(context, path, Type.Intersect([schema, Type.Object({ entity_id: Type.Integer() })]), {
      filters: [filter, ...after],
      sort: { field: 'entity_id', direction: 'ASC' },
      pageSize: LARGEST_PAGE,
    })
    all.push(...(items as typeof all))
    if (items.length === 0 || total <= items.length) return all
  }
}

/** The actions around it find what a lost answer left behind, so a lost answer may be followed by another try. */
export async function write<S extends TSchema>(
  context: CallContext,
  method: 'POST' | 'PUT',
  path: string,
  schema: S,
  json?: Readonly<Record<string, unknown>>,
): Promise<Static<S>> {
  return parseAnswer(schema, await send(context, { method, url: path, repeatable: true, ...(json && { json }) }))
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const { storeView = 'all' } = readConfig(context.config)
  const response = await sendSigned(AUTH, context, { ...request, url: `/rest/${storeView}/V1${request.url}`, accept: [400, 404] })
  if (response.status < 400) return response
  throw refused(response)
}

function refused(response: HttpResponse): AppError {
  const body = jsonOrNull(response)
  if (validate(Refusal, body).length > 0) {
    return new AppError('vendor-answer-invalid', {
      message: say`The address answered ${response.status}, and not as Adobe Commerce does.`,
      fix: 'Check the address of the connection: it is that of the shop, without /rest.',
    })
  }
  const { message, parameters, errors } = body as Static<typeof Refusal>
  const more = Array.isArray(errors) ? errors.filter(isRecord).map((error) => sentence(String(error['message']), error['parameters'])) : []
  return new AppError('vendor-rejected', {
    message: `Adobe Commerce: ${[sentence(message, parameters), ...more].join(' ').slice(0, 1_000)}`,
    // The message without its parameters is what stays the same in all languages of the code; shops translate it.
    details: { status: response.status, vendorMessage: message },
  })
}

/**
 * With the parameters in their places: `%1` is the first of a list, `%fieldName` a named one. Some lists have lost the names that the message
 * still has; their members stand in the order of the places.
 */
export function sentence(message: string, parameters: unknown): string {
  const places = [...new Set(message.match(PLACE) ?? [])]
  const valueOf = (place: string): unknown => {
    if (isRecord(parameters)) return parameters[place.slice(1)]
    if (!Array.isArray(parameters)) return undefined
    const list: readonly unknown[] = parameters
    return list[/^%\d+$/.test(place) ? Number(place.slice(1)) - 1 : places.indexOf(place)]
  }
  return message
    .replaceAll(PLACE, (place) => {
      const value = valueOf(place) ?? place
      return typeof value === 'string' ? value : JSON.stringify(value)
    })
    .replaceAll(/\s+/g, ' ')
    .trim()
}
const PLACE = /%[A-Za-z0-9_]+/g
