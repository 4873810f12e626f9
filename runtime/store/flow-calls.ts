// What becomes of a called flow once all runs of its event have ended and nothing of them is on the desk. For all stores alike.
import type { ExceptionStatus, RunStatus } from '#shared/model/runs.ts'
import type { CallResult } from '../engine/flow-ports.ts'

export interface CallRow {
  readonly status: 'open' | 'succeeded' | 'failed'
  /** JSON text. */
  readonly output: string | null
  readonly answered: number
  readonly reason: string | null
}

/** A sentence for the caller, or nothing when all went through, be it after replays. */
export function failureOf(runs: readonly RunStatus[], exceptions: readonly ExceptionStatus[]): string | undefined {
  if (exceptions.includes('discarded')) return 'A record of it was discarded.'
  if (runs.includes('cancelled')) return 'It was cancelled.'
  if (runs.includes('skipped')) return 'It was skipped.'
  return undefined
}

export const callResult = (call: CallRow): CallResult =>
  call.status === 'failed'
    ? { ok: false, reason: call.reason ?? '' }
    : { ok: true, output: call.output === null ? null : (JSON.parse(call.output) as unknown) }
