// Routing: which runs have no lane yet, and what a router's findings make of them.
import type { NewRunEvent } from '#shared/model/runs.ts'
import type { Journal, Route, UnroutedFlow } from '#runtime/engine/ports.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import { createBlobWriter, loadPayloads, type BodyRow, type Payloads } from '../blobs.ts'
import type { Connections, Transaction } from '../connect.ts'
import { columns, unnest } from '../sql.ts'
import { hearCalls } from '../flow-calls.ts'
import { ECHO, isEcho, PUT_ECHO, type EchoRow } from '../../rows/echoes.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { enterLanes, leaveLanes, lockLanes, notBegunIn } from './lanes.ts'
import { FIRST_LINE, lineValues, linesBehind, UNROUTED } from './lines.ts'
import { storedUnder, writeExceptions } from './outcomes.ts'

type LaneRoute = Extract<Route, { kind: 'lane' }>
type UnroutedRow = RunRow & BodyRow & { readonly start_input: string | null }

const NEWER_CAME = 'A newer record of its lane came before this one began; only the newest counts.'
const NEWER_VERSION = 'A newer version of this record came before it.'

/** Flows in turn from a line on, with the oldest unrouted runs of each. */
const FLOWS = `WITH RECURSIVE ${linesBehind('onward', UNROUTED, 'event_id')}, ${linesBehind('again', UNROUTED, 'event_id')},
  lines AS MATERIALIZED (
    SELECT *, row_number() OVER () AS place FROM (
      (SELECT * FROM onward LIMIT ?) UNION ALL (SELECT * FROM again WHERE (client_id, flow_id, environment) <= (?, ?, ?) LIMIT ?)
    ) AS flows LIMIT ?
  )
  SELECT r.*, inbox.body, inbox.body_blob, start.start_input FROM lines, LATERAL (
    SELECT * FROM runs WHERE ${UNROUTED}
      AND runs.client_id = lines.client_id AND runs.flow_id = lines.flow_id AND runs.environment = lines.environment
    ORDER BY event_id LIMIT ?
  ) AS r JOIN inbox ON inbox.id = r.event_id LEFT JOIN replay_starts AS start ON start.run_id = r.id ORDER BY place, r.event_id`

function toFlows(rows: readonly UnroutedRow[], payloads: Payloads): readonly UnroutedFlow[] {
  const byFlow = Map.groupBy(rows, (row) => lineValues(row).join(' '))
  return [...byFlow.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const runs = own.map((row) => ({
      run: toRun(row),
      body: payloads.body(row.client_id, row),
      ...(row.start_input !== null && { startInput: payloads.text(row.client_id, row.start_input) }),
    }))
    return [{ clientId: first.client_id, flowId: first.flow_id, environment: first.environment, runs }]
  })
}

async function end(
  transaction: Transaction,
  log: EventLog,
  run: RunRow,
  ending: { readonly status: 'skipped' | 'parked'; readonly lane: string | null; readonly at: number },
  events: readonly NewRunEvent[],
): Promise<string> {
  const next = log.append({ clientId: run.client_id, runId: run.id }, run.next_seq, ending.at, events)
  await transaction.query('UPDATE runs SET next_seq = ?, status = ?, finished_at = ?, lane = ? WHERE client_id = ? AND id = ?', [
    next,
    ending.status,
    ending.at,
    ending.lane,
    run.client_id,
    run.id,
  ])
  await hearCalls(transaction, [{ run, at: ending.at }])
  return run.id
}

/** Answers the runs that ended: this one, or those it made needless. */
async function toLane(transaction: Transaction, log: EventLog, run: RunRow, route: LaneRoute, at: number): Promise<readonly string[]> {
  const { client_id, flow_id, environment } = run
  const { lane, version, echo } = route
  const skip = (skipped: RunRow, reason: string, newer: string) =>
    end(transaction, log, skipped, { status: 'skipped', lane, at }, [{ kind: 'run-finished', status: 'skipped', reason, runId: newer }])
  if (echo && run.replay_of === null) {
    const place = [client_id, environment, echo.channel, lane]
    const sql = 'SELECT content, flow_id, run_id, at FROM echoes WHERE client_id = ? AND environment = ? AND channel = ? AND lane = ?'
    const [last] = (await transaction.query<EchoRow>(sql, place)).rows
    if (isEcho(last, echo, flow_id, at)) return [await skip(run, ECHO, last.run_id)]
    await transaction.query(PUT_ECHO, [...place, echo.content, flow_id, run.id, at])
  }
  if (version !== undefined) {
    const { rows } = await transaction.query<{ version: string; run_id: string }>(
      'SELECT version, run_id FROM lane_versions WHERE client_id = ? AND flow_id = ? AND environment = ? AND lane = ?',
      [client_id, flow_id, environment, lane],
    )
    const [newest] = rows
    if (newest && version < newest.version) return [await skip(run, NEWER_VERSION, newest.run_id)]
    await transaction.query(
      `INSERT INTO lane_versions (client_id, flow_id, environment, lane, version, run_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (client_id, flow_id, environment, lane) DO UPDATE SET version = excluded.version, run_id = excluded.run_id, at = excluded.at`,
      [client_id, flow_id, environment, lane, version, run.id, at],
    )
  }
  const older: RunRow[] = []
  if (route.coalesces && run.replay_of === null) {
    const waiting = await notBegunIn(transaction, { client_id, flow_id, environment, lane })
    const newer = waiting.find(({ event_id }) => event_id > run.event_id)
    if (newer) return [await skip(run, NEWER_CAME, newer.id)]
    older.push(...waiting)
  }
  for (const each of older) await skip(each, NEWER_CAME, run.id)
  await enterLanes(transaction, [{ run, lane, holds: route.holds }])
  // Behind the newcomer, so that the lane is never empty meanwhile and what is released is the newcomer's place.
  await leaveLanes(
    transaction,
    older.map((each) => ({ run: each, status: 'skipped' })),
  )
  return older.map(({ id }) => id)
}

export function createRouting({ journal, journalTransaction }: Connections): Pick<Journal, 'unrouted' | 'route'> {
  /** Where the last look ended, so that with many flows each has a turn. */
  let last = FIRST_LINE

  return {
    async unrouted({ limit, flows }) {
      const values = [...lineValues(last), ...lineValues(FIRST_LINE), flows, ...lineValues(last), flows, flows, limit]
      const { rows } = await journal<UnroutedRow>(FLOWS, values)
      last = rows.at(-1) ?? last
      const payloads = await loadPayloads(
        async (sql, asked) => (await journal<never>(sql, asked)).rows,
        rows.flatMap(({ client_id: clientId, body_blob: hash, start_input: text }) => [
          { clientId, hash },
          { clientId, text },
        ]),
      )
      return toFlows(rows, payloads)
    },
    route: ({ clientId, flowId, environment, routes, at }) =>
      journalTransaction(async (transaction) => {
        const flow = { client_id: clientId, flow_id: flowId, environment }
        // A channel's lanes are shared by its flows: locked as lanes of no flow, in the one order of all locks.
        const lanes = routes.flatMap((route) => {
          if (route.kind !== 'lane') return []
          const shared = route.echo ? [{ ...flow, flow_id: `echo ${route.echo.channel}`, lane: route.lane }] : []
          return [{ ...flow, lane: route.lane }, ...shared]
        })
        const locked = lockLanes(transaction, lanes)
        const found = await transaction.query<RunRow>(
          `SELECT * FROM runs WHERE ${UNROUTED} AND (client_id, id) IN (SELECT * FROM ${unnest('text', 'text')})
           ORDER BY client_id, id FOR UPDATE`,
          columns(
            routes.map(({ runId }) => [clientId, runId]),
            2,
          ),
        )
        await locked
        const runs = new Map(found.rows.map((run) => [run.id, run]))
        const blobs = createBlobWriter()
        const log = createEventLog(blobs)
        const ended: string[] = []
        const entering: { run: RunRow; lane: string; holds: boolean }[] = []
        for (const route of routes) {
          const run = runs.get(route.runId)
          runs.delete(route.runId)
          if (!run) continue
          if (route.kind === 'free') {
            await transaction.query('UPDATE runs SET held = 0 WHERE client_id = ? AND id = ?', [clientId, run.id])
          } else if (route.kind === 'park') {
            const ids = await writeExceptions(transaction, blobs, [route.exception])
            const events = route.events.map((event) => storedUnder(event, ids))
            ended.push(await end(transaction, log, run, { status: 'parked', lane: null, at: at.getTime() }, events))
          } else if (route.version === undefined && route.echo === undefined && !route.coalesces) {
            // The usual case, and nothing in it depends on what came before: all together.
            entering.push({ run, lane: route.lane, holds: route.holds })
          } else {
            ended.push(...(await toLane(transaction, log, run, route, at.getTime())))
          }
        }
        await Promise.all([enterLanes(transaction, entering), log.write(transaction), blobs.write(transaction)])
        return ended
      }),
  }
}
