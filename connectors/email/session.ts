// One session with the mail server, by nodemailer, and what it refuses as our errors.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { readConfig, senderOf } from './config.ts'

const TIMEOUT_MS = 30_000

export interface Mail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly message: object
}

/** Without a mail: signs in and leaves. */
export function talk(context: CallContext, mail?: Mail): Promise<{ readonly accepted: readonly string[]; readonly answer: string }> {
  return context.network.session(async () => {
    const config = readConfig(context.config)
    const { host: name, port } = senderOf(config)
    const endpoint = await context.network.resolve(name, port)
    const encryption = endpoint.isSimulator ? 'none' : (config.encryption ?? 'starttls')
    mustBeEncrypted(endpoint, encryption !== 'none')
    const { createTransport } = await import('nodemailer')
    const connection = await context.network.open(endpoint)
    const { host: _, ...tls } = tlsOptions(endpoint, config.certificate)
    let begun = false
    const transport = createTransport({
      ...listening(() => (begun = true)),
      host: endpoint.host,
      connection,
      secure: encryption === 'tls',
      requireTLS: encryption === 'starttls',
      ignoreTLS: encryption === 'none',
      tls: { ...tls, rejectUnauthorized: true },
      ...(config.username !== undefined && { auth: { user: config.username, pass: context.secrets.get('password') } }),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // What a flow gives is text, never the name of a file of this machine or an address to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const onAbort = () => connection.destroy()
    context.signal.addEventListener('abort', onAbort, { once: true })
    try {
      if (!mail) {
        await transport.verify()
        return { accepted: [], answer: '' }
      }
      const { accepted, response } = (await transport.sendMail({
        ...mail.message,
        envelope: { ...mail.envelope, to: [...mail.envelope.to] },
      })) as {
        readonly accepted: readonly string[]
        readonly response: string
      }
      return { accepted, answer: response }
    } catch (error) {
      throw mailError(error, endpoint, begun)
    } finally {
      context.signal.removeEventListener('abort', onAbort)
      transport.close()
      connection.destroy()
    }
  })
}

/** The library says of a cut connection not how far it was; what it tells a log does. Nothing is logged: the lines have credentials in them. */
function listening(onData: () => void) {
  const ignore = () => undefined
  const debug = (entry: object, text: unknown) => {
    if ((entry as { readonly tnx?: string }).tnx === 'client' && text === 'DATA') onData()
  }
  return { debug: true, logger: { level: ignore, trace: ignore, debug, info: ignore, warn: ignore, error: ignore, fatal: ignore } }
}

interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}

/** RFC 5321 §4.2.1: 4xx may work later, 5xx never does. Once the text of the mail has begun, silence says nothing about whether it was sent. */
function mailError(error: unknown, endpoint: Endpoint, begun: boolean): AppError {
  if (hasErrorCode(error)) return error as AppError
  const { code = '', responseCode, response = '' } = (error ?? {}) as SmtpError
  const place = `${endpoint.host}:${endpoint.port}`
  const says = response === '' ? (error instanceof Error ? error.message : 'it refused') : response
  const details = { host: endpoint.host, ...(responseCode !== undefined && { status: responseCode }) }
  if (code === 'EAUTH' || responseCode === 535)
    return new AppError('credentials-invalid', { message: say`${place} refuses the user or the password: ${says}`, details })
  if (responseCode !== undefined) {
    return new AppError(responseCode >= 500 ? 'vendor-rejected' : 'vendor-unavailable', { message: `${place}: ${says}`, details })
  }
  if (code === 'ETLS') return new AppError('connection-failed', { message: `${place}: ${says}`, details })
  return socketError(error, endpoint, begun)
}
