// What errors in a good answer mean. GraphQL has no codes of its own: those of Apollo Server, GraphQL Yoga, Hasura, Hot Chocolate, Shopify and of
// common rate limiters are known; an error without a code that is known is a refusal in the words of the API.
import { AppError, type Disposition } from '#shared/errors.ts'
import type { HttpResponse } from '#connectors/kit/contract.ts'
import { parseRetryAfter } from '#connectors/kit/retry-after.ts'
import { isRecord } from '#shared/json.ts'

export interface GraphqlError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

const UNAUTHENTICATED =
  /^(UNAUTHENTICATED|UNAUTHORIZED|NOT_AUTHENTICATED|INVALID_TOKEN|TOKEN_EXPIRED|INVALID[-_]JWT|INVALID[-_]HEADERS|AUTH_NOT_AUTHENTICATED|401)$/i
const FORBIDDEN = /^(FORBIDDEN|ACCESS[-_]DENIED|PERMISSION_DENIED|NOT_AUTHORIZED|AUTH_NOT_AUTHORIZED|403)$/i
const THROTTLED = /^(THROTTLED|RATE_?LIMITED|RATE_LIMIT(_EXCEEDED)?|TOO_MANY_REQUESTS|429)$/i
const UNAVAILABLE =
  /^(INTERNAL_SERVER_ERROR|INTERNAL_ERROR|UNEXPECTED|TIMEOUT|OPERATION_TIMEOUT|SERVICE_UNAVAILABLE|UPSTREAM_ERROR|50[0-4])$/i
/** Said before anything was executed. */
const NOT_BEGUN =
  /^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT|BAD_REQUEST|OPERATION_RESOLUTION_FAILURE|PERSISTED_QUERY_NOT_FOUND|VALIDATION[-_](FAILED|ERROR))$/i

/** Without a hint of the API: the shortest wait that is likely to help. */
const USUAL_WAIT_MS = 5_000

const codeOf = ({ extensions }: GraphqlError): string => {
  const code = extensions?.['code'] ?? extensions?.['errorCode'] ?? extensions?.['type']
  return typeof code === 'string' || typeof code === 'number' ? String(code) : ''
}

/** Whether the credentials were refused, and nothing was done. */
export const isRefused = (errors: readonly GraphqlError[], data: unknown): boolean =>
  isNothing(data) && errors.some((error) => UNAUTHENTICATED.test(codeOf(error)))

export interface Answered {
  readonly errors: readonly GraphqlError[]
  /** `undefined`: nothing was executed. */
  readonly data: unknown
  readonly extensions: unknown
  readonly response: HttpResponse
}

/** `isRepeatable`: whether sending the same again does no harm. */
export function toError({ errors, data, extensions, response }: Answered, isRepeatable: boolean, now: Date): AppError {
  const said = errors.map(({ message }) => message).join(' ')
  const details = { errors: errors.slice(0, 20) }
  const has = (pattern: RegExp) => errors.some((error) => pattern.test(codeOf(error)))
  const make = (
    code: ConstructorParameters<typeof AppError>[0],
    message: string,
    more: { fix?: string; retryAfterMs?: number; disposition?: Disposition } = {},
  ) => new AppError(code, { message, details, ...more })

  if (!isRepeatable && !isNothing(data)) {
    return make('outcome-unknown', `The API did a part of the change and failed with the rest: ${said}`)
  }
  if (has(UNAUTHENTICATED)) return make('credentials-invalid', `The API refused the sign-in: ${said}`)
  if (has(FORBIDDEN)) {
    return make('credentials-invalid', `The API does not let this connection do that: ${said}`, {
      fix: 'Give the account of the connection the right that is missing, or connect with another one.',
    })
  }
  if (has(THROTTLED)) {
    return make('vendor-throttled', `The API asks to slow down: ${said}`, { retryAfterMs: waitOf(errors, extensions, response, now) })
  }
  const isLikelyBegun = data !== undefined && !errors.every((error) => NOT_BEGUN.test(codeOf(error)))
  if (has(UNAVAILABLE)) {
    if (!isRepeatable && isLikelyBegun) return make('outcome-unknown', `The API failed while it did the change: ${said}`)
    return make('vendor-unavailable', `The API failed: ${said}`)
  }
  return make('vendor-rejected', `The API refused: ${said}`)
}

/** Null, or an object of nothing but nulls: what a change gives that was not done. */
function isNothing(data: unknown): boolean {
  if (data === undefined || data === null) return true
  return isRecord(data) && Object.values(data).every((member) => member === null)
}

/** As errors, the answer's own extensions or its headers say it. Seconds and instants stand under different names in different APIs. */
function waitOf(errors: readonly GraphqlError[], extensions: unknown, response: HttpResponse, now: Date): number {
  const header = parseRetryAfter(response.headers['retry-after'], now)
  if (header !== undefined) return header
  const places = [...errors.map((error) => error.extensions), extensions].filter(isRecord)
  const nested = places
    .flatMap((place) => [place, ...['rateLimit', 'rateLimiting', 'throttle'].map((name) => place[name])])
    .filter(isRecord)
  for (const place of nested) {
    const read = (...names: readonly string[]) => names.map((name) => place[name]).find((value) => value !== undefined && value !== null)
    const ms = numberOf(read('retryAfterMs', 'retryAfterMilliseconds'))
    if (ms !== undefined) return ms
    const seconds = numberOf(read('retryAfter', 'retry_after', 'retryAfterSeconds'))
    if (seconds !== undefined) return Math.ceil(seconds * 1_000)
    const until = read('resetAt', 'reset_at', 'retryAt')
    const instant = typeof until === 'string' ? Date.parse(until) : NaN
    if (!Number.isNaN(instant)) return Math.max(instant - now.getTime(), 0)
  }
  return USUAL_WAIT_MS
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}
