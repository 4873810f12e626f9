// The way out of a step for records that it cannot handle, where its flow draws one.
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import { ERROR_PORT } from '#shared/flow/document.ts'
import type { PlannedNode } from './plan.ts'
import type { RecordInFlight } from './records.ts'

/** These may come out otherwise when the run is resumed after a crash, and the record would then go both ways: a person decides. */
const UNSTEADY: ReadonlySet<string> = new Set(['sandbox-timeout', 'sandbox-memory'])

/**
 * The error when the record leaves by the error path: the record is wrong, or a call's tries are used up. What a person must mend first
 * (credentials, the flow itself), or may have arrived all the same, waits on the exception desk whatever the flow says.
 */
export function errorToFollow({ node, next }: PlannedNode, thrown: unknown): ErrorData | undefined {
  if (node.onError !== 'path' || !next[ERROR_PORT]) return undefined
  const error = toErrorData(thrown)
  const isSettled = error.disposition === 'rejected' || (node.kind === 'call' && error.disposition === 'retry')
  return isSettled && !UNSTEADY.has(error.code) ? error : undefined
}

/** What leaves by the error path, as JSON text: `{ error: { code, message, fix, step, label }, record }`. */
export function errorRecord({ id, node }: PlannedNode, { code, message, fix }: ErrorData, record: RecordInFlight): string {
  const error = JSON.stringify({ code, message, fix, step: id, label: node.label })
  return `{"error":${error},"record":${record.json}}`
}
