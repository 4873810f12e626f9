// A broker that speaks AMQP 0-9-1 on a port of this machine, with a topic exchange `shop` and the queues `orders` and `stock` behind it. What was published
// stands in `/_sim/records/messages`. `POST /publish` `{"exchange":"shop","routingKey":"orders.created","body":{},"messageId":"m-17"}` is what another program
// would send; `POST /lose-confirms` `{"count":1}` cuts the connection instead of confirming.
import { Type } from 'typebox'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { same } from '#connectors/kit/simulator-oauth.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { validate } from '#connectors/kit/validate.ts'
import type { Json } from '#shared/json.ts'
import { readConfig } from '../config.ts'
import { createBroker, type Broker } from './broker.ts'
import { serveConnection } from './connection.ts'
import { writeProperties } from './properties.ts'
import { Refusal } from './topology.ts'

const Message = Type.Object(
  {
    exchange: Type.Optional(Type.String({ maxLength: 255 })),
    routingKey: Type.String({ maxLength: 255 }),
    body: Type.Unknown(),
    headers: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    messageId: Type.Optional(Type.String({ maxLength: 255 })),
  },
  { additionalProperties: false },
)
interface Message {
  readonly exchange?: string
  readonly routingKey: string
  readonly body: Json
  readonly headers?: Readonly<Record<string, Json>>
  readonly messageId?: string
}

export const createAmqpSimulator: CreateSimulator = (options) => {
  const { virtualHost = '/', username } = readConfig(options.config)
  let lost = 0
  let running: Broker | undefined
  const brokerOf = (records: SimulatorRecords) => (running ??= createBroker(records, virtualHost))
  const socket = async (records: SimulatorRecords): Promise<SocketServer> => {
    const broker = brokerOf(records)
    broker.restart()
    const server = await serveSockets((connection) =>
      serveConnection(connection, {
        broker,
        host: virtualHost,
        accepts: (user, password) => user === username && password !== '' && same(password, options.secrets['password'] ?? ''),
        losesConfirm: () => lost > 0 && lost-- > 0,
      }),
    )
    return {
      port: server.port,
      async close() {
        broker.close()
        await server.close()
      },
    }
  }
  const kit = createSimulatorKit(options, { socket, seed })
  kit.app.post('/publish', async (c) => {
    const message: unknown = await c.req.json().catch(() => undefined)
    const issues = validate(Message, message)
    if (issues.length > 0) return c.json({ error: 'This is no message.', issues }, 400)
    const { exchange = '', routingKey, body, headers = {}, messageId } = message as Message
    const isText = typeof body === 'string'
    const properties = writeProperties({
      contentType: isText ? 'text/plain' : 'application/json',
      headers,
      ...(messageId !== undefined && { messageId }),
    })
    try {
      const queues = brokerOf(kit.records).publish(exchange, routingKey, {
        properties,
        body: Buffer.from(isText ? body : JSON.stringify(body)),
      })
      return c.json({ queues }, 201)
    } catch (error) {
      if (error instanceof Refusal) return c.json({ error: error.message }, 404)
      throw error
    }
  })
  kit.app.post('/lose-confirms', async (c) => {
    lost = (await c.req.json<{ count?: number }>()).count ?? 1
    return c.json({ count: lost })
  })
  return kit.simulator()
}

/** What a broker has from its beginning, and what its owner has made in this one. */
function seed(records: SimulatorRecords): void {
  const durable = { durable: true, autoDelete: false }
  for (const type of ['direct', 'topic', 'fanout']) records.put('exchanges', `amq.${type}`, { name: `amq.${type}`, type, ...durable })
  records.put('exchanges', 'shop', { name: 'shop', type: 'topic', ...durable })
  for (const queue of ['orders', 'stock']) {
    const id = `shop -> ${queue} by ${queue}.#`
    records.put('queues', queue, { name: queue, ...durable })
    records.put('bindings', id, { id, exchange: 'shop', queue, routingKey: `${queue}.#` })
  }
}
