// The calls of NetSuite's REST services that this connector uses: SuiteQL, and records written by their external ids.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/chapter_1540391670.html
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'

export const SERVICES = '/services/rest'

const Page = Type.Object({
  items: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  hasMore: Type.Boolean(),
  offset: Type.Integer(),
})
type Page = Static<typeof Page>
/** Values are text as SuiteQL gives them; names in lower case; empty values are left out. */
export type SuiteRow = Readonly<Record<string, string>>

export interface SuiteQlPage {
  readonly rows: readonly SuiteRow[]
  /** Offset of the next page. */
  readonly next: number | undefined
}

/** https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157909186990.html */
export async function suiteQl(context: CallContext, query: string, { limit = 1_000, offset = 0 } = {}): Promise<SuiteQlPage> {
  const response = await send(context, {
    method: 'POST',
    url: '/query/v1/suiteql',
    query: { limit, offset },
    headers: { prefer: 'transient' },
    json: { q: query },
    repeatable: true,
  })
  const page: Page = parseAnswer(Page, response)
  const rows = page.items.map(({ links: _links, ...values }): SuiteRow =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])),
  )
  return { rows, next: page.hasMore ? page.offset + rows.length : undefined }
}

/** A text in a query. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Names and values that NetSuite does not know are refused instead of passed over. */
const STRICT = { 'x-netsuite-propertynamevalidation': 'Error', 'x-netsuite-propertyvaluevalidation': 'Error' }

/**
 * Creates the record or changes the one of this external id. `replace` names sublists whose lines are replaced: without it NetSuite would add
 * the lines of a repeated call to those that are there.
 */
export async function upsert(context: CallContext, type: string, externalId: string, values: object, replace?: string): Promise<void> {
  await send(context, {
    method: 'PUT',
    url: `/record/v1/${type}/eid:${encodeURIComponent(externalId)}`,
    ...(replace !== undefined && { query: { replace } }),
    headers: STRICT,
    json: values,
    repeatable: true,
  })
}

/**
 * Makes a record from another one, such as a fulfillment from an order. `replace` names a sublist whose lines, which NetSuite begins with, are replaced.
 * https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157901123882.html
 */
export async function transform(
  context: CallContext,
  { from, id, to }: { readonly from: string; readonly id: string; readonly to: string },
  values: object,
  replace?: string,
): Promise<void> {
  await send(context, {
    method: 'POST',
    url: `/record/v1/${from}/${id}/!transform/${to}`,
    ...(replace !== undefined && { query: { replace } }),
    headers: STRICT,
    json: values,
    // The external id among the values is taken once.
    repeatable: true,
  })
}

/** The JSON schema of a record or of a part of one in the metadata catalog, such as `salesOrder`. Texts of fields come in the language of the user. */
export async function readSchema(context: CallContext, name: string): Promise<Json> {
  const response = await send(context, {
    method: 'GET',
    url: `/record/v1/metadata-catalog/${encodeURIComponent(name)}`,
    headers: { accept: 'application/schema+json' },
  })
  return response.json()
}

/** The record's body as text; with `fields` only these. */
export async function readRecord(context: CallContext, type: string, id: string, fields?: readonly string[]): Promise<string> {
  const response = await send(context, {
    method: 'GET',
    url: `/record/v1/${type}/${encodeURIComponent(id)}`,
    ...(fields && { query: { fields: fields.join(',') } }),
  })
  return response.text
}

/** The record's body as text, with its sublists (`expandSubResources`). */
export async function readWhole(context: CallContext, type: string, id: string): Promise<string> {
  const url = `/record/v1/${type}/${encodeURIComponent(id)}`
  return (await send(context, { method: 'GET', url, query: { expandSubResources: 'true' } })).text
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, { ...request, url: SERVICES + request.url, accept: [400, 404, 409] })
  if (response.status < 400) return response
  throw rejected(response.status, response.json())
}

/** https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1545222128.html */
function rejected(status: number, body: Json): AppError {
  const listed: readonly unknown[] = isRecord(body) && Array.isArray(body['o:errorDetails']) ? body['o:errorDetails'] : []
  const details = listed.filter(isRecord)
  const sentences = details.map((detail) =>
    [detail['o:errorPath'], detail['detail']].filter((part) => typeof part === 'string' && part !== '').join(': '),
  )
  const title = isRecord(body) && typeof body['title'] === 'string' ? body['title'] : 'no reason'
  return new AppError('vendor-rejected', {
    message: `NetSuite: ${(sentences.join(' ') || title).slice(0, 600)}`,
    details: { status, codes: details.map((detail) => String(detail['o:errorCode'])).join(', ') },
  })
}
