// How long to wait before trying again.
import type { RetryPolicy } from '#shared/flow/document.ts'

/** Five tries over about a minute: long enough for a restart of the other side, short enough that a person hears of it the same minute. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 5, firstDelaySeconds: 2, maxDelaySeconds: 60 }

/**
 * Exponential backoff with full jitter over the upper half: between 50 % and 100 % of `first * 2^(attempt-1)`, capped.
 * Never near zero, so that a whole burst of failures does not come back at once.
 */
export function backoffMs(policy: RetryPolicy, attempt: number, random: () => number): number {
  const ceiling = Math.min(policy.maxDelaySeconds, policy.firstDelaySeconds * 2 ** (attempt - 1)) * 1_000
  return Math.round(ceiling * (0.5 + random() / 2))
}
