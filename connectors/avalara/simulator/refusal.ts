// Avalara's way to refuse. https://developer.avalara.com/avatax/errors/
import type { Fault } from '#connectors/kit/simulator-faults.ts'

type Status = 400 | 401 | 404

export class AvalaraRefusal extends Error {
  readonly status: Status
  readonly body: object
  constructor(status: Status, code: string, number: number, message: string, description: string, refersTo?: string) {
    super(message)
    this.status = status
    const detail = {
      code,
      number,
      message,
      description,
      faultCode: 'Client',
      helpLink: `http://developer.avalara.com/avatax/errors/${code}`,
      severity: 'Error',
      ...(refersTo !== undefined && { refersTo }),
    }
    this.body = { error: { code, message, target: 'Unknown', details: [detail] } }
  }
}

export const missing = (what: string) =>
  new AvalaraRefusal(404, 'EntityNotFoundError', 4, `${what} not found.`, `The ${what} was not found, or is not of this company.`)
export const required = (field: string) =>
  new AvalaraRefusal(400, 'ValueRequiredError', 5, `Field ${field} is required.`, `Please provide a value for ${field}.`, field)
export const wrongStatus = (status: string) =>
  new AvalaraRefusal(
    400,
    'DocStatusError',
    300,
    'This document status is incorrect for this operation.',
    `The document is ${status}, and this operation is not allowed.`,
  )
export const locked = () =>
  new AvalaraRefusal(
    400,
    'CannotModifyLockedTransaction',
    1_107,
    'The transaction is locked.',
    'A transaction that was reported to a tax authority cannot be modified. Create a return instead.',
  )
export const exists = (code: string) =>
  new AvalaraRefusal(400, 'TransactionAlreadyExists', 303, `The transaction ${code} already exists.`, 'Use CreateOrAdjust to replace it.')
export const unauthorized = () =>
  new AvalaraRefusal(
    401,
    'AuthenticationException',
    30,
    'Authentication failed.',
    'Missing authentication or unable to authenticate the user or the account.',
  )

export function avalaraFault({ kind, retryAfter }: Fault): Response | undefined {
  if (kind === 'unauthorized') return Response.json(unauthorized().body, { status: 401 })
  if (kind !== '429') return undefined
  const body = { error: { code: 'RateLimitExceeded', message: 'Too many requests.', details: [] } }
  return Response.json(body, { status: 429, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } })
}
