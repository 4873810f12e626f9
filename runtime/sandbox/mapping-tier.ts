// The pool of mapping workers: who runs where, how long, and what happens when a worker dies. See HOW-IT-WORKS.md.
import { fairQueue } from './fair-queue.ts'
import type { SandboxLimits, SandboxLog } from './limits.ts'
import { mappingJob, settleRest, type MappingJob, type MappingRequest } from './mapping-job.ts'
import { mappingWorker, type MappingWorker } from './mapping-worker.ts'
import type { ToldOutcome } from './outcome.ts'
import { programNumbers } from './program-numbers.ts'
import { SLOW_MS, slowClients } from './slow-clients.ts'
import { startWorker, type Ending } from './worker-process.ts'
import type { WorkerProgram } from './worker-source.ts'

export interface MappingTierOptions {
  readonly workers: number
  readonly limits: SandboxLimits
  readonly program: WorkerProgram
  readonly guest: string
  /** The compiler's text, or nothing when all programs are interpreted. */
  readonly compiler: string
  readonly log: SandboxLog
}

export interface MappingTier {
  evaluate(request: MappingRequest): Promise<readonly ToldOutcome[]>
  ready(): Promise<void>
  close(): Promise<void>
}

/** How often running evaluations are looked at: what waits behind a slow one moves on, memory is read, deadlines are enforced. */
const WATCH_MS = 20
/** An evaluation that runs longer than this no longer holds up those behind it in the same worker. */
const STALL_MS = 50
/** A spare stands ready while there is work, and for this long after. */
const SPARE_IDLE_MS = 60_000
/** Workers added while all others are held up by slow evaluations, and how long such a one stays without work. */
const EXTRA_WORKERS = 2
const EXTRA_IDLE_MS = 5_000
/** A worker that does not even start is tried again after this, doubled each time up to half a minute. */
const RESTART_DELAY_MS = 50
const MAX_FAILED_STARTS = 5

export function mappingTier(options: MappingTierOptions): MappingTier {
  const { limits, log } = options
  const queue = fairQueue<MappingJob>()
  const slow = slowClients()
  const numberOf = programNumbers()
  const workers = new Set<MappingWorker>()
  const homes = new Map<string, MappingWorker>()
  const waitingForReady = new Set<{ resolve: () => void; reject: (error: Error) => void }>()
  let spare: MappingWorker | undefined
  let lastUse = 0
  let lastId = 0
  let failedStarts = 0
  let closed = false
  let watch: NodeJS.Timeout | undefined

  const start = (): MappingWorker => {
    const init = { memoryMb: limits.isolateMb, outputBytes: limits.outputChars, isolates: limits.isolates }
    const process = startWorker(options.program.arguments, init, [options.guest, options.compiler], {
      ready() {
        failedStarts = 0
        pump()
        if ([...workers].every((one) => one.process.isReady)) settleReady()
      },
      message(header, texts) {
        for (const { interpreted } of header.type === 'results' ? header.results : []) {
          if (interpreted !== undefined) log('info', 'an expression is interpreted by jsonata, not compiled', { reason: interpreted })
        }
        worker.answer(header, texts)
        if (worker.rssBytes > limits.recycleMb * 1e6) worker.retiring = true
        if (worker.retiring && worker.size === 0) replace(worker)
        pump()
      },
      ended: (why, description) => lost(worker, why, description),
    })
    const worker = mappingWorker(
      process,
      limits.outputChars,
      () => ++lastId,
      (client, elapsedMs) => {
        queue.charge(client, elapsedMs)
        slow.note(client, elapsedMs)
      },
    )
    return worker
  }

  /** A worker that has grown large goes when it is idle. */
  const replace = (worker: MappingWorker): void => {
    workers.delete(worker)
    worker.process.retire()
    join()
  }
  const join = (limit = options.workers): void => {
    if (closed || workers.size >= limit) return
    workers.add(spare ?? start())
    spare = undefined
  }
  const lost = (worker: MappingWorker, why: Ending, description: string): void => {
    for (const [client, home] of homes) if (home === worker) homes.delete(client)
    const wasReady = worker.process.isReady
    if (why !== 'retired' && !closed) log('warn', 'a mapping worker ended', { why, description })
    for (const job of worker.collapse(why).toReversed()) {
      if (closed) settleRest(job)
      else queue.pushFront(job.client, job)
    }
    if (spare === worker) spare = undefined
    const wasMember = workers.delete(worker)
    if (closed || (!wasMember && wasReady)) return
    if (wasReady) join()
    else restart(description)
    pump()
  }
  const restart = (description: string): void => {
    failedStarts += 1
    if (failedStarts >= MAX_FAILED_STARTS) {
      for (const job of queue.drain()) settleRest(job)
      settleReady(new Error(`The mapping workers do not start: ${description}`))
    }
    setTimeout(() => join(), Math.min(30_000, RESTART_DELAY_MS * 2 ** failedStarts)).unref()
  }
  const settleReady = (error?: Error): void => {
    for (const { resolve, reject } of waitingForReady) (error ? reject : resolve)(error as Error)
    waitingForReady.clear()
  }

  const pump = (): void => {
    while (queue.size > 0) {
      const next = queue.take(workerFor)
      if (!next) break
      const { job, place: worker } = next
      if (!homes.has(job.client)) homes.set(job.client, worker)
      worker.give(job)
    }
    watchWhileBusy()
  }
  const watchWhileBusy = (): void => {
    if (watch !== undefined) return
    for (const worker of workers) {
      if (worker.size === 0) continue
      watch = setInterval(() => setImmediate(look), WATCH_MS).unref()
      return
    }
  }

  /** Its home while that has room; else whoever has least to do. A slow client gets idle workers only, and never all of them. */
  const workerFor = (client: string): MappingWorker | undefined => {
    const isSlow = slow.has(client)
    if (isSlow && [...workers].filter((worker) => worker.holds(client)).length >= Math.max(1, options.workers - 1)) return undefined
    const home = homes.get(client)
    if (home && workers.has(home) && hasRoom(home, isSlow)) return home
    let best: MappingWorker | undefined
    for (const worker of workers) if (hasRoom(worker, isSlow) && (!best || worker.size < best.size)) best = worker
    return best
  }
  const hasRoom = (worker: MappingWorker, idleOnly: boolean): boolean => {
    if (!worker.process.isReady || worker.retiring) return false
    return worker.size === 0 || (!idleOnly && worker.hasRoom() && (worker.running()?.elapsedMs ?? 0) < STALL_MS)
  }

  /** Runs after waiting answers were read: while our own loop was held up, an evaluation only seems to be slow. */
  const look = (): void => {
    for (const worker of workers) {
      const running = worker.running()
      if (!running || running.elapsedMs < STALL_MS) continue
      if (running.elapsedMs > SLOW_MS) slow.note(running.client, running.elapsedMs)
      const stuck = worker.takeWaiting()
      for (const job of stuck.toReversed()) queue.pushFront(job.client, job)
      const rss = worker.process.rssBytes() ?? 0
      if (rss > limits.workerMb * 1e6) worker.process.kill('memory')
      if (running.elapsedMs > running.deadlineMs + limits.graceMs) worker.process.kill('timeout')
      if (stuck.length > 0) pump()
    }
    adaptSize()
    keepSpare()
  }
  /** When every worker is held up, clients that are not to blame get another one. */
  const adaptSize = (): void => {
    const heldUp = [...workers].filter((worker) => (worker.running()?.elapsedMs ?? 0) > STALL_MS).length
    if (heldUp === workers.size && queue.has((client) => !slow.has(client))) {
      join(options.workers + EXTRA_WORKERS)
      return pump()
    }
    const now = performance.now()
    const idle = [...workers].find((worker) => worker.size === 0 && worker.process.isReady && now - worker.idleSince > EXTRA_IDLE_MS)
    if (workers.size > options.workers && idle) replace(idle)
  }
  const keepSpare = (): void => {
    const isBusy = [...workers].some((worker) => worker.size > 0)
    if (isBusy) lastUse = Date.now()
    if (isBusy && !spare && !closed && failedStarts === 0 && [...workers].every((worker) => worker.process.isReady)) spare = start()
    if (isBusy || Date.now() - lastUse < SPARE_IDLE_MS) return
    spare?.process.retire()
    spare = undefined
    clearInterval(watch)
    watch = undefined
  }

  for (let index = 0; index < options.workers; index++) join()

  return {
    evaluate: (request) =>
      new Promise((resolve) => {
        const job = mappingJob(request, numberOf, limits.deadlineMs, resolve)
        if (closed || failedStarts >= MAX_FAILED_STARTS) return settleRest(job)
        queue.push(job.client, job)
        pump()
      }),
    ready: () =>
      [...workers].every((worker) => worker.process.isReady)
        ? Promise.resolve()
        : new Promise((resolve, reject) => waitingForReady.add({ resolve, reject })),
    close() {
      closed = true
      clearInterval(watch)
      for (const job of queue.drain()) settleRest(job)
      for (const worker of [...workers, ...(spare ? [spare] : [])]) worker.process.kill('retired')
      return Promise.resolve()
    },
  }
}
