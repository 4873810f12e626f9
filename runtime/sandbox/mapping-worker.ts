// A mapping worker with the requests it holds. It works on the first; up to `WINDOW` wait in its pipe so that it never idles for a round trip.
import { endChain, jobMessage, openPrograms, settle, settleRest, type MappingJob } from './mapping-job.ts'
import { decodeOutcome, failure } from './outcome.ts'
import type { Answer } from './protocol.ts'
import type { Ending, WorkerProcess } from './worker-process.ts'

interface Dispatch {
  readonly id: number
  /** Undefined when the request went elsewhere: should it have begun, its answer is ignored. */
  job: MappingJob | undefined
  readonly client: string
  readonly deadlineMs: number
  /** Positions of the programs sent, in the job. */
  readonly indexes: readonly number[]
  /** How many of them are answered. */
  done: number
}

export const WINDOW = 8

export interface MappingWorker {
  readonly process: WorkerProcess
  readonly size: number
  retiring: boolean
  rssBytes: number
  /** When it last became idle. */
  idleSince: number
  holds(client: string): boolean
  give(job: MappingJob): void
  /** How long the first request has been running, against its deadline. */
  running(): { readonly client: string; readonly elapsedMs: number; readonly deadlineMs: number } | undefined
  /** Takes back what waits behind the first request. */
  takeWaiting(): MappingJob[]
  answer(header: Answer, texts: readonly string[]): void
  /** The process is gone: settles the first request as far as it is to blame, and gives back what must run again. */
  collapse(why: Ending): MappingJob[]
}

export function mappingWorker(
  process: WorkerProcess,
  outputChars: number,
  nextId: () => number,
  finished: (client: string, elapsedMs: number) => void,
): MappingWorker {
  const held: Dispatch[] = []
  const knownTables = new Set<string>()
  let headSince = 0

  const send = (dispatch: Dispatch, job: MappingJob, resendTables: ReadonlySet<string> = new Set()): void => {
    const message = jobMessage(
      job,
      dispatch.id,
      dispatch.indexes,
      (hash) => knownTables.has(`${job.client} ${hash}`) && !resendTables.has(hash),
    )
    for (const hash of message.header.newTables) knownTables.add(`${job.client} ${hash}`)
    process.send(message.header, message.texts)
  }
  const worker: MappingWorker = {
    process,
    retiring: false,
    rssBytes: 0,
    idleSince: performance.now(),
    get size() {
      return held.length
    },
    holds: (client) => held.some((dispatch) => dispatch.job?.client === client),
    give(job) {
      const dispatch: Dispatch = {
        id: nextId(),
        job,
        client: job.client,
        // Each program of a chain has the deadline for itself, enforced in the worker; this is the last line.
        deadlineMs: job.chain ? job.deadlineMs * job.programs.length : job.deadlineMs - job.spentMs,
        indexes: openPrograms(job),
        done: 0,
      }
      held.push(dispatch)
      if (held.length === 1) headSince = performance.now()
      send(dispatch, job)
    },
    running() {
      const head = held[0]
      return head && { client: head.client, elapsedMs: performance.now() - headSince, deadlineMs: head.deadlineMs }
    },
    takeWaiting() {
      const waiting = held.slice(1).filter((dispatch) => dispatch.job)
      const jobs = waiting.map((dispatch) => dispatch.job as MappingJob)
      for (const dispatch of waiting) dispatch.job = undefined
      if (waiting.length > 0) process.send({ type: 'cancel', ids: waiting.map((dispatch) => dispatch.id) }, [])
      return jobs
    },
    answer(header, texts) {
      if (header.type === 'cancelled') {
        for (const id of header.ids)
          held.splice(
            held.findIndex((one) => one.id === id),
            1,
          )
        return
      }
      const dispatch = held.find((one) => one.id === header.id)
      if (!dispatch) return
      if (header.type === 'tables-needed') {
        held.splice(held.indexOf(dispatch), 1)
        if (dispatch.job) {
          // It keeps its id and goes to the end of the worker's line.
          held.push(dispatch)
          send(dispatch, dispatch.job, new Set(header.hashes))
        }
        headSince = performance.now()
        return
      }
      if (header.rssBytes !== undefined) worker.rssBytes = header.rssBytes
      for (const [offset, text] of texts.entries()) {
        const index = dispatch.indexes[header.program + offset]
        dispatch.done += 1
        if (dispatch.job && index !== undefined) settle(dispatch.job, index, decodeOutcome(text, outputChars))
      }
      if (!header.last) return
      if (dispatch.job?.chain) endChain(dispatch.job)
      held.splice(held.indexOf(dispatch), 1)
      const now = performance.now()
      finished(dispatch.client, now - headSince)
      headSince = now
      worker.idleSince = now
    },
    collapse(why) {
      const [head, ...waiting] = held.splice(0)
      const again = waiting.flatMap((dispatch) => (dispatch.job ? [dispatch.job] : []))
      if (!head?.job) return again
      const elapsed = performance.now() - headSince
      finished(head.client, elapsed)
      // Nobody knows which program of a chain it was: each is evaluated by itself then, and the guilty one shows.
      if (head.job.chain) endChain(head.job)
      else if (resume(head.job, head.indexes[head.done], why, elapsed)) return [head.job, ...again]
      return again
    },
  }
  return worker
}

/** Less time than this is not worth another attempt. */
const WORTHWHILE_MS = 50

/** Whether the request that was running should run again, after its guilty program got its outcome. */
function resume(job: MappingJob, running: number | undefined, why: Ending, elapsedMs: number): boolean {
  job.spentMs += elapsedMs
  if (why === 'timeout') settleRest(job, failure('sandbox-timeout'))
  // Nobody knows whether this evaluation was the cause: it gets a second chance, in a fresh worker, and then not a third.
  if (why === 'crash' || why === 'retired') job.crashes += 1
  if (running !== undefined && why === 'memory') settle(job, running, failure('sandbox-memory'))
  if (running !== undefined && job.crashes > 1) settle(job, running, failure('sandbox-crashed'))
  if (openPrograms(job).length === 0) return false
  if (job.deadlineMs - job.spentMs >= WORTHWHILE_MS) return true
  settleRest(job)
  return false
}
