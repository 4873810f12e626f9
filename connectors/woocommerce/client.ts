// The one way this connector talks to WooCommerce: REST v3 out, a checked answer or a typed error back.
// Refusals come as { code, message, data: { status } }; `code` is stable, `message` is in the site's language.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { jsonOrNull } from '#connectors/kit/json-body.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'

const API = '/wp-json/wc/v3'
/** WooCommerce gives no larger page. */
export const LARGEST_PAGE = 100

const Refusal = Type.Object({
  code: Type.String(),
  message: Type.String(),
  data: Type.Optional(Type.Unknown()),
})
type Refusal = Static<typeof Refusal>
type Query = NonNullable<HttpRequest['query']>

/** One record. Throws `vendor-rejected`, `vendor-answer-invalid`, and what the kit's client throws. */
export async function read<S extends TSchema>(context: CallContext, path: string, schema: S, query: Query = {}): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), schema, path)
}

export async function list<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: Query,
): Promise<{ readonly records: readonly Static<S>[]; readonly pages: number }> {
  const response = await send(context, { method: 'GET', url: path, query })
  const records: readonly Static<S>[] = checked(response, Type.Array(schema), path)
  return { records, pages: Number(response.headers['x-wp-totalpages'] ?? 1) }
}

/** Of short lists such as the refunds of one order. */
export async function listAll<S extends TSchema>(context: CallContext, path: string, schema: S): Promise<readonly Static<S>[]> {
  const all: Static<S>[] = []
  for (let page = 1; ; page++) {
    const { records, pages } = await list(context, path, schema, { per_page: LARGEST_PAGE, page })
    all.push(...records)
    if (page >= pages) return all
  }
}

/** The actions around it find what a lost answer left behind, so a lost answer may be followed by another try. */
export async function write<S extends TSchema>(
  context: CallContext,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  schema: S,
  json?: Readonly<Record<string, unknown>>,
  query: Query = {},
): Promise<Static<S>> {
  return checked(await send(context, { method, url: path, query, repeatable: true, ...(json && { json }) }), schema, path)
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, { ...request, url: `${API}${request.url}`, accept: [400, 404, 409] })
  if (response.status < 400) return response
  throw refused(response)
}

function refused(response: HttpResponse): AppError {
  const body = jsonOrNull(response)
  if (validate(Refusal, body).length > 0) {
    return new AppError('vendor-answer-invalid', {
      message: say`The address answered ${response.status}, and not as WooCommerce does.`,
      fix: 'Check the address of the connection. In WordPress, permalinks must not be "Plain": the REST API is not served with them.',
    })
  }
  const { code, message, data } = body as Refusal
  if (code === 'rest_no_route') {
    return new AppError('credentials-invalid', {
      message: 'This WordPress site has no WooCommerce REST API v3.',
      fix: 'Switch WooCommerce on, or correct the address of the connection.',
    })
  }
  return new AppError('vendor-rejected', {
    message: `WooCommerce: ${plain(message)}`,
    details: { vendorCode: code, status: response.status, ...(isParams(data) && { params: data.params, resourceId: data.resource_id }) },
  })
}

const isParams = (data: unknown): data is { params?: Json; resource_id?: number } => typeof data === 'object' && data !== null

/** Messages may carry markup and entities. */
const plain = (message: string) =>
  message
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#8220;', '“')
    .replaceAll('&#8221;', '”')
    .replaceAll('&amp;', '&')
    .trim()

function checked<S extends TSchema>(response: HttpResponse, schema: S, path: string): Static<S> {
  const body: unknown = response.json()
  const issues = validate(schema, body)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', { message: say`WooCommerce's answer to ${path} lacks something it promises.`, issues })
  }
  return body as Static<S>
}
