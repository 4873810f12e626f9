// The way out for protocols other than HTTP: names are resolved and checked as for HTTP calls (address-guard.ts), connections go to the checked
// address, flow control counts a session like a request, and failures of sockets become our errors.
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { inEnglish, say, type Words } from '#shared/sentence.ts'
import { isPublicAddress } from './address-guard.ts'
import type { HttpClient } from './contract.ts'
import type { Gate, Outcome } from './gate.ts'
import { SILENCES } from './http-client.ts'
import { wholePem } from './pem.ts'
import { redactError, type Redactor } from './redact.ts'
import { socketReason } from './transport.ts'

/** Where to connect: exactly there, so that a second answer of DNS changes nothing. */
export interface Endpoint {
  /** An IP address. */
  readonly address: string
  readonly port: number
  /** As the connection names it: for certificates (`servername`) and for sentences. */
  readonly host: string
  /** A built-in simulator on this machine: nothing is encrypted, keys of hosts are not known beforehand. */
  readonly isSimulator: boolean
  /** Allowed by who runs the installation (`host:port` in TILLFLOW_ALLOWED_HOSTS), or a simulator: it may be unencrypted. */
  readonly isTrusted: boolean
}

export interface Network {
  /** Throws `connection-blocked` for what is not public and not allowed, `connection-failed` for an unknown name. A simulator's port replaces both. */
  resolve(host: string, port: number): Promise<Endpoint>
  /** A connected TCP socket. Throws `connection-failed` or `call-timeout`; whoever asked for it destroys it. */
  open(endpoint: Endpoint): Promise<Socket>
  /** One pass of flow control around everything that is said in one session. Errors come out without secrets. */
  session<T>(work: () => Promise<T>): Promise<T>
}

export interface NetworkOptions {
  /** For a connection to a simulator: asks it. Beside flow control, which counts the session that this is for. */
  readonly simulator: HttpClient | undefined
  readonly isTrusted: (url: URL) => boolean
  readonly gate: Gate
  readonly signal: AbortSignal
  readonly redactor: Redactor
}

const CONNECT_MS = 10_000
/** Where a simulator says on which port of this machine it speaks its protocol (simulator-socket.ts). */
export const SOCKET_PATH = '/_sim/socket'

export function createNetwork(options: NetworkOptions): Network {
  return {
    async resolve(host, port) {
      if (options.simulator) {
        const answer = (await options.simulator.send({ method: 'GET', url: SOCKET_PATH, query: { port } })).json() as {
          readonly port: number
        }
        return { address: '127.0.0.1', port: answer.port, host, isSimulator: true, isTrusted: true }
      }
      const isTrusted = options.isTrusted(new URL(`tcp://${isIP(host) === 6 ? `[${host}]` : host}:${port}`))
      const address = await addressOf(host, port, isTrusted)
      return { address, port, host, isSimulator: false, isTrusted }
    },
    open: (endpoint) => openSocket(endpoint, options.signal),
    async session(work) {
      const pass = await options.gate.enter({}, options.signal)
      try {
        const result = await work()
        await pass.leave({ kind: 'answered', ok: true, headers: {} })
        return result
      } catch (thrown) {
        const error = redactError(thrown, options.redactor)
        // What is no error of ours is a bug: it must come out as it is, to be logged where bugs are.
        const known = hasErrorCode(thrown) ? error : undefined
        const instead = await pass.leave(outcomeOf(error))
        throw instead ?? known ?? thrown
      }
    },
  }
}

/** For `tls.connect` to a resolved endpoint: the certificate must be for the host by its name. `authority`: PEM of one that is not public. */
export function tlsOptions({ address, host }: Endpoint, authority?: string) {
  return { host: address, ...(isIP(host) === 0 && { servername: host }), ...(authority !== undefined && { ca: wholePem(authority) }) }
}

function outcomeOf(error: AppError): Outcome {
  const wait = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }
  if (error.disposition === 'retry-after') return { kind: 'throttled', ok: false, headers: {}, error, ...wait }
  return { kind: SILENCES.has(error.code) ? 'failed' : 'answered', ok: false, headers: {}, error }
}

async function addressOf(host: string, port: number, isTrusted: boolean): Promise<string> {
  const refusal = () =>
    new AppError('connection-blocked', {
      message: say`Tillflow does not call ${host}:${port}: it is not a public address.`,
      details: { host, port },
    })
  if (isIP(host) !== 0) {
    if (isTrusted || isPublicAddress(host)) return host
    throw refusal()
  }
  const found = await lookup(host, { all: true }).catch((error: unknown) => {
    throw socketError(error, { host, port })
  })
  const [first] = found
  // All of a name's addresses: one that is private says whose name it is.
  if (!first || (!isTrusted && found.some(({ address }) => !isPublicAddress(address)))) throw refusal()
  return first.address
}

function openSocket({ address, port, host }: Endpoint, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true })
    const fail = (error: AppError) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      reject(error)
    }
    const onAbort = () => fail(timedOut({ host, port }, say`the call was cancelled or its time ran out`))
    const timer = setTimeout(() => fail(timedOut({ host, port }, say`it did not accept a connection in time`)), CONNECT_MS)
    const onError = (error: unknown) => fail(socketError(error, { host, port }))
    socket.once('error', onError)
    socket.once('connect', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.off('error', onError)
      resolve(socket)
    })
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

type Place = Pick<Endpoint, 'host' | 'port'>

const timedOut = ({ host, port }: Place, reason: Words) =>
  new AppError('call-timeout', { message: say`${host}:${port}: ${reason}.`, details: { host, port } })

/**
 * A failure of a socket or of TLS as `connection-failed`, with the reason in words; an error of ours stays as it is. `lost`: a write had left
 * and must not be repeated blindly, which makes it `outcome-unknown`.
 */
export function socketError(error: unknown, { host, port }: Place, lost = false): AppError {
  if (hasErrorCode(error)) return error as AppError
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  const reason = socketReason(code) ?? (error instanceof Error && error.message !== '' ? error.message : say`the connection was cut`)
  return new AppError(lost ? 'outcome-unknown' : 'connection-failed', {
    message: say`${host}:${port}: ${reason}.`,
    details: { host, port, reason: inEnglish(reason) },
  })
}
