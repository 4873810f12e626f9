// The one writer. All writes asked for within one turn of the event loop share one transaction and so one fsync;
// each stands in a savepoint of its own, so that one that fails fails alone. Nobody is answered before the commit.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { toStoreError } from './errors.ts'

export interface Writer {
  /**
   * Runs `work`, which must be synchronous, inside the next transaction; resolves with its result when that is on disk.
   * Rejects with what `work` threw (SQLite's errors as `conflict`, `not-found`, `store-failed`), or with `store-failed` when the
   * transaction as a whole could not be committed.
   */
  write<T>(work: () => T): Promise<T>
  /** Commits what is waiting and refuses what comes later. */
  close(): Promise<void>
}

export interface WriterOptions {
  /** Told after each commit how many writes it held and how long it blocked the event loop. */
  readonly onCommit?: (commit: { readonly writes: number; readonly ms: number }) => void
}

interface Job {
  readonly work: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

/** More in one transaction gains little and keeps everybody else waiting. */
const MAX_WRITES = 512

/** How long somebody else's transaction on this connection may keep the writer waiting. */
const FOREIGN_TRANSACTION_MS = 5_000

export function createWriter(database: Database, options: WriterOptions = {}): Writer {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  const savepoint = database.prepare('SAVEPOINT job')
  const release = database.prepare('RELEASE job')
  const undo = database.prepare('ROLLBACK TO job')

  const queue: Job[] = []
  let scheduled = false
  let closed = false
  let blockedSince: number | undefined
  const idle: (() => void)[] = []

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    // After the poll phase: every request that arrived in this turn is in.
    setImmediate(flush)
  }

  function runOne(job: Job): Outcome {
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
    let outcomes: Outcome[]
    try {
      begin.run()
      outcomes = jobs.map(runOne)
      commit.run()
    } catch (cause) {
      if (database.inTransaction) rollback.run()
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

  return {
    write<T>(work: () => T): Promise<T> {
      if (closed) return Promise.reject(new AppError('store-failed', { message: 'The store is closed.' }))
      return new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: (value) => resolve(value as T), reject })
        schedule()
      })
    },
    close() {
      closed = true
      return new Promise((resolve) => {
        idle.push(resolve)
        schedule()
      })
    },
  }
}
