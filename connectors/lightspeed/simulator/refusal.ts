// Lightspeed's way to refuse. https://x-series-api.lightspeedhq.com/docs/rate_limiting
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class LightspeedRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 422
  constructor(status: LightspeedRefusal['status'], message: string) {
    super(message)
    this.status = status
  }
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
} as const
export const bodyOf = ({ status, message }: LightspeedRefusal) => ({ error: TITLES[status], message })
export const invalid = (message: string) => new LightspeedRefusal(422, message)
export const missing = (what: string) => new LightspeedRefusal(404, `${what} not found`)

export const tooMany = (retryAfter?: string): Response =>
  Response.json(
    { error: 'Too Many Requests', message: 'Rate limiting enforced' },
    { status: 429, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } },
  )

export function lightspeedFault({ kind, retryAfter }: Fault): Response | undefined {
  if (kind === 'unauthorized') return Response.json(bodyOf(new LightspeedRefusal(401, 'Invalid access token')), { status: 401 })
  return kind === '429' ? tooMany(retryAfter) : undefined
}
