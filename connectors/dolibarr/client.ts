// The one way this connector talks to Dolibarr: its REST API, with what it says in its own ways put right. An empty list is a 404, wrong input a 500,
// and its firewall answers 200 with a sentence.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'
import { refusalOf, type DolibarrRefusal } from './refusal.ts'

/** One condition of `sqlfilters`. Values hold no colon and no brackets: version 16 cuts them there. */
export const condition = (column: string, operator: '=' | '>' | '>=', value: string | number): string =>
  `(t.${column}:${operator}:${typeof value === 'number' ? value : `'${value}'`})`

export interface ListQuery {
  readonly filters?: readonly string[]
  /** Columns. */
  readonly sort?: readonly string[]
  /** Of all columns; default: ascending. */
  readonly order?: 'ASC' | 'DESC'
  readonly limit?: number
  /** From 0, in pages of `limit`. */
  readonly page?: number
}

export async function list<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  { filters = [], sort = ['rowid'], order = 'ASC', limit = 100, page = 0 }: ListQuery,
): Promise<readonly Static<S>[]> {
  const query = {
    ...(filters.length > 0 && { sqlfilters: filters.join(' and ') }),
    sortfield: sort.map((column) => `t.${column}`).join(','),
    sortorder: sort.map(() => order).join(','),
    limit,
    page,
  }
  const answer = await send(context, { method: 'GET', url: `/${path}`, query })
  if ('refusal' in answer) {
    if (answer.refusal.status === 404) return []
    throw answer.refusal.error
  }
  return parseAnswer(Type.Array(schema), answer.response)
}

/** The record that is meant, or nothing. `filters` name it by something that is there once. */
export async function find<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  filters: readonly string[],
): Promise<Static<S> | undefined> {
  const found = await list(context, path, schema, { filters, limit: 2 })
  if (found.length > 1)
    throw new AppError('vendor-rejected', {
      message: say`Dolibarr has more than one record in ${path} with ${filters.join(' and ')}.`,
      fix: 'Clear this up in Dolibarr: Tillflow does not choose.',
    })
  return found[0]
}

/** Nothing for what is not there. */
export async function read<S extends TSchema>(context: CallContext, path: string, schema: S): Promise<Static<S> | undefined> {
  const answer = await send(context, { method: 'GET', url: `/${path}` })
  if (!('refusal' in answer)) return parseAnswer(schema, answer.response)
  if (answer.refusal.status === 404) return undefined
  throw answer.refusal.error
}

const ONLY_ADMINISTRATORS = /only an admin/i

/** What only administrators may read: undefined for others, an empty record where there is nothing. */
export async function readAsAdministrator<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'],
): Promise<Static<S> | undefined> {
  const answer = await send(context, { method: 'GET', url: `/${path}`, query }, [401, 403])
  if (!('refusal' in answer)) return parseAnswer(schema, answer.response)
  const { status, error } = answer.refusal
  if (status === 404) return {} as Static<S>
  if ((status === 401 || status === 403) && ONLY_ADMINISTRATORS.test(error.message)) return undefined
  if (status === 401 || status === 403)
    throw new AppError('credentials-invalid', { message: error.message, details: { status }, cause: error })
  throw error
}

const Id = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]*$' })])

/** Answers the id. Dolibarr knows no idempotency keys: whoever calls this has looked for the record before, and does so again after a lost answer. */
export async function create(context: CallContext, path: string, json: object): Promise<string> {
  return String(parseAnswer(Id, await press(context, path, json)))
}

/** A write whose answer is looked at elsewhere, such as `orders/3/validate`. 304 says that there was nothing to do. */
export async function press(context: CallContext, path: string, json: object = {}, method: 'POST' | 'PUT' = 'POST'): Promise<HttpResponse> {
  const answer = await send(context, { method, url: `/${path}`, json, repeatable: true })
  if ('refusal' in answer) throw answer.refusal.error
  return answer.response
}

type Answer = { readonly response: HttpResponse } | { readonly refusal: DolibarrRefusal }

const FIREWALL = /injection protection|access refused/i

async function send(context: CallContext, request: HttpRequest, alsoTaken: readonly number[] = []): Promise<Answer> {
  const response = await sendSigned(AUTH, context, {
    ...request,
    url: `/api/index.php${request.url}`,
    headers: { accept: 'application/json', ...request.headers },
    accept: [400, 404, 405, 409, 500, 503, ...alsoTaken],
  })
  if (response.status < 400 && FIREWALL.test(response.text.slice(0, 500)) && !response.text.trimStart().startsWith('{'))
    throw new AppError('vendor-rejected', {
      message: "Dolibarr's own firewall refused the request.",
      fix: 'It takes some signs for an attack, such as a colon in a reference or code in a text: leave them out.',
    })
  return response.status < 400 ? { response } : { refusal: refusalOf(response) }
}

/** Dolibarr writes the same member as number, as text, or not at all. */
export const Loose = Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()]))
export type Loose = string | number | null | undefined
