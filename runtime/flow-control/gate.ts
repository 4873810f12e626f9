// The gate one action's requests pass. It asks the shared state, waits where the wait is short, and tells the engine when to come back
// where it is long: such a run waits without holding a worker, and its attempt does not count.
import { AppError, type AppErrorOptions } from '#shared/errors.ts'
import { inEnglish, say, type Words } from '#shared/sentence.ts'
import type { Gate, GateRequest, Outcome, Pass } from '#connectors/kit/gate.ts'
import { admit, type Ask, type Reservation, type Verdict } from './admit.ts'
import { nextReset } from './day-budget.ts'
import { refuseSignIn, signedIn } from './ease.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { earliest } from './rate.ts'
import { settle, withoutProbe } from './settle.ts'
import { specOf, withKept, withoutKept, type FlowState } from './state.ts'

/** A gate that also hears how the action ended as a whole. */
export interface ActionGate extends Gate {
  succeeded(): Promise<void>
  /** The connection's credentials were refused. Answers the error that makes the run wait for new ones. */
  refused(error: AppError): Promise<AppError>
  /** It failed for other reasons. */
  failed(): Promise<void>
}

/** One change of the connection's shared state; see flow-control.ts, which adds what follows from it. */
export type Change = <T>(
  key: string | undefined,
  work: (state: FlowState, reservation: Reservation | undefined, now: number) => Changed<T>,
) => Promise<T>
export interface Changed<T> {
  readonly state: FlowState
  readonly answer: T
  readonly reservation?: Reservation | null
}

export interface GateOptions {
  readonly change: Change
  readonly plan: Plan
  readonly line: Line
  /** See glance.ts. */
  readonly isWell: () => boolean | Promise<boolean>
  /** Names the call whose place in the line is kept; absent for what a person does, which goes at once. */
  readonly key: string | undefined
  readonly newId: () => string
  readonly clock: () => number
}

interface Decision {
  readonly verdict: Verdict
  readonly waitMs: number
  /** The wait is too long to be spent here. */
  readonly leaves: boolean
  /** It had left before. */
  readonly returning: boolean
}

/** A wait up to here is spent in place: going back to the journal costs more than it frees. */
const PATIENCE_MS = 1_000
/** An action that has begun would begin again: its further requests wait longer. */
const LATER_PATIENCE_MS = 15_000
/** From here on a wait is worth an alert. */
const ALERT_AFTER_MS = 15 * 60_000

export function createGate(options: GateOptions): ActionGate {
  const { change, plan, line, key, clock, isWell } = options
  const actor = options.newId()
  const urgent = key === undefined
  let begun = false
  let probes: 'down' | 'sign-in' | undefined

  /** Of a system whose limits nobody knows and that is well: other workers need not hear of the call unless it goes wrong. */
  async function enterFreely(request: GateRequest, signal: AbortSignal): Promise<Pass | undefined> {
    while ((await isWell()) && probes === undefined) {
      if (signal.aborted) throw new AppError('call-timeout')
      if (line.free < plan.concurrency) {
        line.free++
        begun = true
        return pass({ cost: request.cost ?? 1, actor, urgent, lease: options.newId() }, true)
      }
      await line.stand(PATIENCE_MS, begun, signal)
    }
    return undefined
  }

  async function enter(request: GateRequest, signal: AbortSignal): Promise<Pass> {
    const free = plan.isFree && !urgent ? await enterFreely(request, signal) : undefined
    if (free) return free
    const ask = { cost: request.cost ?? 1, ...(request.operation !== undefined && { operation: request.operation }), actor, urgent }
    const lease = options.newId()
    const leaveBy = clock() + (begun ? LATER_PATIENCE_MS : PATIENCE_MS)
    let held: Reservation | undefined
    // Those who stand here came before.
    let stood = line.length > 0 && !urgent && !begun
    if (stood) await line.stand(PATIENCE_MS, false, signal)
    for (;;) {
      if (signal.aborted) throw new AppError('call-timeout')
      const patience = leaveBy - clock()
      const { verdict, waitMs, leaves, returning } = await decide({ ...ask, lease, patient: patience > 0 }, held, patience)
      if (verdict.kind === 'go') {
        begun = true
        probes = verdict.probes ?? probes
        return pass({ ...ask, lease })
      }
      if (verdict.kind === 'give-up') throw gaveUp(verdict.message)
      if (leaves) throw later(verdict, waitMs)
      if (verdict.kind === 'full') {
        held = { dueAt: 0, paid: true }
        await line.stand(patience, begun || stood || returning, signal)
        stood = true
      } else {
        held = verdict.reservation.paid ? verdict.reservation : undefined
        await sleep(waitMs, signal)
      }
    }
  }

  /** Asks, and keeps the reservation in the store where the call is going to leave. */
  const decide = (ask: Omit<Ask, 'returning'>, held: Reservation | undefined, patience: number) =>
    change<Decision>(key, (state, stored, now) => {
      const returning = stored !== undefined
      const { state: next, verdict } = admit(state, plan, { ...ask, returning }, held ?? stored, now)
      const over = returning && { reservation: null }
      const atOnce = { verdict, waitMs: 0, leaves: false, returning }
      if (verdict.kind === 'go') return { state: alertOver(next, plan, now), answer: atOnce, ...over }
      if (verdict.kind === 'give-up') return { state: next, answer: atOnce, ...over }
      const { reservation } = verdict
      const waitMs = Math.max(0, reservation.dueAt - now)
      const leaves = verdict.kind === 'full' ? patience <= 0 : waitMs > patience
      return { state: alertIfLong(next, verdict, now), answer: { verdict, waitMs, leaves, returning }, ...(leaves && { reservation }) }
    })

  function pass(call: Omit<Ask, 'patient' | 'returning'>, isFree = false): Pass {
    const began = clock()
    return {
      async leave(outcome) {
        if (isFree) {
          line.free--
          line.next()
          const isNews = outcome.kind !== 'answered' || outcome.observation?.notice !== undefined
          // Failures in a row are counted until a success, which somebody has to tell.
          if (!isNews && (await isWell())) return outcome.error
        }
        const again = await change(key, (state, _, now) => {
          const finished = { ...call, ms: clock() - began, ...(probes && { probes }) }
          const settled = settle(state, plan, finished, outcome, now)
          const reservation = urgent ? undefined : settled.again
          return {
            state: noticed(settled.state, outcome),
            answer: settled.again && { dueAt: settled.again.dueAt, now },
            ...(reservation && { reservation }),
          }
        })
        line.next()
        // An answer closed the breaker, anything else ended the try; only a sign-in is proved by the action as a whole.
        if (probes === 'down' || outcome.kind === 'failed') probes = undefined
        if (!outcome.error || !again || urgent) return outcome.error
        return waiting(outcome.error, Math.max(0, again.dueAt - again.now))
      },
    }
  }

  return {
    enter,
    async succeeded() {
      if (probes !== 'sign-in') return
      probes = undefined
      await change(undefined, (state) => ({ state: signedIn(state), answer: undefined }))
    },
    async refused(error) {
      const isProbe = probes === 'sign-in'
      probes = undefined
      const wait = await change(key, (state, _, now) => {
        const { state: next, again } = refuseSignIn(state, now, error.message, isProbe)
        return { state: next, answer: again.dueAt - now, reservation: again }
      })
      return new AppError('sign-in-awaited', {
        message: error.message,
        fix: error.fix,
        ...(error.said && { said: error.said }),
        retryAfterMs: wait,
      })
    },
    async failed() {
      // The one try of an open connection ended in something else: whoever comes next tries.
      if (probes !== 'sign-in') return
      probes = undefined
      await change(undefined, (state) => ({ state: withoutProbe(state), answer: undefined }))
    },
  }
}

/** Of the record, not of the connection any more: it goes to the exception desk. */
const gaveUp = (message: string) =>
  new AppError('credentials-invalid', {
    message: say`${message} It waited three days for new credentials.`,
    fix: 'Reconnect the connection, then replay.',
    disposition: 'rejected',
  })

type Waiting = Exclude<Verdict, { kind: 'go' | 'give-up' }>

/** The same failure, told to come back: it is the connection's trouble, not this record's. */
function waiting(error: AppError, ms: number): AppError {
  const options: AppErrorOptions = {
    message: error.message,
    fix: error.fix,
    ...(error.said && { said: error.said }),
    ...(error.details && { details: error.details }),
    ...(error.issues && { issues: error.issues }),
    retryAfterMs: ms,
  }
  // What may have been applied keeps saying so: only the engine knows whether it can be repeated.
  return new AppError(error.code, { ...options, disposition: error.disposition === 'uncertain' ? 'uncertain' : 'retry-after' })
}

function later(verdict: Waiting, ms: number): AppError {
  if (verdict.kind === 'full') {
    return new AppError('vendor-throttled', {
      message: 'All places of this connection are taken; the call waits for its turn.',
      retryAfterMs: ms,
    })
  }
  const { message } = verdict
  const ends = typeof message === 'string' && message.endsWith('.') ? message.slice(0, -1) : message
  return new AppError(verdict.code, { message: say`${ends}; it goes on in ${inWords(ms)}.`, retryAfterMs: ms })
}

function inWords(ms: number): Words {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 120) return say`${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? say`${minutes} minutes` : say`${Math.round(minutes / 60)} hours`
}

function alertIfLong(state: FlowState, verdict: Waiting, now: number): FlowState {
  if (verdict.kind !== 'wait' || state.kept.limitAlert !== undefined || verdict.reservation.dueAt - now < ALERT_AFTER_MS) return state
  if (verdict.code !== 'vendor-throttled' && verdict.code !== 'daily-limit-reached') return state
  return withKept(state, {
    limitAlert: `${inEnglish(verdict.message)}: calls wait, some until ${new Date(verdict.reservation.dueAt).toISOString()}.`,
  })
}

/** Over only when the line is worked off: calls go out while others wait, and each would raise it again. */
function alertOver(state: FlowState, plan: Plan, now: number): FlowState {
  const { limitAlert, pause, days, rates } = state.kept
  if (limitAlert === undefined || (pause && pause.until > now)) return state
  const isAhead =
    plan.days.some((day) => (days[day.id]?.endsAt ?? 0) > nextReset(day.resets, now)) ||
    plan.rates.some((rate) => earliest(rates[rate.id], specOf(rate, state.kept), now, 1) > now + PATIENCE_MS)
  return isAhead ? state : withoutKept(state, 'limitAlert')
}

function noticed(state: FlowState, { observation }: Outcome): FlowState {
  const notice = observation?.notice
  if (notice === undefined || notice?.message === state.kept.notice) return state
  if (notice) return withKept(state, { notice: notice.message })
  return state.kept.notice === undefined ? state : withoutKept(state, 'notice')
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.max(0, ms))
    signal.addEventListener('abort', done, { once: true })
  })
}
