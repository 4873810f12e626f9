// The one error type. Its disposition answers the only question that matters: try again?
// Errors are recognised by `code`, never by `instanceof` or message text, so they survive isolates, processes and JSON.
import { ERROR_CODES, type ErrorCode } from './error-codes.ts'
import { spoken, type Said, type Words } from './sentence.ts'

/**
 * - `retry`: transient; try again with backoff.
 * - `retry-after`: the other side said when (`retryAfterMs`); waiting burns no attempt.
 * - `reconnect`: credentials are wrong or expired; a person must reconnect.
 * - `rejected`: this record is wrong; it goes to the exception desk, the rest goes on.
 * - `uncertain`: it may have been applied; never repeat it blindly.
 * - `stop`: the flow or request is wrong; repeating changes nothing.
 * - `bug`: our own fault.
 */
export type Disposition = 'retry' | 'retry-after' | 'reconnect' | 'rejected' | 'uncertain' | 'stop' | 'bug'

/** Where and what is wrong in a piece of input. `path` is a JSON Pointer (RFC 6901) into that input. */
export interface Issue {
  readonly path: string
  readonly code: string
  readonly message: string
  /** What to do about it, in plain words. */
  readonly fix?: string
  readonly severity?: 'error' | 'warning'
  /** 0-based offset into the text at `path` (an expression), where known. */
  readonly position?: number
  /** What `message` and `fix` are made of, for who reads another language. */
  readonly said?: Said
}

/** An error as data: what is stored, sent over the API and shown to people. Never carries a secret. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly disposition: Disposition
  readonly message: string
  readonly fix: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly issues?: readonly Issue[]
  readonly retryAfterMs?: number
  /** What `message` and `fix` are made of, for who reads another language. */
  readonly said?: Said
}

export interface AppErrorOptions {
  /** Overrides the table's sentence; say where and what. */
  readonly message?: Words
  readonly fix?: Words
  /** Of an error that travelled as data. */
  readonly said?: Said
  readonly details?: Readonly<Record<string, unknown>>
  readonly issues?: readonly Issue[]
  readonly retryAfterMs?: number
  readonly cause?: unknown
  /** Overrides the table's disposition, for a code that both records and flows can cause. */
  readonly disposition?: Disposition
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly disposition: Disposition
  readonly fix: string
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly issues: readonly Issue[] | undefined
  readonly retryAfterMs: number | undefined
  readonly said: Said | undefined

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    const entry = ERROR_CODES[code]
    const { message, fix = entry.fix, said } = spoken(options.message ?? entry.message, options.fix ?? entry.fix)
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.disposition = options.disposition ?? entry.disposition
    this.fix = fix
    this.said = options.said ?? said
    this.details = options.details
    this.issues = options.issues
    this.retryAfterMs = options.retryAfterMs
  }
}

/** True for an AppError of this or another realm, or one that travelled as JSON. */
export function hasErrorCode(error: unknown): error is ErrorData {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(ERROR_CODES, error.code) &&
    'disposition' in error
  )
}

/** Any thrown value as data. What is not one of our codes is a `bug`; its text stays in the log, not in the data. */
export function toErrorData(error: unknown): ErrorData {
  if (!hasErrorCode(error)) {
    const entry = ERROR_CODES.internal
    return { code: 'internal', disposition: entry.disposition, message: entry.message, fix: entry.fix }
  }
  return {
    code: error.code,
    disposition: error.disposition,
    message: error.message,
    fix: error.fix,
    ...(error.details && { details: error.details }),
    ...(error.issues && { issues: error.issues }),
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    ...(error.said && { said: error.said }),
  }
}

/** Turns error data (from another process or from the store) back into something that can be thrown. */
export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.code, data)
}
