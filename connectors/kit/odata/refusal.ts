// How an OData service says no: `{ "error": { "code", "message" } }`, where the message is text (version 4) or text with its language (2 and 3).
// https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { HttpResponse } from '../contract.ts'
import { validate } from '../validate.ts'

const Refusal = Type.Object({
  error: Type.Object({
    code: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()])),
    message: Type.Union([Type.String(), Type.Object({ value: Type.String() })]),
  }),
})

export interface ODataRefusal {
  readonly status: number
  /** The service's own; empty where it gives none. */
  readonly code: string
  readonly message: string
}

/** Undefined for a body that is not of this kind. */
export function readRefusal(response: Pick<HttpResponse, 'status' | 'json'>): ODataRefusal | undefined {
  let body: unknown
  try {
    body = response.json()
  } catch {
    return undefined // Not JSON, such as a page of a proxy.
  }
  if (validate(Refusal, body).length > 0) return undefined
  const { code, message } = (body as Static<typeof Refusal>).error
  return { status: response.status, code: code == null ? '' : String(code), message: typeof message === 'string' ? message : message.value }
}

/**
 * The error of a refused request. 409 and 412 say that the record is not the one that was read any more: the step is tried again, from the
 * reading on. `own` words what this vendor means by a code; what it does not know is the record's fault.
 */
export function refusalError(vendor: string, response: HttpResponse, own: (refusal: ODataRefusal) => AppError | undefined): AppError {
  const { status } = response
  const refusal = readRefusal(response)
  if (!refusal)
    return new AppError('vendor-answer-invalid', { message: say`${vendor} answered ${status} without saying why.`, details: { status } })
  const details = { status, vendorCode: refusal.code }
  const known = own(refusal)
  if (known) return known
  if (status === 409 || status === 412)
    return new AppError('vendor-unavailable', { message: say`Somebody else changes this record in ${vendor}: ${refusal.message}`, details })
  return new AppError('vendor-rejected', { message: say`${vendor}: ${refusal.message}`, details })
}
