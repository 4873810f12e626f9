// Retry-After (RFC 9110 §10.2.3): seconds, an HTTP date, or nothing usable.

/** When a vendor throttles without saying for how long. */
export const DEFAULT_RETRY_AFTER_MS = 2_000
/** A longer wait is more likely a mistake than a wish; the call is tried again after a day. */
const LONGEST_MS = 86_400_000

/** Milliseconds to wait. A date in the past means now; what is neither form counts as absent. */
export function parseRetryAfter(value: string | undefined, now: Date, otherwise: number = DEFAULT_RETRY_AFTER_MS): number {
  const text = value?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1_000), LONGEST_MS)
  // An HTTP date begins with a weekday; Date.parse alone would also take `-5` or `12`.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return otherwise
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? otherwise : Math.min(Math.max(instant - now.getTime(), 0), LONGEST_MS)
}
