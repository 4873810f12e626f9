// The one writer. All writes asked for within one turn of the event loop share one transaction and so one fsync;
// each stands in a savepoint of its own, so that one that fails fails alone. Nobody is answered before the commit.
// Some writes have a quick way: steps that one row of a log holds for all of a turn, put into their tables later.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { toStoreError } from './errors.ts'
import { createTransaction } from './transact.ts'

export interface Writer {
  /**
   * Runs `work`, which must be synchronous, inside the next transaction; resolves with its result when that is on disk.
   * Rejects with what `work` threw (SQLite's errors as `conflict`, `not-found`, `store-failed`), or with `store-failed` when the
   * transaction as a whole could not be committed.
   * `quick` is tried first, outside any savepoint: it notes steps for the log and writes what no other write of the turn can make fail, or
   * answers `NOT_QUICK` and has done nothing. What it throws undoes the whole transaction. All else finds the tables settled.
   */
  write<T>(work: () => T, quick?: () => T | typeof NOT_QUICK): Promise<T>
  /** Grows with every write that is not quick. */
  writes(): number
  /** Commits what is waiting and refuses what comes later. */
  close(): Promise<void>
}

export const NOT_QUICK = Symbol('not quick')

/** Steps that are committed before they stand in their tables. */
export interface Ahead {
  /** Throws where the log has to be read and cannot be. */
  isEmpty(): boolean
  /** Puts all into the tables. Inside a transaction. */
  settle(): void
  /** Puts into the tables what has been ahead of them for long. Inside a transaction. */
  settleOld(): void
  /** Before the end of a transaction: its steps go to the log, or into the tables where nothing is to follow. */
  log(): void
  /** The transaction was undone: only what the log holds counts. */
  undone(): void
}

export interface WriterOptions {
  /** Told after each commit how many writes it held and how long it blocked the event loop. */
  readonly onCommit?: (commit: { readonly writes: number; readonly ms: number }) => void
}

interface Job {
  readonly work: () => unknown
  readonly quick: (() => unknown) | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

/** More in one transaction gains little and keeps everybody else waiting. */
const MAX_WRITES = 512

/** So often those are looked for that take long. */
const LOOK_FOR_OLD_MS = 1_000

/** How long somebody else's transaction on this connection may keep the writer waiting. */
const FOREIGN_TRANSACTION_MS = 5_000

export function createWriter(database: Database, options: WriterOptions = {}, ahead: Ahead = NOTHING_AHEAD): Writer {
  const transact = createTransaction(database, ahead)
  const savepoint = database.prepare('SAVEPOINT job')
  const release = database.prepare('RELEASE job')
  const undo = database.prepare('ROLLBACK TO job')

  const queue: Job[] = []
  let scheduled = false
  let closed = false
  let blockedSince: number | undefined
  let looking: NodeJS.Timeout | undefined
  let writes = 0
  const idle: (() => void)[] = []

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    // After the poll phase: every request that arrived in this turn is in.
    setImmediate(flush)
  }

  function runOne(job: Job): Outcome {
    const quick = job.quick ? job.quick() : NOT_QUICK
    if (quick !== NOT_QUICK) return { ok: true, value: quick }
    if (!ahead.isEmpty()) ahead.settle()
    writes++
    savepoint.run()
    try {
      const value = job.work()
      release.run()
      return { ok: true, value }
    } catch (error) {
      // A full disk or a failed write ends the whole transaction, and the savepoint with it.
      if (!database.inTransaction) throw error
      undo.run()
      release.run()
      return { ok: false, error: toStoreError(error) }
    }
  }

  function runAll(jobs: readonly Job[]): void {
    const began = performance.now()
    let outcomes: readonly Outcome[] = []
    try {
      transact(() => {
        outcomes = jobs.map(runOne)
        ahead.log()
      })
    } catch (cause) {
      for (const job of jobs) job.reject(new AppError('store-failed', { cause }))
      return
    }
    const ms = performance.now() - began
    for (const [index, job] of jobs.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok) job.resolve(outcome.value)
      else job.reject(outcome?.error)
    }
    options.onCommit?.({ writes: jobs.length, ms })
    if (!ahead.isEmpty()) settleOldSoon()
  }

  function settleOldSoon(): void {
    if (closed || looking) return
    looking = setTimeout(() => {
      looking = undefined
      // What a store refuses stays in its log, and is looked for again.
      write(ahead.settleOld, ahead.settleOld).catch(settleOldSoon)
    }, LOOK_FOR_OLD_MS)
  }

  /** The sign-in library shares this connection and may hold a transaction over an await: ours must not become part of it. */
  function mustWait(): boolean {
    if (!database.inTransaction) {
      blockedSince = undefined
      return false
    }
    blockedSince ??= performance.now()
    return performance.now() - blockedSince < FOREIGN_TRANSACTION_MS
  }

  function flush(): void {
    scheduled = false
    if (queue.length > 0 && mustWait()) return schedule()
    if (blockedSince !== undefined) {
      blockedSince = undefined
      for (const job of queue.splice(0))
        job.reject(new AppError('store-failed', { message: 'The database is held by another transaction.' }))
    }
    const jobs = queue.splice(0, MAX_WRITES)
    if (jobs.length > 0) runAll(jobs)
    if (queue.length > 0) return schedule()
    for (const done of idle.splice(0)) done()
  }

  function write<T>(work: () => T, quick?: () => T | typeof NOT_QUICK): Promise<T> {
    if (closed) return Promise.reject(new AppError('store-failed', { message: 'The store is closed.' }))
    return new Promise<T>((resolve, reject) => {
      queue.push({ work, quick, resolve: (value) => resolve(value as T), reject })
      schedule()
    })
  }

  return {
    write,
    writes: () => writes,
    async close() {
      clearTimeout(looking)
      // What cannot be settled stays in the log: the next start does it.
      await write(ahead.settle, ahead.settle).catch(() => undefined)
      closed = true
      return new Promise((resolve) => {
        idle.push(resolve)
        schedule()
      })
    },
  }
}

const NOTHING_AHEAD: Ahead = {
  isEmpty: () => true,
  settle: () => undefined,
  settleOld: () => undefined,
  log: () => undefined,
  undone: () => undefined,
}
