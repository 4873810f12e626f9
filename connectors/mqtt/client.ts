// A small MQTT 3.1.1 client (OASIS Standard) over one connection, with mqtt-packet as its codec: ready-made clients acknowledge a message when it is
// read, and here it must be stored first.
import { connect as connectTls } from 'node:tls'
import type { Duplex } from 'node:stream'
import type { IPublishPacket, Packet } from 'mqtt-packet'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { portOf, readConfig } from './config.ts'

export interface MqttClient {
  readonly endpoint: Endpoint
  /** The broker kept the subscriptions and messages of this client. */
  readonly sessionPresent: boolean
  /** Throws `vendor-rejected` where the broker refuses the topic. */
  subscribe(topic: string): Promise<void>
  /** Messages as they come, until `quietMs` pass without one or there are `most`. */
  take(most: number, quietMs: number): Promise<readonly IPublishPacket[]>
  /** At least once: resolves when the broker has it. */
  publish(message: { readonly topic: string; readonly payload: Buffer; readonly retain: boolean }): Promise<void>
  /** Tells the broker to forget messages, and resolves when it has heard it. */
  acknowledge(messages: readonly IPublishPacket[]): Promise<void>
  close(): void
}

const ANSWER_MS = 15_000
const KEEP_ALIVE_S = 60

/** `clientId`: a session that the broker keeps; absent: a new one that ends with the connection. */
export async function openClient(context: CallContext, clientId?: string): Promise<MqttClient> {
  const config = readConfig(context.config)
  const endpoint = await context.network.resolve(config.host, portOf(config))
  const isTls = config.encryption !== 'none' && !endpoint.isSimulator
  mustBeEncrypted(endpoint, isTls)
  const password = config.username === undefined ? undefined : context.secrets.get('password')
  const { default: mqtt } = await import('mqtt-packet')
  const plain = await context.network.open(endpoint)
  const socket: Duplex = isTls ? connectTls({ ...tlsOptions(endpoint, config.certificate), socket: plain }) : plain
  const parser = mqtt.parser({ protocolVersion: 4 })
  const messages: IPublishPacket[] = []
  const waiting = new Map<string, (packet: Packet) => void>()
  let failure: AppError | undefined
  let onMessage: () => void = () => undefined
  let onFailure: (error: AppError) => void = () => undefined
  let lastId = 0

  const fail = (error: unknown) => {
    if (failure) return
    failure = socketError(error, endpoint)
    onFailure(failure)
    onMessage()
  }
  socket.on('error', fail)
  socket.on('close', () => fail(undefined))
  socket.on('data', (chunk: Buffer) => parser.parse(chunk))
  parser.on('error', (error) =>
    fail(new AppError('vendor-answer-invalid', { message: say`${endpoint.host} does not speak MQTT: ${error.message}.` })),
  )
  parser.on('packet', (packet) => {
    if (packet.cmd === 'publish') {
      messages.push(packet)
      onMessage()
    } else waiting.get(`${packet.cmd} ${packet.messageId ?? ''}`)?.(packet)
  })
  const onAbort = () => socket.destroy()
  context.signal.addEventListener('abort', onAbort, { once: true })
  const close = () => {
    context.signal.removeEventListener('abort', onAbort)
    if (!failure && !socket.destroyed) socket.write(mqtt.generate({ cmd: 'disconnect' }))
    // What was written leaves before the end.
    socket.end()
    setTimeout(() => plain.destroy(), 1_000).unref()
  }

  /** Sends, and waits for the answer of this kind. */
  function ask<P extends Packet>(packet: Packet, answer: P['cmd'], id?: number): Promise<P> {
    return new Promise((resolve, reject) => {
      const name = `${answer} ${id ?? ''}`
      const end = () => {
        clearTimeout(timer)
        waiting.delete(name)
        onFailure = () => undefined
      }
      const timer = setTimeout(() => {
        end()
        reject(new AppError('call-timeout', { message: say`${endpoint.host}:${endpoint.port}: no answer within ${ANSWER_MS / 1_000} s.` }))
      }, ANSWER_MS)
      onFailure = (error) => {
        end()
        reject(error)
      }
      if (failure) return onFailure(failure)
      waiting.set(name, (received) => {
        end()
        resolve(received as P)
      })
      socket.write(mqtt.generate(packet))
    })
  }
  const nextId = () => (lastId = (lastId % 65_535) + 1)

  try {
    const { returnCode = 0, sessionPresent } = await ask<Extract<Packet, { cmd: 'connack' }>>(
      {
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: clientId === undefined,
        clientId: clientId ?? '',
        keepalive: KEEP_ALIVE_S,
        ...(config.username !== undefined && { username: config.username, password: Buffer.from(password ?? '') }),
      },
      'connack',
    )
    if (returnCode !== 0) throw refusal(returnCode, endpoint)
    return {
      endpoint,
      sessionPresent,
      async subscribe(topic) {
        const messageId = nextId()
        const { granted } = await ask<Extract<Packet, { cmd: 'suback' }>>(
          { cmd: 'subscribe', messageId, subscriptions: [{ topic, qos: 1 }] },
          'suback',
          messageId,
        )
        if (granted[0] === 128)
          throw new AppError('vendor-rejected', { message: say`${endpoint.host} does not let this user subscribe to "${topic}".` })
      },
      async take(most, quietMs) {
        while (messages.length < most) {
          const before = messages.length
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, quietMs)
            onMessage = () => {
              clearTimeout(timer)
              resolve()
            }
          })
          onMessage = () => undefined
          if (failure) throw failure
          if (messages.length === before) break
        }
        return messages.splice(0, most)
      },
      async publish({ topic, payload, retain }) {
        const messageId = nextId()
        await ask({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain, messageId }, 'puback', messageId)
      },
      async acknowledge(stored) {
        for (const { messageId } of stored) if (messageId !== undefined) socket.write(mqtt.generate({ cmd: 'puback', messageId }))
        // The answer to a ping comes behind all that was said before it.
        await ask({ cmd: 'pingreq' }, 'pingresp')
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

/** Return codes of CONNACK (section 3.2.2.3). */
function refusal(code: number, { host, port }: Endpoint): AppError {
  if (code === 4 || code === 5)
    return new AppError('credentials-invalid', { message: say`${host}:${port} refuses the user or the password.` })
  if (code === 3) return new AppError('vendor-unavailable', { message: say`${host}:${port} says that it is not available.` })
  return new AppError('vendor-rejected', { message: say`${host}:${port} refuses the connection (code ${code}).` })
}
