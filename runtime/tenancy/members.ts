// The people of a partner: users with a role, for all of its clients or some.
import type { CreateMember, Member } from '#shared/api/contract.ts'
import type { TenancyStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Accounts } from '../auth/create-auth.ts'
import type { Tenancy } from './tenancy.ts'

export interface Members {
  list(partnerId: string): Promise<readonly Member[]>
  /** Creates the user and the membership. Throws `conflict` when the e-mail address is taken. */
  create(by: Actor, body: CreateMember): Promise<Member>
}

export function createMembers(options: {
  readonly store: TenancyStore
  readonly tenancy: Pick<Tenancy, 'refuseUnknownClients'>
  readonly accounts: Accounts
  readonly audit: Audit
}): Members {
  const { store, tenancy, accounts, audit } = options
  return {
    list: async (partnerId) => {
      const memberships = await store.members(partnerId)
      const members = await Promise.all(
        memberships.map(async ({ userId, role, clientIds }) => {
          const user = await accounts.user(userId)
          return user && { userId, name: user.name, email: user.email, role, clientIds }
        }),
      )
      return members.filter((member) => member !== undefined)
    },
    create: async (by, { name, email, password, role, clientIds = null }) => {
      await tenancy.refuseUnknownClients(by.partnerId, clientIds)
      const user = await accounts.createUser({ name, email, password })
      await store.putMembership({ userId: user.id, partnerId: by.partnerId, role, clientIds })
      await audit.record(by, { action: 'member.create', target: user.id, details: { email: user.email, role } })
      return { userId: user.id, name: user.name, email: user.email, role, clientIds }
    },
  }
}
