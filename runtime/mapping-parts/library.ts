// The mapping parts that a client's flows use: its partner's, and its own copies in their place.
import type { FlowDocument } from '#shared/flow/document.ts'
import { pinParts, withoutParts, type Parts } from '#shared/flow/pin-parts.ts'
import type { PartChoices } from '#shared/model/part-choices.ts'
import type { PartVersion } from '#shared/model/mapping-parts.ts'
import type { MappingPartStore, TenancyStore } from '../store/ports.ts'
import { planImport } from './plan-import.ts'

export interface PartLibrary {
  /** In their newest versions, by name. */
  of(clientId: string): Promise<Parts>
  /** A draft with the newest parts; what is published or exported has its own, and is answered as it is. */
  pinned(clientId: string, document: FlowDocument): Promise<FlowDocument>
  /**
   * Makes the parts that a document carries and the client lacks, as the client's own; answers the document without them, as a draft is. Where the client
   * has another part of the same name somebody says what becomes of it: without `choices` it throws `part-conflict` with `details.parts`, and nothing is made.
   */
  take(by: string, clientId: string, document: FlowDocument, choices?: PartChoices): Promise<FlowDocument>
}

export function createPartLibrary(options: {
  readonly store: Pick<MappingPartStore, 'newest' | 'add'>
  readonly tenancy: Pick<TenancyStore, 'clientById'>
  readonly now: () => Date
}): PartLibrary {
  const of: PartLibrary['of'] = async (clientId) => {
    const client = await options.tenancy.clientById(clientId)
    return client ? partsFor(clientId, await options.store.newest(client.partnerId)) : {}
  }
  return {
    of,
    pinned: async (clientId, document) => (document.parts || !usesParts(document) ? document : pinParts(document, await of(clientId))),
    take: async (by, clientId, document, choices = {}) => {
      const client = document.parts && (await options.tenancy.clientById(clientId))
      if (!client || !document.parts) return withoutParts(document)
      const there = partsFor(clientId, await options.store.newest(client.partnerId))
      const plan = planImport(document, there, choices)
      for (const { name, label, body, version } of plan.added) {
        await options.store.add({
          label,
          body,
          cases: [],
          partnerId: client.partnerId,
          clientId,
          name,
          version,
          note: `Came with the flow ${document.name}`.slice(0, 500),
          createdAt: options.now().toISOString(),
          createdBy: by,
        })
      }
      return withoutParts(plan.document)
    },
  }
}

/** `clientId` '' gives the partner's alone. */
export function partsFor(clientId: string, all: readonly PartVersion[]): Parts {
  const shared = all.filter((part) => part.clientId === '')
  const own = clientId === '' ? [] : all.filter((part) => part.clientId === clientId)
  const pinned = ({ name, label, version, body, clientId: owner }: PartVersion) =>
    [name, { label, version, ...(owner !== '' && { own: true as const }), body }] as const
  return Object.fromEntries([...shared, ...own].map(pinned))
}

/** Most flows use none: nothing is asked of the store for them. */
const usesParts = (document: FlowDocument): boolean => JSON.stringify(document.nodes).includes('$part')
