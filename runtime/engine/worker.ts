// Leases due runs and takes them through their flow, many at once. Waiting holds no slot: a run that waits is not leased.
import type { Logger } from 'pino'
import { AppError, hasErrorCode, toErrorData } from '#shared/errors.ts'
import { createClaims, type Claims } from './claims.ts'
import { windowNode } from './collect.ts'
import { park, type StuckRecord } from './park.ts'
import { executeRun } from './execute-run.ts'
import { startLeaseKeeper, type LeaseKeeper } from './lease-keeper.ts'
import { pinTables } from './pinned-tables.ts'
import { planFlow, type Plan } from './plan.ts'
import type { Run } from '#shared/model/runs.ts'
import type { Caller, ClaimedRun, DeployedFlow, FlowSource, Journal, TableSource, TopicSource } from './ports.ts'
import type { CallbackAddress } from './nodes/node-type.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createRunJournal, LeaseLost } from './run-journal.ts'
import { createUnderWay } from './under-way.ts'

export interface WorkerOptions {
  readonly journal: Journal
  readonly flows: FlowSource
  readonly topics: TopicSource
  readonly tables: TableSource
  readonly caller: Caller
  readonly sandbox: Sandbox
  readonly log: Logger
  readonly now: () => Date
  readonly random: () => number
  /** What this run did before may be missing from the journal, which was restored from a backup. */
  readonly isDoubtful: (run: Run) => boolean
  /** Unique for each process start. */
  readonly owner: string
  /** Runs in flight at once, and how many of them of one client and of one flow. */
  readonly concurrency: number
  readonly perClient: number
  readonly perFlow: number
  readonly callbackAddress: (name: string) => CallbackAddress
  readonly onResponse: (run: Run, response: { readonly status: number; readonly body: string | undefined }) => void
  readonly onSettled: (runId: string) => void
}

export interface Worker extends Pick<Claims, 'nudge' | 'reserve'> {
  start(): Promise<void>
  abort(runId: string): void
  /** Claims nothing more; resolves when the runs in flight have ended, or after `graceMs`, when the rest is left to the next start. */
  stop(graceMs: number): Promise<void>
}

/** Long enough to survive a pause of the machine, short enough that another worker takes over within half a minute. */
const LEASE_MS = 30_000
const RENEW_MS = 5_000
/** A small part of a lease. */
const HOLD_AFTER_MS = 500
/** A loop that was silent for this long is not coming back; one that is merely held up loses nothing until then. */
const WEDGED_MS = 120_000
/** A store that refused a commit gets this long before the run is tried again. */
const STORE_PAUSE_MS = 5_000

/** Lost workers. Fewer would set aside runs that were merely there at two power cuts; more lets poison kill more workers. */
const QUARANTINE_AT = 3

export function createWorker(options: WorkerOptions): Worker {
  const { journal, log, now, owner } = options
  const active = new Map<string, Taken>()
  const underWay = createUnderWay()
  /** Runs that even could not be put back, because the store is down: tried again with each renewal. */
  const interrupted = new Map<string, { readonly claimed: ClaimedRun; readonly error: unknown }>()
  const plans = new Map<string, { document: unknown; plan: Plan }>()
  let renewing: Promise<void> | undefined
  let isHolding = false
  let renewal: NodeJS.Timeout | undefined
  let keeper: LeaseKeeper | undefined
  let idle: (() => void) | undefined

  const claims = createClaims({
    ...options,
    leaseMs: LEASE_MS,
    underWay,
    take: (claimed) => void take(claimed),
    giveBack: (claimed) => giveBack(newlyTaken(claimed)),
  })

  function planOf(flowId: string, flow: DeployedFlow): Plan {
    const key = `${flowId}@${flow.version}`
    const cached = plans.get(key)
    if (cached?.document === flow.document) return cached.plan
    const plan = planFlow(flow.document)
    plans.set(key, { document: flow.document, plan })
    if (plans.size > 500) plans.delete(plans.keys().next().value ?? key)
    return plan
  }

  /** The thread that keeps leases learns of runs that begin, wherever they came from: once for all of a while in which no lease ends. */
  function holdSoon(): void {
    if (!keeper || isHolding) return
    isHolding = true
    setTimeout(() => {
      isHolding = false
      keeper?.hold([...active.keys()])
    }, HOLD_AFTER_MS).unref()
  }

  async function take(claimed: ClaimedRun): Promise<void> {
    const { run } = claimed
    const taken = newlyTaken(claimed)
    const { controller } = taken
    active.set(run.id, taken)
    underWay.add(run)
    holdSoon()
    try {
      await execute(claimed, controller.signal)
    } catch (error) {
      // Whatever it still has to say is no longer this worker's to say, and the store may be closed by now.
      if (taken.isGivenBack) return
      const wasCancelled = controller.signal.aborted
      // Other items of the run may still be on their way: they must not go on beside whoever takes it next.
      controller.abort()
      if (!(error instanceof LeaseLost)) await putBack(claimed, error)
      else if (wasCancelled) await endCancelled(claimed)
    } finally {
      active.delete(run.id)
      underWay.remove(run)
      options.onSettled(run.id)
      if (active.size === 0) idle?.()
      claims.runEnded(run)
    }
  }

  /** A commit is what ends a run that was cancelled. */
  async function endCancelled({ run, fence }: ClaimedRun): Promise<void> {
    await journal
      .commit({ runId: run.id, clientId: run.clientId, fence, events: [], at: now() })
      .catch((error: unknown) => log.error({ err: toErrorData(error), runId: run.id }, 'a cancelled run was not ended'))
  }

  async function execute(claimed: ClaimedRun, signal: AbortSignal): Promise<void> {
    const { run } = claimed
    const runJournal = createRunJournal(claimed, journal, now)
    let flow: DeployedFlow
    let plan: Plan
    try {
      flow = await options.flows.load(run.clientId, run.flowId, run.environment, run.version)
      plan = planOf(run.flowId, flow)
    } catch (error) {
      park(runJournal, run, startOf(claimed), error, { ms: 0, at: now() })
      runJournal.event({ kind: 'run-finished', status: 'parked' })
      await runJournal.finish({ status: 'parked' })
      return
    }
    if (run.recoveries >= QUARANTINE_AT) {
      log.error({ runId: run.id, recoveries: run.recoveries }, 'a run ended its worker again and again and was set aside')
      park(
        runJournal,
        run,
        { ...startOf(claimed), nodeId: run.replayOf?.nodeId ?? windowNode(run) ?? plan.trigger },
        new AppError('run-quarantined'),
        {
          ms: 0,
          at: now(),
        },
      )
      runJournal.event({ kind: 'run-finished', status: 'quarantined' })
      await runJournal.finish({ status: 'quarantined' })
      return
    }
    // A first lease of a new event can have no history: its event key is unique.
    const fresh = claimed.fence === 1 && !run.replayOf
    const loops = claimed.fence === 1 ? [] : await journal.loopsOf(run)
    // A run that is far into a long list looks its effects up one by one: all of them together may be more than memory should hold.
    const isLong = loops.length > 0
    const effects = fresh || isLong ? [] : await journal.effectsOf(run)
    const parked = claimed.fence === 1 ? [] : await journal.parkedIn(run)
    const waits = claimed.fence === 1 ? [] : await journal.waitsOf(run, now())
    await executeRun({
      claimed,
      flow,
      plan,
      journal: runJournal,
      sandbox: options.sandbox,
      tables: pinTables({ source: options.tables, pinned: claimed.tables, pin: runJournal.tables }),
      caller: options.caller,
      known: new Map(effects.map((effect) => [effect.idempotencyKey, effect])),
      isDoubtful: options.isDoubtful(run),
      ...(isLong && { findEffect: (key: string) => journal.effectOf(run, key) }),
      loops: new Map(loops.map((loop) => [`${loop.nodeId} ${loop.record}`, loop])),
      waits: new Map(waits.map((wait) => [`${wait.nodeId} ${wait.record}`, wait])),
      callbackAddress: options.callbackAddress,
      isTest: false,
      windows: journal,
      calls: journal,
      flows: options.flows,
      topics: options.topics,
      parkedBefore: new Set(parked.map(({ nodeId, record }) => `${nodeId} ${record}`)),
      signal,
      respond: (response) => options.onResponse(run, response),
      now,
      random: options.random,
    })
  }

  /**
   * A run that ended by neither finishing nor losing its lease. The store refused a commit: nothing was lost, the journal has all that was
   * done, and it is tried again after a pause. Anything else is our own bug: the run is parked where a person sees it.
   */
  async function putBack(claimed: ClaimedRun, error: unknown): Promise<void> {
    const { run, fence } = claimed
    log.error({ err: error, runId: run.id }, 'a run was interrupted')
    const at = now()
    const entry = { runId: run.id, clientId: run.clientId, fence, at }
    try {
      if (hasErrorCode(error) && error.code === 'store-failed') {
        const dueAt = new Date(at.getTime() + STORE_PAUSE_MS)
        const reason = 'The database could not store a step.'
        await journal.commit({
          ...entry,
          events: [{ kind: 'run-waiting', until: dueAt.toISOString(), reason }],
          transition: { status: 'waiting', dueAt },
        })
      } else {
        const parking = createRunJournal(claimed, journal, now)
        park(parking, run, startOf(claimed), error, { ms: 0, at })
        parking.event({ kind: 'run-finished', status: 'parked' })
        await parking.finish({ status: 'parked' })
      }
      interrupted.delete(run.id)
    } catch (failure) {
      if (failure instanceof LeaseLost) interrupted.delete(run.id)
      else interrupted.set(run.id, { claimed, error })
    }
  }

  return {
    async start() {
      // Alone, all earlier owners are dead; among others, only those whose leases ran out are.
      const recovered = await journal.recover({ now: now(), ...(journal.isShared && { exceptOwner: owner }) })
      if (recovered > 0) log.info({ recovered }, 'runs of an earlier start go on')
      if (journal.renewal) {
        const times = { leaseMs: LEASE_MS, renewMs: RENEW_MS, wedgedMs: WEDGED_MS }
        keeper = startLeaseKeeper({ source: journal.renewal, owner, log, ...times })
      }
      renewal = setInterval(() => void (renewing ??= renewAndRecover().finally(() => (renewing = undefined))), RENEW_MS)
      await claims.start()
    },
    nudge: claims.nudge,
    reserve: claims.reserve,
    abort(runId) {
      active.get(runId)?.controller.abort()
    },
    async stop(graceMs) {
      await claims.stop()
      if (active.size > 0) {
        let timer: NodeJS.Timeout | undefined
        await Promise.race([
          new Promise<void>((resolve) => (idle = resolve)),
          new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs))),
        ])
        clearTimeout(timer)
      }
      clearInterval(renewal)
      await renewing
      await keeper?.stop()
      await Promise.all([...active.values()].map(giveBack))
    },
  }

  /** Gives a run back at a stop in good order, so that it does not count as one that lost its worker. Its calls in flight stay intents. */
  async function giveBack(taken: Taken): Promise<void> {
    const { run, fence } = taken.claimed
    const at = now()
    const events = [{ kind: 'run-waiting', until: at.toISOString(), reason: 'Tillflow was stopped.' }] as const
    const entry = { runId: run.id, clientId: run.clientId, fence, at, events, transition: { status: 'waiting', dueAt: at } } as const
    // A store that refuses this is closed by force next; the start after it takes the run back.
    await journal.commit(entry).catch((error: unknown) => log.error({ err: toErrorData(error), runId: run.id }, 'a run was not given back'))
    taken.isGivenBack = true
    taken.controller.abort()
  }

  async function renewAndRecover(): Promise<void> {
    try {
      const runIds = [...active.keys()]
      if (keeper) keeper.hold(runIds)
      else if (runIds.length > 0) await journal.renew({ owner, runIds, until: new Date(now().getTime() + LEASE_MS) })
      for (const { claimed, error } of interrupted.values()) await putBack(claimed, error)
      await journal.recover({ now: now(), exceptOwner: owner, held: [...active.keys(), ...interrupted.keys()] })
    } catch (error) {
      log.error({ err: toErrorData(error) }, 'renewing leases failed')
    }
  }
}

interface Taken {
  readonly claimed: ClaimedRun
  readonly controller: AbortController
  /** At a stop: it is nobody's now, or another worker's. */
  isGivenBack: boolean
}

const newlyTaken = (claimed: ClaimedRun): Taken => ({ claimed, controller: new AbortController(), isGivenBack: false })

/** Where a run begins: its trigger, or the step of a replay. The trigger's own id is unknown while the flow cannot be loaded. */
function startOf({ run, body, startInput }: ClaimedRun): StuckRecord {
  return { nodeId: run.replayOf?.nodeId ?? windowNode(run) ?? 'trigger', record: run.replayOf?.recordPath ?? '', json: startInput ?? body }
}
