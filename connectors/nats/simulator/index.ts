// A NATS server with JetStream on a port of this machine, with the streams `ORDERS` (`orders.>`) and `STOCK` (`stock.>`). What its streams keep stands in
// `/_sim/records/messages`. `POST /publish` `{"subject":"orders.created","body":{},"id":"m-17"}` is what another program would send; `POST /lose-answers`
// `{"count":1}` stores a message without saying so.
import { Type } from 'typebox'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { same } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { Json } from '#shared/json.ts'
import { readConfig } from '../config.ts'
import { createApi } from './api.ts'
import { createConsumers } from './consumers.ts'
import { createHub, type Hub } from './hub.ts'
import { textOf } from './protocol.ts'
import { createStreams } from './streams.ts'

const Published = Type.Object(
  {
    subject: Type.String({ pattern: '^[^\\s*>]+$', maxLength: 500 }),
    body: Type.Unknown(),
    id: Type.Optional(Type.String({ pattern: '^[^\\r\\n]+$', maxLength: 255 })),
  },
  { additionalProperties: false },
)
interface Published {
  readonly subject: string
  readonly body: Json
  readonly id?: string
}

export const createNatsSimulator: CreateSimulator = (options) => {
  const { username } = readConfig(options.config)
  const { password = '', token = '' } = options.secrets
  let lost = 0
  let running: ReturnType<typeof open> | undefined

  function open(records: SimulatorRecords) {
    const streams = createStreams(records, options.now)
    const hub = (): Hub => made
    const consumers = createConsumers(records, streams, options.now, hub)
    const made: Hub = createHub({
      wantsSignIn: username !== undefined || token !== '',
      accepts: ({ user, pass, auth_token: given }) =>
        username === undefined
          ? same(textOf(given), token)
          : password !== '' && same(textOf(user), username) && same(textOf(pass), password),
      takes: createApi(streams, consumers, hub, () => lost > 0 && lost-- > 0),
    })
    return { hub: made, streams, consumers }
  }
  const serverOf = (records: SimulatorRecords) => (running ??= open(records))
  const socket = async (records: SimulatorRecords): Promise<SocketServer> => {
    const { hub, consumers } = serverOf(records)
    const server = await serveSockets(hub.serve)
    return {
      port: server.port,
      async close() {
        consumers.close()
        await server.close()
      },
    }
  }
  const kit = createSimulatorKit(options, { socket, seed: (records) => seed(records, options.now) })
  kit.app.post('/publish', async (c) => {
    const message: unknown = await c.req.json().catch(() => undefined)
    const issues = validate(Published, message)
    if (issues.length > 0) return c.json({ error: 'This is no message.', issues }, 400)
    const { subject, body, id } = message as Published
    const { hub, streams } = serverOf(kit.records)
    const headers = id === undefined ? undefined : Buffer.from(`NATS/1.0\r\nNats-Msg-Id: ${id}\r\n\r\n`)
    hub.publish({ subject, data: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), ...(headers && { headers }) })
    return c.json({ stream: streams.takerOf(subject) ?? null }, 201)
  })
  kit.app.post('/lose-answers', async (c) => {
    lost = (await c.req.json<{ count?: number }>()).count ?? 1
    return c.json({ count: lost })
  })
  return kit.simulator()
}

/** What its owner has made: streams are not made by Tillflow. */
function seed(records: SimulatorRecords, now: () => Date): void {
  const streams = createStreams(records, now)
  streams.create('ORDERS', { subjects: ['orders.>'] })
  streams.create('STOCK', { subjects: ['stock.>'] })
}
