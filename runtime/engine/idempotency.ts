// Names that stay the same across attempts, resumes and replays.
import { hash } from 'node:crypto'
import type { RecordPath, Run } from '#shared/model/runs.ts'

const digest = (parts: readonly string[]) => hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''))

/**
 * The idempotency key of one effect: client, environment, flow, node, event and record. It carries neither run nor attempt nor version,
 * so a replay with a corrected mapping still counts as the same effect. 64 hex characters; vendors accept at least that.
 */
export function idempotencyKey(run: Run, nodeId: string, record: RecordPath): string {
  return digest([run.clientId, run.environment, run.flowId, nodeId, run.eventKey, record])
}

/** One exception for each record and node of a run, however often a crash makes us park it. */
export function exceptionId(run: Run, nodeId: string, record: RecordPath): string {
  return `exc_${digest([run.id, nodeId, record]).slice(0, 26)}`
}
