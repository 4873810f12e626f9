// RFC 9457 problem documents: how every error leaves the API.
import { toErrorData, type Disposition, type Issue } from '../errors.ts'
import type { Said } from '../sentence.ts'
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts'

export interface Problem {
  /** `https://tillflow.dev/errors/<code>` */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly disposition: Disposition
  readonly fix: string
  readonly issues?: readonly Issue[]
  readonly details?: Readonly<Record<string, unknown>>
  readonly requestId?: string
  /** What `detail` (its `message`) and `fix` are made of, for who reads another language. */
  readonly said?: Said
}

export function toProblem(error: unknown, requestId?: string): Problem {
  const data = toErrorData(error)
  const entry = ERROR_CODES[data.code]
  return {
    type: `https://tillflow.dev/errors/${data.code}`,
    title: entry.message,
    status: entry.status,
    detail: data.message,
    code: data.code,
    disposition: data.disposition,
    fix: data.fix,
    ...(data.issues && { issues: data.issues }),
    ...(data.details && { details: data.details }),
    ...(requestId && { requestId }),
    ...(data.said && { said: data.said }),
  }
}
