// Runs and exceptions for readers, and the exception desk's decisions.
import { firstIdAt } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type ExceptionRecord, type RunStatus } from '#shared/model/runs.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { RunStore } from '../ports.ts'
import { createRunTotals } from '../run-totals.ts'
import { toException, toRun, type ExceptionRow, type RunRow } from '../rows/runs.ts'
import { toUnmapped, unmappedSql, type UnmappedRow } from '../rows/unmapped.ts'
import type { Connections } from './connect.ts'
import { loadPayloads, type Ask, type BodyRow } from './blobs.ts'
import { readEvents } from './journal/event-log.ts'
import { resolveException } from './journal/resolve-exception.ts'
import { hearCalls } from './flow-calls.ts'
import { createLaneStandings } from './lane-standings.ts'
import { newestRuns, UNUSUAL, where } from './run-lists.ts'

export function createRunStore(connections: Connections, clock: () => Date): RunStore {
  const { read, write } = connections
  // An id begins with its creation time: the key finds where to begin.
  const totals = createRunTotals(
    async (clientId, from, to) => {
      const sql = 'SELECT count(*) AS count FROM runs WHERE client_id = ? AND id >= ? AND id < ?'
      const values = [clientId, firstIdAt('run', from), to === Infinity ? 'run_~' : firstIdAt('run', to)]
      return (await read<{ count: number }>(clientId, sql, values))[0]?.count ?? 0
    },
    () => clock().getTime(),
  )
  const unusual = UNUSUAL.map(
    (words) => `SELECT status, count(*) AS count FROM runs WHERE client_id = ? AND id >= ? AND ${words} GROUP BY status`,
  )

  const askAs =
    (clientId: string): Ask =>
    (sql, values) =>
      read(clientId, sql, values)
  async function toExceptions(clientId: string, rows: readonly ExceptionRow[]): Promise<readonly ExceptionRecord[]> {
    const payloads = await loadPayloads(
      askAs(clientId),
      rows.map((row) => ({ clientId, text: row.input })),
    )
    return rows.map((row) => toException({ ...row, input: payloads.text(clientId, row.input) }))
  }

  return {
    async list(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const { sql, values } = newestRuns(clientId, query, after?.id, limit + 1)
      const rows = await read<RunRow>(clientId, sql, values)
      return toPage(rows.map(toRun), limit, (run) => ({ at: run.createdAt, id: run.id }))
    },
    get: async (clientId, runId) => {
      const [row] = await read<RunRow>(clientId, 'SELECT * FROM runs WHERE client_id = ? AND id = ?', [clientId, runId])
      return row && toRun(row)
    },
    events: (clientId, runId) => readEvents(askAs(clientId), clientId, runId),
    async body(clientId, runId) {
      const sql =
        'SELECT inbox.body, inbox.body_blob FROM runs JOIN inbox ON inbox.id = runs.event_id WHERE runs.client_id = ? AND runs.id = ?'
      const [row] = await read<BodyRow>(clientId, sql, [clientId, runId])
      return row && (await loadPayloads(askAs(clientId), [{ clientId, hash: row.body_blob }])).body(clientId, row)
    },
    unmappedKeys: async (clientId, environment, limit) => {
      const sql = unmappedSql('json_agg(DISTINCT flow_id)::text')
      return (await read<UnmappedRow>(clientId, sql, [clientId, environment ?? 'test', environment ?? 'live', limit])).map(toUnmapped)
    },
    async exceptions(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', query.environment],
        [query.status === 'open' ? "status = 'open' AND status = ?" : 'status = ?', query.status],
        ['node_id = ?', query.nodeId],
        ['code = ?', query.code],
        ['(created_at, id) < (?, ?)', after?.at, after?.id],
      ])
      const select = `SELECT * FROM exceptions WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`
      const rows = await read<ExceptionRow>(clientId, select, [...values, limit + 1])
      return toPage(await toExceptions(clientId, rows), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    exception: async (clientId, exceptionId) => {
      const sql = 'SELECT * FROM exceptions WHERE client_id = ? AND id = ?'
      return (await toExceptions(clientId, await read<ExceptionRow>(clientId, sql, [clientId, exceptionId])))[0]
    },
    async openExceptionCount(clientId, flowId) {
      const { sql, values } = where([["status = 'open'"], ['client_id = ?', clientId], ['flow_id = ?', flowId]])
      const [row] = await read<{ count: number }>(clientId, `SELECT count(*) AS count FROM exceptions WHERE ${sql}`, values)
      return row?.count ?? 0
    },
    resolveException: (clientId, exceptionId, change) =>
      write(clientId, async (transaction) => {
        if (!(await resolveException(transaction, clientId, exceptionId, change))) return false
        const { rows } = await transaction.query<RunRow>(
          'SELECT * FROM runs WHERE client_id = ? AND id = (SELECT run_id FROM exceptions WHERE client_id = ? AND id = ?)',
          [clientId, clientId, exceptionId],
        )
        const ended = rows.filter((row) => TERMINAL_STATUSES.includes(row.status))
        await hearCalls(
          transaction,
          ended.map((run) => ({ run, at: change.at.getTime() })),
        )
        return true
      }),
    laneStandings: createLaneStandings(connections),
    async counts(clientId, since) {
      const total = await totals.since(clientId, since)
      const sql = unusual.join(' UNION ALL ')
      const values = unusual.flatMap(() => [clientId, firstIdAt('run', since.getTime())])
      const byStatus = new Map<RunStatus, number>()
      for (const { status, count } of await read<{ status: RunStatus; count: number }>(clientId, sql, values)) {
        byStatus.set(status, (byStatus.get(status) ?? 0) + count)
      }
      const succeeded = total - [...byStatus.values()].reduce((sum, count) => sum + count, 0)
      if (succeeded > 0) byStatus.set('succeeded', succeeded)
      return Object.fromEntries(byStatus)
    },
  }
}
