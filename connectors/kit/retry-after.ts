// Retry-After (RFC 9110 §10.2.3): seconds, an HTTP date, or nothing usable.

/** A longer wait is more likely a mistake than a wish; the call is tried again after a day, and the message says so. */
export const LONGEST_RETRY_AFTER_MS = 86_400_000

/** Milliseconds as the vendor said them, however absurd. A date in the past means now; what is neither form counts as absent. */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000)
  // An HTTP date begins with a weekday; Date.parse alone would also take `-5` or `12`.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : Math.max(instant - now.getTime(), 0)
}
