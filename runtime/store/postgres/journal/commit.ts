// What workers did, those of one turn in one transaction: events, effects, exceptions and the end of leases, or nothing of a run whose
// lease is not the worker's any more.
import { AppError } from '#shared/errors.ts'
import { TERMINAL_STATUSES, type ExceptionRecord, type NewRunEvent } from '#shared/model/runs.ts'
import type { Effect, Journal, JournalEntry, NewWait } from '#runtime/engine/ports.ts'
import { createBatcher, type Batcher, type Outcome } from '../batcher.ts'
import { createBlobWriter } from '../blobs.ts'
import type { Connections } from '../connect.ts'
import type { Value } from '../sql.ts'
import { hearCalls } from '../flow-calls.ts'
import { beginWaits, withdrawWaits } from '../waits.ts'
import { createEventLog } from './event-log.ts'
import { leaveLanes } from './lanes.ts'
import { identity, lockLeases, writeLeases, writeTables, type Lease } from './leases.ts'
import { storedUnder, writeEffects, writeExceptions } from './outcomes.ts'

/** What an entry comes to, given the lease as it is. */
interface Decision {
  readonly effects: readonly Effect[]
  readonly events: readonly NewRunEvent[]
  readonly exceptions: readonly ExceptionRecord[]
  readonly cancelled: boolean
}

function decide(entry: JournalEntry, lease: Lease): Decision {
  const { transition } = entry
  const ends = transition !== undefined && TERMINAL_STATUSES.includes(transition.status)
  // A run that is through when the cancellation reaches it stays what it became: that is the truth.
  const cancelled = lease.cancelRequested && !ends
  if (!cancelled && transition && !ends && !transition.dueAt)
    throw new AppError('internal', { message: 'A waiting run needs an instant at which it is due.' })
  // What was done is kept; a call that was only about to be made is not, for it will not be made.
  const effects = (entry.effects ?? []).filter((effect) => !cancelled || effect.status !== 'intended')
  const events = cancelled ? entry.events.filter(({ kind }) => kind !== 'effect-intended' && kind !== 'run-waiting') : entry.events
  return { effects, events, exceptions: entry.exceptions ?? [], cancelled }
}

function advance(lease: Lease, { transition, at }: JournalEntry, cancelled: boolean, nextSeq: number): void {
  lease.nextSeq = nextSeq
  lease.changed = true
  if (cancelled) lease.status = 'cancelled'
  else if (transition) lease.status = transition.status
  if (lease.status === 'waiting') lease.dueAt = lease.woken ? at.getTime() : (transition?.dueAt?.getTime() ?? lease.dueAt)
  else if (lease.status !== 'running') lease.finishedAt = at.getTime()
}

/** What the run's commit says to a step that called its flow. */
const toHeard = (lease: Lease, entry: JournalEntry | undefined) => ({
  run: lease.run,
  ...(entry?.transition?.answer && { answer: entry.transition.answer }),
  at: lease.finishedAt ?? 0,
})

const toEnded = ({ run, finishedAt }: Lease) => ({ clientId: run.client_id, runId: run.id, at: finishedAt ?? 0 })

export function createCommitting({ journalTransaction }: Connections): Pick<Journal, 'commit' | 'cancel'> & {
  readonly entries: Batcher<JournalEntry, boolean>
} {
  const commitAll = (entries: readonly JournalEntry[]): Promise<readonly Outcome<boolean>[]> =>
    journalTransaction(async (transaction) => {
      const leases = await lockLeases(transaction, entries)
      const blobs = createBlobWriter()
      const log = createEventLog(blobs)
      const effects: (readonly [number, Effect])[] = []
      const waits: NewWait[] = []
      const tables = new Map<string, readonly Value[]>()
      const exceptions = entries.flatMap((entry) => {
        const lease = leases.get(identity(entry))
        return lease?.fence === entry.fence && lease.status === 'running' ? (entry.exceptions ?? []) : []
      })
      const ids = await writeExceptions(transaction, blobs, exceptions)

      const outcomes = entries.map((entry): Outcome<boolean> => {
        const lease = leases.get(identity(entry))
        if (!lease || lease.fence !== entry.fence || lease.status !== 'running') return { ok: true, value: false }
        try {
          const decision = decide(entry, lease)
          effects.push(...decision.effects.map((effect) => [lease.run.event_id, effect] as const))
          waits.push(...(entry.waits ?? []))
          if (entry.tables) tables.set(identity(entry), [entry.clientId, entry.runId, JSON.stringify(entry.tables)])
          const events = decision.events.map((event) => storedUnder(event, ids))
          const said = decision.cancelled ? [...events, { kind: 'run-finished', status: 'cancelled' } as const] : events
          advance(lease, entry, decision.cancelled, log.append(entry, lease.nextSeq, entry.at.getTime(), said))
          return { ok: true, value: !decision.cancelled }
        } catch (error) {
          return { ok: false, error }
        }
      })
      const ended = [...leases.values()].filter(({ changed, status }) => changed && TERMINAL_STATUSES.includes(status))
      await Promise.all([
        writeEffects(transaction, blobs, effects),
        log.write(transaction),
        writeLeases(transaction, leases),
        writeTables(transaction, [...tables.values()]),
        leaveLanes(transaction, ended),
        beginWaits(transaction, waits).then(() => withdrawWaits(transaction, ended.map(toEnded))),
        blobs.write(transaction),
      ])
      const last = new Map(entries.filter(({ transition }) => transition?.answer).map((entry) => [identity(entry), entry]))
      await hearCalls(
        transaction,
        ended.map((lease) => toHeard(lease, last.get(identity({ clientId: lease.run.client_id, runId: lease.run.id })))),
      )
      return outcomes
    })

  const entries = createBatcher(commitAll)

  return {
    entries,
    commit: (entry) => entries.add(entry),
    cancel: (clientId, runId, at) =>
      journalTransaction(async (transaction) => {
        const lease = (await lockLeases(transaction, [{ clientId, runId }])).get(identity({ clientId, runId }))
        if (!lease || TERMINAL_STATUSES.includes(lease.status)) return false
        if (lease.status === 'running') {
          await transaction.query('UPDATE runs SET cancel_requested = 1 WHERE client_id = ? AND id = ?', [clientId, runId])
          return true
        }
        const log = createEventLog(createBlobWriter())
        lease.nextSeq = log.append({ clientId, runId }, lease.nextSeq, at.getTime(), [{ kind: 'run-finished', status: 'cancelled' }])
        Object.assign(lease, { status: 'cancelled', finishedAt: at.getTime(), changed: true })
        await Promise.all([
          log.write(transaction),
          writeLeases(transaction, new Map([[identity({ clientId, runId }), lease]])),
          leaveLanes(transaction, [lease]),
          withdrawWaits(transaction, [toEnded(lease)]),
        ])
        await hearCalls(transaction, [toHeard(lease, undefined)])
        return true
      }),
  }
}
