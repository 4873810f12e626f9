// The first start of an installation without demo: nobody can sign in yet, so the first visitor names the admin. Once.
import type { CreateAdmin, SetupState } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Store, TenancyStore } from '../store/ports.ts'
import type { Audit } from '../audit/audit.ts'
import type { Accounts, User } from './create-auth.ts'

export interface Setup {
  /** Told without a sign-in. */
  state(): Promise<SetupState>
  /** Throws `conflict` once there is a user. */
  createAdmin(body: CreateAdmin): Promise<User>
}

export function createSetup(options: {
  readonly accounts: Accounts
  readonly tenancy: TenancyStore
  readonly audit: Audit
  /** The demo sign-in, where it works: in demo mode on a loopback host. The sign-in page offers it, and nobody is asked for an admin. */
  readonly demo?: { readonly email: string; readonly password: string }
  /** Another process may hear the same request. */
  readonly alone?: Store['alone']
  readonly clock?: () => Date
}): Setup {
  const { accounts, tenancy, audit, demo } = options
  const clock = options.clock ?? (() => new Date())
  const needsAdmin = async () => !demo && !(await accounts.hasUsers())
  const alone: Store['alone'] = options.alone ?? ((_task, _otherwise, work) => work())
  // One at a time, so that of two first visitors one wins.
  let queue: Promise<unknown> = Promise.resolve()

  const createAdmin = async ({ name, email, password, partner }: CreateAdmin): Promise<User> => {
    if (!(await needsAdmin()))
      throw new AppError('conflict', { message: 'This installation has an admin already.', fix: 'Sign in instead.' })
    const at = clock()
    const user = await accounts.createUser({ name, email, password })
    const existing = (await tenancy.partners())[0]
    const partnerId = existing?.id ?? newId('part', at.getTime())
    if (!existing) await tenancy.createPartner({ id: partnerId, name: partner, createdAt: at.toISOString() })
    await tenancy.putMembership({ userId: user.id, partnerId, role: 'partner-admin', clientIds: null })
    await audit.record({ actor: user.email, partnerId }, { action: 'installation.setup', target: user.id })
    return user
  }

  /** Who waits gets a turn. */
  const createInTurn = async (body: CreateAdmin): Promise<User> => {
    const user = await alone('setup', 'wait', () => createAdmin(body))
    if (!user) throw new AppError('internal')
    return user
  }

  return {
    state: async () => ({ needsAdmin: await needsAdmin(), ...(demo && { demo }) }),
    createAdmin: (body) => {
      const mine = queue.then(() => createInTurn(body))
      queue = mine.catch(() => undefined)
      return mine
    },
  }
}
