// What a worker takes: due runs, claimed from the store in turns, and events that begin in the commit that stores them while nothing of their client waits.
import type { Logger } from 'pino'
import type { Run } from '#shared/model/runs.ts'
import { toErrorData } from '#shared/errors.ts'
import type { ClaimedRun, Journal, NewEvent } from './ports.ts'
import type { UnderWay } from './under-way.ts'
import { hasRoom, openRoom, type Places, type Room } from '#shared/run/room.ts'

export interface ClaimsOptions {
  readonly journal: Journal
  readonly owner: string
  readonly leaseMs: number
  readonly concurrency: number
  readonly perClient: number
  readonly perFlow: number
  readonly log: Logger
  readonly now: () => Date
  readonly underWay: Pick<UnderWay, 'size' | 'runs' | 'byClient' | 'byFlow'>
  readonly take: (claimed: ClaimedRun) => void
  /** What came when it was too late. */
  readonly giveBack: (claimed: ClaimedRun) => Promise<void>
}

export interface Claims {
  start(): Promise<void>
  /** There may be something due. */
  nudge(): void
  /** A place is free, and who waited for this run may be due. */
  runEnded(run: Run): void
  /**
   * A place for an event that is just being accepted, so that it begins in the same commit; undefined when others of its client come first or there is no room.
   * `begin` or `free` follows.
   */
  reserve(event: Pick<Run, 'clientId' | 'flowId'>): Reservation | undefined
  /** Claims nothing more; resolves when what a claim still brought was given back. */
  stop(): Promise<void>
}

interface Reservation {
  readonly lease: NonNullable<NewEvent['begin']>
  begin(claimed: ClaimedRun): void
  free(): void
}

/** Safety net under the nudges and the timers: a due run is found within a second even if one got lost. */
const POLL_MS = 1_000
const MIN_POLL_MS = 10
/** Asking when the next run is due reads all that wait: not after each claim of a burst. */
const ASK_DUE_EVERY_MS = 50
/** A claim after runs ended waits for so many of them while more is due, and never longer than this. */
const CLAIM_TOGETHER = 8
const CLAIM_PAUSE_MS = 4
/** This part of the places is given by claims only, which know whose turn it is: half of what a client alone leaves free for the others (room.ts). */
const KEPT_SHARE = 0.125
/** No more in one claim: others who ask at the same time shall find something. */
const MOST_AT_ONCE = 32

export function createClaims(options: ClaimsOptions): Claims {
  const { journal, log, now, owner, concurrency, perClient, perFlow, underWay } = options
  let running = false
  let claiming: Promise<void> | undefined
  let again = false
  /** Nothing that was due was left behind by the last claim. */
  let isCaughtUp = false
  /** The last claim took all that there was room for: only those below have something waiting. */
  let isSurveyed = false
  /** Clients who may have something waiting. What arrives for the others jumps no queue. */
  let queued = new Set<string>()
  /** Of these, those since the claim under way began, which may not have seen it. */
  let queuedMeanwhile = new Set<string>()
  /** Places kept for events on their way into the inbox. */
  let reserved = 0
  /** Up to when the last claim looked. */
  let askedAt = new Date(0)
  let poll: NodeJS.Timeout | undefined
  let dueAskedAt = -Infinity
  /** Runs that ended since the last claim. */
  let ended = 0
  let pause: NodeJS.Timeout | undefined

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
        // As it is now: whoever has no room here is passed over, also when a run of theirs ends while the store looks.
        const places = { ...placesLeft(), byClient: new Map(underWay.byClient), byFlow: new Map(underWay.byFlow) }
        const room = openRoom(places)
        const passedOver = clientsWithout(room)
        const limit = Math.min(MOST_AT_ONCE, places.free)
        isCaughtUp = false
        queuedMeanwhile = new Set()
        if (limit <= 0) {
          isSurveyed = false
          break
        }
        askedAt = now()
        const claimed = await journal.claim({ owner, limit, now: askedAt, leaseMs: options.leaseMs, places })
        // Told to stop while it asked: what came is for others.
        if (!running) {
          await Promise.all(claimed.map(options.giveBack))
          break
        }
        for (const one of claimed) {
          options.take(one)
          room.take(one.run.clientId, one.run.flowId)
        }
        isSurveyed = claimed.length < limit
        if (isSurveyed) {
          // The claim ended where the room did, not where the queue does.
          const full = [...passedOver, ...clientsWithout(room), ...clientsWithout(openRoom(placesLeft()))]
          isCaughtUp = full.length === 0
          queued = new Set([...full, ...queuedMeanwhile])
        } else again = true
      } while (again && running)
    } catch (error) {
      log.error({ err: toErrorData(error) }, 'claiming runs failed')
      isSurveyed = false
      return false
    }
    return true
  }

  /** A claim costs as much for one run as for eight: without need for haste it is made for all that end within some milliseconds. */
  function claimSoon(isUrgent: boolean): void {
    const hasRoomForMore = !isCaughtUp && (ended >= CLAIM_TOGETHER || underWay.size() === 0)
    if (isUrgent || hasRoomForMore) void claimMore()
    else pause ??= setTimeout(claimAfterPause, CLAIM_PAUSE_MS)
  }

  function claimAfterPause(): void {
    // Also where a claim is under way, which does not begin anew: the next pause must not wait for this one.
    pause = undefined
    void claimMore()
  }

  /** It is the next of its client, and there is room. */
  function hasTurn(clientId: string, flowId: string): boolean {
    if (!isSurveyed || queued.has(clientId)) return false
    const places = placesLeft()
    return places.free > concurrency * KEPT_SHARE && hasRoom(places, clientId, flowId)
  }

  /** Runs of theirs may have been left behind, although a claim found nothing more. */
  function clientsWithout(room: Room): readonly string[] {
    return [...underWay.runs()].flatMap(({ clientId, flowId }) => (room.has(clientId, flowId) ? [] : [clientId]))
  }

  function placesLeft(): Places {
    const { byClient, byFlow } = underWay
    return { free: concurrency - underWay.size() - reserved, byClient, byFlow, perClient, perFlow }
  }

  /**
   * Looks again when the next run is due, a second from now at the latest, and not before where the store just refused. What was due at the
   * last claim and was not taken has no room: the next run that ends makes some, and looks itself.
   */
  async function schedulePoll(isStoreWell: boolean): Promise<void> {
    const wait = isStoreWell && underWay.size() < concurrency ? await untilNextDue() : POLL_MS
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

  return {
    start() {
      running = true
      return claimMore()
    },
    nudge() {
      if (claiming) again = true
      else claimSoon(isCaughtUp)
    },
    runEnded(run) {
      ended++
      // One claim for all runs that end in this turn. The next of a lane has nothing but this run to wait for.
      setImmediate(claimSoon, run.lane !== undefined)
    },
    reserve({ clientId, flowId }) {
      if (!running || !hasTurn(clientId, flowId)) {
        queued.add(clientId)
        queuedMeanwhile.add(clientId)
        return undefined
      }
      reserved++
      return {
        lease: { owner, leaseMs: options.leaseMs },
        begin(claimed) {
          reserved--
          // After this turn: whoever waits for the run's answer has to be told of the run first.
          setImmediate(() => void (running ? options.take(claimed) : options.giveBack(claimed)))
        },
        free: () => void reserved--,
      }
    },
    async stop() {
      running = false
      clearTimeout(poll)
      clearTimeout(pause)
      await claiming
    },
  }
}
