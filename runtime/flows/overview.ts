// A client at a glance.
import type { Overview } from '#shared/api/contract.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Store } from '../store/ports.ts'

const DAY_MS = 86_400_000

export function createOverview(options: {
  readonly store: Pick<Store, 'flows' | 'runs' | 'connections' | 'waits'>
  readonly clock?: () => Date
}): (client: Client) => Promise<Overview> {
  const { flows, runs, connections, waits } = options.store
  const clock = options.clock ?? (() => new Date())
  return async ({ id }) => {
    const [openExceptions, openApprovals, all, runsLastDay, connected] = await Promise.all([
      runs.openExceptionCount(id),
      waits.openCount(id, 'approval'),
      flows.list(id),
      runs.counts(id, new Date(clock().getTime() - DAY_MS)),
      connections.list(id),
    ])
    return {
      openExceptions,
      openApprovals,
      flows: all.length,
      runsLastDay,
      connectionsFailing: connected.filter(({ status }) => status === 'failed').length,
    }
  }
}
