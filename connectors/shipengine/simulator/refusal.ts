// ShipEngine's way to refuse. https://docs.shipstation.com/apis/shipengine/docs/reference/errors
import { randomUUID } from 'node:crypto'
import type { Fault } from '#connectors/kit/simulator-faults.ts'

type Status = 400 | 401 | 404 | 409 | 429

interface Said {
  readonly type?: string
  readonly source?: string
  readonly field?: string
  readonly carrier?: string
}

export class ShipengineRefusal extends Error {
  readonly status: Status
  readonly body: object
  constructor(status: Status, code: string, message: string, { type = 'validation', source = 'shipengine', field, carrier }: Said = {}) {
    super(message)
    this.status = status
    const error = {
      error_source: source,
      error_type: type,
      error_code: code,
      message,
      ...(carrier !== undefined && { carrier_code: carrier }),
      ...(field !== undefined && { field_name: field }),
    }
    this.body = { request_id: randomUUID(), errors: [error] }
  }
}

export const missing = (what: string) => new ShipengineRefusal(404, 'unspecified', `${what} not found.`, { type: 'business_rules' })
export const required = (field: string) => new ShipengineRefusal(400, 'field_value_required', `${field} must be specified.`, { field })
const unauthorized = () => new ShipengineRefusal(401, 'unauthorized', 'The API key is not valid.', { type: 'security' })
const tooMany = () => new ShipengineRefusal(429, 'rate_limit_exceeded', 'You have exceeded your rate limit.', { type: 'business_rules' })

export const unauthorizedBody = () => unauthorized().body

export function shipengineFault({ kind, retryAfter }: Fault): Response | undefined {
  if (kind === 'unauthorized') return Response.json(unauthorizedBody(), { status: 401 })
  if (kind !== '429') return undefined
  return Response.json(tooMany().body, { status: 429, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } })
}
