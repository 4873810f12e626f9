// The plain course of a run (begun at the door, an intent, an outcome, its end) is committed as steps in one row of `unsettled` for each transaction,
// and put into the journal's tables for many runs at once: a run that ends meanwhile gets there in its last state, with one row of events.
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
  readonly clientId: string
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
}

type Logged = readonly [row: NewRunRow, events: string] | Step

/** Some hundred runs in a transaction cost a few milliseconds, which nobody should have to wait for more than once. */
const MOST_RUNS = 256
const MOST_CHARACTERS = 8_000_000

const isBeginning = (logged: Logged): logged is Exclude<Logged, Step> => Array.isArray(logged)

export function createUnsettled(database: Database): Unsettled {
  const insertRun = database.prepare<[NewRunRow]>(INSERT_RUN)
  const insertEvents = database.prepare<[string, number, string, number, string]>(INSERT_EVENTS)
  const putEffect = database.prepare<(string | number | null)[]>(PUT_EFFECT)
  const advance = database.prepare<[number, string, string]>('UPDATE runs SET next_seq = ? WHERE client_id = ? AND id = ?')
  const finish = database.prepare<[number, string, number | null, string, string]>(
    'UPDATE runs SET next_seq = ?, status = ?, finished_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?',
  )
  const withdrawWaits = database.prepare<[number | null, string, string]>(WITHDRAW_WAITS)
  const append = database.prepare<[Uint8Array]>('INSERT INTO unsettled (steps) VALUES (?)')
  const clear = database.prepare('DELETE FROM unsettled')
  const stored = database.prepare<[], { readonly steps: Uint8Array }>('SELECT steps FROM unsettled ORDER BY id')

  let courses = new Map<string, Course>()
  let characters = 0
  /** Steps of the transaction under way. */
  let fresh: Logged[] = []
  /** Some of them are in the log, of this transaction or earlier ones. */
  let isLogged = false
  /** What is held here is not what the log holds: it is read when it is next asked for, as often as that takes. */
  let isStale = true

  function apply(logged: Logged): void {
    if (isBeginning(logged)) {
      const [row, events] = logged
      const run = { clientId: row.client_id, eventId: row.event_id, fence: row.fence, status: row.status, next: row.next_seq }
      courses.set(row.id, { run, row, seq: 1, at: row.at, events: [events], effects: new Map(), endedAt: null })
      characters += events.length
      return
    }
    const { runId, run, at, seq, events, effects } = logged
    let course = courses.get(runId)
    if (!course) {
      course = { run, row: undefined, seq, at, events: [], effects: new Map(), endedAt: null }
      courses.set(runId, course)
    }
    course.run = run
    if (events !== '') course.events.push(events)
    for (const values of effects) {
      course.effects.set(String(values[1]), values)
      characters += String(values[9] ?? '').length
    }
    if (run.status !== 'running') course.endedAt = at
    characters += events.length
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

  function forget(): void {
    courses = new Map()
    characters = 0
    fresh = []
    isLogged = false
  }

  function refresh(): void {
    if (!isStale) return
    forget()
    for (const { steps } of stored.iterate()) {
      for (const logged of deserialize(steps) as Logged[]) apply(logged)
      isLogged = true
    }
    isStale = false
  }

  function settle(): void {
    refresh()
    for (const [runId, course] of courses) put(runId, course)
    if (isLogged) clear.run()
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
    },
    isEmpty() {
      refresh()
      return courses.size === 0
    },
    settle,
    log() {
      if (courses.size >= MOST_RUNS || characters >= MOST_CHARACTERS) settle()
      if (fresh.length === 0) return
      append.run(serialize(fresh))
      fresh = []
      isLogged = true
    },
    undone() {
      isStale = true
    },
  }
}
