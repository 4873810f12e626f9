// Puts one record on the exception desk, with all that is needed to go on from there.
import { toErrorData } from '#shared/errors.ts'
import type { Run } from '#shared/model/runs.ts'
import { exceptionId } from './idempotency.ts'
import type { RunJournal } from './run-journal.ts'

export interface StuckRecord {
  readonly nodeId: string
  readonly record: string
  readonly json: string
}

export function park(
  journal: Pick<RunJournal, 'event' | 'exception'>,
  run: Run,
  stuck: StuckRecord,
  thrown: unknown,
  { ms, at }: { readonly ms: number; readonly at: Date },
): void {
  const { nodeId, record } = stuck
  const error = toErrorData(thrown)
  const input = readRecord(stuck.json)
  const id = exceptionId(run, nodeId, record)
  journal.event({ kind: 'step-failed', nodeId, record, input, attempt: 1, error, exceptionId: id, ms })
  journal.exception({
    id,
    clientId: run.clientId,
    flowId: run.flowId,
    environment: run.environment,
    version: run.version,
    runId: run.id,
    nodeId,
    record,
    eventKey: run.eventKey,
    error,
    input,
    status: 'open',
    createdAt: at.toISOString(),
  })
}

/** A body that is not JSON is parked as its text, so that nothing is lost. */
function readRecord(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
