// What the target of an audit entry is called today: people read names, not ids. What was removed since keeps its id.
import type { AuditEntry, ConnectionStore, FlowStore, TenancyStore } from '../store/ports.ts'

export interface TargetNamesOptions {
  readonly flows: Pick<FlowStore, 'get'>
  readonly connections: Pick<ConnectionStore, 'get'>
  readonly tenancy: Pick<TenancyStore, 'clientById'>
  readonly userName: (userId: string) => Promise<string | undefined>
}

export type TargetNames = (entries: readonly AuditEntry[]) => Promise<readonly (string | undefined)[]>

export function createTargetNames({ flows, connections, tenancy, userName }: TargetNamesOptions): TargetNames {
  const nameOf = async ({ clientId, target, details }: AuditEntry): Promise<string | undefined> => {
    const noted = details?.['name']
    if (typeof noted === 'string') return noted
    if (target.startsWith('client_')) return (await tenancy.clientById(target))?.name
    if (clientId !== undefined && target.startsWith('flow_')) return (await flows.get(clientId, target))?.name
    if (clientId !== undefined && target.startsWith('conn_')) return (await connections.get(clientId, target))?.name
    return userName(target)
  }
  return async (entries) => {
    // A page tells of few things many times.
    const asked = new Map<string, Promise<string | undefined>>()
    return Promise.all(
      entries.map((entry) => {
        const key = JSON.stringify([entry.clientId, entry.target, entry.details?.['name']])
        const found = asked.get(key) ?? nameOf(entry)
        asked.set(key, found)
        return found
      }),
    )
  }
}
