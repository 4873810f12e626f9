// One HTTP exchange over undici: a pool of connections per origin, guarded addresses, a deadline over the whole exchange,
// a cap on what is read. Says of every failure whether the request had begun to leave.
import { X509Certificate } from 'node:crypto'
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib'
import { Agent, type Dispatcher } from 'undici'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { checkUrl, guardedLookup } from './address-guard.ts'
import { wholePem } from './pem.ts'
import { inEnglish, say, type Sentence, type Words } from '#shared/sentence.ts'

export interface Exchange {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** A built-in simulator or an address the operator allowed: not guarded, plain HTTP is fine. */
  readonly trusted: boolean
  /** PEM. Instead of the public authorities: who vouches for the server's certificate. Its name is checked as ever. */
  readonly certificateAuthority?: string
}

/** A request's body where only text is looked at. */
export const bodyText = (body: Exchange['body']): string | undefined =>
  typeof body === 'object' ? Buffer.from(body).toString('utf8') : body

export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** As they came, unpacked. Absent: those of the text. */
  readonly bytes?: Uint8Array
}

/** Why there is no response. `sent`: the other side may have received the request. */
export interface ExchangeFailure {
  readonly kind: 'failed' | 'timeout' | 'blocked' | 'unreadable'
  readonly sent: boolean
  readonly reason: Words
}

export type ExchangeResult = { readonly response: RawResponse } | { readonly failure: ExchangeFailure }

export interface Transport {
  exchange(exchange: Exchange): Promise<ExchangeResult>
  close(): Promise<void>
}

export interface TransportLimits {
  /** Largest body taken, as it comes and unpacked. */
  readonly maxBytes: number
  readonly connectTimeoutMs: number
}

const LIMITS: TransportLimits = { maxBytes: 20 * 1024 * 1024, connectTimeoutMs: 10_000 }

/** So many authorities' pools are kept open; the one that was not used for the longest time goes first, when its calls are through. */
const MOST_AUTHORITIES = 200

const UNREADABLE_AUTHORITY: ExchangeFailure = {
  kind: 'failed',
  sent: false,
  reason: say`the certificate of the authority, in the settings of the connection, cannot be read`,
}

/** TLS would pass over what it cannot read, and then call the server's certificate self-signed. */
function isCertificate(pem: string | undefined): boolean {
  if (pem === undefined) return true
  try {
    return new X509Certificate(wholePem(pem)).raw.length > 0
  } catch {
    return false
  }
}

class TooLarge extends Error {}

export function createTransport(limits: Partial<TransportLimits> = {}): Transport {
  const { maxBytes, connectTimeoutMs } = { ...LIMITS, ...limits }
  // As many connections as there are calls, which the worker's places bound: in a pool with an end, one client's calls to an address that
  // hangs would hold up all clients' calls to it. What a system allows at once is the connection's limit, not the pool's.
  const pools = { connections: null, pipelining: 1, allowH2: false, headersTimeout: 0, bodyTimeout: 0 }
  const agentWith = (trusted: boolean, ca?: string) =>
    new Agent({
      ...pools,
      connect: { timeout: connectTimeoutMs, ...(!trusted && { lookup: guardedLookup }), ...(ca !== undefined && { ca: wholePem(ca) }) },
    })
  const guarded = agentWith(false)
  const open = agentWith(true)
  // Servers with authorities of their own have pools of their own, so that nobody's authority vouches for another client's server.
  const ownAuthorities = new Map<string, Agent>()
  function agentFor({ trusted, certificateAuthority: ca }: Exchange): Agent {
    if (ca === undefined) return trusted ? open : guarded
    const key = `${trusted}\n${ca}`
    const agent = ownAuthorities.get(key) ?? agentWith(trusted, ca)
    ownAuthorities.delete(key)
    ownAuthorities.set(key, agent)
    const [oldest] = ownAuthorities
    if (ownAuthorities.size > MOST_AUTHORITIES && oldest) {
      ownAuthorities.delete(oldest[0])
      void oldest[1].close()
    }
    return agent
  }

  return {
    async exchange(exchange) {
      if (!exchange.trusted) checkUrl(exchange.url)
      if (!isCertificate(exchange.certificateAuthority)) return { failure: UNREADABLE_AUTHORITY }
      const raw = await dispatch(agentFor(exchange), exchange, maxBytes)
      if ('failure' in raw) return raw
      try {
        const bytes = await unpack(raw.body, raw.headers['content-encoding'], maxBytes)
        return { response: { status: raw.status, headers: raw.headers, text: bytes.toString('utf8'), bytes } }
      } catch (error) {
        const tooLarge = error instanceof TooLarge || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        return { failure: unreadable(tooLarge ? sizeReason(maxBytes) : 'its body is not packed as it says') }
      }
    },
    async close() {
      await Promise.all([guarded, open, ...ownAuthorities.values()].map((agent) => agent.destroy()))
    },
  }
}

type Dispatched =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }
  | { readonly failure: ExchangeFailure }

function dispatch(agent: Agent, exchange: Exchange, maxBytes: number): Promise<Dispatched> {
  const { url, signal, timeoutMs } = exchange
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined
    let sent = false
    let finished = false
    let status = 0
    let headers: Readonly<Record<string, string>> = {}
    let size = 0
    const chunks: Buffer[] = []

    const finish = (result: Dispatched) => {
      finished = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const giveUp = (failure: ExchangeFailure) => {
      finish({ failure })
      controller?.abort(new Error(inEnglish(failure.reason)))
    }
    const onAbort = () => giveUp({ kind: 'timeout', sent, reason: say`the call was cancelled or its time ran out` })
    const timer = setTimeout(
      () => giveUp({ kind: 'timeout', sent, reason: say`no complete answer within ${timeoutMs / 1_000} s` }),
      timeoutMs,
    )
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started
        // Given up while it still waited for a connection: nothing leaves.
        if (finished) return started.abort(new Error('given up'))
        sent = true
      },
      onResponseStart(_, statusCode, rawHeaders) {
        // 1xx is no answer yet.
        if (statusCode < 200) return
        status = statusCode
        headers = flatten(rawHeaders)
      },
      onResponseData(_, chunk) {
        size += chunk.length
        if (size > maxBytes) return giveUp(unreadable(sizeReason(maxBytes)))
        chunks.push(chunk)
      },
      onResponseEnd: () => finish({ status, headers, body: Buffer.concat(chunks) }),
      onResponseError: (_, error) => finish({ failure: failureOf(error, sent) }),
    }
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: exchange.method,
        headers: exchange.headers,
        body: exchange.body ?? null,
      },
      handler,
    )
  })
}

function failureOf(error: Error, sent: boolean): ExchangeFailure {
  if (hasErrorCode(error)) return { kind: 'blocked', sent: false, reason: (error as AppError).message }
  const code = (error as NodeJS.ErrnoException).code ?? error.name
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return unreadable('its headers are too large')
  if (code.startsWith('HPE_')) return unreadable('it is not HTTP')
  if (code === 'UND_ERR_INVALID_ARG')
    return { kind: 'blocked', sent: false, reason: say`the request has a header or path that HTTP does not allow` }
  return { kind: 'failed', sent, reason: socketReason(code) ?? code }
}

/** Why a socket or TLS failed, in words, by Node's code. */
export const socketReason = (code: string): Sentence | undefined => (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined)

const REASONS: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: say`nothing listens at its address`,
  ENOTFOUND: say`its name is unknown`,
  EAI_AGAIN: say`its name could not be looked up`,
  ECONNRESET: say`the connection was cut`,
  EPIPE: say`the connection was cut`,
  ETIMEDOUT: say`it did not answer in time`,
  EHOSTUNREACH: say`there is no way to its address`,
  ENETUNREACH: say`there is no way to its address`,
  UND_ERR_SOCKET: say`the connection was cut`,
  UND_ERR_CONNECT_TIMEOUT: say`it did not accept a connection in time`,
  CERT_HAS_EXPIRED: say`its certificate has expired`,
  DEPTH_ZERO_SELF_SIGNED_CERT: say`its certificate is self-signed`,
  SELF_SIGNED_CERT_IN_CHAIN: say`its certificate is self-signed`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: say`its certificate cannot be verified`,
  ERR_TLS_CERT_ALTNAME_INVALID: say`its certificate is for another name`,
  ERR_SSL_WRONG_VERSION_NUMBER: say`it does not speak TLS at this port`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: say`it does not speak TLS at this port`,
}

const unreadable = (reason: Words): ExchangeFailure => ({ kind: 'unreadable', sent: true, reason })
const sizeReason = (maxBytes: number) => say`it is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB`

function flatten(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]))
}

type Unpack = (bytes: Buffer, options: ZlibOptions & BrotliOptions, done: (error: Error | null, result: Buffer) => void) => void
const UNPACKERS: Readonly<Record<string, Unpack>> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: brotliDecompress }

async function unpack(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity' || body.length === 0) return body
  const unpacker = UNPACKERS[name]
  if (!unpacker) throw new Error('unknown encoding')
  // The cap ends a compression bomb while it unfolds.
  return await new Promise((resolve, reject) => {
    unpacker(body, { maxOutputLength: maxBytes }, (error, result) => (error ? reject(error) : resolve(result)))
  })
}
