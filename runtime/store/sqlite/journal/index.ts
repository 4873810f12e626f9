// The engine's journal on SQLite.
import type { Database } from 'better-sqlite3'
import type { Journal } from '#runtime/engine/ports.ts'
import type { Windows } from '#runtime/engine/window-ports.ts'
import type { Direct } from '../settling.ts'
import type { Writer } from '../writer.ts'
import type { Accepting } from './accept.ts'
import { createAcceptingPages } from './accept-page.ts'
import { createClaiming } from './claim.ts'
import type { FlowCallLog } from '../flow-calls.ts'
import type { WaitLog } from '../waits.ts'
import { createCommitting } from './commit.ts'
import type { Blobs } from '../blobs.ts'
import type { EventLog } from './event-log.ts'
import type { EffectRows } from './effect-rows.ts'
import type { ExceptionRows } from './exception-rows.ts'
import type { Lanes } from './lanes.ts'
import { createRecovering } from './recover.ts'
import { createRouting } from './route.ts'
import type { Unsettled } from './unsettled.ts'
import { newestLoops, toEffect, type EffectRow } from '../../rows/runs.ts'

/** What the parts of the journal share. */
export interface JournalParts {
  readonly database: Database
  readonly direct: Direct
  readonly writer: Writer
  readonly unsettled: Unsettled
  readonly log: EventLog
  readonly lanes: Lanes
  readonly blobs: Blobs
  readonly exceptions: ExceptionRows
}

/** Made before it, for others need them too. */
export interface JournalNeighbours {
  readonly effects: EffectRows
  readonly accepting: Accepting
  readonly windows: Windows
  readonly waits: WaitLog
  readonly calls: FlowCallLog
}

export function createJournal(parts: JournalParts, { effects, accepting, windows, waits, calls }: JournalNeighbours): Journal {
  const { database, direct, writer, log, lanes, blobs } = parts
  const effectsOfEvent = database.prepare<[string, string, string], EffectRow>(
    `SELECT * FROM effects WHERE event_id = (SELECT event_id FROM runs WHERE client_id = ? AND id = ?) AND client_id = ?
     ORDER BY run_id, node_id, record`,
  )
  const effectOfEvent = database.prepare<[string, string, string, string], EffectRow>(
    'SELECT * FROM effects WHERE event_id = (SELECT event_id FROM runs WHERE client_id = ? AND id = ?) AND client_id = ? AND idempotency_key = ?',
  )
  const toWholeEffect = (row: EffectRow) => toEffect({ ...row, output: blobs.getText(row.client_id, row.output) })
  const parked = database.prepare<[string, string], { nodeId: string; record: string }>(
    'SELECT node_id AS "nodeId", record FROM exceptions WHERE run_id = ? AND client_id = ? ORDER BY node_id, record',
  )
  return {
    accept: accepting.accept,
    replay: accepting.replay,
    ...createAcceptingPages({ database, writer, acceptNow: accepting.acceptNow }),
    publish: calls.publish,
    callFlow: calls.callFlow,
    collect: windows.collect,
    windowRecords: windows.windowRecords,
    ...createClaiming(direct, writer, blobs),
    ...createCommitting(parts, effects, waits, calls),
    ...createRecovering({ database, writer, log, lanes, waits, calls }),
    ...createRouting(parts, calls),
    renewal: { module: new URL('../renewal.ts', import.meta.url).href, options: { file: database.name } },
    effectsOf: async (run) => effectsOfEvent.all(run.clientId, run.id, run.clientId).map(toWholeEffect),
    waitsOf: waits.waitsOf,
    effectOf: async (run, key) => {
      const row = effectOfEvent.get(run.clientId, run.id, run.clientId, key)
      return row && toWholeEffect(row)
    },
    loopsOf: async (run) => newestLoops(log.readKind(run.clientId, run.id, 'loop-progress')),
    parkedIn: async (run) => parked.all(run.id, run.clientId),
  }
}
