// How many runs a client had since an instant, without walking its whole day at every look: what lies back is counted once, in slices of five
// minutes, and remembered. A slice is closed when no event can be accepted into it any more.
import { setImmediate } from 'node:timers/promises'

export interface RunTotals {
  /** Runs created at `since` or later. */
  since(clientId: string, since: Date): Promise<number>
}

const SLICE_MS = 300_000
/** An event's instant is taken when it arrives; its commit follows within seconds even on a slow disk. */
const SETTLED_MS = 60_000
/** A day and a margin: what a screen asks about. What is older is counted each time. */
const MOST_SLICES = 300
const MOST_CLIENTS = 1_000

/** `count` answers how many runs were created from one instant (inclusive) to another (exclusive), in milliseconds since 1970. */
export function createRunTotals(
  count: (clientId: string, from: number, to: number) => number | Promise<number>,
  now: () => number,
): RunTotals {
  const remembered = new Map<string, Map<number, number>>()

  function slicesOf(clientId: string): Map<number, number> {
    const known = remembered.get(clientId) ?? new Map<number, number>()
    remembered.delete(clientId)
    remembered.set(clientId, known)
    const oldest = remembered.size > MOST_CLIENTS ? remembered.keys().next().value : undefined
    if (oldest !== undefined) remembered.delete(oldest)
    return known
  }

  return {
    async since(clientId, since) {
      const from = since.getTime()
      const settled = Math.floor((now() - SETTLED_MS) / SLICE_MS) * SLICE_MS
      const firstWhole = Math.max(Math.ceil(from / SLICE_MS) * SLICE_MS, settled - MOST_SLICES * SLICE_MS)
      if (settled <= firstWhole) return count(clientId, from, Infinity)
      const slices = slicesOf(clientId)
      let total = 0
      for (let slice = firstWhole; slice < settled; slice += SLICE_MS) {
        let found = slices.get(slice)
        if (found === undefined) {
          found = await count(clientId, slice, slice + SLICE_MS)
          slices.set(slice, found)
          // The embedded store counts on the event loop: others get their turn.
          await setImmediate()
        }
        total += found
      }
      for (const slice of slices.keys()) if (slice < settled - MOST_SLICES * SLICE_MS) slices.delete(slice)
      // Last and together: whoever counts states of runs right after this sees the same ones.
      return total + (await count(clientId, from, firstWhole)) + (await count(clientId, settled, Infinity))
    },
  }
}
