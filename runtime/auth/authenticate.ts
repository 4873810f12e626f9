// From a request's headers to a principal: the control token of this installation, an API key, or a session cookie, in this order.
// A Bearer token that is wrong is never followed by a look at the cookie: the caller said who it wants to be.
import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { TenancyStore } from '../store/ports.ts'
import type { ApiKeys } from './api-keys.ts'
import type { Accounts } from './create-auth.ts'
import type { Principal } from './principal.ts'

/** Chooses the partner for somebody who belongs to several; the first one otherwise. */
export const PARTNER_HEADER = 'x-tillflow-partner'

export interface Authenticated {
  readonly principal: Principal
  /** Came by cookie: a state-changing request must come from one of our own pages. */
  readonly isBrowser: boolean
  /** Cookies to set on the answer (a session that was prolonged). */
  readonly cookies: readonly string[]
}

export interface Authenticator {
  /** `undefined` when nobody is signed in. Throws `not-signed-in` for a wrong or expired token and `not-allowed` for a foreign partner. */
  authenticate(headers: Headers): Promise<Authenticated | undefined>
}

export function createAuthenticator(options: {
  readonly accounts: Accounts
  readonly apiKeys: ApiKeys
  readonly tenancy: TenancyStore
  /** Held by the owner of the machine (a file in the data directory); the CLI presents it. */
  readonly controlToken?: string
}): Authenticator {
  const { accounts, apiKeys, tenancy, controlToken } = options

  const installation = async (wanted: string | null): Promise<Principal> => {
    const partners = await tenancy.partners()
    const partner = wanted === null ? partners[0] : partners.find(({ id }) => id === wanted)
    if (!partner) {
      throw new AppError('not-found', {
        message: wanted === null ? 'There is no partner in this installation yet.' : 'There is no such partner in this installation.',
        fix: wanted === null ? 'Start Tillflow once and make the first admin in the browser.' : 'Check the partner id.',
      })
    }
    return {
      kind: 'installation',
      id: 'installation',
      name: 'Installation owner',
      email: '',
      actor: 'installation',
      partnerId: partner.id,
      role: 'partner-admin',
      clientIds: null,
    }
  }

  const byToken = async (token: string, wanted: string | null): Promise<Principal> => {
    if (controlToken && isSameText(token, controlToken)) return installation(wanted)
    const key = await apiKeys.verify(token)
    if (!key) throw new AppError('not-signed-in', { message: 'This API key is not valid, or not any more.' })
    if (wanted !== null && wanted !== key.partnerId) throw new AppError('not-allowed')
    const { id, name, partnerId, role, clientIds, createdBy } = key
    const actor = `key:${name}`
    return { kind: 'api-key', id, name, email: '', actor, ...(createdBy && { maker: createdBy }), partnerId, role, clientIds }
  }

  const byCookie = async (headers: Headers, wanted: string | null): Promise<Authenticated | undefined> => {
    const session = await accounts.session(headers)
    if (!session) return undefined
    const memberships = await tenancy.membershipsOf(session.user.id)
    const membership = wanted === null ? memberships[0] : memberships.find(({ partnerId }) => partnerId === wanted)
    if (!membership) throw new AppError('not-allowed', { message: 'You are not a member of this partner.' })
    const { id, name, email } = session.user
    const { partnerId, role, clientIds } = membership
    return {
      principal: { kind: 'user', id, name, email, actor: email, partnerId, role, clientIds },
      isBrowser: true,
      cookies: session.cookies,
    }
  }

  return {
    authenticate: async (headers) => {
      const wanted = headers.get(PARTNER_HEADER)
      const authorization = headers.get('authorization')
      if (authorization === null) return headers.has('cookie') ? byCookie(headers, wanted) : undefined
      const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1]
      if (!token) throw new AppError('not-signed-in')
      return { principal: await byToken(token, wanted), isBrowser: false, cookies: [] }
    },
  }
}

/** Compares in constant time, whatever the lengths. */
function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
