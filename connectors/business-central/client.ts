// The one way this connector talks to API v2.0 of a company: OData lists, writes with the version that was read, and typed errors back.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-error-codes
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'

const Refusal = Type.Object({ error: Type.Object({ code: Type.String(), message: Type.String() }) })
const Companies = Type.Object({ value: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) })

export interface Page<T> {
  readonly records: readonly T[]
  /** What `$skiptoken` the next page is asked for with; nothing on the last one. */
  readonly next: string | undefined
}

/** `pageSize` is a wish (`odata.maxpagesize`); without one Business Central gives up to 20,000 records. */
export async function list<S extends TSchema>(
  context: CallContext,
  set: string,
  schema: S,
  query: HttpRequest['query'],
  pageSize?: number,
): Promise<Page<Static<S>>> {
  const headers: Readonly<Record<string, string>> = pageSize === undefined ? {} : { prefer: `odata.maxpagesize=${pageSize}` }
  const Answer = Type.Object({ value: Type.Array(schema), '@odata.nextLink': Type.Optional(Type.String()) })
  const answer = parseAnswer(Answer, await send(context, { method: 'GET', url: `/${set}`, query, headers })) as {
    readonly value: readonly Static<S>[]
    readonly '@odata.nextLink'?: string
  }
  const link = answer['@odata.nextLink']
  // Only its token is taken, so that no answer leads credentials elsewhere.
  const next = link === undefined ? undefined : (new URLSearchParams(link.split('?')[1]).get('$skiptoken') ?? undefined)
  if (link !== undefined && next === undefined)
    throw new AppError('vendor-answer-invalid', { message: 'Business Central named a next page without a $skiptoken.' })
  return { records: answer.value, next }
}

/** The record that is meant, or nothing. `filter` names it by something that is there once. */
export async function find<S extends TSchema>(
  context: CallContext,
  set: string,
  schema: S,
  filter: string,
  expand?: string,
): Promise<Static<S> | undefined> {
  const query = { $filter: filter, $top: 2, ...(expand !== undefined && { $expand: expand }) }
  const { records } = await list(context, set, schema, query)
  if (records.length > 1)
    throw new AppError('vendor-rejected', {
      message: `Business Central has more than one record in ${set} with ${filter}.`,
      fix: 'Clear this up in Business Central: Tillflow does not choose.',
    })
  return records[0]
}

/** Business Central knows no idempotency keys: whoever calls this has looked for the record before, and does so again after a lost answer. */
export async function create<S extends TSchema>(context: CallContext, path: string, schema: S, json: object): Promise<Static<S>> {
  return parseAnswer(schema, await send(context, { method: 'POST', url: `/${path}`, json, repeatable: true }))
}

/** Fails with a conflict, to be tried again from the reading on, when the record is not the one of `etag` any more. */
export async function update<S extends TSchema>(
  context: CallContext,
  path: string,
  etag: string,
  schema: S,
  json: object,
): Promise<Static<S>> {
  return parseAnswer(
    schema,
    await send(context, { method: 'PATCH', url: `/${path}`, json, headers: { 'if-match': etag }, repeatable: true }),
  )
}

export async function remove(context: CallContext, path: string, etag: string): Promise<void> {
  await send(context, { method: 'DELETE', url: `/${path}`, headers: { 'if-match': etag }, repeatable: true })
}

/** A bound action, such as `post`. Repeated only after a look at what it did. */
export async function act(context: CallContext, path: string, action: string): Promise<void> {
  await send(context, { method: 'POST', url: `/${path}/Microsoft.NAV.${action}`, json: {}, repeatable: true })
}

/** Those of the environment that the user or application may open. */
export async function companies(context: CallContext): Promise<Static<typeof Companies>['value']> {
  return parseAnswer(Companies, await sendTo(context, '', { method: 'GET', url: '/companies' })).value
}

export async function companyOf(context: CallContext): Promise<string> {
  const { companyId } = readConfig(context.config)
  if (companyId !== undefined) return companyId
  const found = await companies(context)
  const [only] = found
  if (only && found.length === 1) return only.id
  throw new AppError('credentials-invalid', {
    message:
      found.length === 0
        ? 'The environment shows no company.'
        : `The environment has ${found.length} companies: ${found.map(({ id, name }) => `${name} (${id})`).join(', ')}.`,
    fix:
      found.length === 0
        ? 'Give the application or user permission to a company.'
        : 'Enter the id of the one that is meant as company id of the connection.',
  })
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  return sendTo(context, `/companies(${await companyOf(context)})`, request)
}

async function sendTo(context: CallContext, below: string, request: HttpRequest): Promise<HttpResponse> {
  const { tenantId, environment } = readConfig(context.config)
  const response = await sendSigned(AUTH, context, {
    ...request,
    url: `/v2.0/${tenantId}/${environment}/api/v2.0${below}${request.url}`,
    headers: { accept: 'application/json', ...request.headers },
    accept: [400, 404, 409, 412],
  })
  if (response.status < 400) return response
  throw refused(response)
}

function refused(response: HttpResponse): AppError {
  const { status } = response
  let body: unknown
  try {
    body = response.json()
  } catch {
    body = undefined // Not JSON: said below.
  }
  if (validate(Refusal, body).length > 0)
    return new AppError('vendor-answer-invalid', {
      message: `Business Central answered ${status} without saying why.`,
      details: { status },
    })
  const { code, message } = (body as Static<typeof Refusal>).error
  const details = { status, vendorCode: code }
  if (status === 409 || status === 412)
    return new AppError('vendor-unavailable', { message: `Somebody else changes this record in Business Central: ${message}`, details })
  // The message ends with an id for Microsoft's support.
  return new AppError('vendor-rejected', { message: `Business Central: ${message.replace(/\s*CorrelationId:.*$/s, '')}`, details })
}
