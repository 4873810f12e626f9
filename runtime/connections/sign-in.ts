// Signing in to another system with the browser. What has to come back unchanged is sealed in a cookie of the browser that began: it names the
// person, the client, the connection and a state that nobody else can know, and it is used once. Nothing is kept on the server meanwhile, so
// that any process may take the answer.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError, toErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isRecord } from '#shared/json.ts'
import { authFor } from '#connectors/kit/auth/auth.ts'
import { beginSignIn, finishSignIn, type SignIn } from '#connectors/kit/auth/sign-in.ts'
import { createCallContext } from '#connectors/kit/call-context.ts'
import { redactError } from '#connectors/kit/redact.ts'
import type { ConnectionOpener, OpenConnection } from './open-connection.ts'
import type { ConnectionService } from './service.ts'

export interface SignInTicket {
  readonly state: string
  readonly verifier: string
  readonly clientId: string
  readonly connectionId: string
  /** Who began, and alone may finish. */
  readonly principalId: string
  readonly redirectUri: string
  /** Milliseconds since 1970. */
  readonly until: number
}

export interface SignIns {
  /** Throws `invalid-request` where nobody signs in with a browser. `cookie` belongs to the browser, `url` is where it goes. */
  begin(options: {
    readonly clientId: string
    readonly connectionId: string
    readonly principalId: string
    readonly redirectUri: string
  }): Promise<{ readonly url: string; readonly cookie: { readonly name: string; readonly value: string; readonly seconds: number } }>
  /** The ticket of an answer, from the browser's cookies. Undefined when this browser did not begin it, or it took too long. */
  ticketOf(state: string, cookies: Readonly<Record<string, string>>): SignInTicket | undefined
  /** Name of the cookie that belongs to a state; it is removed whatever comes of it. */
  cookieName(state: string): string
  /** Keeps the tokens and tests the connection, whose status says what came of it. */
  finish(ticket: SignInTicket, query: Readonly<Record<string, string>>): Promise<void>
}

export interface SignInsOptions {
  readonly installationKey: Uint8Array
  readonly opener: ConnectionOpener
  readonly connections: Pick<ConnectionService, 'get' | 'update' | 'test' | 'failed'>
  readonly now: () => Date
}

/** As long as somebody looks for the password and the second factor. */
const LASTS_MS = 10 * 60_000
const EXCHANGE_MS = 30_000

export function createSignIns({ installationKey, opener, connections, now }: SignInsOptions): SignIns {
  const key = Buffer.from(hkdfSync('sha256', installationKey, Buffer.alloc(0), 'sign-in tickets', 32))

  const contextOf = ({ parts, gate }: OpenConnection) =>
    createCallContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(EXCHANGE_MS) })

  function signInOf({ connector, connection }: OpenConnection): SignIn {
    const { signIn } = authFor(connector.auth ?? [], connection.config)
    if (signIn) return signIn
    throw new AppError('invalid-request', {
      message: say`Nobody signs in to ${connector.name} with a browser the way this connection is set up.`,
      fix: 'Choose a way to sign in that has a sign-in page, or enter the credentials in the connection.',
    })
  }

  const cookieName = (state: string) => `tillflow_sign_in_${state.slice(0, 12).replace(/[^A-Za-z0-9_-]/g, '')}`

  return {
    cookieName,
    async begin({ clientId, connectionId, principalId, redirectUri }) {
      if (!(await connections.get(clientId, connectionId))) throw new AppError('not-found')
      // Not as it was some seconds ago: a person has just saved it.
      opener.forget(connectionId)
      const opened = await opener.open(clientId, connectionId)
      const signIn = signInOf(opened)
      const { url, state, verifier } = beginSignIn(signIn, contextOf(opened), opened.parts.baseUrl(), redirectUri)
      const ticket = { state, verifier, clientId, connectionId, principalId, redirectUri, until: now().getTime() + LASTS_MS }
      return { url, cookie: { name: cookieName(state), value: seal(key, ticket), seconds: LASTS_MS / 1_000 } }
    },

    ticketOf(state, cookies) {
      const sealed = cookies[cookieName(state)]
      const ticket = sealed === undefined ? undefined : unseal(key, sealed)
      return ticket?.state === state && ticket.until > now().getTime() ? ticket : undefined
    },

    async finish({ clientId, connectionId, verifier, redirectUri }, query) {
      opener.forget(connectionId)
      const opened = await opener.open(clientId, connectionId)
      const signIn = signInOf(opened)
      const context = contextOf(opened)
      try {
        if (query['error'] !== undefined) throw refusedBy(opened.connector.name, query)
        const learned = signIn.learn?.(query) ?? {}
        if (Object.keys(learned).length > 0) {
          await connections.update(clientId, connectionId, { config: { ...opened.connection.config, ...learned } })
        }
        await finishSignIn(signIn, context, { code: query['code'] ?? '', verifier, redirectUri })
      } catch (error) {
        await connections.failed(clientId, connectionId, toErrorData(redactError(error, context.redactor)).message)
        return
      }
      await connections.test(clientId, connectionId)
    },
  }
}

/** RFC 6749 §4.1.2.1. */
function refusedBy(name: string, { error = '', error_description: description = '' }: Readonly<Record<string, string>>): AppError {
  const said = /^[\x20-\x7e]{1,200}$/.test(description) ? description : error.slice(0, 60)
  return new AppError('credentials-invalid', {
    message: error === 'access_denied' ? say`The sign-in at ${name} was declined.` : say`${name} refused the sign-in: ${said}`,
  })
}

const IV_BYTES = 12
const TAG_BYTES = 16

function seal(key: Uint8Array, ticket: SignInTicket): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(ticket), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
}

function unseal(key: Uint8Array, sealed: string): SignInTicket | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    const ticket: unknown = JSON.parse(text)
    return isRecord(ticket) ? (ticket as unknown as SignInTicket) : undefined
  } catch {
    return undefined // made up, or of another installation
  }
}
