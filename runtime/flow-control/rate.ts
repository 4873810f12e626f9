// A token bucket that can be booked ahead, as one number: the instant at which it will be full again. A call that must wait takes its
// tokens at once and is told its own instant, so calls go in the order in which they came and never all together.

export interface RateSpec {
  /** Tokens that come back each millisecond. */
  readonly perMs: number
  readonly burst: number
}

/** Instants are large numbers: what differs by less than this is the same one. */
const ROUNDING_MS = 0.01

/** Absent: full. */
export type FullAt = number | undefined

/** The soonest instant from `from` on at which `tokens` are there. More than fit wait for a full bucket: the vendor then decides. */
export function earliest(fullAt: FullAt, { perMs, burst }: RateSpec, from: number, tokens: number): number {
  if (fullAt === undefined) return from
  return Math.max(from, Math.ceil(fullAt + (Math.min(tokens, burst) - burst) / perMs - ROUNDING_MS))
}

export function take(fullAt: FullAt, { perMs }: RateSpec, at: number, tokens: number): number {
  return Math.max(fullAt ?? at, at) + tokens / perMs
}

/** Below zero where more is booked than there is. */
export function tokensAt(fullAt: FullAt, { perMs, burst }: RateSpec, now: number): number {
  return burst - Math.max(0, (fullAt ?? now) - now) * perMs
}

/** The bucket when the vendor says that `tokens` are left. */
export function withTokens({ perMs, burst }: RateSpec, now: number, tokens: number): number {
  return now + Math.max(0, burst - tokens) / perMs
}

/** The same lack of tokens under another rate. */
export function atNewRate(fullAt: FullAt, before: RateSpec, after: RateSpec, now: number): FullAt {
  if (fullAt === undefined || fullAt <= now) return fullAt
  return now + ((fullAt - now) * before.perMs) / after.perMs
}
