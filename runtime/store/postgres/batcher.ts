// Group commit: what is asked for within one turn of the event loop, and while the batch before is on its way, becomes one transaction.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { isRefusal } from './errors.ts'

export type Outcome<Answer> = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly error: unknown }

export interface Batcher<Job, Answer> {
  add(job: Job): Promise<Answer>
  /** Does what is waiting and refuses what comes later. */
  close(): Promise<void>
}

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** More in one transaction gains little and keeps everybody else waiting. */
const MAX_JOBS = 256

/** One of the jobs is to blame, not the database. */
const isOfOneJob = (error: unknown) => isRefusal(error) || !(hasErrorCode(error) && error.code === 'store-failed')

/**
 * `run` does all jobs in one transaction and answers each, in their order, or throws for all of them. One batch is on its way at a time,
 * so that what one caller asks for in order is done in order.
 */
export function createBatcher<Job, Answer>(run: (jobs: readonly Job[]) => Promise<readonly Outcome<Answer>[]>): Batcher<Job, Answer> {
  let queue: Waiting<Job, Answer>[] = []
  let busy = false
  let scheduled = false
  let closed = false
  const idle: (() => void)[] = []

  function settle(waiting: readonly Waiting<Job, Answer>[], outcomes: readonly Outcome<Answer>[]): void {
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok) resolve(outcome.value)
      else reject(outcome?.error)
    }
  }

  async function runAll(waiting: readonly Waiting<Job, Answer>[]): Promise<void> {
    try {
      settle(waiting, await run(waiting.map(({ job }) => job)))
    } catch (error) {
      // The database refused one of them and so all: each alone, so that one that fails fails alone. Where the database itself is in
      // trouble that would only make it worse, and a COMMIT without an answer may have been done: the callers decide.
      const apart = waiting.length > 1 && isOfOneJob(error)
      if (!apart)
        settle(
          waiting,
          waiting.map(() => ({ ok: false, error })),
        )
      else for (const each of waiting) await runAll([each])
    }
  }

  async function flush(): Promise<void> {
    scheduled = false
    busy = true
    const waiting = queue.splice(0, MAX_JOBS)
    await runAll(waiting)
    busy = false
    if (queue.length > 0) return schedule()
    for (const done of idle.splice(0)) done()
  }

  function schedule(): void {
    if (scheduled || busy) return
    scheduled = true
    // After the poll phase: every request that arrived in this turn is in.
    setImmediate(() => void flush())
  }

  return {
    add(job) {
      if (closed) return Promise.reject(new AppError('store-failed', { message: 'The store is closed.' }))
      return new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject })
        schedule()
      })
    },
    close() {
      closed = true
      if (!busy && queue.length === 0) return Promise.resolve()
      return new Promise((resolve) => idle.push(resolve))
    },
  }
}
