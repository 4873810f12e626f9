// A Kafka cluster of two brokers behind one port of this machine. Messages stand in `/_sim/records/messages`, committed offsets in
// `/_sim/records/offsets`. `POST /append` `{"topic":"orders","key":"17","body":{}}` is what another program would send; `/poison`, `/trim`, `/members` and
// `/lose-answers` make trouble.
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { readConfig } from '../config.ts'

interface Asked {
  readonly topic: string
  readonly partition?: number
  readonly key?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly before?: number
  readonly group?: string
  readonly count?: number
}

const TOPICS = { orders: 3, stock: 1 }

export const createKafkaSimulator: CreateSimulator = (options) => {
  const { signIn = 'none', username = '' } = readConfig(options.config)
  let lost = 0
  const socket = async (records: SimulatorRecords): Promise<SocketServer> => {
    const [{ serveBroker }, { openLog }] = await Promise.all([import('./broker.ts'), import('./log.ts')])
    const log = openLog(records, options.now)
    const server: SocketServer = await serveSockets((connection) =>
      serveBroker(connection, {
        log,
        records,
        port: () => server.port,
        mechanism: signIn === 'none' ? undefined : signIn.toUpperCase(),
        username,
        password: options.secrets['password'] ?? '',
        losesAnswer: () => lost-- > 0,
      }),
    )
    return server
  }
  const kit = createSimulatorKit(options, {
    socket,
    seed(records) {
      for (const [name, partitions] of Object.entries(TOPICS)) records.put('topics', name, { name, partitions })
    },
  })
  const { app, records } = kit
  const log = async () => (await import('./log.ts')).openLog(records, options.now)
  app.post('/append', async (c) => {
    const { topic, partition = 0, ...message } = await c.req.json<Asked>()
    return c.json({ offset: (await log()).append(topic, partition, message) }, 201)
  })
  app.post('/poison', async (c) => {
    const { topic, partition = 0 } = await c.req.json<Asked>()
    return c.json({ offset: (await log()).poison(topic, partition) }, 201)
  })
  app.post('/trim', async (c) => {
    const { topic, partition = 0, before = 0 } = await c.req.json<Asked>()
    ;(await log()).trim(topic, partition, before)
    return c.json({ before })
  })
  app.post('/members', async (c) => {
    const { group = '', count = 1 } = await c.req.json<Asked>()
    records.put('members', group, { group, count })
    return c.json({ count })
  })
  app.post('/lose-answers', async (c) => c.json({ count: (lost = (await c.req.json<Asked>()).count ?? 1) }))
  return kit.simulator()
}
