// What a run has to do with windows: the request that adds one of its records, and the one whose run it is.
import type { Run, RecordPath } from '#shared/model/runs.ts'
import type { WindowRecord } from '#shared/model/windows.ts'
import { idempotencyKey } from './idempotency.ts'
import type { Step } from './nodes/node-type.ts'
import type { ClaimedRun, DeployedFlow } from './ports.ts'
import type { ClosedWindow, CollectRequest, Windows } from './window-ports.ts'

/** The step behind which the run of a closed window begins. */
export const windowNode = ({ cause }: Run): string | undefined => (cause?.kind === 'window' ? cause.nodeId : undefined)

/**
 * Where the run of a closed window stands: in the lane that all of its records came in, behind them; otherwise in one of its step and key, so
 * that the windows of one key follow each other. Undefined for every other run.
 */
export function windowLane({ cause }: Run, body: string): string | undefined {
  if (cause?.kind !== 'window') return undefined
  return cause.lane ?? `${cause.nodeId}: ${(JSON.parse(body) as ClosedWindow).key}`
}

export function collectInto(
  { run, fence }: ClaimedRun,
  { version, document }: DeployedFlow,
  nodeId: string,
  record: RecordPath,
  request: Parameters<Step['collect']>[0],
  at: Date,
): CollectRequest {
  const { clientId, id: runId, flowId, environment } = run
  return {
    lease: { clientId, runId, fence },
    flowId,
    environment,
    version,
    nodeId,
    sourceKey: idempotencyKey(run, nodeId, record),
    ordered: document.lane !== undefined,
    hops: run.cause?.hops ?? 0,
    at,
    ...request,
    // A person who replays a late record wants it collected.
    ...(run.replayOf && request.late === 'exception' && { late: 'new-window' }),
  }
}

const PAGE = 1_000

/** What was in the window when it closed: what a later opening adds is not this run's. */
export async function* readWindow(windows: Windows, clientId: string, { window, count }: ClosedWindow): AsyncGenerator<WindowRecord> {
  for (let after = 0; after < count;) {
    const page = await windows.windowRecords(clientId, window, { after, limit: Math.min(PAGE, count - after) })
    if (page.length === 0) return
    yield* page
    after = page.at(-1)?.seq ?? count
  }
}
