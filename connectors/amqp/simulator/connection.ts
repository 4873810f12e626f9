// A connection to the simulated broker: greeting, sign-in with PLAIN, heartbeats, and frames to and from its channels.
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Json } from '#shared/json.ts'
import type { Broker } from './broker.ts'
import { openChannel, type Channel } from './channel.ts'
import { FRAME, readFrames, readHeader, writeContent, writeFrame, type Content, type Frame } from './frames.ts'
import { readMethod, writeMethod, type Call, type MethodName } from './methods.ts'
import { Refusal } from './topology.ts'
import type { Value } from './wire.ts'

export interface ConnectionOptions {
  readonly broker: Broker
  readonly host: string
  readonly accepts: (user: string, password: string) => boolean
  readonly losesConfirm: () => boolean
}

const PROTOCOL = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1])
const CAPABILITIES: Readonly<Record<string, Json>> = {
  product: 'Tillflow simulator',
  version: '0-9-1',
  capabilities: {
    publisher_confirms: true,
    'basic.nack': true,
    consumer_cancel_notify: true,
    authentication_failure_close: true,
    per_consumer_qos: true,
  },
}
const CHANNELS = 2_047
const FRAME_MAX = 131_072
const HEARTBEAT_S = 60
const NO_METHOD = { classId: 0, methodId: 0 }

interface Place {
  readonly channel: Channel
  /** We have closed it and wait until the client says that it knows. */
  closing: boolean
  /** A message on its way: its method, then its header, then its body. */
  coming?: { readonly call: Call; size: number; properties: Buffer; body: Buffer; headed: boolean }
}

export function serveConnection(socket: Socket, { broker, host, accepts, losesConfirm }: ConnectionOptions): void {
  const owner = randomUUID()
  const places = new Map<number, Place>()
  let buffer: Buffer = Buffer.alloc(0)
  let isGreeted = false
  let state: 'start' | 'tune' | 'open' | 'ready' | 'closing' = 'start'
  let frameMax = FRAME_MAX
  let beat: NodeJS.Timeout | undefined
  let lastHeard = Date.now()

  const send = (channel: number, name: MethodName, values: Readonly<Record<string, Value>> = {}, content?: Content) => {
    if (socket.destroyed) return
    const method = writeMethod(name, values)
    socket.write(content ? writeContent(channel, method, content, frameMax) : writeFrame(FRAME.method, channel, method))
  }

  socket.on('data', (chunk: Buffer) => {
    lastHeard = Date.now()
    buffer = Buffer.concat([buffer, chunk])
    try {
      if (!isGreeted && !greet()) return
      const { frames, rest } = readFrames(buffer)
      buffer = rest
      for (const frame of frames) receive(frame)
    } catch (error) {
      // What is no frame, or no arguments of its method.
      closeConnection(501, `FRAME_ERROR - ${error instanceof Error ? error.message : 'it cannot be read'}`)
    }
  })
  socket.once('close', () => {
    clearInterval(beat)
    for (const { channel } of places.values()) channel.end()
    places.clear()
    broker.endOf(owner)
  })

  function greet(): boolean {
    if (buffer.length < PROTOCOL.length) return false
    if (!buffer.subarray(0, PROTOCOL.length).equals(PROTOCOL)) {
      socket.end(PROTOCOL)
      return false
    }
    isGreeted = true
    buffer = buffer.subarray(PROTOCOL.length)
    send(0, 'connection.start', { major: 0, minor: 9, properties: CAPABILITIES, mechanisms: 'PLAIN', locales: 'en_US' })
    return true
  }

  function receive({ type, channel, payload }: Frame): void {
    if (type === FRAME.heartbeat) return
    const place = places.get(channel)
    if (type === FRAME.method) {
      const call = readMethod(payload)
      if (call.name === undefined) return closeConnection(540, 'NOT_IMPLEMENTED - an unknown method', call)
      return channel === 0 ? control(call) : command(channel, place, call)
    }
    if (!place?.coming || place.closing) return
    const { coming } = place
    if (type === FRAME.header) {
      const { size, properties } = readHeader(payload)
      Object.assign(coming, { size, properties: Buffer.from(properties), headed: true })
    } else coming.body = Buffer.concat([coming.body, payload])
    if (!coming.headed || coming.body.length < coming.size) return
    delete place.coming
    attempt(channel, place, coming.call, () => place.channel.publish(coming.call, { properties: coming.properties, body: coming.body }))
  }

  /** Methods of the connection itself. */
  function control(call: Call): void {
    switch (call.name) {
      case 'connection.start-ok': {
        const [, user = '', password = ''] = call.bytes('response').toString('utf8').split('\0')
        if (call.text('mechanism') !== 'PLAIN' || !accepts(user, password)) {
          const text = `ACCESS_REFUSED - Login was refused using authentication mechanism ${call.text('mechanism')}. For details see the broker logfile.`
          return closeConnection(403, text)
        }
        state = 'tune'
        return send(0, 'connection.tune', { channels: CHANNELS, frame: FRAME_MAX, heartbeat: HEARTBEAT_S })
      }
      case 'connection.tune-ok':
        state = 'open'
        frameMax = Math.min(FRAME_MAX, call.number('frame') || FRAME_MAX)
        return keepBeating(call.number('heartbeat'))
      case 'connection.open':
        if (state !== 'open') return closeConnection(503, 'COMMAND_INVALID - the sign-in has not ended', call)
        if (call.text('host') !== host) return closeConnection(530, `NOT_ALLOWED - vhost ${call.text('host')} not found`, call)
        state = 'ready'
        return send(0, 'connection.open-ok')
      case 'connection.close':
        send(0, 'connection.close-ok')
        return void socket.end()
      case 'connection.close-ok':
        return void socket.end()
      default:
        return closeConnection(503, `COMMAND_INVALID - ${call.name} on channel 0`, call)
    }
  }

  function command(number: number, place: Place | undefined, call: Call): void {
    if (state !== 'ready') return closeConnection(503, `COMMAND_INVALID - ${call.name} before the connection is open`, call)
    if (call.name === 'channel.open') {
      if (place) return closeConnection(504, `CHANNEL_ERROR - second 'channel.open' seen`, call)
      const channel = openChannel({
        broker,
        owner,
        send: (name, values, content) => send(number, name, values, content),
        losesConfirm,
        cut: () => socket.destroy(),
      })
      places.set(number, { channel, closing: false })
      return send(number, 'channel.open-ok')
    }
    if (!place) return closeConnection(504, `CHANNEL_ERROR - expected 'channel.open'`, call)
    if (call.name === 'channel.close' || call.name === 'channel.close-ok') {
      places.delete(number)
      place.channel.end()
      if (call.name === 'channel.close') send(number, 'channel.close-ok')
      return
    }
    if (place.closing) return
    if (call.name === 'basic.publish') {
      place.coming = { call, size: 0, properties: Buffer.alloc(0), body: Buffer.alloc(0), headed: false }
      return
    }
    attempt(number, place, call, () => place.channel.run(call))
  }

  /** A refusal closes the channel, and gives back what it holds; a worse one closes the connection. */
  function attempt(number: number, place: Place, call: Call, work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.closesConnection) return closeConnection(error.code, error.message, call)
      place.closing = true
      place.channel.end()
      send(number, 'channel.close', { code: error.code, text: error.message, class: call.classId, method: call.methodId })
    }
  }

  function closeConnection(code: number, text: string, { classId, methodId }: Pick<Call, 'classId' | 'methodId'> = NO_METHOD): void {
    if (state === 'closing') return
    state = 'closing'
    send(0, 'connection.close', { code, text, class: classId, method: methodId })
    // Who never says that it knows is not waited for.
    setTimeout(() => socket.destroy(), 2_000).unref()
  }

  /** Twice in the time that was agreed on; who is silent for two times is gone. */
  function keepBeating(seconds: number): void {
    if (seconds === 0) return
    beat = setInterval(() => {
      if (Date.now() - lastHeard > seconds * 2_000) return void socket.destroy()
      socket.write(writeFrame(FRAME.heartbeat, 0, Buffer.alloc(0)))
    }, seconds * 500)
    beat.unref()
  }
}
