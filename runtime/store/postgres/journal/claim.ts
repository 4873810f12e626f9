// Leases: which runs are worked on next, by whom, and until when. Any number of workers ask at the same time: each steps over the rows
// that another one is just taking (`SKIP LOCKED`).
import type { ClaimedRun, Journal } from '#runtime/engine/ports.ts'
import { openRoom, type Places } from '#shared/run/room.ts'
import { takeTurns, type Line } from '../../turns.ts'
import { fromJson } from '../../rows/json.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import { loadPayloads, type BodyRow, type Payloads } from '../blobs.ts'
import type { Connections, Transaction } from '../connect.ts'
import { columns, unnest } from '../sql.ts'
import { FIRST_LINE, lineValues, linesBehind, PENDING, type LineKey } from './lines.ts'

type LeasedRow = RunRow & BodyRow & { readonly start_input: string | null; readonly start_steps: string | null }
type LineRow = LineKey & { readonly ids: readonly string[] }

/** Flows looked at for each place. More makes turns fairer, less makes claims cheaper; the next claim begins where this one ended. */
const LINES_FOR_EACH_PLACE = 4

/** Flows with due runs from a line on, those that are full left out, with the oldest runs of each, which are locked until the commit. */
const DUE = `WITH RECURSIVE ${linesBehind('onward', PENDING, 'due_at')}, ${linesBehind('again', PENDING, 'due_at')},
  lines AS MATERIALIZED (
    SELECT *, row_number() OVER () AS place FROM (
      (SELECT * FROM onward WHERE due_at <= ? AND client_id <> ALL (?::text[]) AND flow_id <> ALL (?::text[]) LIMIT ?)
      UNION ALL
      (SELECT * FROM again WHERE (client_id, flow_id, environment) <= (?, ?, ?)
         AND due_at <= ? AND client_id <> ALL (?::text[]) AND flow_id <> ALL (?::text[]) LIMIT ?)
    ) AS due LIMIT ?
  ),
  share AS MATERIALIZED (SELECT coalesce(?::bigint, ceil(?::numeric / greatest(count(*), 1))::bigint) AS size FROM lines)
  SELECT client_id, flow_id, environment, ARRAY(
    SELECT id FROM runs WHERE ${PENDING} AND due_at <= ?
      AND runs.client_id = lines.client_id AND runs.flow_id = lines.flow_id AND runs.environment = lines.environment
    ORDER BY due_at, id LIMIT (SELECT size FROM share) FOR UPDATE SKIP LOCKED
  ) AS ids FROM lines ORDER BY place`

const LEASE = `WITH leased AS (
    UPDATE runs SET status = 'running', owner = ?, lease_until = ?, fence = fence + 1, started_at = COALESCE(started_at, ?)
    FROM ${unnest('text', 'text')} WITH ORDINALITY AS chosen (client_id, id, turn)
    WHERE runs.client_id = chosen.client_id AND runs.id = chosen.id RETURNING runs.*, chosen.turn
  )
  SELECT leased.*, inbox.body, inbox.body_blob, start.start_input, start.start_steps
  FROM leased JOIN inbox ON inbox.id = leased.event_id LEFT JOIN replay_starts AS start ON start.run_id = leased.id ORDER BY turn`

const toLine = ({ client_id, flow_id, environment, ids }: LineRow): Line => ({
  clientId: client_id,
  flowId: flow_id,
  environment,
  runIds: ids,
})

const toClaimed = (row: LeasedRow, payloads: Payloads): ClaimedRun => ({
  run: toRun(row),
  fence: row.fence,
  body: payloads.body(row.client_id, row),
  ...(row.start_input !== null && {
    startInput: payloads.text(row.client_id, row.start_input),
    startSteps: payloads.text(row.client_id, row.start_steps ?? ''),
  }),
  ...(row.tables !== null && { tables: fromJson<Record<string, number>>(row.tables) }),
})

/** Clients and flows that have all the places they may have. */
function fullOnes(places: Places | undefined): readonly [clients: readonly string[], flows: readonly string[]] {
  if (!places) return [[], []]
  const room = openRoom(places)
  return [[...places.byClient.keys()].filter((id) => !room.hasForClient(id)), [...places.byFlow.keys()].filter((id) => !room.has('', id))]
}

export function createClaiming({ journal, journalTransaction }: Connections): Pick<Journal, 'claim' | 'renew' | 'nextDue'> {
  /** Where the last claim ended, so that with more flows than places everyone has a turn. */
  let last = FIRST_LINE

  async function dueLines(transaction: Transaction, at: number, limit: number, places: Places | undefined, share: number | null) {
    const most = limit * LINES_FOR_EACH_PLACE
    const full = [at, ...fullOnes(places), most] as const
    const values = [...lineValues(last), ...lineValues(FIRST_LINE), ...full, ...lineValues(last), ...full, most, share, limit, at]
    return (await transaction.query<LineRow>(DUE, values)).rows.map(toLine)
  }

  return {
    async claim({ owner, limit, now, leaseMs, places }) {
      if (limit < 1 || (places && places.free < 1)) return []
      const at = now.getTime()
      const rows = await journalTransaction(async (transaction) => {
        // Few runs of each flow first: with many flows most of what more would read is thrown away.
        const lines = await dueLines(transaction, at, limit, places, null)
        let turns = takeTurns(lines, limit, openRoom(places), 0)
        const share = Math.ceil(limit / Math.max(lines.length, 1))
        if (turns.length < limit && lines.some(({ runIds }) => runIds.length === share)) {
          turns = takeTurns(await dueLines(transaction, at, limit, places, limit), limit, openRoom(places), 0)
        }
        if (turns.length === 0) return []
        const chosen = turns.map(({ clientId, runId }) => [clientId, runId])
        return (await transaction.query<LeasedRow>(LEASE, [owner, at + leaseMs, at, ...columns(chosen, 2)])).rows
      })
      last = rows.at(-1) ?? last
      const payloads = await loadPayloads(
        async (sql, values) => (await journal<never>(sql, values)).rows,
        rows.flatMap(({ client_id: clientId, body_blob: hash, start_input, start_steps }) => [
          { clientId, hash },
          { clientId, text: start_input },
          { clientId, text: start_steps },
        ]),
      )
      return rows.map((row) => toClaimed(row, payloads))
    },
    async renew({ owner, runIds, until }) {
      if (runIds.length === 0) return
      // Locked in the order in which commits lock them: the two must not wait for each other.
      await journal(
        `WITH mine AS (
           SELECT client_id, id FROM runs WHERE owner = ? AND status = 'running' AND id = ANY(?::text[]) ORDER BY client_id, id FOR UPDATE
         )
         UPDATE runs SET lease_until = ? FROM mine WHERE runs.client_id = mine.client_id AND runs.id = mine.id`,
        [owner, runIds, until.getTime()],
      )
    },
    async nextDue() {
      const { rows } = await journal<{ soonest: number | null }>(
        `WITH RECURSIVE ${linesBehind('lines', PENDING, 'due_at')} SELECT min(due_at) AS soonest FROM lines`,
        lineValues(FIRST_LINE),
      )
      const soonest = rows[0]?.soonest
      return soonest == null ? undefined : new Date(soonest)
    },
  }
}
