// The HttpClient handed to connectors: addresses below the connection's base URL, guarded redirects, answers sorted into
// error classes, secrets kept out of every error. The classes are documented at `HttpClient` in contract.ts.
import { AppError, type AppErrorOptions } from '#shared/errors.ts'
import { inEnglish, say, type Words } from '#shared/sentence.ts'
import type { ErrorCode } from '#shared/error-codes.ts'
import type { Json } from '#shared/json.ts'
import type { RecordedExchange } from '#shared/model/runs.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './contract.ts'
import { parseExact } from './exact-json.ts'
import type { Gate, Observation, Outcome } from './gate.ts'
import type { Limits } from './limits.ts'
import { recordedExchange } from './recording.ts'
import { redactError, type Redactor } from './redact.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { ExchangeFailure, RawResponse, Transport } from './transport.ts'
import { resolveUrl, sameOrigin } from './url.ts'

export interface HttpClientOptions {
  readonly transport: Transport
  /** Asked at every call, because a simulator's port changes with each start. Throws when there is none. */
  readonly baseUrl: () => string
  /** True for a simulator's address, or one the operator allowed: only these may be private or unencrypted. */
  readonly isTrusted: (url: URL) => boolean
  readonly redactor: Redactor
  /** Flow control: every request enters and leaves by it, with all its redirects. */
  readonly gate: Gate
  readonly throttledAnswers?: Limits['throttledAnswers']
  /** PEM of who vouches for the certificate of the connection's own server; other servers are checked as ever. */
  readonly certificateAuthority?: string
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly timeoutMs?: number
  /** Told of every request, also of redirects and of those that failed. */
  readonly record?: (exchange: RecordedExchange) => void
  /** W3C trace context of what the call belongs to, such as its run. */
  readonly traceparent?: string
}

const TIMEOUT_MS = 30_000
const MAX_REDIRECTS = 5
/** Headers that go along to another origin; everything else may carry credentials. */
const HARMLESS_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'content-type', 'user-agent', 'accept-language'])

export function createHttpClient(options: HttpClientOptions): HttpClient {
  return {
    async send(request) {
      const redactor = options.redactor.and([...credentialsIn(request.headers), ...(request.secrets ?? [])])
      const pass = await options.gate.enter(
        {
          ...(request.operation !== undefined && { operation: request.operation }),
          ...(request.cost !== undefined && { cost: request.cost }),
        },
        options.signal,
      )
      let answer: Answer
      try {
        answer = await exchange(request, options, redactor)
      } catch (error) {
        answer = { headers: {}, error: redactError(error, redactor) }
      }
      const instead = await pass.leave(outcomeOf(answer))
      const { response, observation } = answer
      // A refusal that came with a fine status is the connector's to word; only a wait is longer than it can know.
      if (instead) throw instead
      if (!response) throw answer.error ?? new AppError('internal')
      if (observation?.throttled) throw new AppError('vendor-throttled', observation.throttled)
      return response
    },
  }
}

type Request = HttpRequest & { readonly accept?: readonly number[] }

/** Either a response or an error; headers in both cases, where an answer came. */
interface Answer {
  readonly headers: Readonly<Record<string, string>>
  readonly response?: HttpResponse
  readonly error?: AppError
  readonly observation?: Observation
}

function outcomeOf({ headers, error, observation }: Answer): Outcome {
  if (observation?.throttled) {
    const throttled = new AppError('vendor-throttled', observation.throttled)
    return { kind: 'throttled', ok: false, headers, error: throttled, ...observation.throttled, observation }
  }
  const more = { headers, ...(observation && { observation }) }
  if (!error) return { kind: 'answered', ok: true, ...more }
  const wait = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }
  if (error.disposition === 'retry-after') return { kind: 'throttled', ok: false, error, ...wait, ...more }
  return { kind: SILENCES.has(error.code) ? 'failed' : 'answered', ok: false, error, ...more }
}

/** Those that say something about the system, not about the request. */
export const SILENCES: ReadonlySet<ErrorCode> = new Set(['connection-failed', 'call-timeout', 'outcome-unknown', 'vendor-unavailable'])

async function exchange(request: Request, options: HttpClientOptions, redactor: Redactor): Promise<Answer> {
  const repeatable = request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD')
  const body = request.json === undefined ? (request.text ?? request.bytes) : JSON.stringify(request.json)
  let headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip, br',
    'user-agent': 'Tillflow',
    ...(options.traceparent !== undefined && { traceparent: options.traceparent }),
    ...(request.json !== undefined && { 'content-type': 'application/json' }),
    ...lowerCase(request.headers ?? {}),
  }
  let url = resolveUrl(options.baseUrl(), request.url, request.query)
  const first = url

  for (let hop = 0; ; hop++) {
    const signature = sameOrigin(url, first) ? await request.sign?.({ method: request.method, url, headers, body }) : undefined
    const known = signature ? redactor.and(credentialsIn(signature)) : redactor
    const asked = {
      method: request.method,
      url,
      headers: { ...headers, ...signature },
      body,
      timeoutMs: request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS,
      signal: options.signal,
      trusted: options.isTrusted(url),
      ...(options.certificateAuthority !== undefined && sameOrigin(url, first) && { certificateAuthority: options.certificateAuthority }),
    }
    const at = options.now()
    const started = performance.now()
    const result = await options.transport.exchange(asked)
    options.record?.(
      recordedExchange(
        asked,
        result,
        { at, ms: performance.now() - started },
        { redactor: known, confidential: request.confidential === true },
      ),
    )
    if ('failure' in result) throw failureError(result.failure, url, repeatable)
    const { response } = result
    const accepted = request.accept?.includes(response.status) === true
    if (!accepted && response.status >= 300 && response.status < 400 && response.status !== 304) {
      if (hop === MAX_REDIRECTS) throw invalid(url, 'it redirects in circles')
      const next = redirectTarget(request.method, url, response)
      if (!sameOrigin(next, url)) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.has(name)))
      url = next
      continue
    }
    const answer = readable(response, url, known)
    const observation = request.observe?.(answer)
    const seen = { headers: response.headers, ...(observation && { observation }) }
    const disguised = options.throttledAnswers?.some(
      ({ status, contains }) => status === response.status && response.text.includes(contains),
    )
    // A wait is nobody's to read, whatever its status.
    if (accepted && disguised !== true) return { ...seen, response: answer }
    if (disguised === true || response.status >= 400) {
      const error = statusError(response, url, repeatable, options.now(), disguised === true)
      return { ...seen, error: redactError(error, known) }
    }
    return { ...seen, response: answer }
  }
}

function redirectTarget(method: string, url: URL, response: RawResponse): URL {
  const location = response.headers['location'] ?? ''
  const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
  if (!next) throw invalid(url, say`it answered ${response.status} without an address to go to`)
  // A write must not become a read, and its body may carry credentials: it only stays where it is.
  const mayFollow = method === 'GET' || method === 'HEAD' || ((response.status === 307 || response.status === 308) && sameOrigin(next, url))
  if (!mayFollow) throw invalid(url, say`it redirects to ${next.origin}${next.pathname}; correct the address of the connection`)
  return next
}

function failureError(failure: ExchangeFailure, url: URL, repeatable: boolean): AppError {
  const where = `${url.protocol}//${url.host}`
  const details = { host: url.host, reason: inEnglish(failure.reason) }
  switch (failure.kind) {
    case 'blocked':
      return new AppError('connection-blocked', { message: say`${where}: ${failure.reason}`, details })
    case 'unreadable':
      return invalid(url, failure.reason)
    default: {
      const code: ErrorCode =
        failure.sent && !repeatable ? 'outcome-unknown' : failure.kind === 'timeout' ? 'call-timeout' : 'connection-failed'
      return new AppError(code, { message: say`${where}: ${failure.reason}.`, details })
    }
  }
}

/** A gateway that lost the real server says nothing about whether the write happened. */
const GATEWAY_LOST: ReadonlySet<number> = new Set([502, 504])

function statusError(response: RawResponse, url: URL, repeatable: boolean, now: Date, throttled: boolean): AppError {
  const { status } = response
  const excerpt = excerptOf(response.text)
  const retryAfterMs = parseRetryAfter(response.headers['retry-after'], now)
  const options: AppErrorOptions = {
    message: excerpt === '' ? say`${url.host} answered ${status}` : say`${url.host} answered ${status}: ${excerpt}`,
    details: { status, host: url.host, path: url.pathname, ...(excerpt !== '' && { body: excerpt }) },
  }
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (throttled || status === 429) return new AppError('vendor-throttled', { ...options, ...wait })
  if (status === 401 || status === 403) return new AppError('credentials-invalid', options)
  if (status === 408 || status >= 500) {
    if (!repeatable && GATEWAY_LOST.has(status)) return new AppError('outcome-unknown', options)
    // 503 with a time is the vendor's own maintenance: it is waited for like any other stated wait.
    if (status === 503 && retryAfterMs !== undefined) {
      return new AppError('vendor-unavailable', { ...options, ...wait, disposition: 'retry-after' })
    }
    return new AppError('vendor-unavailable', options)
  }
  return new AppError('vendor-rejected', options)
}

function readable(response: RawResponse, url: URL, redactor: Redactor): HttpResponse {
  let parsed: { readonly json: Json } | undefined
  return {
    ...response,
    bytes: response.bytes ?? Buffer.from(response.text),
    json(): Json {
      try {
        return (parsed ??= { json: parseExact(response.text) }).json
      } catch {
        throw redactError(
          new AppError('vendor-answer-invalid', {
            message: say`${url.host} answered ${response.status} with something that is not JSON.`,
            details: {
              status: response.status,
              contentType: response.headers['content-type'] ?? 'none',
              body: excerptOf(response.text),
            },
          }),
          redactor,
        )
      }
    },
  }
}

const invalid = (url: URL, reason: Words) =>
  new AppError('vendor-answer-invalid', {
    message: say`The answer of ${url.host} cannot be used: ${reason}.`,
    details: { host: url.host, reason: inEnglish(reason) },
  })

/** Enough to recognise a sign-in page or a stack trace by. */
const EXCERPT = 300
const excerptOf = (text: string) =>
  text
    .slice(0, EXCERPT * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, EXCERPT)

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** Header values that may be credentials, so that tokens made on the way (OAuth, Basic) are masked like stored secrets. */
function credentialsIn(headers: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => /auth|token|key|secret|cookie|signature/i.test(name) && !/idempotency/i.test(name))
    .flatMap(([, value]) => [value, ...value.split(/\s+/).slice(1)])
    .filter((value) => value.length >= 8)
}
