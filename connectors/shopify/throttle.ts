// An estimate of each shop's query-cost bucket, so that a call that would be throttled is not even sent.
// Source: https://shopify.dev/docs/api/usage/limits (calculated query cost, leaky bucket).
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors.ts'

export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  /** Points per second. */
  readonly restoreRate: number
}

export interface CostBucket {
  /** What the shop said last, and when (epoch milliseconds). */
  status: ThrottleStatus | undefined
  at: number
  /** Points of calls that are on their way. */
  reserved: number
  /** What each document cost at its last call, by name and page size. */
  readonly costs: Map<string, number>
}

// Longer waits go back to the engine, which holds no worker for them. Short ones are worth holding: a step of several calls
// would otherwise begin again each time it runs out of points in the middle.
const LONGEST_WAIT_IN_PLACE_MS = 2_000
const MOST_SHOPS = 2_000

const buckets = new Map<string, CostBucket>()

/** The bucket of one app in one shop. The oldest are forgotten first: an estimate is only a saving, never needed. */
export function bucketOf(key: string): CostBucket {
  const known = buckets.get(key)
  if (known) return known
  if (buckets.size >= MOST_SHOPS) buckets.delete(buckets.keys().next().value ?? '')
  const bucket: CostBucket = { status: undefined, at: 0, reserved: 0, costs: new Map() }
  buckets.set(key, bucket)
  return bucket
}

/** Points that should be there at `now`, or nothing when the shop has not said yet. */
export function availableAt(bucket: CostBucket, now: number): number | undefined {
  if (!bucket.status) return undefined
  const { currentlyAvailable, restoreRate, maximumAvailable } = bucket.status
  const restored = (Math.max(0, now - bucket.at) / 1_000) * restoreRate
  return Math.min(maximumAvailable, currentlyAvailable + restored) - bucket.reserved
}

/** Milliseconds until `needed` points are there: (needed - available) / restoreRate. */
export function waitFor(needed: number, available: number, restoreRate: number): number {
  return Math.max(0, Math.ceil(((needed - available) / restoreRate) * 1_000))
}

/** Waits for the points of a call, briefly; throws `vendor-throttled` with the exact wait when it would take longer. */
export async function reserve(bucket: CostBucket, needed: number, now: () => Date, signal: AbortSignal): Promise<() => void> {
  const wait = waitNow(bucket, needed, now().getTime())
  if (wait > LONGEST_WAIT_IN_PLACE_MS) throw throttled(wait)
  // Reserved before the wait, so that a second call waits for its own points behind this one.
  bucket.reserved += needed
  const release = (): void => {
    bucket.reserved -= needed
  }
  try {
    if (wait > 0) await sleep(wait, undefined, { signal })
  } catch (error) {
    release()
    throw error
  }
  return release
}

function waitNow(bucket: CostBucket, needed: number, now: number): number {
  const available = availableAt(bucket, now)
  if (available === undefined || !bucket.status) return 0
  // A call dearer than the whole bucket never fits; let Shopify say so.
  return waitFor(Math.min(needed, bucket.status.maximumAvailable), available, bucket.status.restoreRate)
}

export function throttled(retryAfterMs: number): AppError {
  return new AppError('vendor-throttled', {
    message: `The shop's query budget is used up; it has enough again in ${(retryAfterMs / 1_000).toFixed(1)} s.`,
    retryAfterMs,
  })
}
