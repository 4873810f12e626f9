// The engine as services see it: accept an event, replay a record, try a draft, cancel, and the worker behind it.
import type { Logger } from 'pino'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { FlowLane } from '#shared/flow/lane.ts'
import type { Run } from '#shared/model/runs.ts'
import { newId } from '#shared/ids.ts'
import type { Sandbox } from '../sandbox/port.ts'
import type { CallbackAddress } from './nodes/node-type.ts'
import { idempotencyKey } from './idempotency.ts'
import type { Accepted, Caller, FlowSource, Journal, NewEvent, NewPage, NewReplay, TableSource, TopicSource } from './ports.ts'
import { testRun, type ActionCatalog, type PlannedCall, type TestRunRequest } from './test-run.ts'
import { createRouter } from './router.ts'
import type { Signals } from './signals.ts'
import { createWorker } from './worker.ts'
import type { RunView } from '#shared/model/runs.ts'

export interface FlowResponse {
  readonly status: number
  /** JSON text. */
  readonly body: string | undefined
}

export interface Engine {
  /** Returns after the commit. A duplicate starts nothing. */
  accept(event: NewEvent): Promise<Accepted>
  /** A page of a feed: all of its events, or none. See Journal.acceptPage. */
  acceptPage(page: NewPage): Promise<readonly Accepted[] | undefined>
  replay(replay: NewReplay): Promise<Run>
  /**
   * Replays an uncertain call that arrived, by a person's word: it is not made again, has the answer given (JSON text), and the run goes on
   * behind it. Throws `conflict` when there is no such call.
   */
  confirm(replay: NewReplay, answer: string): Promise<Run>
  /** No calls are made and nothing is stored. */
  testRun(request: TestRunRequest): Promise<{ readonly view: RunView; readonly calls: readonly PlannedCall[] }>
  /** False when the run had ended already. */
  cancel(clientId: string, runId: string): Promise<boolean>
  /** Accepts by `run`, which is of this client, then waits for the answer of the run's respond step; undefined when the run ended or the time passed without one. */
  awaitResponse(
    clientId: string,
    run: () => Promise<Accepted>,
    timeoutMs: number,
  ): Promise<{ readonly accepted: Accepted; readonly response: FlowResponse | undefined }>
  /** Something that a run waits for has come, or a run began from within. */
  nudge(): void
  start(): Promise<void>
  stop(graceMs?: number): Promise<void>
}

export interface EngineOptions {
  readonly journal: Journal
  readonly flows: FlowSource
  readonly topics: TopicSource
  readonly tables: TableSource
  readonly caller: Caller
  readonly catalog: ActionCatalog
  readonly sandbox: Sandbox
  /** The address of a callback of this name: nobody else can guess it, and it is the same each time. */
  readonly callbackAddress: (name: string) => CallbackAddress
  /** Other processes share the journal, and hear of each other by these. Absent: this is the only one. */
  readonly signals?: Signals
  /** False where others do the work: runs are accepted here and none is taken. */
  readonly works?: boolean
  readonly log: Logger
  readonly now?: () => Date
  /** The journal was restored from a backup then: what runs of before did after that backup is not in it. */
  readonly restoredAt?: Date
  readonly random?: () => number
  /** Runs in flight at once. Most of them wait for other systems. Default 256: a client alone gets 192 of them, a flow alone 170. */
  readonly concurrency?: number
  /** At most this many of them of one client, of one flow; the share that leaves room for others may be smaller. Default: no limit of its own. */
  readonly perClient?: number
  readonly perFlow?: number
}

export function createEngine(options: EngineOptions): Engine {
  const now = options.now ?? (() => new Date())
  const random = options.random ?? Math.random
  const { signals, works = true } = options
  const waiting = new Map<string, (response: FlowResponse | undefined) => void>()

  const worker = createWorker({
    journal: options.journal,
    flows: options.flows,
    topics: options.topics,
    tables: options.tables,
    caller: options.caller,
    sandbox: options.sandbox,
    callbackAddress: options.callbackAddress,
    log: options.log,
    now,
    random,
    // A replay is a person's word that it is to be sent.
    isDoubtful: (run) => options.restoredAt !== undefined && run.replayOf === undefined && new Date(run.createdAt) <= options.restoredAt,
    owner: newId('evt'),
    concurrency: options.concurrency ?? 256,
    perClient: options.perClient ?? Infinity,
    perFlow: options.perFlow ?? Infinity,
    onResponse(run, response) {
      const waits = waiting.get(run.id)
      if (waits) waits(response)
      else if (run.trigger === 'webhook') signals?.answer(run, response)
    },
    onSettled: (runId) => waiting.get(runId)?.(undefined),
  })

  const router = createRouter({
    ...options,
    now,
    onRouted: () => nudge(false),
    onEnded: (runId) => waiting.get(runId)?.(undefined),
  })

  function nudge(isUnrouted: boolean): void {
    ;(isUnrouted ? router : worker).nudge()
    signals?.due()
  }

  /** The lane of this version; none when there is no such version, which the worker will say on the run. */
  async function laneOf(
    { clientId, flowId, environment }: Pick<NewEvent, 'clientId' | 'flowId' | 'environment'>,
    version: number,
  ): Promise<FlowLane | undefined> {
    try {
      return (await options.flows.load(clientId, flowId, environment, version)).document.lane
    } catch (error) {
      if (hasErrorCode(error) && error.code === 'not-found') return undefined
      throw error
    }
  }

  async function replay(asked: NewReplay): Promise<Run> {
    const lane = await laneOf(asked.original, asked.version)
    const run = await options.journal.replay({ ...asked, ...(lane && { ordered: { holds: lane.whenParked === 'hold' } }) })
    nudge(run.held === 'unrouted')
    return run
  }

  /** Into the inbox and, where there is a place for it, to work in one commit. */
  async function acceptAndBegin(event: NewEvent): Promise<Accepted> {
    const place = event.skip === undefined ? worker.reserve(event) : undefined
    let accepted: Accepted
    try {
      accepted = await options.journal.accept(place ? { ...event, begin: place.lease } : event)
    } catch (error) {
      place?.free()
      throw error
    }
    const { begun, duplicate } = accepted
    if (place && begun) place.begin({ run: begun, fence: 1, body: new TextDecoder().decode(event.body) })
    else {
      place?.free()
      if (!duplicate) nudge(false)
    }
    return accepted
  }

  return {
    async accept(event) {
      const ordered = (await laneOf(event, event.version)) !== undefined
      if (!ordered) return acceptAndBegin(event)
      const accepted = await options.journal.accept({ ...event, ordered })
      if (!accepted.duplicate) nudge(ordered)
      return accepted
    },
    async acceptPage(page) {
      const [first] = page.events
      const ordered = first !== undefined && (await laneOf(first, first.version)) !== undefined
      const accepted = await options.journal.acceptPage(
        ordered ? { ...page, events: page.events.map((event) => ({ ...event, ordered })) } : page,
      )
      if (accepted?.some(({ duplicate }) => !duplicate)) nudge(ordered)
      return accepted
    },
    replay,
    async confirm(asked, answer) {
      const { original, origin } = asked
      const key = idempotencyKey(original, origin.nodeId, origin.recordPath)
      const effect = (await options.journal.effectsOf(original)).find(({ idempotencyKey: of }) => of === key)
      if (effect?.status !== 'intended') {
        throw new AppError('conflict', {
          message: effect ? 'The outcome of this call is known.' : 'This step made no call for this record.',
          fix: 'Reload the page; replay the record, or discard it.',
        })
      }
      const { error: _, retryAt: __, ...call } = effect
      return replay({ ...asked, confirmed: { ...call, status: 'succeeded', output: answer } })
    },
    testRun: (request) => testRun(request, { ...options, now }),
    async cancel(clientId, runId) {
      const cancelled = await options.journal.cancel(clientId, runId, now())
      if (cancelled) worker.abort(runId)
      return cancelled
    },
    async awaitResponse(clientId, run, timeoutMs) {
      const accepted = await run()
      if (accepted.duplicate) return { accepted, response: undefined }
      // In time: a worker begins a turn of the event loop after the commit at the soonest.
      let timer: NodeJS.Timeout | undefined
      const here = new Promise<FlowResponse | undefined>((resolve) => {
        waiting.set(accepted.runId, resolve)
        timer = setTimeout(() => resolve(undefined), timeoutMs)
      })
      const elsewhere = signals?.awaitAnswer({ clientId, id: accepted.runId }, timeoutMs) ?? here
      const response = await Promise.race([here, elsewhere])
      clearTimeout(timer)
      waiting.delete(accepted.runId)
      return { accepted, response }
    },
    nudge() {
      router.nudge()
      nudge(false)
    },
    async start() {
      if (options.concurrency !== undefined && options.concurrency < 1)
        throw new AppError('config-invalid', { message: 'The worker needs a concurrency of at least 1.' })
      if (!works) return
      signals?.onDue(() => {
        worker.nudge()
        router.nudge()
      })
      await worker.start()
      router.start()
    },
    async stop(graceMs = 10_000) {
      await router.stop()
      await worker.stop(graceMs)
    },
  }
}
