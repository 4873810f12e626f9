// The door: events become inbox rows and runs in one commit, those of one turn together; a page of a feed with the feed's cursor;
// a replay becomes a run of an old event.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { NewRunEvent } from '#shared/model/runs.ts'
import type { Accepted, Journal, NewEvent, NewReplay } from '#runtime/engine/ports.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import { createBatcher, type Batcher } from '../batcher.ts'
import { createBlobWriter, shareBlobs } from '../blobs.ts'
import type { Connections, Transaction } from '../connect.ts'
import { isConnectionLoss } from '../errors.ts'
import { acceptArrivals, RUN_COLUMNS, toArrival } from './arrivals.ts'
import { createEventLog } from './event-log.ts'
import { enterLanes, lockLanesOf } from './lanes.ts'
import { writeEffects } from './outcomes.ts'
import { resolveException } from './resolve-exception.ts'

export interface Accepting extends Pick<Journal, 'accept' | 'acceptPage' | 'replay'> {
  readonly arrivals: Batcher<NewEvent, Accepted>
}

export function createAccepting({ journalTransaction }: Connections): Accepting {
  const arrivals = createBatcher(async (events: readonly NewEvent[]) => {
    const given = events.map(toArrival)
    const acceptAll = () => journalTransaction((transaction) => acceptArrivals(transaction, given))
    return acceptAll().catch((error: unknown) => {
      // The connection broke: the commit may have happened. Asked again, the database finds what it has under the same run ids.
      const lost = hasErrorCode(error) && error.code === 'store-failed' && isConnectionLoss((error as AppError).cause)
      if (!lost) throw error
      return acceptAll()
    })
  })

  return {
    arrivals,
    accept: (event) => arrivals.add(event),
    acceptPage: ({ clientId, feedId, fence, cursor, events, records, rejected, at, leaseMs }) =>
      journalTransaction(async (transaction) => {
        const now = at.getTime()
        const advanced = await transaction.query(
          `UPDATE feeds SET cursor = ?, rejected = rejected + ?, read_at = ?, lease_until = greatest(lease_until, ?)
           WHERE client_id = ? AND id = ? AND fence = ? AND status = 'active' AND owner IS NOT NULL`,
          [cursor, rejected, now, now + leaseMs, clientId, feedId, fence],
        )
        if (advanced.count === 0) return undefined
        const outcomes = await acceptArrivals(transaction, events.map(toArrival))
        const accepted = outcomes.map((outcome) => {
          if (!outcome.ok) throw outcome.error
          return outcome.value
        })
        const fresh = accepted.reduce((sum, { duplicate }, index) => sum + (duplicate ? 0 : (records[index] ?? 0)), 0)
        await transaction.query('UPDATE feeds SET records = records + ? WHERE client_id = ? AND id = ?', [fresh, clientId, feedId])
        return accepted
      }),
    replay: (replay) =>
      journalTransaction(async (transaction) => {
        const { clientId, id: originalId, flowId, environment, eventKey } = replay.original
        const locked = lockLanesOf(transaction, [{ clientId, runId: originalId }])
        const found = await transaction.query<Pick<RunRow, 'event_id' | 'lane' | 'cause' | 'label'>>(
          'SELECT event_id, lane, cause, label FROM runs WHERE client_id = ? AND id = ?',
          [clientId, originalId],
        )
        await locked
        const [original] = found.rows
        if (!original) throw new AppError('not-found')
        const { event_id: eventId, lane, cause, label } = original
        const at = replay.at.getTime()
        const runId = newId('run', at)
        const blobs = createBlobWriter()
        const log = createEventLog(blobs)
        const large = (text: string) => blobs.putText(clientId, runId, text)
        const next = log.append({ clientId, runId }, 1, at, [{ kind: 'run-accepted', trigger: 'replay' }, ...confirmation(replay)])
        const run = transaction.query<RunRow>(
          `INSERT INTO runs (${RUN_COLUMNS}, replay_of) VALUES (?, ?, ?, ?, ?, ?, 'replay', ?, ?, ?, ?, 'queued', NULL, ?, ?, ?, ?) RETURNING *`,
          [
            clientId,
            runId,
            eventId,
            flowId,
            environment,
            replay.version,
            eventKey,
            at,
            at,
            next,
            replay.ordered && lane === null ? 1 : 0,
            cause,
            label,
            JSON.stringify(replay.origin),
          ],
        )
        await Promise.all([
          log.write(transaction),
          transaction.query(
            'INSERT INTO replay_starts (run_id, client_id, start_input, start_steps, requested_by) VALUES (?, ?, ?, ?, ?)',
            [runId, clientId, large(replay.startInput), large(replay.startSteps), replay.requestedBy],
          ),
        ])
        if (replay.confirmed) await writeEffects(transaction, blobs, [[eventId, replay.confirmed]])
        await Promise.all([blobs.write(transaction), shareBlobs(transaction, clientId, originalId, runId)])
        const [row] = (await run).rows
        if (!row) throw new AppError('internal', { message: 'A run was not stored.' })
        // First in, then the exception's run out: the place is never empty meanwhile.
        if (lane !== null) await enterLanes(transaction, [{ run: row, lane, holds: replay.ordered?.holds ?? false }])
        await resolve(transaction, replay, runId)
        if (lane === null) return toRun(row)
        const entered = await transaction.query<RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?', [clientId, runId])
        return toRun(entered.rows[0] ?? row)
      }),
  }
}

async function resolve(transaction: Transaction, { original, requestedBy, at, resolves }: NewReplay, runId: string): Promise<void> {
  if (!resolves) return
  const { exceptionId, note, bulkId } = resolves
  const change = {
    status: 'replayed',
    by: requestedBy,
    at,
    replayRunId: runId,
    ...(note !== undefined && { note }),
    ...(bulkId && { bulkId }),
  } as const
  if (!(await resolveException(transaction, original.clientId, exceptionId, change))) throw new AppError('conflict')
}

const confirmation = ({ confirmed, requestedBy }: NewReplay): readonly NewRunEvent[] =>
  confirmed ? [{ kind: 'effect-confirmed', nodeId: confirmed.nodeId, record: confirmed.record, by: requestedBy }] : []
