// The one way this connector talks to Lightspeed Retail X-Series: a dated version in the path, a checked answer or a typed error back.
import type { Static, TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import type { Observation } from '#connectors/kit/gate.ts'
import { jsonOrNull } from '#connectors/kit/json-body.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'

/** Every request was checked against this version, which is served until July 2027. https://x-series-api.lightspeedhq.com/docs/versioning-strategy */
const VERSION = '/api/2026-07'
/** Of the limit on calls. https://x-series-api.lightspeedhq.com/docs/rate_limiting */
export const WINDOW_S = 300

export async function read<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  query: HttpRequest['query'] = {},
): Promise<Static<S>> {
  const response = await send(context, { method: 'GET', url: path, query })
  if (response.status >= 400) throw refused(response)
  return parseAnswer(schema, response)
}

/** Undefined where there is no such record. */
export async function readOne<S extends TSchema>(context: CallContext, path: string, schema: S): Promise<Static<S> | undefined> {
  const response = await send(context, { method: 'GET', url: path })
  if (response.status === 404) return undefined
  if (response.status >= 400) throw refused(response)
  return parseAnswer(schema, response)
}

/** Writes, and reads that are a POST. `repeatable`: sending it twice leaves what sending it once does. */
export async function write(
  context: CallContext,
  request: Pick<HttpRequest, 'method' | 'url' | 'json'> & { readonly repeatable: boolean; readonly accept?: readonly number[] },
): Promise<HttpResponse> {
  const response = await send(context, request)
  if (response.status >= 400 && request.accept?.includes(response.status) !== true) throw refused(response)
  return response
}

const send = (context: CallContext, request: HttpRequest): Promise<HttpResponse> =>
  sendSigned(AUTH, context, { ...request, url: VERSION + request.url, accept: [400, 404, 409, 422], observe })

/** The limit grows with the store's registers, and every answer says what it is and what is left of it. */
function observe({ headers }: HttpResponse): Observation | undefined {
  const [maximum, available] = [Number(headers['x-ratelimit-limit']), Number(headers['x-ratelimit-remaining'])]
  if (!(maximum > 0) || !(available >= 0)) return undefined
  return { cost: 1, bucket: { available, maximum, perSecond: maximum / WINDOW_S } }
}

/** `{ "error": "…", "message": "…" }`, or fields with what is wrong with them. */
function refused(response: HttpResponse): AppError {
  const reasons = [...new Set(sentencesOf(jsonOrNull(response)))].slice(0, 5)
  if (reasons.length === 0)
    return new AppError('vendor-answer-invalid', { message: say`Lightspeed answered ${response.status} without saying why.` })
  return new AppError('vendor-rejected', { message: `Lightspeed: ${reasons.join('; ')}`, details: { status: response.status } })
}

function sentencesOf(value: Json, depth = 0): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.slice(0, 300)]
  if (depth > 4) return []
  if (Array.isArray(value)) return value.flatMap((one) => sentencesOf(one as Json, depth + 1))
  return isRecord(value) ? Object.values(value).flatMap((one) => sentencesOf(one as Json, depth + 1)) : []
}
