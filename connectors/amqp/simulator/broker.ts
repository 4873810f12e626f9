// What is in the queues of the simulated broker, and who holds or consumes it. Messages are records: a message that nobody acknowledged is there after
// a restart. Who holds one is remembered only while it runs.
import { randomUUID } from 'node:crypto'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Content } from './frames.ts'
import { readProperties } from './properties.ts'
import { createTopology } from './topology.ts'

export interface Held {
  readonly id: string
  readonly queue: string
  readonly exchange: string
  readonly routingKey: string
  readonly redelivered: boolean
  readonly content: Content
}

/** Somebody whom messages are sent as they come. */
export interface Consumer {
  readonly queue: string
  readonly noAck: boolean
  /** Room within what may be unacknowledged at once. */
  canTake(): boolean
  deliver(message: Held): void
}

const QUEUED = '_queued'

export type Broker = ReturnType<typeof createBroker>

export function createBroker(records: SimulatorRecords, host: string) {
  const topology = createTopology(records, host)
  const held = new Set<string>()
  let consumers: readonly Consumer[] = []
  /** Its records are gone: connections that end later leave everything as it stands. */
  let isClosed = false

  const inQueue = (queue: string) => records.list(QUEUED).filter((message) => message['queue'] === queue)
  const ready = (queue: string) => inQueue(queue).filter((message) => !held.has(String(message['id'])))

  function take(queue: string, noAck: boolean): Held | undefined {
    const found = ready(queue)[0]
    if (!found) return undefined
    const message = heldOf(found)
    if (noAck) records.remove(QUEUED, message.id)
    else held.add(message.id)
    return message
  }

  /** To consumers in turn, as far as they have room. */
  function pump(queue: string): void {
    for (;;) {
      const consumer = consumers.find((one) => one.queue === queue && one.canTake())
      const message = consumer && take(queue, consumer.noAck)
      if (!consumer || !message) return
      consumers = [...consumers.filter((one) => one !== consumer), consumer]
      consumer.deliver(message)
    }
  }

  function drop(queue: string): number {
    const all = inQueue(queue)
    for (const message of all) records.remove(QUEUED, String(message['id']))
    return all.length
  }

  function deleteQueue(name: string): number {
    consumers = consumers.filter(({ queue }) => queue !== name)
    topology.removeQueue(name)
    return drop(name)
  }

  return {
    ...topology,
    take,
    deleteQueue,
    ready: (queue: string) => ready(queue).length,
    consumers: (queue: string) => consumers.filter((one) => one.queue === queue).length,
    /** All that nobody holds. */
    purge(queue: string): number {
      const all = ready(queue)
      for (const message of all) records.remove(QUEUED, String(message['id']))
      return all.length
    },
    /** Names of the queues that have it now. Durable when it returns. */
    publish(exchange: string, routingKey: string, content: Content): readonly string[] {
      const queues = topology.route(exchange, routingKey)
      const stored = { properties: content.properties.toString('base64'), base64: content.body.toString('base64') }
      records.atomically(() => {
        for (const queue of queues) {
          const id = randomUUID()
          records.put(QUEUED, id, { id, queue, exchange, routingKey, redelivered: false, ...stored })
        }
        records.put('messages', records.nextId('messages'), {
          exchange,
          routingKey,
          queues,
          body: content.body.toString('utf8'),
          ...readProperties(content.properties),
        })
      })
      for (const queue of queues) pump(queue)
      return queues
    },
    acknowledge({ id }: Held): void {
      held.delete(id)
      records.remove(QUEUED, id)
    },
    /** Back to its place, with a mark that it was given before; or away. */
    giveBack({ id, queue }: Held, requeue: boolean): void {
      held.delete(id)
      const message = isClosed ? undefined : records.get(QUEUED, id)
      if (!message) return
      if (requeue) records.put(QUEUED, id, { ...message, redelivered: true })
      else records.remove(QUEUED, id)
      pump(queue)
    },
    consume(consumer: Consumer): void {
      consumers = [...consumers, consumer]
      pump(consumer.queue)
    },
    stop(consumer: Consumer): void {
      consumers = consumers.filter((one) => one !== consumer)
      if (isClosed) return
      const queue = records.get('queues', consumer.queue)
      if (queue?.['autoDelete'] === true && !consumers.some((one) => one.queue === consumer.queue)) deleteQueue(consumer.queue)
    },
    pump,
    /** A connection ends: its exclusive queues go. */
    endOf(owner: string): void {
      if (isClosed) return
      for (const { name } of records.list('queues').filter((queue) => queue['owner'] === owner)) deleteQueue(String(name))
    },
    close(): void {
      isClosed = true
    },
    /** After a restart: what does not outlive one goes. */
    restart(): void {
      for (const { name } of records.list('queues').filter(({ durable, owner }) => durable !== true || owner !== undefined))
        deleteQueue(String(name))
    },
  }
}

const heldOf = ({ id, queue, exchange, routingKey, redelivered, properties, base64 }: SimulatorRecord): Held => ({
  id: String(id),
  queue: String(queue),
  exchange: String(exchange),
  routingKey: String(routingKey),
  redelivered: redelivered === true,
  content: { properties: Buffer.from(String(properties), 'base64'), body: Buffer.from(String(base64), 'base64') },
})
