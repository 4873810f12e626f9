// Square's way to refuse.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class SquareRefusal extends Error {
  readonly status: 400 | 401 | 404 | 409
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: SquareRefusal['status'], category: string, code: string, detail: string, field?: string) {
    super(detail)
    this.status = status
    this.body = { errors: [{ category, code, detail, ...(field && { field }) }] }
  }
}

export const invalid = (code: string, detail: string, field?: string) =>
  new SquareRefusal(400, 'INVALID_REQUEST_ERROR', code, detail, field)
export const missing = (what: string, id: string) =>
  new SquareRefusal(404, 'INVALID_REQUEST_ERROR', 'NOT_FOUND', `${what} with id ${id} not found.`)
export const unauthorized = () => new SquareRefusal(401, 'AUTHENTICATION_ERROR', 'UNAUTHORIZED', 'This request could not be authorized.')

export function squareFault({ kind, retryAfter }: Fault): Response | undefined {
  if (kind === 'unauthorized') return Response.json(unauthorized().body, { status: 401 })
  const say = (status: number, category: string, code: string) =>
    Response.json(
      { errors: [{ category, code, detail: code }] },
      { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } },
    )
  if (kind === '429') return say(429, 'RATE_LIMIT_ERROR', 'RATE_LIMITED')
  return kind === '500' ? say(500, 'API_ERROR', 'INTERNAL_SERVER_ERROR') : undefined
}
