// A socket of the simulated broker: frames, sign-in, then one answer for each request, in order.
import type { Socket } from 'node:net'
import { Reader, Writer } from '@platformatic/kafka'
import { API_KEYS, APIS, versions, type BrokerState } from './apis.ts'
import { signIn, type Outcome } from './sign-in.ts'

export interface BrokerOptions extends BrokerState {
  /** Undefined: none is wanted. */
  readonly mechanism: string | undefined
  readonly username: string
  readonly password: string
  /** Asked for each message that was written: true cuts the connection instead of answering. */
  readonly losesAnswer: () => boolean
}

const UNSUPPORTED_VERSION = 35
const UNSUPPORTED_MECHANISM = 33
const REFUSED = 58

export function serveBroker(socket: Socket, options: BrokerOptions): void {
  let buffer: Buffer = Buffer.alloc(0)
  let isSignedIn = options.mechanism === undefined
  let next: ((bytes: Buffer) => Outcome) | undefined
  let queue: Promise<void> = Promise.resolve()

  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    while (buffer.length >= 4 && buffer.length >= 4 + buffer.readInt32BE(0)) {
      const size = 4 + buffer.readInt32BE(0)
      const frame = buffer.subarray(4, size)
      buffer = buffer.subarray(size)
      queue = queue.then(() => answer(frame)).catch(() => void socket.destroy())
    }
  })

  async function answer(frame: Buffer): Promise<void> {
    const r = Reader.from(frame)
    const [apiKey, version, correlation] = [r.readInt16(), r.readInt16(), r.readInt32()]
    r.readNullableString(false)
    const api = APIS[apiKey]
    const isKnown = api !== undefined && api.versions[0] <= version && version <= api.versions[1]
    if (!isKnown) {
      if (apiKey !== API_KEYS.apiVersions) return void socket.destroy()
      return reply(correlation, versions(0, UNSUPPORTED_VERSION))
    }
    if (apiKey === API_KEYS.saslHandshake) {
      const mechanism = r.readString(false)
      const error = mechanism === options.mechanism ? 0 : UNSUPPORTED_MECHANISM
      if (error === 0) next = signIn(mechanism, options.username, options.password)
      return reply(
        correlation,
        Writer.create()
          .appendInt16(error)
          .appendArray([options.mechanism ?? ''], (w, name) => w.appendString(name, false), false, false),
      )
    }
    if (apiKey === API_KEYS.saslAuthenticate) {
      const outcome = next?.(r.readBytes(false)) ?? 'refused'
      isSignedIn = outcome !== 'refused' && outcome.isDone
      const writer = Writer.create().appendInt16(outcome === 'refused' ? REFUSED : 0)
      writer.appendString(outcome === 'refused' ? 'Authentication failed' : null, false)
      writer.appendBytes(outcome === 'refused' ? Buffer.alloc(0) : outcome.reply, false)
      return reply(correlation, version >= 1 ? writer.appendInt64(0n) : writer)
    }
    if (!isSignedIn && apiKey !== API_KEYS.apiVersions) return void socket.destroy()
    const body = await api.answer(r, version, options)
    if (apiKey === API_KEYS.produce && options.losesAnswer()) return void socket.destroy()
    reply(correlation, body)
  }

  function reply(correlation: number, body: Writer): void {
    socket.write(Writer.create().appendInt32(correlation).appendFrom(body).prependLength().buffer)
  }
}
