// From a worker's text to an outcome. A worker that a client took over could send anything, so an error is rebuilt from our own table and never
// passed on as it came.
import { ERROR_CODES, type ErrorCode } from '#shared/error-codes.ts'
import { AppError, toErrorData, type AppErrorOptions } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { Check } from 'typebox/value'
import { Explanation } from '#shared/mapping/explanation.ts'
import type { Explained, Outcome } from './port.ts'
import { readSentence, type Said } from '#shared/sentence.ts'

/** The codes that client text can cause. */
const EXPECTED: ReadonlySet<string> = new Set<ErrorCode>([
  'expression-invalid',
  'expression-failed',
  'lookup-missing',
  'lookup-table-missing',
  'money-invalid',
  'currencies-mixed',
  'value-invalid',
  'unbalanced',
  'payload-invalid',
  'script-invalid',
  'script-failed',
  'sandbox-timeout',
  'sandbox-memory',
  'sandbox-crashed',
  'output-too-large',
])

const MAX_MESSAGE = 1_000
const MAX_DETAILS = 4_000

/** An outcome as workers tell it. */
export type ToldOutcome = Outcome & { readonly explanation?: Explanation }

export function decodeOutcome(text: string, outputChars: number): ToldOutcome {
  if (text === 'u') return { ok: true, json: undefined }
  if (text.startsWith('j')) return text.length <= outputChars + 1 ? { ok: true, json: text.slice(1) } : failure('output-too-large')
  if (text.startsWith('x')) return decodeExplained(text.slice(1), outputChars)
  return text.startsWith('e') ? decodeError(text.slice(1)) : failure('sandbox-crashed')
}

function decodeExplained(json: string, outputChars: number): ToldOutcome {
  const data = parse(json)
  if (!isRecord(data) || typeof data['outcome'] !== 'string' || !Check(Explanation, data['explanation'])) return failure('sandbox-crashed')
  return { ...decodeOutcome(data['outcome'], outputChars), explanation: data['explanation'] }
}

const NOT_ENDED: Explanation = { fields: [], reason: 'The evaluation came to no end.' }

export function explained({ explanation, ...outcome }: ToldOutcome): Explained {
  return { outcome, explanation: explanation ?? NOT_ENDED }
}

export function failure(code: ErrorCode, options: AppErrorOptions = {}): Outcome {
  return { ok: false, error: toErrorData(new AppError(code, options)) }
}

function decodeError(json: string): Outcome {
  const data = parse(json)
  if (!isRecord(data) || typeof data['code'] !== 'string' || !EXPECTED.has(data['code'])) return failure('script-failed')
  const code = data['code'] as ErrorCode
  const details = data['details']
  const said = readSaid(data['said'])
  return failure(code, {
    ...(typeof data['message'] === 'string' && { message: data['message'].slice(0, MAX_MESSAGE) }),
    ...(typeof data['fix'] === 'string' && { fix: data['fix'].slice(0, MAX_MESSAGE) }),
    ...(said && { said }),
    ...(isRecord(details) && JSON.stringify(details).length <= MAX_DETAILS && { details }),
    // The one error whose disposition the guest chooses: a wrong call of a function is the flow's fault, not the record's.
    ...(data['disposition'] === 'stop' && ERROR_CODES[code].disposition === 'rejected' && { disposition: 'stop' as const }),
  })
}

/** What the guest's sentences are made of. They are checked by their shape alone, as its English is: they are only read. */
function readSaid(value: unknown): Said | undefined {
  if (!isRecord(value) || JSON.stringify(value).length > 2 * MAX_MESSAGE) return undefined
  const [message, fix] = [readSentence(value['message']), readSentence(value['fix'])]
  return message || fix ? { ...(message && { message }), ...(fix && { fix }) } : undefined
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
