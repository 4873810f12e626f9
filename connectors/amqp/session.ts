// A connection to the broker, by amqplib, and what it refuses as our errors.
import type { ChannelModel } from 'amqplib'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { portOf, readConfig } from './config.ts'

export interface Session {
  readonly broker: ChannelModel
  readonly endpoint: Endpoint
  close(): Promise<void>
}

const CONNECT_MS = 10_000
const HEARTBEAT_S = 20

export async function openSession(context: CallContext): Promise<Session> {
  const config = readConfig(context.config)
  const endpoint = await context.network.resolve(config.host, portOf(config))
  const isTls = config.encryption !== 'none' && !endpoint.isSimulator
  mustBeEncrypted(endpoint, isTls)
  if (context.signal.aborted) throw socketError(undefined, endpoint)
  const { connect } = await import('amqplib')
  const address = {
    protocol: isTls ? 'amqps' : 'amqp',
    hostname: endpoint.address,
    port: endpoint.port,
    username: config.username,
    password: context.secrets.get('password'),
    vhost: config.virtualHost ?? '/',
    heartbeat: HEARTBEAT_S,
  }
  const tls = isTls ? tlsOptions(endpoint, config.certificate) : {}
  const broker = await connect(address, { timeout: CONNECT_MS, ...tls, clientProperties: { connection_name: 'Tillflow' } }).catch(
    (error: unknown) => {
      throw brokerError(error, endpoint)
    },
  )
  // A connection that ends between two calls is noticed by the next one.
  broker.on('error', () => undefined)
  const onAbort = () => void broker.close().catch(() => undefined)
  context.signal.addEventListener('abort', onAbort, { once: true })
  return {
    broker,
    endpoint,
    async close() {
      context.signal.removeEventListener('abort', onAbort)
      await broker.close().catch(() => undefined)
    },
  }
}

/** Reply codes of AMQP 0-9-1 (section 1.2): 403 no right, 404 no such queue, 406 declared otherwise, 530 no such virtual host; 3xx and 5xx else. */
export function brokerError(error: unknown, endpoint: Endpoint, lost = false): AppError {
  if (hasErrorCode(error)) return error as AppError
  const text = error instanceof Error ? error.message : ''
  const code = Number((error as { readonly code?: unknown } | null)?.code ?? /\b([3-5]\d\d)\b/.exec(text)?.[1])
  const message = `${endpoint.host}:${endpoint.port}: ${text.replace(/\.?"?$/, '')}.`
  if (/ACCESS.REFUSED|Handshake terminated|auth/i.test(text) && (code === 403 || !Number.isInteger(code))) {
    return code === 403 && !/login|auth|PLAIN/i.test(text)
      ? new AppError('vendor-rejected', { message, details: { status: code } })
      : new AppError('credentials-invalid', {
          message: say`${endpoint.host}:${endpoint.port} refuses the user, the password or the virtual host.`,
        })
  }
  // The broker answers the wish for a virtual host by closing.
  if (/Expected ConnectionOpenOk/.test(text)) {
    return new AppError('credentials-invalid', {
      message: say`${endpoint.host}:${endpoint.port}: there is no such virtual host, or the user may not use it.`,
    })
  }
  if (code === 530) return new AppError('credentials-invalid', { message })
  if (code === 404 || code === 406 || code === 403) return new AppError('vendor-rejected', { message, details: { status: code } })
  if (code === 320 || code === 541 || code === 506) return new AppError('vendor-unavailable', { message, details: { status: code } })
  return socketError(error, endpoint, lost)
}
