// A mapping worker with the requests it holds. It works on the first; some more wait in its pipe so that it never idles for a round trip.
import { endChain, jobRequest, openPrograms, settle, settleRest, sizeOf, type MappingJob } from './mapping-job.ts'
import { decodeOutcome, failure } from './outcome.ts'
import { toldPrograms, type NumberedProgram } from './program-numbers.ts'
import type { Answer, RequestHeader, ResultHeader } from './protocol.ts'
import type { Ending, WorkerProcess } from './worker-process.ts'

interface Dispatch {
  readonly id: number
  /** Undefined when the request went elsewhere: should it have begun, its answer is ignored. */
  job: MappingJob | undefined
  readonly client: string
  readonly size: number
  readonly deadlineMs: number
  /** Positions of the programs sent, in the job. */
  readonly indexes: readonly number[]
  /** How many of them are answered. */
  done: number
}

/** Requests that wait in a worker's pipe, whatever they are; and as long as they are small and done within `WINDOW_MS`. */
const WINDOW = 8
const WIDE_WINDOW = 64
const WINDOW_MS = 4
const WINDOW_CHARACTERS = 1_000_000
/** Larger texts leave the young generation of V8, on both sides: it costs more than another frame. */
const FRAME_CHARACTERS = 100_000
/** A worker that is busy with one request for this long has told of all before it. */
const CERTAIN_MS = 50
/** How much the newest request counts in what one takes on average. */
const WEIGHT = 0.1

export interface MappingWorker {
  readonly process: WorkerProcess
  readonly size: number
  retiring: boolean
  rssBytes: number
  /** When it last became idle. */
  idleSince: number
  /** Whether another request may wait in its pipe. */
  hasRoom(): boolean
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
  const told = toldPrograms()
  let headSince = 0
  let averageMs = WINDOW_MS
  let heldCharacters = 0
  let requests: RequestHeader[] = []
  let requestTexts: string[] = []
  let requestCharacters = 0
  let isFlushing = false

  /** Everything that was given in one turn of the event loop travels together. */
  const send = (dispatch: Dispatch, job: MappingJob, resendTables: ReadonlySet<string> = new Set()): void => {
    told.tell(dispatch.indexes.map((index) => job.numbered[index] as NumberedProgram))
    const request = jobRequest(
      job,
      dispatch.id,
      dispatch.indexes,
      (hash) => knownTables.has(`${job.client} ${hash}`) && !resendTables.has(hash),
    )
    for (const hash of request.header.newTables ?? []) knownTables.add(`${job.client} ${hash}`)
    if (!isFlushing) setImmediate(flush)
    isFlushing = true
    if (requestCharacters + dispatch.size > FRAME_CHARACTERS) sendRequests()
    requestCharacters += dispatch.size
    requests.push(request.header)
    requestTexts.push(...request.texts)
  }
  const flush = (): void => {
    isFlushing = false
    sendRequests()
  }
  const sendRequests = (): void => {
    if (requests.length === 0) return
    const { programs, forget } = told.take()
    process.send(
      { type: 'evaluate', programs: programs.map(({ header }) => header), ...(forget && { forget }), requests },
      programs.length === 0 ? requestTexts : [...programs.map(({ expression }) => expression), ...requestTexts],
    )
    requests = []
    requestTexts = []
    requestCharacters = 0
  }
  const remove = (dispatch: Dispatch): void => {
    heldCharacters -= dispatch.size
    // It is nearly always the first.
    if (held[0] === dispatch) held.shift()
    else held.splice(held.indexOf(dispatch), 1)
  }
  const take = (result: ResultHeader, texts: readonly string[], now: number): void => {
    const dispatch = held[0]?.id === result.id ? held[0] : held.find(({ id }) => id === result.id)
    if (!dispatch) return
    for (const text of texts) {
      const index = dispatch.indexes[dispatch.done++]
      if (dispatch.job && index !== undefined) settle(dispatch.job, index, decodeOutcome(text, outputChars))
    }
    if (result.more) return
    if (dispatch.job?.chain) endChain(dispatch.job)
    remove(dispatch)
    averageMs += (result.ms - averageMs) * WEIGHT
    finished(dispatch.client, result.ms)
    headSince = now
    worker.idleSince = now
  }
  const worker: MappingWorker = {
    process,
    retiring: false,
    rssBytes: 0,
    idleSince: performance.now(),
    get size() {
      return held.length
    },
    hasRoom: () =>
      held.length < WINDOW || (held.length < WIDE_WINDOW && held.length * averageMs < WINDOW_MS && heldCharacters < WINDOW_CHARACTERS),
    holds: (client) => held.some((dispatch) => dispatch.job?.client === client),
    give(job) {
      const dispatch: Dispatch = {
        id: nextId(),
        job,
        client: job.client,
        size: sizeOf(job),
        // Each program of a chain has the deadline for itself, enforced in the worker; this is the last line.
        deadlineMs: job.chain ? job.deadlineMs * job.programs.length : job.deadlineMs - job.spentMs,
        indexes: openPrograms(job),
        done: 0,
      }
      held.push(dispatch)
      heldCharacters += dispatch.size
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
      sendRequests()
      if (waiting.length > 0) process.send({ type: 'cancel', ids: waiting.map((dispatch) => dispatch.id) }, [])
      return jobs
    },
    answer(header, texts) {
      const now = performance.now()
      if (header.type === 'results') {
        if (header.rssBytes !== undefined) worker.rssBytes = header.rssBytes
        let at = 0
        for (const result of header.results) take(result, texts.slice(at, (at += result.texts)), now)
        return
      }
      const ids = header.type === 'cancelled' ? header.ids : [header.id]
      for (const dispatch of held.filter(({ id }) => ids.includes(id))) {
        remove(dispatch)
        if (header.type === 'cancelled' || !dispatch.job) continue
        // It keeps its id and goes to the end of the worker's line.
        held.push(dispatch)
        heldCharacters += dispatch.size
        send(dispatch, dispatch.job, new Set(header.hashes))
        headSince = now
      }
    },
    collapse(why) {
      const isAlone = held.length === 1
      const [head, ...waiting] = held.splice(0)
      const again = waiting.flatMap((dispatch) => (dispatch.job ? [dispatch.job] : []))
      const job = head?.job
      if (!head || !job) return again
      const elapsed = performance.now() - headSince
      finished(head.client, elapsed)
      // The worker may have done it already and begun with one behind it: whoever was there runs by itself, and the guilty one shows.
      if (!isAlone && !job.alone && elapsed < CERTAIN_MS && why !== 'retired') {
        for (const one of [job, ...again]) one.alone = true
        return [job, ...again]
      }
      // Nobody knows which program of a chain it was: each is evaluated by itself then, and the guilty one shows.
      if (job.chain) endChain(job)
      else if (resume(job, head.indexes[head.done], why, elapsed)) return [job, ...again]
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
