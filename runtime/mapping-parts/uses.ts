// Who uses a mapping part: drafts, what is deployed, and other parts, of all clients that see this part under its name.
import type { FlowDocument } from '#shared/flow/document.ts'
import { partsOfFlow } from '#shared/flow/pin-parts.ts'
import { partCallsIn } from '#shared/mapping/parts/part-calls.ts'
import { expressionsOfPart } from '#shared/mapping/parts/with-parts.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { PartUse, PartVersion } from '#shared/model/mapping-parts.ts'
import type { FlowStore } from '../store/ports.ts'
import { partsFor } from './library.ts'

/** `owner` is the client whose copy it is, '' for the partner's. */
export interface PartPlace {
  readonly name: string
  readonly owner: string
}

/** The clients whose flows get this part: its own client, or all without a copy of their own. */
export function clientsOf({ name, owner }: PartPlace, clients: readonly Client[], all: readonly PartVersion[]): readonly Client[] {
  if (owner !== '') return clients.filter(({ id }) => id === owner)
  const own = new Set(all.filter((part) => part.name === name && part.clientId !== '').map(({ clientId }) => clientId))
  return clients.filter(({ id }) => !own.has(id))
}

export interface FlowUse {
  readonly client: Client
  readonly flow: Flow
  readonly draft: boolean
  readonly deployed: readonly { readonly environment: string; readonly version: number }[]
}

export async function flowsUsing(
  place: PartPlace,
  clients: readonly Client[],
  all: readonly PartVersion[],
  flows: Pick<FlowStore, 'list' | 'deployments' | 'version'>,
): Promise<readonly FlowUse[]> {
  const found = await Promise.all(
    clientsOf(place, clients, all).map(async (client) => {
      const parts = partsFor(client.id, all)
      const deployments = (await flows.deployments(client.id)).filter(({ active }) => active)
      const uses = (document: FlowDocument) => partsOfFlow(document, parts).has(place.name)
      return Promise.all(
        (await flows.list(client.id)).map(async (flow): Promise<FlowUse> => {
          const pinned = await Promise.all(
            deployments
              .filter(({ flowId }) => flowId === flow.id)
              .map(async ({ environment, version }) => {
                const part = (await flows.version(client.id, flow.id, version))?.document.parts?.[place.name]
                return part ? [{ environment, version: part.version }] : []
              }),
          )
          return { client, flow, draft: uses(flow.draft), deployed: pinned.flat() }
        }),
      )
    }),
  )
  return found.flat().filter(({ draft, deployed }) => draft || deployed.length > 0)
}

/** Parts that use it, of the partner and of the clients that see it. */
export function partsUsing(place: PartPlace, clients: readonly Client[], all: readonly PartVersion[]): readonly PartVersion[] {
  const seeing = new Set(['', ...clientsOf(place, clients, all).map(({ id }) => id)])
  const isSeen = ({ clientId }: PartVersion) => (place.owner === '' ? seeing.has(clientId) : clientId === place.owner || clientId === '')
  return all.filter(
    (part) =>
      isSeen(part) &&
      part.name !== place.name &&
      expressionsOfPart(part.body).some((source) => partCallsIn(source).names.includes(place.name)),
  )
}

export const flowUse = ({ client, flow, draft, deployed }: FlowUse): PartUse => ({
  kind: 'flow',
  clientId: client.id,
  client: client.name,
  flowId: flow.id,
  flow: flow.name,
  draft,
  deployed,
})
