// Users, passwords and browser sessions, kept by better-auth in tables of its own in the store's database (user, session, account, verification).
// Only three of its operations are reachable, through the functions below: sign in, sign out, who is it. Nobody signs up by themselves.
// API keys and memberships are ours: see api-keys.ts and the tenancy store. Why: docs/decisions/0005-accounts-and-keys.md
import { hkdfSync } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type Database from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import type { Pool } from 'pg'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { createThrottle } from './throttle.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
}

export interface Accounts {
  /** Creates or extends better-auth's tables. */
  migrate(): Promise<void>
  /** Answers the user and the cookies to set. Throws `not-signed-in`, or `too-many-requests` after too many wrong passwords. */
  signIn(
    credentials: { readonly email: string; readonly password: string; readonly rememberMe?: boolean },
    from: { readonly address: string; readonly headers: Headers },
  ): Promise<{ readonly user: User; readonly cookies: readonly string[] }>
  /** Ends the session; answers the cookies to set. */
  signOut(headers: Headers): Promise<readonly string[]>
  /** The user whose session cookie this is, and cookies to renew it with. */
  session(headers: Headers): Promise<{ readonly user: User; readonly cookies: readonly string[] } | undefined>
  /** Throws `conflict` when the e-mail address is taken, `invalid-request` when it is none. */
  createUser(user: { readonly name: string; readonly email: string; readonly password: string }): Promise<User>
  user(userId: string): Promise<User | undefined>
  /** Throws `invalid-request` when the current password is wrong. Ends all sessions; answers the cookies of a new one. */
  changePassword(
    user: User,
    passwords: { readonly current: string; readonly password: string },
    from: { readonly address: string; readonly headers: Headers },
  ): Promise<readonly string[]>
  /** Sets a password without knowing the old one, and ends all sessions. */
  setPassword(userId: string, password: string): Promise<void>
  /** The user with their password and sessions, for good. */
  removeUser(userId: string): Promise<void>
  /** True once somebody can sign in. */
  hasUsers(): Promise<boolean>
}

/** The store's own connections: accounts are kept in tables of the same database. */
export type AccountsDatabase =
  | { readonly type: 'sqlite'; readonly handle: Database.Database }
  | { readonly type: 'postgres'; readonly pool: Pool }

export interface AccountsOptions {
  readonly database: AccountsDatabase
  /** The installation's key; the key that signs cookies is derived from it. */
  readonly installationKey: Uint8Array
  /** The public address is https: cookies go over nothing else. */
  readonly secureCookies: boolean
  /** Accounts that exist but must not be used: the demo sign-in when the host is not loopback. */
  readonly refusedEmails?: readonly string[]
}

/** Wrong passwords: 10 for one account and 50 from one address in 15 minutes. Right ones do not count. */
const WINDOW_MS = 15 * 60_000

export function createAccounts(options: AccountsOptions): Accounts {
  const refused = new Set(options.refusedEmails)
  const perAccount = createThrottle({ limit: 10, windowMs: WINDOW_MS })
  const perAddress = createThrottle({ limit: 50, windowMs: WINDOW_MS })
  const config = betterAuthOptions(options)
  const auth = betterAuth(config)

  const signIn: Accounts['signIn'] = async ({ email, password, rememberMe }, { address, headers }) => {
    const account = email.trim().toLowerCase()
    const attempts = [perAddress.attempt(address), perAccount.attempt(account)]
    const wrong = () =>
      new AppError('not-signed-in', { message: 'The e-mail address or the password is wrong.', fix: 'Check both and try again.' })
    if (refused.has(account)) throw wrong()
    const response = await auth.api.signInEmail({
      body: { email: account, password, rememberMe: rememberMe ?? true },
      headers: withoutCookies(headers),
      asResponse: true,
    })
    if (response.status >= 500) throw new AppError('store-failed')
    if (!response.ok) throw wrong()
    for (const attempt of attempts) attempt.succeeded()
    const { user } = (await response.json()) as { user: User }
    return { user: pick(user), cookies: response.headers.getSetCookie() }
  }

  const setPassword: Accounts['setPassword'] = async (userId, password) => {
    const context = await auth.$context
    await context.internalAdapter.updatePassword(userId, await context.password.hash(password))
    await context.internalAdapter.deleteUserSessions(userId)
  }

  return {
    migrate: async () => {
      const { runMigrations } = await getMigrations(config)
      await runMigrations()
    },
    signIn,
    signOut: async (headers) => {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
    session: async (headers) => {
      const found = await auth.api.getSession({ headers, returnHeaders: true })
      if (!found.response || refused.has(found.response.user.email)) return undefined
      return { user: pick(found.response.user), cookies: found.headers.getSetCookie() }
    },
    createUser: async ({ name, email, password }) => {
      const address = email.trim().toLowerCase()
      if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
        throw new AppError('invalid-request', {
          issues: [{ path: '/email', code: 'email', message: 'This is not an e-mail address.', fix: 'Write it as name@example.com.' }],
        })
      }
      const context = await auth.$context
      if (await context.internalAdapter.findUserByEmail(address)) {
        throw new AppError('conflict', { message: say`There is a user with the e-mail address ${address} already.` })
      }
      const hash = await context.password.hash(password)
      // The table's unique index decides when two requests pass the check above together.
      const user = await context.internalAdapter
        .createUser({ name, email: address, emailVerified: true }, { method: 'email-password' })
        .catch((cause: unknown) => {
          throw new AppError('conflict', { message: say`There is a user with the e-mail address ${address} already.`, cause })
        })
      await context.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
      return pick(user)
    },
    user: async (userId) => {
      const context = await auth.$context
      const user = await context.internalAdapter.findUserById(userId)
      return user ? pick(user) : undefined
    },
    changePassword: async (user, { current, password }, from) => {
      const attempt = perAccount.attempt(user.email)
      const context = await auth.$context
      const account = await context.internalAdapter.findCredentialAccount(user.id)
      const isRight = account?.password ? await context.password.verify({ hash: account.password, password: current }) : false
      if (!isRight) {
        throw new AppError('invalid-request', {
          message: 'The current password is wrong.',
          issues: [{ path: '/current', code: 'password', message: 'This is not your password.', fix: 'Type it again.' }],
        })
      }
      attempt.succeeded()
      await setPassword(user.id, password)
      return (await signIn({ email: user.email, password }, from)).cookies
    },
    setPassword,
    removeUser: async (userId) => {
      const context = await auth.$context
      await context.internalAdapter.deleteUserSessions(userId)
      await context.internalAdapter.deleteUser(userId)
    },
    hasUsers: async () => {
      const context = await auth.$context
      const users = await context.internalAdapter.listUsers(refused.size + 1)
      return users.some((user) => !refused.has(user.email))
    },
  }
}

function betterAuthOptions(options: AccountsOptions) {
  return {
    appName: 'Tillflow',
    // Requests never reach better-auth's own router, so that it needs no real address; without one it would guess and warn.
    baseURL: options.secureCookies ? 'https://tillflow.invalid' : 'http://tillflow.invalid',
    secret: Buffer.from(hkdfSync('sha256', options.installationKey, '', 'tillflow/accounts/sessions', 32)).toString('base64url'),
    database: kyselyOf(options.database),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 7 * 24 * 3_600, updateAge: 24 * 3_600 },
    // Its limiter sees only what passes its router; ours (throttle.ts) counts failures per address and per account.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'tillflow',
      useSecureCookies: options.secureCookies,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
  } as const
}

function kyselyOf(database: AccountsDatabase) {
  if (database.type === 'postgres') {
    const dialect = new PostgresDialect({ pool: database.pool })
    return { db: new Kysely<unknown>({ dialect }), type: 'postgres', transaction: true } as const
  }
  const dialect = new SqliteDialect({ database: database.handle })
  // A transaction of its own would stay open across awaits on the handle that the engine commits runs with.
  return { db: new Kysely<unknown>({ dialect }), type: 'sqlite', transaction: false } as const
}

/** An old session plays no part in a sign-in. */
function withoutCookies(headers: Headers): Headers {
  const result = new Headers()
  const agent = headers.get('user-agent')
  if (agent) result.set('user-agent', agent)
  return result
}

const pick = (user: User): User => ({ id: user.id, name: user.name, email: user.email })
