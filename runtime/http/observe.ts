// Around every request: an id, security headers, a log line, metrics. Addresses of webhooks are secrets and never logged.
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { hasErrorCode } from '#shared/errors.ts'
import type { Metrics } from './metrics.ts'
import type { Services } from './services.ts'

export interface Env {
  /** From the Node adapter; absent for requests made in this process. */
  Bindings: { readonly incoming?: unknown } | undefined
  Variables: {
    requestId: string
    /** Who it was, once known. */
    actor?: string
    /** Signed in by cookie. */
    isBrowser?: boolean
    /** What was thrown, for the log. */
    error?: unknown
  }
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine and Monaco set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}
const SECURE_HEADERS = { ...HEADERS, 'strict-transport-security': 'max-age=31536000' }

/** Asked for by machines every few seconds. */
const QUIET = /^\/(healthz|readyz|metrics|assets\/)/
/** Accepted events have a run each and are counted by the metrics: a line for each would be most of the log and a part of the cost. */
const isRoutine = (path: string, status: number) => QUIET.test(path) || (path.startsWith('/hooks') && status < 300)

/** What every answer carries, unless it has its own. */
export const commonHeaders = ({ config }: Pick<Services, 'config'>): Readonly<Record<string, string>> =>
  config.baseUrl().startsWith('https:') ? SECURE_HEADERS : HEADERS

export interface AnsweredRequest {
  readonly requestId: string
  readonly method: string
  /** Its pattern. */
  readonly route: string
  readonly path: string
  readonly status: number
  /** From `performance.now()`. */
  readonly startedAt: number
  readonly actor?: string | undefined
  readonly error?: unknown
}

/** Counts a request and writes its line. */
export const createRequestLog =
  ({ log }: Pick<Services, 'log'>, metrics: Metrics) =>
  ({ requestId, method, route, path, status, startedAt, actor, error }: AnsweredRequest): void => {
    const ms = performance.now() - startedAt
    metrics.observeRequest({ method, route, status, seconds: ms / 1_000 })
    const level = status >= 500 ? 'error' : isRoutine(path, status) ? 'debug' : 'info'
    const line = { requestId, method, path, status, ms: Math.round(ms), actor, ...causeOf(error, status) }
    log[level](line, status >= 500 ? 'request failed' : 'request')
  }

export function observe(services: Services, metrics: Metrics): MiddlewareHandler<Env> {
  const tell = createRequestLog(services, metrics)
  return async (c, next) => {
    const startedAt = performance.now()
    const requestId = crypto.randomUUID()
    c.set('requestId', requestId)
    await next()
    const { headers, status } = c.res
    headers.set('x-request-id', requestId)
    for (const [name, value] of Object.entries(commonHeaders(services))) if (!headers.has(name)) headers.set(name, value)
    const route = patternOf(c)
    const path = route.startsWith('/hooks') ? route : c.req.path
    tell({ requestId, method: c.req.method, route, path, status, startedAt, actor: c.get('actor'), error: c.get('error') })
  }
}

/** The route's pattern, so that metrics stay few; what no route took is one. */
function patternOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? (c.req.path.startsWith('/api/') ? '/api/*' : '/*')
}

/** The code of what people did wrong; the whole error where the fault is ours. */
function causeOf(error: unknown, status: number): object {
  if (error === undefined) return {}
  if (status >= 500) return { err: error }
  return hasErrorCode(error) ? { code: error.code } : {}
}
