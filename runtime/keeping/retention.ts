// How long a client's runs are kept, as people read and change it.
import { DEFAULT_RETENTION, type Retention } from '#shared/model/retention.ts'
import type { KeepingStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'

export interface RetentionPolicies {
  get(clientId: string): Promise<Retention>
  put(by: Actor, clientId: string, retention: Retention): Promise<Retention>
}

export function createRetention({
  store,
  audit,
}: {
  readonly store: Pick<KeepingStore, 'retention' | 'putRetention'>
  readonly audit: Audit
}): RetentionPolicies {
  const get = async (clientId: string) => (await store.retention(clientId)) ?? DEFAULT_RETENTION
  return {
    get,
    put: async (by, clientId, retention) => {
      const before = await get(clientId)
      await store.putRetention(clientId, retention)
      await audit.record(by, { action: 'retention.change', target: clientId, clientId, details: { before, after: retention } })
      return retention
    },
  }
}
