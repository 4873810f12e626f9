// Calls between flows on PostgreSQL: publishing to a topic, calling a flow, and telling the caller when the called flow is through.
// A call's row is locked before the runs that wait for it: who joins a call and who ends it take their turns.
import { newId } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type ExceptionStatus, type RunStatus } from '#shared/model/runs.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { CallRequest, CallResult, FlowCalls, PublishRequest } from '#runtime/engine/flow-ports.ts'
import type { FlowAnswer, NewEvent } from '#runtime/engine/ports.ts'
import type { Lease } from '#runtime/engine/window-ports.ts'
import { calledEvent, callEventKey, callResult, failureOf, publishedEvent, type CallRow, type SubscriberRow } from '../flow-calls.ts'
import type { RunRow } from '../rows/runs.ts'
import { toWait, type WaitRow } from '../rows/waits.ts'
import type { Connections, Transaction } from './connect.ts'
import { acceptArrivals, toArrival } from './journal/arrivals.ts'
import type { Values } from './sql.ts'
import { beginWaits } from './waits.ts'

async function first<Row>(transaction: Transaction, sql: string, values: Values): Promise<Row | undefined> {
  return (await transaction.query<Row>(sql, values)).rows[0]
}

/** Held until the commit: nobody takes the lease over meanwhile. */
async function holds(transaction: Transaction, { clientId, runId, fence }: Lease): Promise<boolean> {
  const sql = "SELECT 1 FROM runs WHERE client_id = ? AND id = ? AND fence = ? AND status = 'running' FOR SHARE"
  return (await first(transaction, sql, [clientId, runId, fence])) !== undefined
}

async function accept(transaction: Transaction, events: readonly NewEvent[]): Promise<readonly string[]> {
  const outcomes = await acceptArrivals(transaction, events.map(toArrival))
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw outcome.error
    return outcome.value.runId
  })
}

async function publishNow(transaction: Transaction, request: PublishRequest): Promise<readonly string[] | undefined> {
  const { lease, environment, topic, eventKey, body, at } = request
  const { clientId, runId } = lease
  if (!(await holds(transaction, lease))) return undefined
  // Two runs of one event that publish at once: the second waits, and finds what the first one did.
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [JSON.stringify(['publish', clientId, eventKey])])
  const before = await first<{ delivered: string }>(
    transaction,
    'SELECT delivered FROM topic_events WHERE client_id = ? AND event_key = ?',
    [clientId, eventKey],
  )
  if (before) return JSON.parse(before.delivered) as readonly string[]
  const subscribers = await transaction.query<SubscriberRow>(
    `SELECT s.flow_id AS flow_id, s.ordered AS ordered, d.version AS version FROM subscriptions s
     JOIN deployments d ON d.client_id = s.client_id AND d.flow_id = s.flow_id AND d.environment = s.environment AND d.active = 1
     WHERE s.client_id = ? AND s.environment = ? AND s.topic = ? ORDER BY s.flow_id`,
    [clientId, environment, topic],
  )
  const events = subscribers.rows.map((row) => publishedEvent(request, row))
  const delivered = events.length > 0 ? await accept(transaction, events) : []
  await transaction.query(
    `INSERT INTO topic_events (client_id, environment, topic, id, event_key, run_id, body, published_at, delivered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [clientId, environment, topic, newId('evt', at.getTime()), eventKey, runId, body, at.getTime(), JSON.stringify(delivered)],
  )
  return delivered
}

async function waitAt(transaction: Transaction, { clientId, runId, nodeId, record }: Wait): Promise<Wait | undefined> {
  const sql = 'SELECT * FROM waits WHERE run_id = ? AND node_id = ? AND record = ? AND client_id = ?'
  const row = await first<WaitRow>(transaction, sql, [runId, nodeId, record, clientId])
  return row && toWait(row)
}

async function callNow(transaction: Transaction, request: CallRequest): Promise<Wait | undefined> {
  const { lease, environment, flowId, wait, at } = request
  const { clientId } = lease
  for (let turn = 1; ; turn++) {
    const eventKey = callEventKey(request, turn)
    const made = await first<CallRow & { run_id: string }>(
      transaction,
      `SELECT c.* FROM flow_calls c JOIN inbox i ON i.client_id = c.client_id AND i.run_id = c.run_id
       WHERE i.client_id = ? AND i.flow_id = ? AND i.environment = ? AND i.event_key = ? FOR UPDATE OF c`,
      [clientId, flowId, environment, eventKey],
    )
    if (made?.status === 'failed') continue
    if (!(await holds(transaction, lease))) return undefined
    const begun = await waitAt(transaction, wait)
    if (begun) return begun
    if (made) {
      await beginWaits(transaction, [{ ...wait, childRunId: made.run_id }])
      if (made.status === 'succeeded') await answer(transaction, clientId, made.run_id, callResult(made), at.getTime())
      return waitAt(transaction, wait)
    }
    const deployed = await first<{ version: number }>(
      transaction,
      'SELECT version FROM deployments WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1',
      [clientId, flowId, environment],
    )
    const [childRunId] = await accept(transaction, [calledEvent(request, turn, deployed?.version)])
    if (childRunId === undefined) return undefined
    await transaction.query("INSERT INTO flow_calls (client_id, run_id, status) VALUES (?, ?, 'open') ON CONFLICT DO NOTHING", [
      clientId,
      childRunId,
    ])
    await beginWaits(transaction, [{ ...wait, childRunId }])
    return waitAt(transaction, wait)
  }
}

/** All who wait for the called flow hear its result, and are due. */
async function answer(transaction: Transaction, clientId: string, childRunId: string, result: CallResult, at: number): Promise<void> {
  await transaction.query(
    `SELECT 1 FROM runs WHERE client_id = ? AND id IN (SELECT run_id FROM waits WHERE client_id = ? AND child_run_id = ? AND status = 'open')
     ORDER BY id FOR UPDATE`,
    [clientId, clientId, childRunId],
  )
  const settled = await transaction.query<{ run_id: string }>(
    `UPDATE waits SET status = 'done', result = ?, settled_by = 'flow', settled_at = ?
     WHERE client_id = ? AND child_run_id = ? AND status = 'open' RETURNING run_id`,
    [JSON.stringify(result), at, clientId, childRunId],
  )
  if (settled.count === 0) return
  await transaction.query(
    `UPDATE runs SET due_at = least(due_at, ?), woken_fence = fence
     WHERE client_id = ? AND id = ANY(?::text[]) AND status IN ('queued', 'waiting', 'running')`,
    [at, clientId, settled.rows.map((row) => row.run_id)],
  )
}

/** A run that has ended, or one of whose exceptions was decided. */
export interface Heard {
  readonly run: Pick<RunRow, 'client_id' | 'event_id' | 'cause'>
  readonly answer?: FlowAnswer
  readonly at: number
}

/** Whoever called the flows of these runs hears of it when all runs of their events are through. Behind what ends them. */
export async function hearCalls(transaction: Transaction, ended: readonly Heard[]): Promise<void> {
  for (const one of ended) if (one.run.cause?.includes('"subflow"')) await hear(transaction, one)
}

async function hear(transaction: Transaction, { run, answer: given, at }: Heard): Promise<void> {
  const { client_id: clientId, event_id: eventId } = run
  const call = await first<CallRow & { run_id: string }>(
    transaction,
    `SELECT * FROM flow_calls WHERE client_id = ? AND run_id = (SELECT run_id FROM inbox WHERE id = ?) AND status = 'open' FOR UPDATE`,
    [clientId, eventId],
  )
  if (!call) return
  // What a later run of the event answers counts; a last record does not replace an answer.
  const counts = given && (given.answered || call.answered === 0)
  const now: CallRow = counts ? { ...call, output: given.output, answered: given.answered ? 1 : 0 } : call
  const runs = await transaction.query<{ id: string; status: RunStatus }>(
    `SELECT id, status FROM runs WHERE client_id = ? AND id = ?
     UNION ALL SELECT id, status FROM runs WHERE client_id = ? AND event_id = ? AND replay_of IS NOT NULL`,
    [clientId, call.run_id, clientId, eventId],
  )
  const exceptions = await transaction.query<{ status: ExceptionStatus }>(
    'SELECT DISTINCT status FROM exceptions WHERE client_id = ? AND run_id = ANY(?::text[])',
    [clientId, runs.rows.map(({ id }) => id)],
  )
  const states = exceptions.rows.map(({ status }) => status)
  // A person still has to decide, and perhaps all ends well.
  const isThrough = runs.rows.every(({ status }) => TERMINAL_STATUSES.includes(status)) && !states.includes('open')
  const reason = isThrough
    ? failureOf(
        runs.rows.map(({ status }) => status),
        states,
      )
    : undefined
  const status = isThrough ? (reason === undefined ? 'succeeded' : 'failed') : 'open'
  await transaction.query('UPDATE flow_calls SET output = ?, answered = ?, status = ?, reason = ? WHERE client_id = ? AND run_id = ?', [
    now.output,
    now.answered,
    status,
    reason ?? null,
    clientId,
    call.run_id,
  ])
  if (isThrough) await answer(transaction, clientId, call.run_id, callResult({ ...now, status, reason: reason ?? null }), at)
}

/** The journal's side. */
export function createFlowCalls({ journalTransaction }: Connections): FlowCalls {
  return {
    publish: (request) => journalTransaction((transaction) => publishNow(transaction, request)),
    callFlow: (request) => journalTransaction((transaction) => callNow(transaction, request)),
  }
}
