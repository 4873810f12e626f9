// The one way this connector talks to the Accounting API: the company in the path, a checked answer or a typed error back.
// https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes
import { createHash } from 'node:crypto'
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { ActionContext, CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { AUTH, readConfig } from './auth.ts'

/** The oldest that is supported since August 2025. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/minor-versions */
const MINOR_VERSION = 75
/** Of a query. */
export const LARGEST_PAGE = 1_000
/** QuickBooks takes 50 characters. */
const REQUEST_ID_LENGTH = 48
/** Somebody else changed the record between our read and our write: read and written again, it fits. */
const STALE = '5010'

const Refusal = Type.Object({
  Fault: Type.Object({
    Error: Type.Array(Type.Object({ Message: Type.String(), Detail: Type.Optional(Type.String()), code: Type.Optional(Type.String()) }), {
      minItems: 1,
    }),
  }),
})

/** Throws `vendor-rejected` for a fault, and what the kit's client throws. `path` is below the company. */
export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return parseAnswer(schema, await send(context, { method: 'GET', url: path, query }))
}

/**
 * Makes a record. QuickBooks answers a repeated `requestid` of a company with the first answer and does nothing again
 * (https://blogs.intuit.com/2015/04/06/15346/); it does not say for how long. The id is one of this body: a mended record is a new request.
 */
export async function create<S extends TSchema>(context: ActionContext, path: string, schema: S, json: object): Promise<Static<S>> {
  const hash = createHash('sha256').update(JSON.stringify([context.idempotencyKey, path, json]))
  const requestid = hash.digest('hex').slice(0, REQUEST_ID_LENGTH)
  return parseAnswer(schema, await send(context, { method: 'POST', url: path, json, query: { requestid }, repeatable: true }))
}

/** Changes a record in place; `json` has its `SyncToken`, so that no change of somebody else is lost. */
export async function update<S extends TSchema>(context: CallContext, path: string, schema: S, json: object): Promise<Static<S>> {
  return parseAnswer(schema, await send(context, { method: 'POST', url: path, json, repeatable: true }))
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const { realmId } = readConfig(context.config)
  if (realmId === undefined)
    throw new AppError('credentials-invalid', {
      message: 'This connection does not know its company yet.',
      fix: 'Sign in to QuickBooks and choose the company.',
    })
  const response = await sendSigned(AUTH, context, {
    ...request,
    url: `/v3/company/${realmId}${request.url}`,
    query: { ...request.query, minorversion: MINOR_VERSION },
    headers: { accept: 'application/json' },
    accept: [400],
  })
  const body = bodyOf(response)
  // There are faults with a status of 200.
  if (validate(Refusal, body).length === 0) throw refused(response.status, body as Static<typeof Refusal>)
  if (response.status < 400) return response
  throw new AppError('vendor-answer-invalid', {
    message: say`QuickBooks answered ${response.status} without saying why.`,
    details: { status: response.status },
  })
}

function bodyOf(response: HttpResponse): unknown {
  try {
    return response.json()
  } catch (error) {
    if (response.status >= 400) return undefined
    throw error
  }
}

function refused(status: number, { Fault }: Static<typeof Refusal>): AppError {
  const reasons = [...new Set(Fault.Error.map(({ Message, Detail }) => Detail ?? Message))].slice(0, 5)
  const code = Fault.Error[0]?.code
  return new AppError('vendor-rejected', {
    message: `QuickBooks: ${reasons.join(' ')}`,
    details: { status, ...(code !== undefined && { vendorCode: code }) },
    ...(code === STALE && { disposition: 'retry' }),
  })
}
