// What a document is expected to cost, so that flow control can tell before the call whether the shop's query budget has room for it.
// Source: https://shopify.dev/docs/api/usage/limits (calculated query cost, leaky bucket).

interface ThrottleStatus {
  readonly currentlyAvailable: number
  /** Points per second. */
  readonly restoreRate: number
}

// Only a first guess, until the first answer says what the document costs.
const UNKNOWN_COST = 10

/** By document and page size; the same in every shop, and at most as many as there are documents. */
const costs = new Map<string, number>()

export const expectedCost = (key: string): number => costs.get(key) ?? UNKNOWN_COST

export function rememberCost(key: string, points: number): void {
  costs.set(key, points)
}

/** Milliseconds until the points of a refused call are there: (cost - available) / restoreRate. */
export function untilAffordable(points: number, { currentlyAvailable, restoreRate }: ThrottleStatus): number {
  return Math.max(0, Math.ceil(((points - currentlyAvailable) / restoreRate) * 1_000))
}
