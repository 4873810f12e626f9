// The plain course of a run: begun at the door, an intent, an outcome, its good end. Until it ends it is committed as steps, those of one transaction in
// one row of `unsettled`; the transaction that ends it puts it into the journal's tables, in its last state and with one row of events.
// Nothing else may see a difference: see ../settling.ts, which settles before anybody looks.
import { deserialize, serialize } from 'node:v8'
import type { Database } from 'better-sqlite3'
import type { RunStatus } from '#shared/model/runs.ts'
import type { Ahead } from '../writer.ts'
import { WITHDRAW_WAITS } from '../waits.ts'
import { PUT_EFFECT } from './effect-rows.ts'
import { INSERT_EVENTS } from './event-log.ts'
import { INSERT_RUN, type NewRunRow } from './new-run.ts'

/** A run as its steps have left it. */
export interface UnsettledRun {
  readonly clientId: string
  readonly eventId: number
  readonly fence: number
  readonly status: RunStatus
  /** The number of its next event. */
  readonly next: number
}

/** What a run's worker did, in one commit. */
export interface Step {
  readonly runId: string
  readonly at: number
  /** The number of its first event. */
  readonly seq: number
  /** The events' JSON texts, with commas between them, each with its own `at`; empty without any. */
  readonly events: string
  /** Rows of effects. */
  readonly effects: readonly (readonly (string | number | null)[])[]
  /** Where the run stands after it. */
  readonly run: UnsettledRun
}

export interface Unsettled extends Ahead {
  /** What its steps made of a run; undefined where the tables say all. */
  get(runId: string): UnsettledRun | undefined
  /** Only inside a write. `events` as in `Step`, but with the row's own `at`. */
  begin(row: NewRunRow, events: string): void
  /** Only inside a write. */
  step(step: Step): void
}

interface Course {
  run: UnsettledRun
  /** Of a run that has no row yet. */
  readonly row: NewRunRow | undefined
  /** Of the first events that have no row yet. */
  readonly seq: number
  readonly at: number
  readonly events: string[]
  readonly effects: Map<string, readonly (string | number | null)[]>
  endedAt: number | null
  /** Of its events and its effects' outputs. */
  characters: number
  /** Rows of the log that hold steps of it. */
  readonly logRows: number[]
}

type Logged = readonly [row: NewRunRow, events: string] | Step

/** Beyond these all are settled: what is under way should not fill the memory, nor a start take long. */
const MOST_RUNS = 2_000
const MOST_CHARACTERS = 16_000_000
/** A run that takes longer stands in its tables meanwhile. */
const OLD_MS = 1_000

const isBeginning = (logged: Logged): logged is Exclude<Logged, Step> => Array.isArray(logged)
const runIdOf = (logged: Logged): string => (isBeginning(logged) ? logged[0].id : logged.runId)

export function createUnsettled(database: Database, clock: () => number): Unsettled {
  const insertRun = database.prepare<[NewRunRow]>(INSERT_RUN)
  const insertEvents = database.prepare<[string, number, string, number, string]>(INSERT_EVENTS)
  const putEffect = database.prepare<(string | number | null)[]>(PUT_EFFECT)
  const advance = database.prepare<[number, string, string]>('UPDATE runs SET next_seq = ? WHERE client_id = ? AND id = ?')
  const finish = database.prepare<[number, string, number | null, string, string]>(
    'UPDATE runs SET next_seq = ?, status = ?, finished_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?',
  )
  const withdrawWaits = database.prepare<[number | null, string, string]>(WITHDRAW_WAITS)
  const append = database.prepare<[Uint8Array]>('INSERT INTO unsettled (steps) VALUES (?)')
  const remove = database.prepare<[number]>('DELETE FROM unsettled WHERE id = ?')
  const clear = database.prepare('DELETE FROM unsettled')
  const stored = database.prepare<[], { readonly id: number; readonly steps: Uint8Array }>('SELECT id, steps FROM unsettled ORDER BY id')
  const nextOf = database.prepare<[string, string], number>('SELECT next_seq FROM runs WHERE client_id = ? AND id = ?').pluck()

  let courses = new Map<string, Course>()
  let characters = 0
  /** Steps of the transaction under way, and the runs that they end. */
  let fresh: Logged[] = []
  let ended: string[] = []
  /** How many runs each row of the log is still needed for. */
  let logUses = new Map<number, number>()
  /** What is held here is not what the log holds: it is read when it is next asked for, as often as that takes. */
  let isStale = true

  function apply(logged: Logged): void {
    if (isBeginning(logged)) {
      const [row, events] = logged
      const run = { clientId: row.client_id, eventId: row.event_id, fence: row.fence, status: row.status, next: row.next_seq }
      const course = { run, row, seq: 1, at: row.at, events: [events], effects: new Map(), endedAt: null, characters: 0, logRows: [] }
      courses.set(row.id, course)
      weigh(course, events.length)
      return
    }
    const { runId, run, at, seq, events, effects } = logged
    let course = courses.get(runId)
    if (!course) {
      course = { run, row: undefined, seq, at, events: [], effects: new Map(), endedAt: null, characters: 0, logRows: [] }
      courses.set(runId, course)
    }
    course.run = run
    if (events !== '') course.events.push(events)
    for (const values of effects) {
      course.effects.set(String(values[1]), values)
      weigh(course, String(values[9] ?? '').length)
    }
    if (run.status !== 'running') course.endedAt = at
    weigh(course, events.length)
  }

  function weigh(course: Course, more: number): void {
    course.characters += more
    characters += more
  }

  function put(runId: string, { run, row, seq, at, events, effects, endedAt }: Course): void {
    const { clientId, next, status } = run
    if (row) {
      const lease = endedAt === null ? {} : { owner: null, lease_until: null }
      insertRun.run({ ...row, ...lease, status, next_seq: next, finished_at: endedAt })
    } else if (endedAt === null) advance.run(next, clientId, runId)
    else {
      finish.run(next, status, endedAt, clientId, runId)
      withdrawWaits.run(endedAt, runId, clientId)
    }
    if (events.length > 0) insertEvents.run(runId, seq, clientId, at, `[${events.join(',')}]`)
    for (const values of effects.values()) putEffect.run(...values)
  }

  /** Puts one run into the tables, and removes the rows of the log that nobody needs any more. */
  function settleOne(runId: string, course: Course): void {
    put(runId, course)
    courses.delete(runId)
    characters -= course.characters
    for (const row of course.logRows) {
      const uses = (logUses.get(row) ?? 1) - 1
      if (uses > 0) logUses.set(row, uses)
      else {
        logUses.delete(row)
        remove.run(row)
      }
    }
  }

  function forget(): void {
    courses = new Map()
    characters = 0
    fresh = []
    ended = []
    logUses = new Map()
  }

  function note(logRow: number, logged: readonly Logged[]): void {
    const runs = new Set(logged.map(runIdOf))
    for (const runId of runs) courses.get(runId)?.logRows.push(logRow)
    logUses.set(logRow, runs.size)
  }

  function refresh(): void {
    if (!isStale) return
    forget()
    for (const { id, steps } of stored.all()) {
      const logged = (deserialize(steps) as Logged[]).filter((one) => !isInTables(one))
      for (const one of logged) apply(one)
      note(id, logged)
    }
    isStale = false
  }

  /** A row of the log stays until all its runs are settled: of some the tables know more than it does. */
  function isInTables(logged: Logged): boolean {
    if (isBeginning(logged)) return nextOf.get(logged[0].client_id, logged[0].id) !== undefined
    return logged.seq < (nextOf.get(logged.run.clientId, logged.runId) ?? 0)
  }

  function settle(): void {
    refresh()
    for (const [runId, course] of courses) put(runId, course)
    if (logUses.size > 0) clear.run()
    forget()
  }

  return {
    get(runId) {
      refresh()
      return courses.get(runId)?.run
    },
    begin(row, events) {
      refresh()
      apply([row, events])
      fresh.push([row, events])
    },
    step(step) {
      refresh()
      apply(step)
      fresh.push(step)
      if (step.run.status !== 'running') ended.push(step.runId)
    },
    isEmpty() {
      refresh()
      return courses.size === 0 && logUses.size === 0
    },
    settle,
    settleOld() {
      refresh()
      const old = clock() - OLD_MS
      for (const [runId, course] of courses) if (course.at <= old) settleOne(runId, course)
    },
    log() {
      if (courses.size >= MOST_RUNS || characters >= MOST_CHARACTERS) settle()
      for (const runId of ended) {
        const course = courses.get(runId)
        if (course) settleOne(runId, course)
      }
      const open = fresh.filter((logged) => courses.has(runIdOf(logged)))
      if (open.length > 0) note(Number(append.run(serialize(open)).lastInsertRowid), open)
      fresh = []
      ended = []
    },
    undone() {
      isStale = true
    },
  }
}
