// One session with a mailbox, by imapflow, and what it refuses as our errors.
import type { ImapFlow } from 'imapflow'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { mailboxOf, readConfig } from './config.ts'

const CONNECT_MS = 15_000
const SILENCE_MS = 60_000
/** Of one answer: a part of a mail with room to spare. */
const MOST_BYTES = 40_000_000

/** Signs in, works, and leaves. */
export async function withMailbox<T>(context: CallContext, work: (client: ImapFlow, endpoint: Endpoint) => Promise<T>): Promise<T> {
  const config = readConfig(context.config)
  const { host, port, encryption: wanted, username } = mailboxOf(config)
  const endpoint = await context.network.resolve(host, port)
  const encryption = endpoint.isSimulator ? 'none' : wanted
  mustBeEncrypted(endpoint, encryption !== 'none')
  if (context.signal.aborted) throw socketError(undefined, endpoint)
  const { ImapFlow: Client } = await import('imapflow')
  const { host: address, servername, ...tls } = { servername: undefined, ...tlsOptions(endpoint, config.certificate) }
  const client = new Client({
    host: address,
    port: endpoint.port,
    secure: encryption === 'tls',
    doSTARTTLS: encryption === 'starttls',
    ...(servername !== undefined && { servername }),
    tls: { ...tls, rejectUnauthorized: true },
    auth: { user: username, pass: passwordOf(context) },
    clientInfo: { name: 'Tillflow' },
    // Lines have credentials and mails in them.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: MOST_BYTES,
    maxResponseSize: 2 * MOST_BYTES,
    maxLineLength: MOST_BYTES,
  })
  // A connection that ends is noticed by whoever waits for an answer.
  client.on('error', () => undefined)
  const onAbort = () => client.close()
  context.signal.addEventListener('abort', onAbort, { once: true })
  try {
    await client.connect()
    const result = await work(client, endpoint)
    await client.logout().catch(() => undefined)
    return result
  } catch (error) {
    throw mailboxError(error, endpoint)
  } finally {
    context.signal.removeEventListener('abort', onAbort)
    client.close()
  }
}

function passwordOf({ secrets }: CallContext): string {
  try {
    return secrets.get('mailboxPassword')
  } catch {
    return secrets.get('password') // one password for both servers
  }
}

interface ImapError {
  readonly code?: string
  readonly message?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly responseText?: string
  readonly responseStatus?: string
  readonly cause?: unknown
}

/** Response codes of RFC 5530. */
const UNAVAILABLE = /^(UNAVAILABLE|SERVERBUG|INUSE|LIMIT|OVERQUOTA|CONTACTADMIN)$/
const TIMEOUTS = /TIMEOUT|ETIMEOUT/i

function mailboxError(error: unknown, endpoint: Endpoint): AppError {
  if (hasErrorCode(error)) return error as AppError
  const {
    code = '',
    message = '',
    authenticationFailed,
    serverResponseCode = '',
    responseText,
    responseStatus,
    cause,
  } = (error ?? {}) as ImapError
  const place = `${endpoint.host}:${endpoint.port}`
  const says = responseText ?? message
  if (UNAVAILABLE.test(serverResponseCode)) return new AppError('vendor-unavailable', { message: `${place}: ${says}` })
  if (authenticationFailed === true) {
    return new AppError('credentials-invalid', {
      message: say`${place} refuses the user or the password: ${says}`,
      fix: 'Enter the password anew. Where the mailbox is protected by a second factor, an app password is needed; Microsoft 365 lets nobody sign in by password any more.',
    })
  }
  if (code === 'ETHROTTLE')
    return new AppError('vendor-throttled', { message: say`${place} asks to slow down: ${says}`, retryAfterMs: 60_000 })
  if (TIMEOUTS.test(code)) return new AppError('call-timeout', { message: say`${place}: no answer in time.` })
  if (code === 'UPGRADE_TIMEOUT' || code === 'STARTTLS_INJECTION' || /starttls/i.test(message))
    return new AppError('connection-failed', { message: say`${place} does not offer the encryption that is wanted.` })
  if (responseStatus === 'NO' || responseStatus === 'BAD') return new AppError('vendor-rejected', { message: `${place}: ${says}` })
  if (
    /^(LiteralTooLarge|ResponseTooLarge|LineTooLarge|TooManyTokens|TooManyResponses|UnexpectedTag|MissingTag|InvalidResponse|Parser)/.test(
      code,
    )
  ) {
    return new AppError('vendor-answer-invalid', { message: say`${place} does not answer as a mailbox does: ${message}` })
  }
  const isClosed = code === 'NoConnection' || code === 'EConnectionClosed'
  return socketError(isClosed ? cause : error, endpoint)
}
