// What the target of an audit entry is called today: people read names, not ids. A record on the exception desk is called as its sender calls it
// for as long as it is kept; the entry itself, which is kept for ever, never holds what a record does. What was removed since keeps its id.
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { recordName } from '#shared/run/record-name.ts'
import type { AuditEntry, ConnectionStore, FlowStore, RunStore, TenancyStore } from '../store/ports.ts'

export interface TargetNamesOptions {
  readonly flows: Pick<FlowStore, 'get'>
  readonly connections: Pick<ConnectionStore, 'get'>
  readonly runs: Pick<RunStore, 'get' | 'exception' | 'body'>
  readonly tenancy: Pick<TenancyStore, 'clientById' | 'partners'>
  readonly userName: (userId: string) => Promise<string | undefined>
}

export interface TargetToday {
  readonly targetName?: string
  /** The flow that an exception, a run or a job is of. */
  readonly targetFlow?: { readonly id: string; readonly name: string }
  /** It is still there to be opened. */
  readonly targetKept?: true
}

export type TargetNames = (entries: readonly AuditEntry[]) => Promise<readonly TargetToday[]>

export function createTargetNames({ flows, connections, runs, tenancy, userName }: TargetNamesOptions): TargetNames {
  const flowOf = async (clientId: string, flowId: unknown): Promise<Pick<TargetToday, 'targetFlow'>> => {
    const flow = typeof flowId === 'string' ? await flows.get(clientId, flowId) : undefined
    return flow ? { targetFlow: { id: flow.id, name: flow.name } } : {}
  }
  /** Steps may have left nothing of what its sender calls it: then as it came in. */
  const nameOf = async ({ clientId, runId, record, input }: ExceptionRecord): Promise<string | undefined> => {
    const name = recordName(input)
    if (name !== undefined || record !== '') return name
    return recordName(parsed(await runs.body(clientId, runId)))
  }
  const named = (name: string | undefined): TargetToday => (name === undefined ? {} : { targetName: name })

  const look = async ({ partnerId, clientId, target, details }: AuditEntry): Promise<TargetToday> => {
    const noted = details?.['name']
    if (target.startsWith('client_')) return named(typeof noted === 'string' ? noted : (await tenancy.clientById(target))?.name)
    if (target === partnerId) return named((await tenancy.partners()).find(({ id }) => id === target)?.name)
    if (clientId === undefined) return named(typeof noted === 'string' ? noted : await userName(target))
    if (target.startsWith('flow_')) {
      const flow = await flows.get(clientId, target)
      return { ...named(typeof noted === 'string' ? noted : flow?.name), ...(flow && { targetKept: true }) }
    }
    if (typeof noted === 'string') return named(noted)
    if (target.startsWith('conn_')) return named((await connections.get(clientId, target))?.name)
    if (target.startsWith('exc_')) {
      const exception = await runs.exception(clientId, target)
      return {
        ...named(exception && (await nameOf(exception))),
        ...(await flowOf(clientId, exception?.flowId ?? details?.['flowId'])),
        ...(exception && { targetKept: true }),
      }
    }
    if (target.startsWith('run_')) {
      const run = await runs.get(clientId, target)
      return { ...(await flowOf(clientId, run?.flowId)), ...(run && { targetKept: true }) }
    }
    if (target.startsWith('bulk_')) return flowOf(clientId, details?.['flowId'])
    return named(await userName(target))
  }
  return async (entries) => {
    // A page tells of few things many times.
    const asked = new Map<string, Promise<TargetToday>>()
    return Promise.all(
      entries.map((entry) => {
        const key = JSON.stringify([entry.clientId, entry.target, entry.details?.['name'], entry.details?.['flowId']])
        const found = asked.get(key) ?? look(entry)
        asked.set(key, found)
        return found
      }),
    )
  }
}

/** What came in may be a file of another format. */
function parsed(body: string | undefined): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(body)
  } catch {
    return undefined
  }
}
