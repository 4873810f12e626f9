// How the Service Layer says no: a code, and a message that names tables and columns.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: number
  readonly status: 400 | 401 | 404
  constructor(code: number, message: string, status: 400 | 401 | 404 = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** Version 2 writes codes as text. */
export const problem = (code: number, message: string) => ({ error: { code: String(code), message } })
export const SESSION_OVER = problem(301, 'Invalid session or session already timeout.')

export function faultAnswer(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return Response.json(SESSION_OVER, { status: 401 })
  if (fault.kind === '500') return Response.json(problem(-1, 'Internal server error'), { status: 500 })
  return undefined
}
