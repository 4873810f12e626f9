// The one way this connector talks to Xero's Accounting API: the organisation in a header, a checked answer or a typed error back.
// https://developer.xero.com/documentation/api/accounting/responsecodes
import { createHash } from 'node:crypto'
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { ActionContext, CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'

const API = '/api.xro/2.0'
/** Of lists; without a page Xero gives 100, and leaves out lines where it gives all. */
export const LARGEST_PAGE = 1_000
/** Unit amounts there keep four decimals when that is asked for. */
const WITH_UNITS: ReadonlySet<string> = new Set(['/Invoices', '/CreditNotes', '/BankTransactions'])

const Tenants = Type.Array(
  Type.Object({ tenantId: Type.String(), tenantType: Type.String(), tenantName: Type.Union([Type.String(), Type.Null()]) }),
)
const Messages = Type.Array(Type.Object({ Message: Type.String() }))
/** https://developer.xero.com/documentation/api/accounting/responsecodes#400-validation-exceptions */
const Refusal = Type.Object({
  ErrorNumber: Type.Optional(Type.Integer()),
  Type: Type.Optional(Type.String()),
  Message: Type.String(),
  Elements: Type.Optional(Type.Array(Type.Object({ ValidationErrors: Type.Optional(Messages) }))),
})

/** Throws `vendor-rejected` for 400 and 404, and what the kit's client throws. */
export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
  modifiedSince?: string,
): Promise<Static<S>> {
  const headers: Readonly<Record<string, string>> = modifiedSince === undefined ? {} : { 'if-modified-since': modifiedSince }
  return parseAnswer(schema, await send(context, { method: 'GET', url: path, query, headers }))
}

/**
 * Makes a record. The action around it looks for it first; the idempotency key closes the gap between look and write while Xero
 * remembers keys. It is one of this body: a mended record is a new request.
 */
export const create = <S extends TSchema>(context: ActionContext, path: string, schema: S, json: object): Promise<Static<S>> =>
  write(context, 'PUT', path, schema, json)

/** Changes a record that is there: only the members that are sent. */
export const change = <S extends TSchema>(context: ActionContext, path: string, schema: S, json: object): Promise<Static<S>> =>
  write(context, 'POST', path, schema, json)

async function write<S extends TSchema>(
  context: ActionContext,
  method: 'PUT' | 'POST',
  path: string,
  schema: S,
  json: object,
): Promise<Static<S>> {
  const hash = createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 24)
  // Xero takes 128 characters.
  const key = `${context.idempotencyKey.slice(0, 100)}-${hash}`
  const headers = { 'idempotency-key': key }
  return parseAnswer(
    schema,
    await send(context, {
      method,
      url: path,
      json,
      headers,
      ...(WITH_UNITS.has(path) && { query: { unitdp: 4 } }),
      repeatable: true,
    }),
  )
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const tenant = await tenantOf(context)
  const response = await sendSigned(AUTH, context, {
    ...request,
    url: `${API}${request.url}`,
    headers: { accept: 'application/json', ...request.headers, ...(tenant !== undefined && { 'xero-tenant-id': tenant }) },
    accept: [400, 404],
  })
  if (response.status < 400) return response
  throw refused(response)
}

/** A custom connection has one organisation and does not name it. */
async function tenantOf(context: CallContext): Promise<string | undefined> {
  const { auth, tenantId } = readConfig(context.config)
  if (auth === 'custom-connection') return undefined
  if (tenantId !== undefined) return tenantId
  const tenants = await organisations(context)
  const [only] = tenants
  if (only && tenants.length === 1) return only.tenantId
  throw new AppError('credentials-invalid', {
    message:
      tenants.length === 0
        ? 'The sign-in gave access to no organisation.'
        : say`The sign-in gave access to ${tenants.length} organisations: ${tenants.map(({ tenantId: id, tenantName }) => `${tenantName ?? 'without a name'} (${id})`).join(', ')}.`,
    fix:
      tenants.length === 0
        ? 'Sign in again and choose an organisation.'
        : 'Enter the id of the one that is meant as organisation id of the connection.',
  })
}

/** What the sign-in gave access to. Not counted against an organisation's limits. */
export async function organisations(context: CallContext): Promise<Static<typeof Tenants>> {
  const response = await sendSigned(AUTH, context, { method: 'GET', url: '/connections', headers: { accept: 'application/json' } })
  return parseAnswer(Tenants, response).filter(({ tenantType }) => tenantType === 'ORGANISATION')
}

function refused(response: HttpResponse): AppError {
  const { status } = response
  if (status === 404) return new AppError('vendor-rejected', { message: 'Xero does not have this record.', details: { status } })
  let body: unknown
  try {
    body = response.json()
  } catch {
    body = undefined // Not JSON: said below.
  }
  if (validate(Refusal, body).length > 0)
    return new AppError('vendor-answer-invalid', { message: say`Xero answered ${status} without saying why.`, details: { status } })
  const { ErrorNumber, Message, Elements = [] } = body as Static<typeof Refusal>
  const reasons = [...new Set(Elements.flatMap(({ ValidationErrors = [] }) => ValidationErrors.map((error) => error.Message)))]
  return new AppError('vendor-rejected', {
    message: `Xero: ${(reasons.length > 0 ? reasons.slice(0, 5) : [Message]).join(' ')}`,
    details: { status, ...(ErrorNumber !== undefined && { vendorCode: ErrorNumber }) },
  })
}
