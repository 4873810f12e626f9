// What stands with a client, as far as a person outside the app should know: counts and names of steps, never what a record holds.
import type { Client } from '#shared/model/accounts.ts'
import type { AlertKind } from '#shared/model/flow-control.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { Store } from '../store/ports.ts'

/** Open exceptions of a live flow that stand at one step. */
export interface WaitingRecords {
  readonly flow: string
  readonly step: string
  readonly count: number
  readonly oldestAt: string
  readonly newestAt: string
}
export interface ConnectionTrouble {
  readonly connection: string
  readonly kind: AlertKind
  readonly raisedAt: string
}
export interface ClientReport {
  readonly client: Pick<Client, 'name' | 'slug'>
  /** The most frequent first. */
  readonly records: readonly WaitingRecords[]
  /** Of live connections, and still standing. */
  readonly troubles: readonly ConnectionTrouble[]
}
export interface DigestReport extends ClientReport {
  readonly approvals: number
  /** Values that lookup tables lack. */
  readonly missingKeys: number
  /** Of the last 24 hours, tests included. */
  readonly runs: Readonly<Partial<Record<RunStatus, number>>>
}

export interface Reporter {
  report(client: Client): Promise<ClientReport>
  digest(client: Client, now: Date): Promise<DigestReport>
}

type Reading = Pick<Store, 'bulkReplays' | 'connections' | 'flowControl' | 'flows' | 'runs' | 'waits'>

const MOST_CAUSES = 100
const MOST_ALERTS = 50
/** Enough to say how many; more of them need no exact number. */
const MOST_COUNTED = 200
const DAY_MS = 86_400_000

export function createReporter({ bulkReplays, connections, flowControl, flows, runs, waits }: Reading): Reporter {
  async function records({ id }: Client): Promise<readonly WaitingRecords[]> {
    const causes = await bulkReplays.causes(id, { environment: 'live' }, MOST_CAUSES)
    const places = new Map<string, WaitingRecords>()
    for (const { flowId, nodeId, count, oldestAt, newestAt } of causes) {
      const flow = await flows.get(id, flowId)
      const place = `${flowId} ${nodeId}`
      const before = places.get(place)
      places.set(place, {
        flow: flow?.draft.name ?? flowId,
        step: flow?.draft.nodes[nodeId]?.label ?? nodeId,
        count: (before?.count ?? 0) + count,
        oldestAt: before && before.oldestAt < oldestAt ? before.oldestAt : oldestAt,
        newestAt: before && before.newestAt > newestAt ? before.newestAt : newestAt,
      })
    }
    return [...places.values()].toSorted((a, b) => b.count - a.count)
  }

  async function troubles({ id }: Client): Promise<readonly ConnectionTrouble[]> {
    const standing = (await flowControl.alerts(id, MOST_ALERTS)).filter(({ clearedAt }) => clearedAt === undefined)
    const found = await Promise.all(
      standing.map(async ({ kind, subject, raisedAt }): Promise<ConnectionTrouble | undefined> => {
        const connection = await connections.get(id, subject)
        return connection?.environment === 'live' ? { connection: connection.name, kind, raisedAt } : undefined
      }),
    )
    return found.filter((one) => one !== undefined)
  }

  async function report(client: Client): Promise<ClientReport> {
    const [waiting, standing] = await Promise.all([records(client), troubles(client)])
    return { client: { name: client.name, slug: client.slug }, records: waiting, troubles: standing }
  }

  return {
    report,
    async digest(client, now) {
      const [standing, approvals, missing, counts] = await Promise.all([
        report(client),
        waits.list(client.id, { kind: 'approval', environment: 'live', status: 'open', limit: MOST_COUNTED }),
        runs.unmappedKeys(client.id, 'live', MOST_COUNTED),
        runs.counts(client.id, new Date(now.getTime() - DAY_MS)),
      ])
      return { ...standing, approvals: approvals.items.length, missingKeys: missing.length, runs: counts }
    },
  }
}

/** What is newer than `since`; undefined where nothing is. `connections`: records do not count. */
export function newsIn(report: ClientReport, since: string, which: 'everything' | 'connections'): ClientReport | undefined {
  const records = which === 'everything' ? report.records.filter(({ newestAt }) => newestAt > since) : []
  const troubles = report.troubles.filter(({ raisedAt }) => raisedAt > since)
  return records.length + troubles.length > 0 ? { ...report, records, troubles } : undefined
}

/** The instant of the newest of what reports tell. */
export const newestOf = (reports: readonly ClientReport[], otherwise: string): string =>
  reports
    .flatMap(({ records, troubles }) => [...records.map(({ newestAt }) => newestAt), ...troubles.map(({ raisedAt }) => raisedAt)])
    .reduce((newest, at) => (at > newest ? at : newest), otherwise)
