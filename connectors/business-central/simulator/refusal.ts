// How Business Central says no.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-error-codes
import { randomUUID } from 'node:crypto'
import type { Fault } from '#connectors/kit/simulator-faults.ts'

type Status = 400 | 401 | 404 | 409 | 412

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly status: Status
  constructor(code: string, message: string, status: Status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

export const problem = (code: string, message: string) => ({ error: { code, message: `${message}  CorrelationId:  ${randomUUID()}.` } })

export function faultAnswer(fault: Fault): Response | undefined {
  if (fault.kind === '429')
    return Response.json(problem('Application_TooManyRequests', 'Too many requests reached.'), {
      status: 429,
      headers: fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
    })
  if (fault.kind === '500') return Response.json(problem('Internal_ServerError', 'An internal error occurred.'), { status: 500 })
  if (fault.kind === 'unauthorized')
    return Response.json(problem('Authentication_InvalidCredentials', 'The server has rejected the client credentials.'), { status: 401 })
  return undefined
}
