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

const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', CONTENT_SECURITY_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
]

/** Asked for by machines every few seconds. */
const QUIET = /^\/(healthz|readyz|metrics|assets\/)/
/** Accepted events have a run each and are counted by the metrics: a line for each would be most of the log and a part of the cost. */
const isRoutine = (path: string, status: number) => QUIET.test(path) || (path.startsWith('/hooks') && status < 300)

export function observe({ log, config }: Services, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const startedAt = performance.now()
    const requestId = crypto.randomUUID()
    c.set('requestId', requestId)
    await next()
    const { headers, status } = c.res
    headers.set('x-request-id', requestId)
    for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value)
    if (config.baseUrl().startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')

    const ms = performance.now() - startedAt
    const route = patternOf(c)
    metrics.observeRequest({ method: c.req.method, route, status, seconds: ms / 1_000 })
    const path = route.startsWith('/hooks') ? route : c.req.path
    const line = {
      requestId,
      method: c.req.method,
      path,
      status,
      ms: Math.round(ms),
      actor: c.get('actor'),
      ...causeOf(c.get('error'), status),
    }
    if (status >= 500) log.error(line, 'request failed')
    else if (isRoutine(path, status)) log.debug(line, 'request')
    else log.info(line, 'request')
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
