// Copies the log back into the database from a thread of its own: on the writer's connection the same work would hold up every request that comes
// meanwhile, by tens of milliseconds each time. What was written while the thread copied is little, and the writer copies that itself: SQLite begins
// the log anew only when nothing of it is left.
import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'

export interface Checkpointer {
  /** To be told after each commit of the writer, outside any transaction. */
  committed(): void
  /** Resolves when the thread has let go of the database. */
  stop(): Promise<void>
}

export interface CheckpointerOptions {
  /** Pages of log after which they are copied. */
  readonly pages?: number
  readonly onWarning?: ((message: string, cause?: unknown) => void) | undefined
  /** Milliseconds that only go forward. */
  readonly now?: () => number
}

/** Less costs more copies of the same pages. */
const CHECKPOINT_BYTES = 16 * 1024 * 1024
/** How much longer the log may become, while the thread is late or gone, before a commit copies it after all. */
const PATIENCE = 4
/** Asking how long the log is takes some microseconds. */
const LOOK_EVERY = 64
/** A thread that ended by itself is started again after so long, and after twice as long each time: what it lacked seldom comes back within commits. */
const FIRST_PAUSE_MS = 1_000
const HOUR_MS = 3_600_000

/** From the thread: it has copied what it could, or why it could not. */
export type CheckpointerAnswer = 'done' | { readonly failure: string }

export function createCheckpointer(
  database: Database,
  { pages = pagesOf(database, CHECKPOINT_BYTES), onWarning, now = () => performance.now() }: CheckpointerOptions = {},
): Checkpointer {
  const length = database.prepare<[], { readonly log: number; readonly checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
  const copyRest = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  database.pragma(`wal_autocheckpoint = ${pages * PATIENCE}`)
  let thread: Worker | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let isCopying = false
  let isRestLeft = false
  let isStopped = false
  let commits = 0
  let pause = FIRST_PAUSE_MS
  let startAgainAt = -Infinity
  let warnAgainAt = -Infinity

  /** One in an hour: a trouble that stays would fill the log. */
  function warn(message: string, cause: unknown): void {
    if (now() < warnAgainAt) return
    warnAgainAt = now() + HOUR_MS
    onWarning?.(message, cause)
  }

  /** An installation at rest needs no thread. */
  function start(): Worker {
    const started = new Worker(new URL('checkpointer.thread.ts', import.meta.url), {
      workerData: database.name,
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    })
    started.on('message', (answer: CheckpointerAnswer) => {
      isCopying = false
      isRestLeft = answer === 'done'
      if (answer === 'done') pause = FIRST_PAUSE_MS
      else warn('The log could not be copied into the database.', new Error(answer.failure))
    })
    started.on('error', (error) => {
      startAgainAt = now() + pause
      pause = Math.min(pause * 2, HOUR_MS)
      warn(
        'The thread that copies the log into the database ended. Writers copy it meanwhile, and it is started again after a while.',
        error,
      )
    })
    ended = new Promise((resolve) => {
      started.once('exit', (code) => {
        thread = undefined
        isCopying = false
        resolve(code)
      })
    })
    started.unref()
    return started
  }

  return {
    committed() {
      if (isStopped) return
      if (isRestLeft && !database.inTransaction) {
        isRestLeft = false
        copyRest.get()
      }
      if (isCopying || ++commits % LOOK_EVERY !== 0) return
      const { log, checkpointed } = length.get() ?? { log: 0, checkpointed: 0 }
      if (log - checkpointed < pages || (!thread && now() < startAgainAt)) return
      isCopying = true
      thread ??= start()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
      thread.postMessage('copy')
    },
    async stop() {
      isStopped = true
      if (!thread) return
      // It ends by itself: see lease-keeper.ts.
      thread.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
      thread.postMessage('stop')
      await ended
    },
  }
}

/** A database keeps the size of its pages: older ones have smaller ones. */
const pagesOf = (database: Database, bytes: number): number => bytes / (database.pragma('page_size', { simple: true }) as number)
