// The people of a partner: users with a role, for all of its clients or some. What is changed here holds from the next request on:
// memberships are read with each of them, and the sessions and keys of somebody who leaves are deleted.
import type { CreateMember, Member, UpdateMember } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Membership } from '#shared/model/accounts.ts'
import type { TenancyStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { ApiKeys } from '../auth/api-keys.ts'
import type { Accounts } from '../auth/create-auth.ts'
import type { Tenancy } from './tenancy.ts'

export interface Members {
  list(partnerId: string): Promise<readonly Member[]>
  /** Creates the user and the membership. Throws `conflict` when the e-mail address is taken. */
  create(by: Actor, body: CreateMember): Promise<Member>
  /** Role and clients. Throws `not-found`, or `conflict` where nobody would be left to administer. */
  update(by: Actor, userId: string, body: UpdateMember): Promise<Member>
  /** A new password to hand over; ends the member's sessions. Throws `conflict` for somebody who works for another partner, too. */
  setPassword(by: Actor, userId: string, password: string): Promise<void>
  /** Ends the membership, with the keys that the member made; without another partner also the user and their sessions. */
  remove(by: Actor, userId: string): Promise<void>
}

export function createMembers(options: {
  readonly store: TenancyStore
  readonly tenancy: Pick<Tenancy, 'refuseUnknownClients'>
  readonly accounts: Accounts
  readonly apiKeys: Pick<ApiKeys, 'removeMadeBy'>
  readonly audit: Audit
}): Members {
  const { store, tenancy, accounts, apiKeys, audit } = options

  const mustGet = async (partnerId: string, userId: string) => {
    const members = await store.members(partnerId)
    const membership = members.find((member) => member.userId === userId)
    const user = membership && (await accounts.user(userId))
    if (!user) throw new AppError('not-found', { message: 'There is no such member.' })
    const isLastAdmin = isAdmin(membership) && !members.some((other) => other.userId !== userId && isAdmin(other))
    return { membership, user, isLastAdmin }
  }

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
      await audit.record(by, { action: 'member.create', target: user.id, details: { name: user.email, role } })
      return { userId: user.id, name: user.name, email: user.email, role, clientIds }
    },
    update: async (by, userId, body) => {
      const { membership, user, isLastAdmin } = await mustGet(by.partnerId, userId)
      const changed: Membership = { ...membership, ...body }
      await tenancy.refuseUnknownClients(by.partnerId, changed.clientIds)
      if (isLastAdmin && !isAdmin(changed)) throw lastAdmin()
      await store.putMembership(changed)
      const { role, clientIds } = changed
      await audit.record(by, { action: 'member.update', target: userId, details: { name: user.email, role, clientIds } })
      return { userId, name: user.name, email: user.email, role, clientIds }
    },
    setPassword: async (by, userId, password) => {
      const { user } = await mustGet(by.partnerId, userId)
      // Their account opens that partner's door, too.
      if ((await store.membershipsOf(userId)).length > 1) {
        throw new AppError('conflict', {
          message: say`${user.name} works for another partner, too.`,
          fix: 'They change their password themselves.',
        })
      }
      await accounts.setPassword(userId, password)
      await audit.record(by, { action: 'member.set-password', target: userId, details: { name: user.email } })
    },
    remove: async (by, userId) => {
      const { user, isLastAdmin } = await mustGet(by.partnerId, userId)
      if (isLastAdmin) throw lastAdmin()
      await store.removeMembership(by.partnerId, userId)
      const keys = await apiKeys.removeMadeBy(by.partnerId, user.email)
      if ((await store.membershipsOf(userId)).length === 0) await accounts.removeUser(userId)
      await audit.record(by, { action: 'member.remove', target: userId, details: { name: user.email, keys } })
    },
  }
}

const isAdmin = ({ role, clientIds }: Membership) => role === 'partner-admin' && clientIds === null

const lastAdmin = () =>
  new AppError('conflict', {
    message: 'Nobody would be left to administer this partner.',
    fix: 'Make somebody else a partner admin for all clients first.',
  })
