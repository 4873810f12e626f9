// Stripe's way to refuse.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class StripeRefusal extends Error {
  readonly status: 400 | 401 | 402 | 404
  readonly body: Readonly<Record<string, unknown>>
  constructor(
    status: StripeRefusal['status'],
    error: { readonly type: string; readonly message: string; readonly code?: string; readonly param?: string },
  ) {
    super(error.message)
    this.status = status
    this.body = { error }
  }
}

export const missing = (what: string, id: string) =>
  new StripeRefusal(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param: 'id' })
export const invalid = (message: string, param: string, code = 'parameter_invalid') =>
  new StripeRefusal(400, { type: 'invalid_request_error', code, message, param })
export const unauthorized = () =>
  new StripeRefusal(401, { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_************' })

export function stripeFault({ kind }: Fault): Response | undefined {
  const say = (status: number, type: string, message: string) => Response.json({ error: { type, message } }, { status })
  if (kind === 'unauthorized') return Response.json(unauthorized().body, { status: 401 })
  return kind === '500' ? say(500, 'api_error', 'An unknown error occurred.') : undefined
}
