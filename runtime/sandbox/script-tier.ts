// The processes that run scripts: started when needed, for one client at a time, ended when they are idle, when another client needs the place, and
// after anything but an ordinary end. Raw JavaScript can wedge isolated-vm for good; then only the SIGKILL from here ends it.
import { fairQueue } from './fair-queue.ts'
import type { SandboxLimits, SandboxLog } from './limits.ts'
import { decodeOutcome, failure } from './outcome.ts'
import type { Outcome, ScriptExecution } from './port.ts'
import { startWorker, type Ending, type WorkerProcess } from './worker-process.ts'
import type { WorkerProgram } from './worker-source.ts'

export interface ScriptTierOptions {
  readonly workers: number
  readonly limits: SandboxLimits
  readonly program: WorkerProgram
  readonly guest: string
  readonly log: SandboxLog
}

export interface ScriptTier {
  run(execution: ScriptExecution): Promise<Outcome>
  check(clientId: string, source: string): Promise<Outcome>
  close(): Promise<void>
}

interface Job {
  readonly execution: ScriptExecution
  readonly checkOnly: boolean
  readonly deadlineMs: number
  readonly resolve: (outcome: Outcome) => void
  spentMs: number
  crashes: number
}

interface Place {
  readonly client: string
  readonly process: WorkerProcess
  job: Job | undefined
  /** When the job was sent; undefined while the process is starting. */
  since: number | undefined
  idleSince: number
}

const WATCH_MS = 20
const IDLE_MS = 10_000
const WORTHWHILE_MS = 50
/** A process that has not started by then is as good as dead. */
const START_MS = 10_000

export function scriptTier(options: ScriptTierOptions): ScriptTier {
  const { limits, log } = options
  const queue = fairQueue<Job>()
  const places = new Set<Place>()
  let closed = false
  let lastId = 0
  let watch: NodeJS.Timeout | undefined

  const open = (client: string): Place => {
    const init = { memoryMb: limits.isolateMb, outputBytes: limits.outputChars, isolates: 1 }
    const process = startWorker(options.program.arguments, init, [options.guest], {
      ready: () => place.job && send(place, place.job),
      message(_, texts) {
        if (place.job) finish(place, decodeOutcome(texts[0] ?? '', limits.outputChars))
      },
      ended: (why, description) => lost(place, why, description),
    })
    const place: Place = { client, process, job: undefined, since: undefined, idleSince: performance.now() }
    places.add(place)
    return place
  }
  const send = (place: Place, job: Job): void => {
    const bindings = Object.entries(job.execution.bindings ?? {})
    place.since = performance.now()
    place.process.send(
      {
        type: 'script',
        ...(job.checkOnly && { checkOnly: true }),
        id: ++lastId,
        timeoutMs: Math.max(1, Math.round(job.deadlineMs - job.spentMs)),
        bindings: bindings.map(([name]) => name),
      },
      [job.execution.source, job.execution.input, ...bindings.map(([, text]) => text)],
    )
  }
  const finish = (place: Place, outcome: Outcome): void => {
    const job = place.job
    queue.charge(place.client, performance.now() - (place.since ?? performance.now()))
    place.job = undefined
    place.since = undefined
    place.idleSince = performance.now()
    // Isolated-vm may have been left in a strange state: nobody inherits it.
    if (!outcome.ok && outcome.error.code.startsWith('sandbox-')) drop(place)
    job?.resolve(outcome)
    pump()
  }
  const drop = (place: Place): void => {
    places.delete(place)
    place.process.kill('retired')
  }
  const lost = (place: Place, why: Ending, description: string): void => {
    places.delete(place)
    const job = place.job
    place.job = undefined
    if (!job) return
    log('warn', 'a script worker ended', { why, description })
    job.spentMs += performance.now() - (place.since ?? performance.now())
    job.crashes += 1
    const again = why === 'crash' && job.crashes < 2 && job.deadlineMs - job.spentMs >= WORTHWHILE_MS && !closed
    if (again) queue.pushFront(job.execution.clientId, job)
    else job.resolve(failure(why === 'timeout' ? 'sandbox-timeout' : why === 'memory' ? 'sandbox-memory' : 'sandbox-crashed'))
    pump()
  }

  const placeFor = (client: string): Place | 'new' | undefined => {
    const idle = [...places].filter((place) => !place.job)
    return idle.find((place) => place.client === client) ?? (places.size < options.workers ? 'new' : idle[0])
  }
  const pump = (): void => {
    for (let next = queue.take(placeFor); next; next = queue.take(placeFor)) {
      const { job, place: found } = next
      const client = job.execution.clientId
      const isOwn = found !== 'new' && found.client === client
      if (found !== 'new' && !isOwn) drop(found)
      const place = isOwn ? found : open(client)
      place.job = job
      if (place.process.isReady) send(place, job)
    }
    if (watch === undefined && places.size > 0) watch = setInterval(() => setImmediate(look), WATCH_MS).unref()
  }

  const look = (): void => {
    const now = performance.now()
    for (const place of places) {
      const job = place.job
      if (!job) {
        if (now - place.idleSince > IDLE_MS) drop(place)
      } else if (place.since === undefined) {
        if (now - place.idleSince > START_MS) place.process.kill('crash')
      } else {
        if ((place.process.rssBytes() ?? 0) > limits.workerMb * 1e6) place.process.kill('memory')
        if (now - place.since > job.deadlineMs - job.spentMs + limits.graceMs) place.process.kill('timeout')
      }
    }
    if (places.size > 0) return
    clearInterval(watch)
    watch = undefined
  }

  const take = (execution: ScriptExecution, checkOnly: boolean): Promise<Outcome> =>
    new Promise((resolve) => {
      if (closed) return resolve(failure('sandbox-crashed'))
      const deadlineMs = execution.deadlineMs ?? limits.deadlineMs
      queue.push(execution.clientId, { execution, checkOnly, deadlineMs, resolve, spentMs: 0, crashes: 0 })
      pump()
    })

  return {
    run: (execution) => take(execution, false),
    check: (clientId, source) => take({ clientId, source, input: 'null' }, true),
    close() {
      closed = true
      clearInterval(watch)
      for (const job of queue.drain()) job.resolve(failure('sandbox-crashed'))
      for (const place of places) place.process.kill('retired')
      return Promise.resolve()
    },
  }
}
