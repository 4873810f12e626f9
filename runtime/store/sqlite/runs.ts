// Runs and exceptions for readers, and the exception desk's decisions.
import type { Database } from 'better-sqlite3'
import { firstIdAt } from '#shared/ids.ts'
import { ENVIRONMENTS, type Environment } from '#shared/model/accounts.ts'
import { TERMINAL_STATUSES, type RunStatus } from '#shared/model/runs.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { RunStore } from '../ports.ts'
import { createRunTotals } from '../run-totals.ts'
import type { EventLog } from './journal/event-log.ts'
import type { FlowCallLog } from './flow-calls.ts'
import type { ExceptionRows } from './journal/exception-rows.ts'
import { createLaneStandings } from './lane-standings.ts'
import type { Blobs, BodyRow } from './blobs.ts'
import { toException, toRun, type ExceptionRow, type RunRow } from '../rows/runs.ts'
import { toUnmapped, unmappedSql, type UnmappedRow } from '../rows/unmapped.ts'
import type { Writer } from './writer.ts'

type Value = string | number | null

/** Where to find runs: an index of SQLite and the words it is used for. */
interface Source {
  readonly index: string
  readonly words: string
}

/**
 * Where to find the runs of a status. SQLite uses a partial index only for the very words it was made with, and without being told
 * prefers to walk a client's whole history.
 */
const EVERYWHERE: Source = { index: '', words: '1 = 1' }
const FREE: Source = { index: 'INDEXED BY runs_pending', words: "status IN ('queued', 'waiting') AND held = 0" }
const UNROUTED: Source = { index: 'INDEXED BY runs_unrouted', words: "status = 'queued' AND held = 1" }
const BEHIND: Source = { index: 'INDEXED BY runs_behind', words: "status = 'queued' AND held = 2" }
const SET_ASIDE: Source = { index: 'INDEXED BY runs_set_aside', words: "status IN ('parked', 'cancelled', 'quarantined')" }
const LABELLED: Source = { index: 'INDEXED BY runs_labelled', words: 'label IS NOT NULL' }
const BY_STATUS: Readonly<Record<RunStatus, readonly Source[]>> = {
  queued: [FREE, UNROUTED, BEHIND],
  waiting: [FREE],
  running: [{ index: 'INDEXED BY runs_leased', words: "status = 'running'" }],
  parked: [SET_ASIDE],
  cancelled: [SET_ASIDE],
  quarantined: [SET_ASIDE],
  skipped: [{ index: 'INDEXED BY runs_skipped', words: "status = 'skipped'" }],
  // Most runs: the next one is never far.
  succeeded: [EVERYWHERE],
}

/** The index that holds just the runs asked for, newest last; the key itself for all of a client's. */
const historyIndex = (flowId: string | undefined, environment: Environment | undefined): string => {
  if (flowId !== undefined) return 'INDEXED BY runs_of_flow'
  return environment === undefined ? '' : 'INDEXED BY runs_of_environment'
}

/** `WHERE` of the conditions that were asked for, with their values. */
function where(conditions: readonly (readonly [sql: string, ...values: (Value | undefined)[]])[]): { sql: string; values: Value[] } {
  const asked = conditions.filter(([, ...values]) => !values.includes(undefined))
  return { sql: asked.map(([sql]) => sql).join(' AND '), values: asked.flatMap(([, ...values]) => values as Value[]) }
}

export interface RunStoreParts {
  readonly database: Database
  readonly writer: Writer
  readonly log: EventLog
  readonly exceptions: ExceptionRows
  readonly calls: FlowCallLog
  readonly blobs: Blobs
  readonly clock: () => Date
}

export function createRunStore({ database, writer, log, exceptions, blobs, calls, clock }: RunStoreParts): RunStore {
  const standing = createLaneStandings(database)
  const get = database.prepare<[string, string], RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?')
  const body = database.prepare<[string, string], BodyRow>(
    'SELECT inbox.body, inbox.body_blob FROM runs JOIN inbox ON inbox.id = runs.event_id WHERE runs.client_id = ? AND runs.id = ?',
  )
  const exception = database.prepare<[string, string], ExceptionRow>('SELECT * FROM exceptions WHERE client_id = ? AND id = ?')
  const unmapped = database.prepare<[string, string, string, number], UnmappedRow>(unmappedSql('json_group_array(DISTINCT flow_id)'))
  const openCount = database.prepare<[string], { count: number }>(
    "SELECT count(*) AS count FROM exceptions WHERE client_id = ? AND status = 'open'",
  )
  const openCountOfFlow = database.prepare<[string, string], { count: number }>(
    "SELECT count(*) AS count FROM exceptions WHERE client_id = ? AND flow_id = ? AND status = 'open'",
  )
  // An id begins with its creation time: the key finds where to begin.
  const createdBetween = database
    .prepare<[string, string, string], number>('SELECT count(*) FROM runs WHERE client_id = ? AND id >= ? AND id < ?')
    .pluck()
  const totals = createRunTotals(
    (clientId, from, to) => createdBetween.get(clientId, firstIdAt('run', from), to === Infinity ? 'run_~' : firstIdAt('run', to)) ?? 0,
    () => clock().getTime(),
  )
  /** Everything but what succeeded is found in partial indexes, so that a client's whole day is never walked. */
  const unusual = [...BY_STATUS.queued, ...BY_STATUS.running, SET_ASIDE, ...BY_STATUS.skipped].map(({ index, words }) =>
    database.prepare<[string, string], { status: RunStatus; count: number }>(
      `SELECT status, count(*) AS count FROM runs ${index} WHERE client_id = ? AND id >= ? AND ${words} GROUP BY status`,
    ),
  )

  const read = (row: ExceptionRow) => toException({ ...row, input: blobs.getText(row.client_id, row.input) })

  return {
    async list(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const select = ({ index, words }: Source, environment: Environment | undefined) => {
        const { sql, values } = where([
          ['client_id = ?', clientId],
          ['flow_id = ?', query.flowId],
          ['environment = ?', environment],
          ['status = ?', query.status],
          ['id < ?', after?.id],
          ['label IN (?, ?)', query.label, query.label && `#${query.label}`],
          [words],
        ])
        const from = `runs ${index === '' ? historyIndex(query.flowId, environment) : index}`
        return database.prepare<Value[], RunRow>(`SELECT * FROM ${from} WHERE ${sql} ORDER BY id DESC LIMIT ?`).all(...values, limit + 1)
      }
      const sources = query.label !== undefined ? [LABELLED] : query.status === undefined ? [EVERYWHERE] : BY_STATUS[query.status]
      // A flow's index is parted by environment, and what waits by why it waits: the lists of the parts are put together.
      const environments = query.flowId === undefined || query.environment !== undefined ? [query.environment] : ENVIRONMENTS
      const rows = environments.flatMap((environment) => sources.flatMap((source) => select(source, environment)))
      const newest = rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))
      return toPage(newest.slice(0, limit + 1).map(toRun), limit, (run) => ({ at: run.createdAt, id: run.id }))
    },
    get: async (clientId, runId) => {
      const row = get.get(clientId, runId)
      return row && toRun(row)
    },
    events: async (clientId, runId) => log.read(clientId, runId),
    body: async (clientId, runId) => blobs.bodyText(clientId, body.get(clientId, runId)),
    unmappedKeys: async (clientId, environment, limit) =>
      unmapped.all(clientId, environment ?? 'test', environment ?? 'live', limit).map(toUnmapped),
    async exceptions(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', query.environment],
        ['status = ?', query.status],
        ['node_id = ?', query.nodeId],
        ['code = ?', query.code],
        ['(created_at, id) < (?, ?)', after?.at, after?.id],
      ])
      const select = database.prepare<Value[], ExceptionRow>(
        `SELECT * FROM exceptions WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`,
      )
      return toPage(select.all(...values, limit + 1).map(read), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    exception: async (clientId, exceptionId) => {
      const row = exception.get(clientId, exceptionId)
      return row && read(row)
    },
    openExceptionCount: async (clientId, flowId) =>
      (flowId === undefined ? openCount.get(clientId) : openCountOfFlow.get(clientId, flowId))?.count ?? 0,
    resolveException: (clientId, exceptionId, change) =>
      writer.write(() => {
        if (!exceptions.resolve(clientId, exceptionId, change)) return false
        const row = exception.get(clientId, exceptionId)
        const run = row && get.get(clientId, row.run_id)
        if (run && TERMINAL_STATUSES.includes(run.status)) calls.heard(run, undefined, change.at.getTime())
        return true
      }),
    laneStandings: async (clientId, runIds) => standing(clientId, runIds),
    async counts(clientId, since) {
      const total = await totals.since(clientId, since)
      const found = unusual.flatMap((statement) => statement.all(clientId, firstIdAt('run', since.getTime())))
      const byStatus = new Map<RunStatus, number>()
      for (const { status, count } of found) byStatus.set(status, (byStatus.get(status) ?? 0) + count)
      const succeeded = total - found.reduce((sum, { count }) => sum + count, 0)
      if (succeeded > 0) byStatus.set('succeeded', succeeded)
      return Object.fromEntries(byStatus)
    },
  }
}
