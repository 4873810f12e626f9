// A connection to NATS, by its makers' client, and what it refuses as our errors.
import type { NatsConnection } from '@nats-io/transport-node'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { portOf, readConfig } from './config.ts'

export interface Session {
  readonly nats: NatsConnection
  readonly endpoint: Endpoint
  close(): Promise<void>
}

const CONNECT_MS = 10_000

export async function openSession(context: CallContext): Promise<Session> {
  const config = readConfig(context.config)
  const endpoint = await context.network.resolve(config.host, portOf(config))
  const isTls = config.encryption !== 'none' && !endpoint.isSimulator
  mustBeEncrypted(endpoint, isTls)
  if (context.signal.aborted) throw socketError(undefined, endpoint)
  const { connect } = await import('@nats-io/transport-node')
  const { host: _, ...tls } = tlsOptions(endpoint, config.certificate)
  const credentials = config.username === undefined ? tokenOf(context) : { user: config.username, pass: context.secrets.get('password') }
  const nats = await connect({
    servers: `${endpoint.address.includes(':') ? `[${endpoint.address}]` : endpoint.address}:${endpoint.port}`,
    ...credentials,
    tls: isTls ? tls : null,
    name: 'Tillflow',
    timeout: CONNECT_MS,
    // Other servers of a cluster have addresses that nobody checked.
    ignoreClusterUpdates: true,
    reconnect: false,
    maxReconnectAttempts: 0,
  }).catch((error: unknown) => {
    throw natsError(error, endpoint)
  })
  const onAbort = () => void nats.close().catch(() => undefined)
  context.signal.addEventListener('abort', onAbort, { once: true })
  return {
    nats,
    endpoint,
    async close() {
      context.signal.removeEventListener('abort', onAbort)
      await nats.close().catch(() => undefined)
    },
  }
}

function tokenOf({ secrets }: CallContext): { readonly token?: string } {
  try {
    return { token: secrets.get('token') }
  } catch {
    return {} // a server that wants no sign-in
  }
}

/** By the names of the client's errors; codes are those of JetStream's API (404 no such stream, 503 nobody answers). */
export function natsError(error: unknown, endpoint: Endpoint, lost = false): AppError {
  if (hasErrorCode(error)) return error as AppError
  const {
    name = '',
    message = '',
    cause,
  } = (error ?? {}) as { readonly name?: string; readonly message?: string; readonly cause?: unknown }
  const place = `${endpoint.host}:${endpoint.port}`
  if (name === 'AuthorizationError' || name === 'UserAuthenticationExpiredError' || /authorization|authentication/i.test(message)) {
    return new AppError('credentials-invalid', { message: say`${place} refuses the user, the password or the token.` })
  }
  if (name === 'PermissionViolationError') return new AppError('vendor-rejected', { message: `${place}: ${message}.` })
  if (name === 'JetStreamNotEnabled' || name === 'NoRespondersError') {
    return new AppError('vendor-rejected', {
      message: say`${place}: nobody answers: JetStream is not on, or no stream takes this subject.`,
    })
  }
  if (
    /^(JetStreamApiError|StreamNotFoundError|ConsumerNotFoundError|InvalidNameError|InvalidArgumentError|JetStreamStatusError)$/.test(name)
  ) {
    return new AppError('vendor-rejected', { message: `${place}: ${message}.` })
  }
  if (name === 'TimeoutError')
    return new AppError(lost ? 'outcome-unknown' : 'call-timeout', { message: say`${place}: no answer in time.` })
  return socketError(cause ?? error, endpoint, lost)
}
