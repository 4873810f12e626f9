// What a vendor allows, declared by its connector as data. The runtime keeps to it over all workers (runtime/flow-control);
// the connections page and docs/flow-control.md tell people about it in the words of `label`.

/**
 * So many calls in so many seconds. With `burst` it is the vendor's token bucket: `burst` calls at once, refilled at `calls / seconds`
 * (Amazon: 1 call in 60 s, burst 20). Without, it is a rolling window: never more than `calls` within any `seconds` (Xero: 60 in 60 s).
 */
export interface RateLimit {
  readonly id: string
  /** For people, such as `60 calls a minute`. */
  readonly label: string
  readonly calls: number
  readonly seconds: number
  readonly burst?: number
  /** Counts only requests of this `operation`; absent: all of the connection. */
  readonly operation?: string
  /** Answer header with this account's real rate in calls per second, such as `x-amzn-ratelimit-limit`. Lower case. */
  readonly rateHeader?: string
  /** Answer header with what is left of the bucket or window, such as `x-minlimit-remaining`. Lower case. */
  readonly remainingHeader?: string
}

/** A bucket that is paid by what a call costs (Shopify's query cost). What the vendor says in its answers overrides these numbers. */
export interface CostLimit {
  readonly id: string
  readonly label: string
  /** Points that come back each second. */
  readonly perSecond: number
  /** Most points there can be. */
  readonly burst: number
}

/** So many calls a day, counted anew at a stated time of a stated zone. */
export interface DayBudget {
  readonly id: string
  readonly label: string
  readonly calls: number
  readonly resets: DayReset
  /** Answer header with the calls left today, such as `x-daylimit-remaining`. Lower case. */
  readonly remainingHeader?: string
}

export interface DayReset {
  /** `HH:MM` on the clock of `timeZone`. */
  readonly at: string
  /** IANA name, such as `Pacific/Auckland`. */
  readonly timeZone: string
}

export interface Limits {
  /** Most calls at once. Default 8. */
  readonly concurrency?: number
  /**
   * Nothing is known of the system's limits: `concurrency` only keeps one server of ours from flooding it, and is not counted over all of them.
   * While the system is well its calls then cost the database nothing.
   */
  readonly perServer?: boolean
  readonly rates?: readonly RateLimit[]
  readonly cost?: CostLimit
  readonly days?: readonly DayBudget[]
  /**
   * Answers that mean "too many calls" though their status does not say so, such as NetSuite's 400 with `SSS_REQUEST_LIMIT_EXCEEDED`
   * or a SOAP fault. `contains` is looked for in the body.
   */
  readonly throttledAnswers?: readonly { readonly status: number; readonly contains: string }[]
}

export const DEFAULT_CONCURRENCY = 8
