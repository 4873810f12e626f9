// How Xero says no. https://developer.xero.com/documentation/api/accounting/responsecodes
import type { Fault } from '#connectors/kit/simulator-faults.ts'

/** A validation error of the record that was sent. */
export class XeroRefusal extends Error {
  override readonly name = 'XeroRefusal'
}

export const refusal = (message: string, element: object = {}) => ({
  ErrorNumber: 10,
  Type: 'ValidationException',
  Message: 'A validation exception occurred',
  Elements: [{ ...element, ValidationErrors: [{ Message: message }] }],
})

export function xeroFault(fault: Fault): Response | undefined {
  if (fault.kind === '429')
    return new Response(null, {
      status: 429,
      headers: { 'x-rate-limit-problem': 'minute', ...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }) },
    })
  if (fault.kind === 'unauthorized')
    return Response.json({ Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired: token expired' }, { status: 401 })
  return undefined
}
