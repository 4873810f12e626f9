// Which clients' evaluations have lately been slow: they are kept off a part of the workers, so that others never wait behind all of them.

export interface SlowClients {
  note(client: string, elapsedMs: number): void
  has(client: string): boolean
}

export const SLOW_MS = 100
/** How much the newest evaluation counts. */
const WEIGHT = 0.3
const MAX_CLIENTS = 10_000

export function slowClients(): SlowClients {
  const averages = new Map<string, number>()
  return {
    note(client, elapsedMs) {
      const known = averages.get(client)
      const average = known === undefined ? elapsedMs : known + (elapsedMs - known) * WEIGHT
      // Only what is worth remembering: the many fast clients need no entry.
      if (average < SLOW_MS / 10) averages.delete(client)
      else averages.set(client, average)
      if (averages.size > MAX_CLIENTS) averages.clear()
    },
    has: (client) => (averages.get(client) ?? 0) > SLOW_MS,
  }
}
