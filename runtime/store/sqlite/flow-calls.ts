// Calls between flows on SQLite: publishing to a topic, calling a flow, and telling the caller when the called flow is through.
import type { Database } from 'better-sqlite3'
import { newId } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type RunStatus } from '#shared/model/runs.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { CallRequest, FlowCalls, PublishRequest } from '#runtime/engine/flow-ports.ts'
import type { Accepted, FlowAnswer, NewEvent } from '#runtime/engine/ports.ts'
import { calledEvent, callEventKey, callResult, failureOf, publishedEvent, type CallRow } from '../flow-calls.ts'
import type { RunRow } from '../rows/runs.ts'
import type { WaitLog } from './waits.ts'
import type { Writer } from './writer.ts'

export interface FlowCallLog extends FlowCalls {
  /** Inside a write: a run has ended, or an exception of an ended run was decided. */
  heard(run: Pick<RunRow, 'client_id' | 'event_id' | 'cause'>, answer: FlowAnswer | undefined, at: number): void
}

export interface FlowCallParts {
  readonly database: Database
  readonly writer: Writer
  readonly waits: WaitLog
  /** Inside a write. */
  readonly acceptNow: (event: NewEvent) => Accepted
}

export function createFlowCalls({ database, writer, waits, acceptNow }: FlowCallParts): FlowCallLog {
  const holds = database.prepare<[string, string, number]>(
    "SELECT 1 FROM runs WHERE client_id = ? AND id = ? AND fence = ? AND status = 'running'",
  )
  const published = database.prepare<[string, string], { delivered: string }>(
    'SELECT delivered FROM topic_events WHERE client_id = ? AND event_key = ?',
  )
  const subscribers = database.prepare<[string, string, string], { flow_id: string; ordered: 0 | 1; version: number }>(
    `SELECT s.flow_id AS flow_id, s.ordered AS ordered, d.version AS version FROM subscriptions s
     JOIN deployments d ON d.client_id = s.client_id AND d.flow_id = s.flow_id AND d.environment = s.environment AND d.active = 1
     WHERE s.client_id = ? AND s.environment = ? AND s.topic = ? ORDER BY s.flow_id`,
  )
  const insertEvent = database.prepare<(string | number)[]>(
    `INSERT INTO topic_events (client_id, environment, topic, id, event_key, run_id, body, published_at, delivered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const deployed = database.prepare<[string, string, string], { version: number }>(
    'SELECT version FROM deployments WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1',
  )
  const eventRun = database.prepare<[string, string, string, string], { run_id: string }>(
    'SELECT run_id FROM inbox WHERE client_id = ? AND flow_id = ? AND environment = ? AND event_key = ?',
  )
  const firstRun = database.prepare<[number], { run_id: string }>('SELECT run_id FROM inbox WHERE id = ?')
  const getCall = database.prepare<[string, string], CallRow>('SELECT * FROM flow_calls WHERE client_id = ? AND run_id = ?')
  const insertCall = database.prepare<[string, string]>("INSERT INTO flow_calls (client_id, run_id, status) VALUES (?, ?, 'open')")
  const setOutput = database.prepare<[string, number, string, string]>(
    'UPDATE flow_calls SET output = ?, answered = ? WHERE client_id = ? AND run_id = ?',
  )
  const endCall = database.prepare<[string, string | null, string, string]>(
    'UPDATE flow_calls SET status = ?, reason = ? WHERE client_id = ? AND run_id = ?',
  )
  const runsOfEvent = database.prepare<[string, string, string, number], { id: string; status: RunStatus }>(
    `SELECT id, status FROM runs WHERE client_id = ? AND id = ?
     UNION ALL SELECT id, status FROM runs WHERE client_id = ? AND event_id = ? AND replay_of IS NOT NULL`,
  )
  const exceptionStates = database.prepare<[string, string], { status: 'open' | 'replayed' | 'discarded' }>(
    'SELECT DISTINCT status FROM exceptions WHERE run_id = ? AND client_id = ?',
  )

  function publishNow(request: PublishRequest): readonly string[] | undefined {
    const { lease, environment, topic, eventKey, body, at } = request
    const { clientId, runId, fence } = lease
    if (!holds.get(clientId, runId, fence)) return undefined
    const before = published.get(clientId, eventKey)
    if (before) return JSON.parse(before.delivered) as readonly string[]
    const delivered = subscribers.all(clientId, environment, topic).map((row) => acceptNow(publishedEvent(request, row)).runId)
    const id = newId('evt', at.getTime())
    insertEvent.run(clientId, environment, topic, id, eventKey, runId, body, at.getTime(), JSON.stringify(delivered))
    return delivered
  }

  function callNow(request: CallRequest): Wait | undefined {
    const { lease, environment, flowId, wait, at } = request
    const { clientId, runId, fence } = lease
    if (!holds.get(clientId, runId, fence)) return undefined
    const begun = waits.at(wait)
    if (begun) return begun
    for (let turn = 1; ; turn++) {
      const eventKey = callEventKey(request, turn)
      const first = eventRun.get(clientId, flowId, environment, eventKey)
      const call = first && getCall.get(clientId, first.run_id)
      if (call?.status === 'failed') continue
      if (first && call) {
        waits.begin({ ...wait, childRunId: first.run_id })
        if (call.status === 'succeeded') waits.settleCalls(clientId, first.run_id, callResult(call), at.getTime())
        return waits.at(wait)
      }
      const version = deployed.get(clientId, flowId, environment)?.version
      const called = acceptNow(calledEvent(request, turn, version))
      insertCall.run(clientId, called.runId)
      waits.begin({ ...wait, childRunId: called.runId })
      return waits.at(wait)
    }
  }

  return {
    publish: (request) => writer.write(() => publishNow(request)),
    callFlow: (request) => writer.write(() => callNow(request)),
    heard({ client_id: clientId, event_id: eventId, cause }, answer, at) {
      if (!cause?.includes('"subflow"')) return
      const first = firstRun.get(eventId)?.run_id
      const before = first === undefined ? undefined : getCall.get(clientId, first)
      if (first === undefined || before?.status !== 'open') return
      // What a later run of the event answers counts; a last record does not replace an answer.
      if (answer && (answer.answered || before.answered === 0)) setOutput.run(answer.output, answer.answered ? 1 : 0, clientId, first)
      const runs = runsOfEvent.all(clientId, first, clientId, eventId)
      if (runs.some(({ status }) => !TERMINAL_STATUSES.includes(status))) return
      const exceptions = runs.flatMap(({ id }) => exceptionStates.all(id, clientId).map(({ status }) => status))
      // A person still has to decide, and perhaps all ends well.
      if (exceptions.includes('open')) return
      const reason = failureOf(
        runs.map(({ status }) => status),
        exceptions,
      )
      endCall.run(reason === undefined ? 'succeeded' : 'failed', reason ?? null, clientId, first)
      const call = getCall.get(clientId, first)
      if (call) waits.settleCalls(clientId, first, callResult(call), at)
    },
  }
}
