// What is measured when somebody looks at the metrics.
import type { Services } from '../http/services.ts'
import type { Running } from './engine.ts'
import type { Ground } from './ground.ts'

const DAY_MS = 24 * 3_600_000

export const createGauges = ({ store, now, allClients }: Ground, keeper: Running['keeper']): Services['gauges'] => ({
  async runsByStatus() {
    const since = new Date(now().getTime() - DAY_MS)
    const counts: Record<string, number> = {}
    for (const client of await allClients()) {
      for (const [status, count] of Object.entries(await store.runs.counts(client.id, since)))
        counts[status] = (counts[status] ?? 0) + count
    }
    return counts
  },
  async queueAgeSeconds() {
    const due = await store.journal.nextDue()
    return due ? Math.max(0, (now().getTime() - due.getTime()) / 1_000) : 0
  },
  storeSizes: () => keeper.watch(),
  async scheduleTimesSkipped() {
    const schedules = await Promise.all((await allClients()).map(({ id }) => store.hooks.schedules(id)))
    return schedules.flat().reduce((sum, { skippedTicks }) => sum + skippedTicks, 0)
  },
})
