// The limits that hold for one connection: what its connector declares and what was set for it. Own limits stand beside the declared
// ones, so that the strictest holds.
import { DEFAULT_CONCURRENCY, type Limits, type RateLimit } from '#connectors/kit/limits.ts'
import { say, type Sentence, type Words } from '#shared/sentence.ts'
import type { FlowSettings, MaintenanceWindow } from '#shared/model/flow-control.ts'
import type { DaySpec } from './day-budget.ts'
import type { RateSpec } from './rate.ts'

export interface PlannedRate extends RateSpec {
  readonly id: string
  readonly label: Words
  /** Paid by the cost of a call; the others by one token a call. */
  readonly byCost: boolean
  readonly operation?: string
  readonly rateHeader?: string
  readonly remainingHeader?: string
}

export interface PlannedDay extends DaySpec {
  readonly id: string
  readonly label: Words
  readonly remainingHeader?: string
}

export interface Plan {
  readonly concurrency: number
  /** Nothing is shared but what goes wrong: see free-pass.ts. */
  readonly isFree: boolean
  readonly rates: readonly PlannedRate[]
  readonly days: readonly PlannedDay[]
  readonly windows: readonly MaintenanceWindow[]
}

export function planLimits(declared: Limits = {}, settings: FlowSettings = {}): Plan {
  const own = settings.limits ?? {}
  const rates = [
    ...(declared.rates ?? []).map(labelled),
    ...(own.perSecond === undefined ? [] : [ownRate('own-second', own.perSecond, 1)]),
    ...(own.perMinute === undefined ? [] : [ownRate('own-minute', own.perMinute, 60)]),
  ]
  const resets = own.dayResets ?? { at: '00:00', timeZone: 'UTC' }
  const concurrency = declared.concurrency ?? DEFAULT_CONCURRENCY
  const plan = {
    concurrency: Math.min(concurrency, own.concurrency ?? concurrency),
    rates: [...rates.map(planRate), ...(declared.cost ? [planCost(labelled(declared.cost))] : [])],
    days: [
      ...(declared.days ?? []).map(labelled),
      ...(own.perDay === undefined ? [] : [{ id: 'own-day', label: say`${own.perDay} calls a day`, calls: own.perDay, resets }]),
    ],
    windows: settings.windows ?? [],
  }
  const limits = plan.rates.length + plan.days.length + plan.windows.length
  return { ...plan, isFree: declared.perServer === true && own.concurrency === undefined && limits === 0 }
}

/** For the connections page: what the connector declares, in words. */
export function declaredInWords(declared: Limits = {}): readonly Words[] {
  const calls = declared.concurrency ?? DEFAULT_CONCURRENCY
  return [
    declared.perServer ? say`At most ${calls} calls at once from each server` : say`At most ${calls} calls at once`,
    ...[...(declared.rates ?? []), ...(declared.cost ? [declared.cost] : []), ...(declared.days ?? [])].map(({ label }) => label),
  ]
}

type Labelled<T> = Omit<T, 'label'> & { readonly label: Words }

/** A connector's label within a sentence is a sentence itself: it is said in the language of the rest. */
const labelled = <T extends { readonly label: string }>(limit: T): Omit<T, 'label'> & { readonly label: Sentence } => ({
  ...limit,
  label: { text: limit.label, values: [] },
})

const ownRate = (id: string, calls: number, seconds: number): Labelled<RateLimit> => ({
  id,
  label: seconds === 1 ? say`${calls} calls a second` : say`${calls} calls a minute`,
  calls,
  seconds,
  // Less than one call a second is one call at a time, further apart.
  ...(seconds === 1 && { burst: Math.max(1, Math.floor(calls)) }),
})

/** A tenth of a window at once, the rest evenly: never more than `calls` within any `seconds`, wherever they begin. */
const ROLLING_BURST = 0.1

function planRate({ calls, seconds, burst, ...rate }: Labelled<RateLimit>): PlannedRate {
  if (burst !== undefined) return { ...rate, byCost: false, perMs: calls / seconds / 1_000, burst }
  const atOnce = Math.max(1, Math.floor(calls * ROLLING_BURST))
  return { ...rate, byCost: false, perMs: Math.max(1, calls - atOnce) / seconds / 1_000, burst: atOnce }
}

const planCost = ({ perSecond, ...cost }: Labelled<NonNullable<Limits['cost']>>): PlannedRate => ({
  ...cost,
  byCost: true,
  perMs: perSecond / 1_000,
})
