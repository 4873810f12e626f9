// Adobe Commerce's way to refuse: a message with places, and the parameters for them.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class CommerceRefusal extends Error {
  readonly status: 400 | 401 | 404
  readonly body: object
  constructor(status: CommerceRefusal['status'], message: string, parameters?: readonly unknown[] | object, errors?: readonly object[]) {
    super(message)
    this.status = status
    this.body = { message, ...(errors && { errors }), ...(parameters && { parameters }) }
  }
}

export const missing = (what = "The entity that was requested doesn't exist. Verify the entity and try again.") =>
  new CommerceRefusal(404, what)
export const badSignature = () => new CommerceRefusal(401, 'The signature is invalid. Verify and try again.')
export const unauthorized = (resource: string) =>
  new CommerceRefusal(401, "The consumer isn't authorized to access %resources.", { resources: resource })

/** All sentences of a document's check come in one message, line by line, with their values in place. */
export const invalidDocument = (kind: 'Shipment' | 'Invoice' | 'Creditmemo', reasons: readonly string[]) =>
  new CommerceRefusal(400, [`${kind} Document Validation Error(s):`, ...reasons].join('\n'))

export function commerceFault(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return Response.json(unauthorized('Magento_Sales::actions_view').body, { status: 401 })
  if (fault.kind !== '500') return undefined
  return Response.json(
    { message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-65f1c0de12345' },
    { status: 500 },
  )
}
