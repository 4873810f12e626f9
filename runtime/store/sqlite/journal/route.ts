// Routing: which runs have no lane yet, and what a router's findings make of them.
import type { NewRunEvent } from '#shared/model/runs.ts'
import type { Journal, Route, UnroutedFlow } from '#runtime/engine/ports.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import type { BodyRow } from '../blobs.ts'
import type { FlowCallLog } from '../flow-calls.ts'
import { ECHO, isEcho, PUT_ECHO, type EchoRow } from '../../rows/echoes.ts'
import type { JournalParts } from './index.ts'
import { LARGEST } from './largest.ts'

type FlowKey = Pick<RunRow, 'client_id' | 'flow_id' | 'environment'>
type Ending = Pick<RunRow, 'client_id' | 'id' | 'event_id' | 'cause' | 'next_seq'>

export function createRouting(
  { database, direct, writer, log, lanes, blobs, exceptions }: JournalParts,
  calls: FlowCallLog,
): Pick<Journal, 'unrouted' | 'route'> {
  const UNROUTED = "status = 'queued' AND held = 1"
  // The largest number stands for "behind all runs of this flow": without it SQLite looks at each of them.
  // Runs that wait for their lane are never unsettled.
  const nextFlow = direct.prepare<[string, string, string], FlowKey>(
    `SELECT client_id, flow_id, environment FROM runs WHERE ${UNROUTED} AND (client_id, flow_id, environment, event_id) > (?, ?, ?, ${LARGEST})
     ORDER BY client_id, flow_id, environment, event_id LIMIT 1`,
  )
  const oldest = direct.prepare<[string, string, string, number], RunRow & BodyRow & { start_input: string | null }>(
    `SELECT r.*, inbox.body AS body, inbox.body_blob AS body_blob, replay_starts.start_input AS start_input
     FROM (SELECT * FROM runs WHERE ${UNROUTED} AND client_id = ? AND flow_id = ? AND environment = ? ORDER BY event_id LIMIT ?) r
     JOIN inbox ON inbox.id = r.event_id LEFT JOIN replay_starts ON replay_starts.run_id = r.id ORDER BY r.event_id`,
  )
  const unroutedRun = database.prepare<[string, string], RunRow>(`SELECT * FROM runs WHERE client_id = ? AND id = ? AND ${UNROUTED}`)
  const runOf = database.prepare<[string, string], RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?')
  const free = database.prepare<[string, string]>('UPDATE runs SET held = 0 WHERE client_id = ? AND id = ?')
  const finish = database.prepare<[number, string, number, string | null, string, string]>(
    'UPDATE runs SET next_seq = ?, status = ?, finished_at = ?, lane = ? WHERE client_id = ? AND id = ?',
  )
  const newestVersion = database.prepare<[string, string, string, string], { version: string; run_id: string }>(
    'SELECT version, run_id FROM lane_versions WHERE client_id = ? AND flow_id = ? AND environment = ? AND lane = ?',
  )
  const putVersion = database.prepare<[string, string, string, string, string, string, number]>(
    `INSERT INTO lane_versions (client_id, flow_id, environment, lane, version, run_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, flow_id, environment, lane) DO UPDATE SET version = excluded.version, run_id = excluded.run_id, at = excluded.at`,
  )

  const newestEcho = database.prepare<[string, string, string, string], EchoRow>(
    'SELECT content, flow_id, run_id, at FROM echoes WHERE client_id = ? AND environment = ? AND channel = ? AND lane = ?',
  )
  const putEcho = database.prepare<[string, string, string, string, string, string, string, number]>(PUT_ECHO)

  /** Where the last look ended, so that with many flows each has a turn. */
  let last = NO_FLOW

  function flowsInTurn(limit: number): readonly FlowKey[] {
    const found: FlowKey[] = []
    for (const wrapped of [false, true]) {
      let at = wrapped ? NO_FLOW : last
      while (found.length < limit) {
        const next = nextFlow.get(at.client_id, at.flow_id, at.environment)
        if (!next || found.some((key) => isSameFlow(key, next))) break
        found.push(next)
        at = next
      }
    }
    last = found.at(-1) ?? last
    return found
  }

  const toUnrouted = (key: FlowKey, limit: number): UnroutedFlow => ({
    clientId: key.client_id,
    flowId: key.flow_id,
    environment: key.environment,
    runs: oldest.all(key.client_id, key.flow_id, key.environment, limit).map((row) => ({
      run: toRun(row),
      body: blobs.bodyText(row.client_id, row) ?? '',
      ...(row.start_input !== null && { startInput: blobs.getText(row.client_id, row.start_input) }),
    })),
  })

  function end(run: Ending, status: 'skipped' | 'parked', lane: string | null, at: number, events: readonly NewRunEvent[]): string {
    const next = log.append({ clientId: run.client_id, runId: run.id }, run.next_seq, at, events)
    finish.run(next, status, at, lane, run.client_id, run.id)
    calls.heard(run, undefined, at)
    return run.id
  }

  const skip = (run: Ending, lane: string, at: number, reason: string, newer: string): string =>
    end(run, 'skipped', lane, at, [{ kind: 'run-finished', status: 'skipped', reason, runId: newer }])

  /** Answers the runs that ended: this one, or those it made needless. */
  function toLane(run: RunRow, route: Extract<Route, { kind: 'lane' }>, at: number): readonly string[] {
    const { client_id, flow_id, environment } = run
    const { lane, version, echo } = route
    const isReplay = run.replay_of !== null
    if (echo && !isReplay) {
      const place = [client_id, environment, echo.channel, lane] as const
      const last = newestEcho.get(...place)
      if (isEcho(last, echo, flow_id, at)) return [skip(run, lane, at, ECHO, last.run_id)]
      putEcho.run(...place, echo.content, flow_id, run.id, at)
    }
    if (version !== undefined) {
      const newest = newestVersion.get(client_id, flow_id, environment, lane)
      if (newest && version < newest.version) {
        return [skip(run, lane, at, 'A newer version of this record came before it.', newest.run_id)]
      }
      putVersion.run(client_id, flow_id, environment, lane, version, run.id, at)
    }
    const older: string[] = []
    if (route.coalesces && !isReplay) {
      for (const other of lanes.notBegun({ client_id, flow_id, environment, lane })) {
        if (other.event_id > run.event_id) return [skip(run, lane, at, NEWER_CAME, other.id)]
        const row = runOf.get(client_id, other.id)
        if (!row) continue
        older.push(skip(row, lane, at, NEWER_CAME, run.id))
      }
    }
    lanes.enter(run, lane, route.holds)
    // Behind the newcomer, so that the lane is never empty meanwhile and what is released is the newcomer's place.
    for (const id of older) {
      const row = runOf.get(client_id, id)
      if (row) lanes.ended(row, 'skipped')
    }
    return older
  }

  function routeOne(clientId: string, route: Route, at: number): readonly string[] {
    const run = unroutedRun.get(clientId, route.runId)
    if (!run) return []
    if (route.kind === 'lane') return toLane(run, route, at)
    if (route.kind === 'park') return [end(run, 'parked', null, at, exceptions.store([route.exception], route.events))]
    free.run(clientId, run.id)
    return []
  }

  return {
    unrouted: async ({ limit, flows }) => flowsInTurn(flows).map((key) => toUnrouted(key, limit)),
    route: ({ clientId, routes, at }) => writer.write(() => routes.flatMap((route) => routeOne(clientId, route, at.getTime()))),
  }
}

/** Before every other. */
const NO_FLOW: FlowKey = { client_id: '', flow_id: '', environment: 'live' }

const NEWER_CAME = 'A newer record of its lane came before this one began; only the newest counts.'

const isSameFlow = (a: FlowKey, b: FlowKey): boolean =>
  a.client_id === b.client_id && a.flow_id === b.flow_id && a.environment === b.environment
