// What a worker did, in one commit: events, effects, exceptions and the end of its lease, or nothing when the lease is not its own any more.
import { AppError } from '#shared/errors.ts'
import { TERMINAL_STATUSES, type RunStatus } from '#shared/model/runs.ts'
import type { FlowAnswer, Journal, JournalEntry } from '#runtime/engine/ports.ts'
import { eventText, INLINE_LIMIT } from '../../blobs.ts'
import { effectValues, type RunRow } from '../../rows/runs.ts'
import type { FlowCallLog } from '../flow-calls.ts'
import type { WaitLog } from '../waits.ts'
import type { EffectRows } from './effect-rows.ts'
import type { JournalParts } from './index.ts'
import type { LaneRun } from './lanes.ts'
import type { UnsettledRun } from './unsettled.ts'
import { NOT_QUICK } from '../writer.ts'

type Lease = LaneRun & Pick<RunRow, 'cause' | 'fence' | 'woken_fence' | 'status' | 'cancel_requested' | 'next_seq'>

export function createCommitting(
  parts: JournalParts,
  effectRows: EffectRows,
  waits: WaitLog,
  calls: FlowCallLog,
): Pick<Journal, 'commit' | 'cancel'> {
  const { database, direct, writer, log, lanes, exceptions, unsettled } = parts
  const LEASE = `SELECT client_id, id, flow_id, environment, lane, event_id, cause, fence, woken_fence, status, cancel_requested, next_seq
     FROM runs WHERE client_id = ? AND id = ?`
  const leaseOf = database.prepare<[string, string], Lease>(LEASE)
  const settledLease = direct.prepare<[string, string], Lease>(LEASE)
  const advance = database.prepare<[number, string, string]>('UPDATE runs SET next_seq = ? WHERE client_id = ? AND id = ?')
  const wait = database.prepare<[number, number, string, string]>(
    "UPDATE runs SET next_seq = ?, status = 'waiting', due_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?",
  )
  const setFinished = database.prepare<[number, string, number, string, string]>(
    'UPDATE runs SET next_seq = ?, status = ?, finished_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?',
  )
  const setTables = database.prepare<[string, string, string]>('UPDATE runs SET tables = ? WHERE client_id = ? AND id = ?')
  const requestCancel = database.prepare<[string, string]>('UPDATE runs SET cancel_requested = 1 WHERE client_id = ? AND id = ?')
  function finish(lease: Lease, status: RunStatus, next: number, at: number, answer?: FlowAnswer): void {
    setFinished.run(next, status, at, lease.client_id, lease.id)
    lanes.ended(lease, status)
    waits.withdraw(lease.client_id, lease.id, at)
    calls.heard(lease, answer, at)
  }

  function commitNow(entry: JournalEntry): boolean {
    const { clientId, runId, transition } = entry
    const lease = leaseOf.get(clientId, runId)
    if (!lease || lease.fence !== entry.fence || lease.status !== 'running') return false
    const at = entry.at.getTime()
    const ends = transition !== undefined && TERMINAL_STATUSES.includes(transition.status)
    // A run that is through when the cancellation reaches it stays what it became: that is the truth.
    const cancelled = lease.cancel_requested === 1 && !ends
    // What was done is kept; a call that was only about to be made is not, for it will not be made.
    const effects = (entry.effects ?? []).filter((effect) => !cancelled || effect.status !== 'intended')
    let events = cancelled ? entry.events.filter(({ kind }) => kind !== 'effect-intended' && kind !== 'run-waiting') : entry.events
    if (entry.exceptions) events = exceptions.store(entry.exceptions, events)
    if (cancelled) events = [...events, { kind: 'run-finished', status: 'cancelled' }]
    for (const effect of effects) effectRows.put(lease.event_id, effect)
    for (const wait of entry.waits ?? []) waits.begin(wait)
    if (entry.tables) setTables.run(JSON.stringify(entry.tables), clientId, runId)
    const next = log.append(entry, lease.next_seq, at, events)

    if (cancelled) finish(lease, 'cancelled', next, at)
    else if (!transition) advance.run(next, clientId, runId)
    else if (ends) finish(lease, transition.status, next, at, transition.answer)
    else if (transition.dueAt) wait.run(next, lease.woken_fence === lease.fence ? at : transition.dueAt.getTime(), clientId, runId)
    else throw new AppError('internal', { message: 'A waiting run needs an instant at which it is due.' })
    return !cancelled
  }

  /** A run as its steps left it, else as its row has it. */
  function quickLease(clientId: string, runId: string): (UnsettledRun & { readonly isPlain: boolean }) | undefined {
    const run = unsettled.get(runId)
    if (run) return run.clientId === clientId ? { ...run, isPlain: true } : undefined
    const row = settledLease.get(clientId, runId)
    if (!row) return undefined
    const { event_id: eventId, fence, status, next_seq: next } = row
    return { clientId, eventId, fence, status, next, isPlain: row.lane === null && row.cause === null && row.cancel_requested === 0 }
  }

  /** Events and effects of a run that nobody else is concerned with, and its good end. */
  function commitQuickly(entry: JournalEntry): boolean | typeof NOT_QUICK {
    const { clientId, runId, transition } = entry
    const concernsOthers = entry.exceptions?.length || entry.waits?.length || entry.tables || transition?.answer
    if (concernsOthers || (transition && transition.status !== 'succeeded')) return NOT_QUICK
    const lease = quickLease(clientId, runId)
    if (!lease || lease.fence !== entry.fence || lease.status !== 'running') return false
    if (!lease.isPlain) return NOT_QUICK
    let isLarge = false
    const at = entry.at.toISOString()
    const events = entry.events.map((event) => eventText(event, () => ((isLarge = true), ''), at))
    const effects = (entry.effects ?? []).map((effect) => {
      if ((effect.output?.length ?? 0) > INLINE_LIMIT) isLarge = true
      return effectValues(lease.eventId, effect, (text) => text)
    })
    if (isLarge) return NOT_QUICK
    unsettled.step({
      runId,
      at: entry.at.getTime(),
      seq: lease.next,
      events: events.join(','),
      effects,
      run: {
        clientId,
        eventId: lease.eventId,
        fence: lease.fence,
        status: transition?.status ?? 'running',
        next: lease.next + events.length,
      },
    })
    return true
  }

  function cancelNow(clientId: string, runId: string, at: Date): boolean {
    const lease = leaseOf.get(clientId, runId)
    if (!lease || TERMINAL_STATUSES.includes(lease.status)) return false
    if (lease.status === 'running') {
      requestCancel.run(clientId, runId)
      return true
    }
    const next = log.append({ clientId, runId }, lease.next_seq, at.getTime(), [{ kind: 'run-finished', status: 'cancelled' }])
    finish(lease, 'cancelled', next, at.getTime())
    return true
  }

  return {
    commit: (entry) =>
      writer.write(
        () => commitNow(entry),
        () => commitQuickly(entry),
      ),
    cancel: (clientId, runId, at) => writer.write(() => cancelNow(clientId, runId, at)),
  }
}
