// Finds the lanes of runs whose flow keeps an order, and commits them: only then may they begin. It runs where the worker runs, since the
// process that answers HTTP evaluates nothing of a client. Two routers at once do no harm: each begins with a flow's oldest unrouted runs,
// and what the other committed meanwhile stays as it is, so that lanes are always filled from the front.
import type { Logger } from 'pino'
import { AppError, hasErrorCode, toErrorData } from '#shared/errors.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import type { ExceptionRecord, NewRunEvent, Run } from '#shared/model/runs.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { findLane } from './find-lane.ts'
import { windowLane } from './collect.ts'
import { refuseUnread } from './nodes/data.ts'
import { park } from './park.ts'
import type { FlowSource, Journal, Route, TableSource, UnroutedFlow } from './ports.ts'

export interface RouterOptions {
  readonly journal: Pick<Journal, 'unrouted' | 'route'>
  readonly flows: FlowSource
  readonly tables: TableSource
  readonly sandbox: Sandbox
  readonly log: Logger
  readonly now: () => Date
  /** Runs may begin now. */
  readonly onRouted: () => void
  /** A run ended before it began. */
  readonly onEnded: (runId: string) => void
}

export interface Router {
  start(): void
  /** There may be something to route. */
  nudge(): void
  /** Resolves when nothing is under way. */
  stop(): Promise<void>
}

/** Of one flow at once: enough to keep the sandbox busy over a commit, few enough that one slow key delays few. */
const BATCH = 64
const FLOWS_AT_ONCE = 16
/** Safety net under the nudges, and what finds runs that another process accepted. */
const POLL_MS = 1_000
/** A sandbox that was killed for somebody else's sake is tried again; one that dies every time has its cause here. */
const MOST_TRIES = 5

export function createRouter(options: RouterOptions): Router {
  const { journal, log, now } = options
  const underWay = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()
  let running = false
  let looking: Promise<void> | undefined
  let again = false
  let poll: NodeJS.Timeout | undefined

  function look(): void {
    if (!running) return
    if (looking) again = true
    looking ??= findUnrouted().finally(() => (looking = undefined))
  }

  async function findUnrouted(): Promise<void> {
    try {
      do {
        again = false
        const found = await journal.unrouted({ limit: BATCH, flows: FLOWS_AT_ONCE })
        if (running) for (const flow of found) begin(flow)
      } while (again && running)
    } catch (error) {
      log.error({ err: toErrorData(error) }, 'looking for unrouted runs failed')
    }
    clearTimeout(poll)
    if (running) poll = setTimeout(look, POLL_MS)
  }

  function begin(flow: UnroutedFlow): void {
    const key = `${flow.clientId} ${flow.flowId} ${flow.environment}`
    if (underWay.has(key)) return
    const work = routeFlow(flow)
      .catch((error: unknown) => {
        log.error({ err: toErrorData(error), flowId: flow.flowId }, 'routing runs failed')
        return false
      })
      .then((more) => {
        underWay.delete(key)
        if (more) look()
      })
    underWay.set(key, work)
  }

  /** True when there may be more of this flow at once. */
  async function routeFlow({ clientId, flowId, environment, runs }: UnroutedFlow): Promise<boolean> {
    const found = await Promise.all(runs.map(routeOf))
    // What must be tried again keeps those behind it waiting: they would overtake it.
    const stuck = found.indexOf(undefined)
    const routes = found.slice(0, stuck === -1 ? undefined : stuck).filter((route) => route !== undefined)
    if (routes.length > 0) {
      for (const runId of await journal.route({ clientId, flowId, environment, routes, at: now() })) options.onEnded(runId)
      options.onRouted()
    }
    return stuck === -1
  }

  async function routeOf(unrouted: UnroutedFlow['runs'][number]): Promise<Route | undefined> {
    const { run, body, startInput } = unrouted
    let nodeId = 'trigger'
    let trigger: FlowNode | undefined
    try {
      const { document } = await options.flows.load(run.clientId, run.flowId, run.environment, run.version)
      nodeId = triggerOf(document)
      trigger = document.nodes[nodeId]
      if (!document.lane) return { runId: run.id, kind: 'free' }
      const ofWindow = windowLane(run, body)
      if (ofWindow !== undefined)
        return { runId: run.id, kind: 'lane', lane: ofWindow, holds: document.lane.whenParked === 'hold', coalesces: false }
      const { key, ...rest } = document.lane
      // A replay from the start may carry a corrected record; one from a later step has its lane from the event.
      const input = run.replayOf?.nodeId === nodeId ? (startInput ?? body) : body
      const question = {
        clientId: run.clientId,
        environment: run.environment,
        lane: { key, ...rest },
        input,
        clock: Date.parse(run.createdAt),
      }
      const lane = await findLane(question, options)
      failures.delete(run.id)
      return { runId: run.id, kind: 'lane', holds: rest.whenParked === 'hold', coalesces: rest.coalesce ?? false, ...lane }
    } catch (error) {
      return mayPass(error, run.id) ? undefined : parkRun(run, nodeId, startInput ?? body, whyUnread(trigger, startInput ?? body) ?? error)
    }
  }

  /** The store or the sandbox was in the way, not the record. */
  function mayPass(error: unknown, runId: string): boolean {
    if (!hasErrorCode(error) || (error.code !== 'sandbox-crashed' && error.code !== 'store-failed')) return false
    if (error.code === 'store-failed') return true
    const tries = (failures.get(runId) ?? 0) + 1
    if (tries < MOST_TRIES) failures.set(runId, tries)
    else failures.delete(runId)
    return tries < MOST_TRIES
  }

  function parkRun(run: Run, nodeId: string, json: string, thrown: unknown): Route {
    const events: NewRunEvent[] = []
    const exceptions: ExceptionRecord[] = []
    const record = { nodeId: run.replayOf?.nodeId ?? nodeId, record: run.replayOf?.recordPath ?? '', json }
    const collect = {
      event: (event: NewRunEvent) => void events.push(event),
      exception: (one: ExceptionRecord) => void exceptions.push(one),
    }
    park(collect, run, record, thrown, { ms: 0, at: now() })
    events.push({ kind: 'run-finished', status: 'parked' })
    const [exception] = exceptions
    if (!exception) throw new AppError('internal', { message: 'A record was not parked.' })
    return { runId: run.id, kind: 'park', exception, events }
  }

  return {
    start() {
      running = true
      look()
    },
    nudge: look,
    async stop() {
      running = false
      clearTimeout(poll)
      await looking
      await Promise.all(underWay.values())
    },
  }
}

/** What could not be read of a file has no lane, and says more than that. */
function whyUnread(trigger: FlowNode | undefined, input: string): unknown {
  if (trigger?.kind !== 'trigger') return undefined
  try {
    refuseUnread(trigger.config.type, input)
    return undefined
  } catch (error) {
    return hasErrorCode(error) && error.code === 'file-record-invalid' ? error : undefined
  }
}

function triggerOf(document: FlowDocument): string {
  return Object.entries(document.nodes).find(([, node]) => node.kind === 'trigger')?.[0] ?? 'trigger'
}
