// Leases due runs and takes them through their flow, many at once. Waiting holds no slot: a run that waits is not leased.
import type { Logger } from 'pino'
import { AppError, hasErrorCode, toErrorData } from '#shared/errors.ts'
import { windowNode } from './collect.ts'
import { park, type StuckRecord } from './park.ts'
import { executeRun } from './execute-run.ts'
import { startLeaseKeeper, type LeaseKeeper } from './lease-keeper.ts'
import { pinTables } from './pinned-tables.ts'
import { planFlow, type Plan } from './plan.ts'
import type { Run } from '#shared/model/runs.ts'
import type { Caller, ClaimedRun, DeployedFlow, FlowSource, Journal, NewEvent, Places, TableSource, TopicSource } from './ports.ts'
import type { CallbackAddress } from './nodes/node-type.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { openRoom } from './room.ts'
import { createRunJournal, LeaseLost } from './run-journal.ts'

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

export interface Worker {
  start(): Promise<void>
  /** There may be something due. */
  nudge(): void
  /**
   * A place for an event that is just being accepted, so that it begins in the same commit; undefined when others come first or there is no room.
   * `begin` or `free` follows.
   */
  reserve(event: Pick<Run, 'clientId' | 'flowId'>): Reservation | undefined
  abort(runId: string): void
  /** Claims nothing more; resolves when the runs in flight have ended, or after `graceMs`, when the rest is left to the next start. */
  stop(graceMs: number): Promise<void>
}

export interface Reservation {
  readonly lease: NonNullable<NewEvent['begin']>
  begin(claimed: ClaimedRun): void
  free(): void
}

/** Long enough to survive a pause of the machine, short enough that another worker takes over within half a minute. */
const LEASE_MS = 30_000
const RENEW_MS = 5_000
/** A loop that was silent for this long is not coming back; one that is merely held up loses nothing until then. */
const WEDGED_MS = 120_000
/** Safety net under the nudges and the timers: a due run is found within a second even if one got lost. */
const POLL_MS = 1_000
const MIN_POLL_MS = 10
/** Asking when the next run is due reads all that wait: not after each claim of a burst. */
const ASK_DUE_EVERY_MS = 50
/** A claim after runs ended waits for so many of them while more is due, and never longer than this. */
const CLAIM_TOGETHER = 8
const CLAIM_PAUSE_MS = 4
/** This part of the places is given by claims only, which know whose turn it is. */
const KEPT_SHARE = 0.25
/** A store that refused a commit gets this long before the run is tried again. */
const STORE_PAUSE_MS = 5_000

/** Lost workers. Fewer would set aside runs that were merely there at two power cuts; more lets poison kill more workers. */
const QUARANTINE_AT = 3

export function createWorker(options: WorkerOptions): Worker {
  const { journal, log, now, owner } = options
  const active = new Map<string, Taken>()
  /** Runs that even could not be put back, because the store is down: tried again with each renewal. */
  const interrupted = new Map<string, { readonly claimed: ClaimedRun; readonly error: unknown }>()
  const plans = new Map<string, { document: unknown; plan: Plan }>()
  let running = false
  let claiming: Promise<void> | undefined
  let renewing: Promise<void> | undefined
  let again = false
  /** Nothing that was due was left behind by the last claim: what arrives now jumps no queue. */
  let isCaughtUp = false
  /** Places kept for events on their way into the inbox. */
  let reserved = 0
  let isHolding = false
  /** Up to when the last claim looked. */
  let askedAt = new Date(0)
  let poll: NodeJS.Timeout | undefined
  let dueAskedAt = -Infinity
  /** Runs that ended since the last claim. */
  let ended = 0
  let pause: NodeJS.Timeout | undefined
  let renewal: NodeJS.Timeout | undefined
  let keeper: LeaseKeeper | undefined
  let idle: (() => void) | undefined

  function planOf(flowId: string, flow: DeployedFlow): Plan {
    const key = `${flowId}@${flow.version}`
    const cached = plans.get(key)
    if (cached?.document === flow.document) return cached.plan
    const plan = planFlow(flow.document)
    plans.set(key, { document: flow.document, plan })
    if (plans.size > 500) plans.delete(plans.keys().next().value ?? key)
    return plan
  }

  function claimMore(): Promise<void> {
    if (!running) return Promise.resolve()
    if (claiming) again = true
    return (claiming ??= claim()
      .finally(() => (claiming = undefined))
      // Asked for after the last look and before this: it would be overheard.
      .then((isStoreWell) => (isStoreWell && again ? claimMore() : schedulePoll(isStoreWell))))
  }

  /** False when the store refused. */
  async function claim(): Promise<boolean> {
    ended = 0
    clearTimeout(pause)
    pause = undefined
    try {
      do {
        again = false
        const limit = Math.min(32, options.concurrency - active.size - reserved)
        isCaughtUp = false
        if (limit <= 0) break
        askedAt = now()
        const claimed = await journal.claim({ owner, limit, now: askedAt, leaseMs: LEASE_MS, places: placesLeft() })
        // Told to stop while it asked: what came is for others.
        if (!running) {
          await Promise.all(claimed.map((run) => giveBack(newlyTaken(run))))
          break
        }
        for (const run of claimed) void take(run)
        if (claimed.length === limit) again = true
        else isCaughtUp = !isSomeoneFull()
      } while (again && running)
    } catch (error) {
      log.error({ err: toErrorData(error) }, 'claiming runs failed')
      return false
    }
    return true
  }

  /** A claim costs as much for one run as for eight: without need for haste it is made for all that end within some milliseconds. */
  function claimSoon(isUrgent: boolean): void {
    const hasRoomForMore = !isCaughtUp && (active.size === 0 || ended >= CLAIM_TOGETHER)
    if (isUrgent || hasRoomForMore) void claimMore()
    else pause ??= setTimeout(() => void claimMore(), CLAIM_PAUSE_MS)
  }

  /** Runs of theirs may have been left behind, although a claim found nothing more. */
  function isSomeoneFull(): boolean {
    const room = openRoom(placesLeft())
    return [...active.values()].some(({ claimed: { run } }) => !room.has(run.clientId, run.flowId))
  }

  function placesLeft(): Places {
    const byClient = new Map<string, number>()
    const byFlow = new Map<string, number>()
    for (const { claimed } of active.values()) {
      const { clientId, flowId } = claimed.run
      byClient.set(clientId, (byClient.get(clientId) ?? 0) + 1)
      byFlow.set(flowId, (byFlow.get(flowId) ?? 0) + 1)
    }
    return { free: options.concurrency - active.size - reserved, byClient, byFlow, perClient: options.perClient, perFlow: options.perFlow }
  }

  /**
   * Looks again when the next run is due, a second from now at the latest, and not before where the store just refused. What was due at the
   * last claim and was not taken has no room: the next run that ends makes some, and looks itself.
   */
  async function schedulePoll(isStoreWell: boolean): Promise<void> {
    const wait = isStoreWell && active.size < options.concurrency ? await untilNextDue() : POLL_MS
    clearTimeout(poll)
    if (running) poll = setTimeout(() => void claimMore(), Math.min(wait, POLL_MS))
  }

  async function untilNextDue(): Promise<number> {
    const at = performance.now()
    if (at - dueAskedAt < ASK_DUE_EVERY_MS) return ASK_DUE_EVERY_MS
    dueAskedAt = at
    const due = await journal.nextDue().catch(() => undefined)
    return due && due > askedAt ? Math.max(due.getTime() - now().getTime(), MIN_POLL_MS) : POLL_MS
  }

  /** The thread that keeps leases learns of runs that begin, wherever they came from: once for all of one turn. */
  function holdSoon(): void {
    if (!keeper || isHolding) return
    isHolding = true
    setImmediate(() => {
      isHolding = false
      keeper?.hold([...active.keys()])
    })
  }

  async function take(claimed: ClaimedRun): Promise<void> {
    const { run } = claimed
    const taken = newlyTaken(claimed)
    const { controller } = taken
    active.set(run.id, taken)
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
      options.onSettled(run.id)
      if (active.size === 0) idle?.()
      ended++
      // One claim for all runs that end in this turn. The next of a lane has nothing but this run to wait for.
      setImmediate(claimSoon, run.lane !== undefined)
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
      running = true
      if (journal.renewal) {
        const times = { leaseMs: LEASE_MS, renewMs: RENEW_MS, wedgedMs: WEDGED_MS }
        keeper = startLeaseKeeper({ source: journal.renewal, owner, log, ...times })
      }
      renewal = setInterval(() => void (renewing ??= renewAndRecover().finally(() => (renewing = undefined))), RENEW_MS)
      await claimMore()
    },
    nudge() {
      if (claiming) again = true
      else claimSoon(isCaughtUp)
    },
    reserve({ clientId, flowId }) {
      if (!running || !isCaughtUp) return undefined
      const places = placesLeft()
      if (places.free <= options.concurrency * KEPT_SHARE || !openRoom(places).has(clientId, flowId)) return undefined
      reserved++
      return {
        lease: { owner, leaseMs: LEASE_MS },
        begin(claimed) {
          reserved--
          // After this turn: whoever waits for the run's answer has to be told of the run first.
          setImmediate(() => void (running ? take(claimed) : giveBack(newlyTaken(claimed))))
        },
        free: () => void reserved--,
      }
    },
    abort(runId) {
      active.get(runId)?.controller.abort()
    },
    async stop(graceMs) {
      running = false
      clearTimeout(poll)
      clearTimeout(pause)
      await claiming
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
