// Odoo's JSON-2, the API of Odoo 19 and later: one address per model and method, all arguments by name, real statuses. A failure's body is the
// Python exception. https://www.odoo.com/documentation/19.0/developer/reference/external_api.html
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext, HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { readConfig } from './auth.ts'
import { refusal } from './refusal.ts'
import type { Call } from './call.ts'

const Failure = Type.Object({ name: Type.String(), message: Type.Optional(Type.String()) })

/** Those that come from Odoo itself; gateways' and throttling are the kit's. */
const REFUSALS = [400, 401, 403, 404, 409, 415, 422, 500]

export async function executeByJson2(context: CallContext, { model, method, ids, params, context: more }: Call): Promise<Json> {
  const { database } = readConfig(context.config)
  const response = await context.http.send({
    method: 'POST',
    url: `/json/2/${model}/${method}`,
    headers: { authorization: `bearer ${context.secrets.get('apiKey')}`, 'x-odoo-database': database },
    json: { ...(ids && { ids }), ...(more && { context: more }), ...params },
    repeatable: true,
    accept: REFUSALS,
  })
  if (response.status < 400) return response.json()
  const failure = failureOf(response)
  if (response.status === 401) throw signedOut(database, failure?.message)
  if (failure) throw refusal({ name: failure.name, message: failure.message || 'no reason' })
  throw withoutReason(response.status, database)
}

function failureOf(response: HttpResponse): Static<typeof Failure> | undefined {
  let body: Json
  try {
    body = response.json()
  } catch {
    // A page instead of JSON: it comes from before Odoo's API, and its status says the rest.
    return undefined
  }
  return validate(Failure, body).length === 0 ? (body as Static<typeof Failure>) : undefined
}

const signedOut = (database: string, reason = 'HTTP 401') =>
  new AppError('credentials-invalid', {
    message: say`Odoo does not sign in with this key to the database ${database}: ${reason}.`,
    fix: 'Enter a valid API key of the integration user. Keys of Odoo 19 and later expire after at most three months.',
  })

function withoutReason(status: number, database: string): AppError {
  if (status === 403) return new AppError('credentials-invalid', { message: say`Odoo answers HTTP ${status} without a reason.` })
  // Odoo knows its addresses by the database: without one there is no /json/2.
  if (status === 404) {
    return new AppError('credentials-invalid', {
      message: say`There is no JSON-2 API at this address for the database ${database}.`,
      fix: 'Check address and database of the connection. Odoo 17 and 18 have no JSON-2: choose JSON-RPC for them.',
    })
  }
  if (status === 500) return new AppError('vendor-unavailable', { message: 'Odoo answers HTTP 500 without a reason.' })
  return new AppError('vendor-rejected', { message: say`Odoo answers HTTP ${status} without a reason.` })
}
