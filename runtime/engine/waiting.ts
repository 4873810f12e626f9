// Waits as the executor begins them, and as a test run lets them end at once.
import { newId } from '#shared/ids.ts'
import type { Run } from '#shared/model/runs.ts'
import type { Decision, Wait, WaitKind } from '#shared/model/waits.ts'
import type { WaitRequest } from './nodes/node-type.ts'
import type { NewWait } from './ports.ts'

export function beginWait(run: Run, nodeId: string, record: string, request: WaitRequest, until: Date, now: Date): NewWait {
  const { clientId, flowId, environment, id: runId } = run
  return {
    id: newId('wait', now.getTime()),
    clientId,
    flowId,
    environment,
    runId,
    nodeId,
    record,
    ...request,
    status: 'open',
    until: until.toISOString(),
    createdAt: now.toISOString(),
  }
}

const TEST_DECISION: Decision = { decision: 'approved', by: 'test run' }

export const TEST_NOTES: Readonly<Record<WaitKind, string>> = {
  delay: 'A test run does not wait.',
  approval: 'A test run asks nobody: taken as approved.',
  subflow: 'A test run calls no other flow.',
  callback: 'A test run waits for no callback: taken as called with an empty body.',
}

/** A test run asks nobody and waits for nothing: approved at once, called back with an empty body. */
export function testWait(run: Run, nodeId: string, record: string, request: WaitRequest, until: Date, now: Date): Wait {
  const settled = { ...beginWait(run, nodeId, record, request, until, now), settledAt: now.toISOString() }
  switch (request.kind) {
    case 'delay':
      return { ...settled, status: 'timed-out' }
    case 'approval':
      return { ...settled, status: 'done', result: TEST_DECISION }
    case 'callback':
    case 'subflow':
      return { ...settled, status: 'done', result: {} }
  }
}
