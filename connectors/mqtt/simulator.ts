// An MQTT broker (aedes) on a port of this machine. What connections publish stands in `/_sim/records/messages`; `POST /publish`
// `{"topic":"tills/7/sales","body":{}}` is what a till would say.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Aedes } from 'aedes'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { readConfig } from './config.ts'

export const createMqttSimulator: CreateSimulator = (options) => {
  let broker: Aedes | undefined
  const socket = async (records: SimulatorRecords): Promise<SocketServer> => {
    const { Aedes: Broker } = await import('aedes')
    const started = (broker = await Broker.createBroker())
    const { username } = readConfig(options.config)
    started.authenticate = (_client, name, password, done) =>
      done(null, name === username && same(password?.toString() ?? '', options.secrets['password'] ?? ''))
    started.on('publish', (packet, client) => {
      if (client)
        records.put('messages', packet.retain ? packet.topic : records.nextId('messages'), {
          topic: packet.topic,
          body: packet.payload.toString(),
          retained: packet.retain,
        })
    })
    const server = await serveSockets((connection) => started.handle(connection))
    return {
      port: server.port,
      async close() {
        await server.close()
        started.close()
      },
    }
  }
  const kit = createSimulatorKit(options, { socket })
  kit.app.post('/publish', async (c) => {
    const { topic, body } = await c.req.json<{ topic: string; body: unknown }>()
    if (!broker) return c.json({ error: 'Nobody has connected to the broker yet.' }, 409)
    const started = broker
    await new Promise<void>((resolve, reject) =>
      started.publish({ cmd: 'publish', topic, payload: JSON.stringify(body), qos: 1, dup: false, retain: false }, (error) =>
        error ? reject(error) : resolve(),
      ),
    )
    return c.json({ topic }, 201)
  })
  return kit.simulator()
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}
