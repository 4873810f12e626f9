// What stands with a client, as far as a person outside the app should know: counts and names of steps, never what a record holds.
import type { Client } from '#shared/model/accounts.ts'
import type { Alert, AlertKind } from '#shared/model/flow-control.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
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

/** The same before anything is called by its name, which costs more than to see that nothing is new. */
export interface Standing {
  readonly client: Client
  readonly places: readonly Place[]
  readonly alerts: readonly Alert[]
}
interface Place extends Omit<WaitingRecords, 'flow' | 'step'> {
  readonly flowId: string
  readonly nodeId: string
}

export interface Reporter {
  standing(client: Client): Promise<Standing>
  /** Without what is no live connection's. */
  named(standing: Standing): Promise<ClientReport>
  digest(client: Client, now: Date): Promise<DigestReport>
}

type Reading = Pick<Store, 'bulkReplays' | 'connections' | 'flowControl' | 'flows' | 'runs' | 'waits'>

const MOST_CAUSES = 100
const MOST_ALERTS = 50
/** Enough to say how many; more of them need no exact number. */
const MOST_COUNTED = 200
const DAY_MS = 86_400_000

export function createReporter({ bulkReplays, connections, flowControl, flows, runs, waits }: Reading): Reporter {
  async function standing(client: Client): Promise<Standing> {
    const [causes, alerts] = await Promise.all([
      bulkReplays.causes(client.id, { environment: 'live' }, MOST_CAUSES),
      flowControl.alerts(client.id, MOST_ALERTS),
    ])
    const places = new Map<string, Place>()
    for (const { flowId, nodeId, count, oldestAt, newestAt } of causes) {
      const place = `${flowId} ${nodeId}`
      const before = places.get(place)
      places.set(place, {
        flowId,
        nodeId,
        count: (before?.count ?? 0) + count,
        oldestAt: before && before.oldestAt < oldestAt ? before.oldestAt : oldestAt,
        newestAt: before && before.newestAt > newestAt ? before.newestAt : newestAt,
      })
    }
    return {
      client,
      places: [...places.values()].toSorted((a, b) => b.count - a.count),
      alerts: alerts.filter(({ clearedAt }) => clearedAt === undefined),
    }
  }

  async function named({ client, places, alerts }: Standing): Promise<ClientReport> {
    const ids = [...new Set(places.map(({ flowId }) => flowId))]
    const drafts = new Map(await Promise.all(ids.map(async (id) => [id, (await flows.get(client.id, id))?.draft] as const)))
    const troubles = await Promise.all(
      alerts.map(async ({ kind, subject, raisedAt }): Promise<ConnectionTrouble | undefined> => {
        const connection = await connections.get(client.id, subject)
        return connection?.environment === 'live' ? { connection: connection.name, kind, raisedAt } : undefined
      }),
    )
    return {
      client: { name: client.name, slug: client.slug },
      records: places.map(({ flowId, nodeId, ...waiting }) => {
        const draft = drafts.get(flowId)
        return { ...waiting, flow: draft?.name ?? flowId, step: draft?.nodes[nodeId]?.label ?? nodeId }
      }),
      troubles: troubles.filter((one) => one !== undefined),
    }
  }

  return {
    standing,
    named,
    async digest(client, now) {
      const [report, approvals, missing, counts] = await Promise.all([
        standing(client).then(named),
        waits.list(client.id, { kind: 'approval', environment: 'live', status: 'open', limit: MOST_COUNTED }),
        runs.unmappedKeys(client.id, 'live', MOST_COUNTED),
        runs.counts(client.id, new Date(now.getTime() - DAY_MS)),
      ])
      return { ...report, approvals: approvals.items.length, missingKeys: missing.length, runs: counts }
    },
  }
}

/** What is newer than `since`, of what the person wants to be told at once. */
export function newsIn({ client, places, alerts }: Standing, since: string, atOnce: NotificationSettings['atOnce']): Standing {
  return {
    client,
    places: atOnce === 'everything' ? places.filter(({ newestAt }) => newestAt > since) : [],
    alerts: atOnce === 'off' ? [] : alerts.filter(({ raisedAt }) => raisedAt > since),
  }
}

export const isEmpty = ({ records, troubles }: ClientReport): boolean => records.length + troubles.length === 0

/** The instant of the newest of what reports tell. */
export const newestOf = (reports: readonly ClientReport[], otherwise: string): string =>
  reports
    .flatMap(({ records, troubles }) => [...records.map(({ newestAt }) => newestAt), ...troubles.map(({ raisedAt }) => raisedAt)])
    .reduce((newest, at) => (at > newest ? at : newest), otherwise)
