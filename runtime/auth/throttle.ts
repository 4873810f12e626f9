// Slows down the guessing of passwords: counts attempts that have not succeeded, per key (an address, an account), in a fixed window.
// An attempt counts from its beginning, so that many at once do not slip through while the first is still being checked.
import { AppError } from '#shared/errors.ts'

/** More keys than this at once is an attack; the oldest are forgotten so that memory stays flat. */
const MAX_KEYS = 50_000

export interface Throttle {
  /** Throws `too-many-requests`, or counts an attempt; call `succeeded` to take it back. */
  attempt(key: string): { succeeded(): void }
}

export function createThrottle(options: { readonly limit: number; readonly windowMs: number; readonly now?: () => number }): Throttle {
  const now = options.now ?? Date.now
  const windows = new Map<string, { count: number; readonly endsAt: number }>()
  return {
    attempt: (key) => {
      const at = now()
      let window = windows.get(key)
      if (!window || window.endsAt <= at) {
        windows.delete(key)
        if (windows.size >= MAX_KEYS) windows.delete(windows.keys().next().value ?? key)
        window = { count: 0, endsAt: at + options.windowMs }
        windows.set(key, window)
      }
      if (window.count >= options.limit) throw new AppError('too-many-requests', { retryAfterMs: window.endsAt - at })
      window.count++
      return {
        succeeded: () => {
          window.count = Math.max(0, window.count - 1)
        },
      }
    },
  }
}
