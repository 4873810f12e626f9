// Medusa's way to refuse.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class MedusaRefusal extends Error {
  readonly status: 400 | 401 | 404
  readonly type: string | undefined
  constructor(status: MedusaRefusal['status'], message: string, type?: string) {
    super(message)
    this.status = status
    this.type = type
  }
}

export const invalid = (message: string) => new MedusaRefusal(400, message, 'invalid_data')
export const missing = (what: string, id: string) => new MedusaRefusal(404, `${what} id not found: ${id}`, 'not_found')

export function medusaFault(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return Response.json({ message: 'Unauthorized' }, { status: 401 })
  if (fault.kind !== '500') return undefined
  return Response.json({ code: 'unknown_error', type: 'unknown_error', message: 'An unknown error occurred.' }, { status: 500 })
}
