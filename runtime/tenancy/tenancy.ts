// Partners and their clients. Every route below /clients/:client comes through `enter`: a foreign id and an unknown one are the same 404.
import type { CreateClient } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Client, Partner } from '#shared/model/accounts.ts'
import type { TenancyStore } from '../store/ports.ts'
import type { Audit } from '../audit/audit.ts'
import type { Principal } from '../auth/principal.ts'

export interface Tenancy {
  partner(partnerId: string): Promise<Partner>
  /** The partner's clients that the principal may see. */
  clients(principal: Principal): Promise<readonly Client[]>
  /** By id or slug. Throws `not-found`, also for a client of another partner or one the principal may not see. */
  enter(principal: Principal, idOrSlug: string): Promise<Client>
  /** Throws `invalid-request` when access would be given to clients that are not the partner's; `null` is all of them. */
  refuseUnknownClients(partnerId: string, clientIds: readonly string[] | null): Promise<void>
  /** Throws `conflict` when the slug is taken. */
  createClient(by: Pick<Principal, 'partnerId' | 'actor'>, body: CreateClient): Promise<Client>
  /** Whether the person has finished or left the tour of the app; programs have. */
  isToured(principal: Principal): Promise<boolean>
  /** Throws `not-found` for programs. */
  setToured(principal: Principal, toured: boolean): Promise<void>
}

export function createTenancy(options: { readonly store: TenancyStore; readonly audit: Audit; readonly clock?: () => Date }): Tenancy {
  const { store, audit } = options
  const clock = options.clock ?? (() => new Date())
  return {
    partner: async (partnerId) => {
      const partner = (await store.partners()).find(({ id }) => id === partnerId)
      if (!partner) throw new AppError('not-found')
      return partner
    },
    clients: async (principal) => (await store.clients(principal.partnerId)).filter(({ id }) => mayEnter(principal, id)),
    enter: async (principal, idOrSlug) => {
      const client = await store.client(principal.partnerId, idOrSlug)
      if (!client || !mayEnter(principal, client.id)) throw new AppError('not-found')
      return client
    },
    isToured: async ({ kind, id, partnerId }) =>
      kind !== 'user' || (await store.membershipsOf(id)).some((one) => one.partnerId === partnerId && one.touredAt !== undefined),
    setToured: async ({ kind, id, partnerId }, toured) => {
      if (kind !== 'user') throw new AppError('not-found', { message: 'Only people who sign in are shown the tour.' })
      await store.setToured(partnerId, id, toured ? clock().toISOString() : null)
    },
    refuseUnknownClients: async (partnerId, clientIds) => {
      if (clientIds === null) return
      const known = new Set((await store.clients(partnerId)).map(({ id }) => id))
      const issues = clientIds.flatMap((id, index) =>
        known.has(id) ? [] : [{ path: `/clientIds/${index}`, code: 'client-unknown', message: 'This is not one of your clients.' }],
      )
      if (issues.length > 0) throw new AppError('invalid-request', { issues })
    },
    createClient: async (by, { name, slug }) => {
      if (await store.client(by.partnerId, slug))
        throw new AppError('conflict', { message: say`There is a client with the short name ${slug} already.` })
      const at = clock()
      const client = { id: newId('client', at.getTime()), partnerId: by.partnerId, name, slug, createdAt: at.toISOString() }
      await store.createClient(client)
      await audit.record(by, { action: 'client.create', target: client.id, clientId: client.id, details: { name, slug } })
      return client
    },
  }
}

const mayEnter = ({ clientIds }: Principal, clientId: string) => clientIds === null || clientIds.includes(clientId)
