// The one way this connector talks to ShipEngine: a checked answer or a typed error back, in the words of ShipEngine or the carrier.
// https://docs.shipstation.com/apis/shipengine/docs/reference/errors
import { Type, type Static, type TSchema } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { jsonOrNull } from '#connectors/kit/json-body.ts'
import { parseAnswer, validate } from '#connectors/kit/validate.ts'
import { codeOf, pointerOf } from '#connectors/kit/vendor-issue.ts'
import { AUTH } from './auth.ts'

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
export const Refusals = Type.Array(
  Type.Object({ error_source: text, error_type: text, error_code: text, message: text, carrier_code: text, field_name: text }),
)
type Refusals = Static<typeof Refusals>
const Refusal = Type.Object({ request_id: text, errors: Refusals })
const NOT_FOUND = 404
const REFUSED = [400, NOT_FOUND, 409, 422]

export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  return checked(await send(context, { method: 'GET', url: path, query }), schema)
}

/** Undefined where there is no such record. */
export async function readOne<S extends TSchema>(context: CallContext, path: string, schema: S): Promise<Static<S> | undefined> {
  const response = await send(context, { method: 'GET', url: path })
  return response.status === NOT_FOUND ? undefined : checked(response, schema)
}

/** `repeatable`: it may be sent again where no answer came. */
export async function write<S extends TSchema>(
  context: CallContext,
  request: Pick<HttpRequest, 'method' | 'url' | 'json' | 'repeatable'>,
  schema: S,
): Promise<Static<S>> {
  return checked(await send(context, request), schema)
}

/** Nothing where it is gone already. */
export async function remove(context: CallContext, path: string): Promise<void> {
  const response = await send(context, { method: 'DELETE', url: path, repeatable: true })
  if (response.status >= 400 && response.status !== NOT_FOUND) throw refused(response)
}

const send = (context: CallContext, request: HttpRequest): Promise<HttpResponse> =>
  sendSigned(AUTH, context, { ...request, accept: REFUSED })

function checked<S extends TSchema>(response: HttpResponse, schema: S): Static<S> {
  if (response.status < 400) return parseAnswer(schema, response)
  throw refused(response)
}

function refused(response: HttpResponse): AppError {
  const { status } = response
  const body = jsonOrNull(response)
  if (validate(Refusal, body).length > 0)
    return new AppError('vendor-answer-invalid', { message: say`ShipEngine answered ${status} without saying why.`, details: { status } })
  const { errors, request_id: requestId } = body as Static<typeof Refusal>
  const details = { status, ...(errors[0]?.error_code && { vendorCode: errors[0].error_code }), ...(requestId && { requestId }) }
  const message = `ShipEngine: ${wordsOf(errors).slice(0, 5).join(' ') || 'it gave no reason.'}`
  // A carrier that does not answer is told as a refusal; it is asked again later.
  if (errors.length > 0 && errors.every(({ error_type: type }) => type === 'system'))
    return new AppError('vendor-unavailable', { message, details })
  const issues = errors.flatMap(({ field_name: field, error_code: code, message: said }): Issue[] =>
    field ? [{ path: pointerOf(field), code: codeOf(code), message: said ?? 'This value is wrong.', severity: 'error' }] : [],
  )
  return new AppError('vendor-rejected', { message, details, ...(issues.length > 0 && { issues }) })
}

/** What went wrong, each once, with the carrier that says so. */
export const wordsOf = (errors: Refusals): readonly string[] => [
  ...new Set(
    errors.flatMap(({ message, error_source: source, carrier_code: carrier }) => {
      if (!message) return []
      return source === 'carrier' && carrier ? [`${carrier}: ${message}`] : [message]
    }),
  ),
]
