// How Dolibarr says no: `{ "error": { "code": 500, "message": "Internal Server Error: Error creating order", "0": "ErrorBadDate" } }`. The status says
// little: wrong input, a duplicate and a failing database are all 500.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { HttpResponse } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'

const Body = Type.Object({
  error: Type.Object({ code: Type.Union([Type.Integer(), Type.String()]), message: Type.String() }),
})

export interface DolibarrRefusal {
  readonly status: number
  readonly error: AppError
}

/** What is not about the record: the database, or a webhook of Dolibarr's own, which it calls before it ends the transaction. */
const PASSES =
  /DB_ERROR|deadlock|lock wait|gone away|too many connections|timed? ?out|connection (refused|reset)|could not (connect|resolve)|curl/i

export function refusalOf(response: HttpResponse): DolibarrRefusal {
  const { status } = response
  let body: unknown
  try {
    body = response.json()
  } catch {
    body = undefined // A page of the web server.
  }
  const details = { status }
  if (validate(Body, body).length > 0) {
    const code = status >= 500 ? 'vendor-unavailable' : 'vendor-answer-invalid'
    return { status: 0, error: new AppError(code, { message: say`Dolibarr answered ${status} without saying why.`, details }) }
  }
  const { error } = body as Static<typeof Body>
  // Causes stand beside the message, under numbers.
  const causes = Object.entries(error)
    .filter(([name, value]) => /^\d+$/.test(name) && typeof value === 'string' && value !== '')
    .map(([, value]) => String(value))
  const text = [error.message.replace(/^[A-Z][A-Za-z ]+: (?=.)/, ''), ...new Set(causes)].join(': ')
  const passes = status === 503 ? !/^Error when/i.test(text) || PASSES.test(text) : PASSES.test(text)
  return passes
    ? { status, error: new AppError('vendor-unavailable', { message: say`Dolibarr failed: ${text}`, details }) }
    : { status, error: new AppError('vendor-rejected', { message: `Dolibarr: ${text}`, details }) }
}
