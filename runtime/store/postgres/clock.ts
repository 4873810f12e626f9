// The database's time, which all processes share: leases and due times of several machines are compared with each other.
import type { Connections } from './connect.ts'

/** Clocks drift by milliseconds in a minute; one that is set anew shows for no longer than this. */
const MEASURE_MS = 60_000

export interface DatabaseClock {
  now(): Date
  stop(): void
}

/** Measured now and then; in between it goes on with this machine's steady clock, which nobody sets. */
export async function startClock({ journal }: Connections, onError: (error: unknown) => void): Promise<DatabaseClock> {
  let ahead = 0
  async function measure(): Promise<void> {
    const before = performance.now()
    const { rows } = await journal<{ ms: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms')
    const after = performance.now()
    ahead = (rows[0]?.ms ?? Date.now()) - (before + after) / 2
  }
  await measure()
  const timer = setInterval(() => void measure().catch(onError), MEASURE_MS)
  timer.unref()
  return { now: () => new Date(performance.now() + ahead), stop: () => clearInterval(timer) }
}
