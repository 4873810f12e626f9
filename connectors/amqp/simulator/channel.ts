// One channel of a connection to the simulated broker: its methods, what it has unacknowledged, its confirms.
import type { Broker, Consumer, Held } from './broker.ts'
import type { Content } from './frames.ts'
import type { Call, MethodName } from './methods.ts'
import { Refusal } from './topology.ts'
import type { Value } from './wire.ts'

export interface ChannelOptions {
  readonly broker: Broker
  /** Names the connection. */
  readonly owner: string
  send(method: MethodName, values?: Readonly<Record<string, Value>>, content?: Content): void
  /** Asked for each message that was stored: true cuts the connection instead of confirming. */
  losesConfirm(): boolean
  cut(): void
}

export type Channel = ReturnType<typeof openChannel>

export function openChannel({ broker, owner, send, losesConfirm, cut }: ChannelOptions) {
  /** By delivery tag. */
  const unacknowledged = new Map<number, { readonly message: Held; readonly consumer?: string }>()
  const consumers = new Map<string, Consumer>()
  let tag = 0
  let prefetch = 0
  /** The number of the last message that was published, where confirms are wanted. */
  let published: number | undefined

  const hold = (message: Held, noAck: boolean, consumer?: string): number => {
    tag += 1
    if (!noAck) unacknowledged.set(tag, { message, ...(consumer !== undefined && { consumer }) })
    return tag
  }

  /** Delivery tags that are meant: one, or all up to it; 0 with `multiple` is all. */
  function settle(last: number, multiple: boolean, how: (message: Held) => void): void {
    const meant = multiple ? [...unacknowledged.keys()].filter((one) => last === 0 || one <= last) : [last]
    if (meant.length === 0 && last === 0) return
    if (meant.length === 0 || !unacknowledged.has(meant.at(-1) ?? 0))
      throw new Refusal(406, `PRECONDITION_FAILED - unknown delivery tag ${last}`)
    const messages = meant.flatMap((one) => unacknowledged.get(one)?.message ?? [])
    for (const one of meant) unacknowledged.delete(one)
    for (const message of messages) how(message)
    for (const { queue } of consumers.values()) broker.pump(queue)
  }
  const giveBack = (requeue: boolean) => (message: Held) => broker.giveBack(message, requeue)

  function consume(call: Call): string {
    const name = call.text('tag') || `amq.ctag-${owner}-${consumers.size + 1}`
    if (consumers.has(name)) throw new Refusal(530, `NOT_ALLOWED - attempt to reuse consumer tag '${name}'`, true)
    const noAck = call.is('noAck')
    const queue = String(broker.needQueue(call.text('queue'))['name'])
    const limit = prefetch
    const own = () => [...unacknowledged.values()].filter(({ consumer }) => consumer === name).length
    consumers.set(name, {
      queue,
      noAck,
      canTake: () => limit === 0 || noAck || own() < limit,
      deliver(message) {
        const { exchange, routingKey, redelivered, content } = message
        send('basic.deliver', { consumer: name, tag: hold(message, noAck, name), redelivered, exchange, routingKey }, content)
      },
    })
    return name
  }

  const METHODS: Partial<Record<MethodName, (call: Call) => void>> = {
    'exchange.declare'(call) {
      const [name, type] = [call.text('exchange'), call.text('type')]
      const [passive, durable, autoDelete] = [call.is('passive'), call.is('durable'), call.is('autoDelete')]
      broker.declareExchange({ name, type, passive, durable, autoDelete })
      answer(call, 'exchange.declare-ok')
    },
    'exchange.delete'(call) {
      broker.deleteExchange(call.text('exchange'), call.is('ifUnused'))
      answer(call, 'exchange.delete-ok')
    },
    'queue.declare'(call) {
      const [passive, durable, exclusive] = [call.is('passive'), call.is('durable'), call.is('exclusive')]
      const wish = { name: call.text('queue'), passive, durable, exclusive, autoDelete: call.is('autoDelete') }
      const queue = broker.declareQueue(wish, owner)
      answer(call, 'queue.declare-ok', { queue, messages: broker.ready(queue), consumers: broker.consumers(queue) })
    },
    'queue.bind'(call) {
      broker.bind(call.text('queue'), call.text('exchange'), call.text('routingKey'))
      answer(call, 'queue.bind-ok')
    },
    'queue.unbind'(call) {
      broker.unbind(call.text('queue'), call.text('exchange'), call.text('routingKey'))
      send('queue.unbind-ok')
    },
    'queue.purge'(call) {
      broker.needQueue(call.text('queue'))
      answer(call, 'queue.purge-ok', { messages: broker.purge(call.text('queue')) })
    },
    'queue.delete'(call) {
      const queue = call.text('queue')
      const isBusy = (call.is('ifUnused') && broker.consumers(queue) > 0) || (call.is('ifEmpty') && broker.ready(queue) > 0)
      if (isBusy) throw new Refusal(406, `PRECONDITION_FAILED - queue '${queue}' is in use or not empty`)
      answer(call, 'queue.delete-ok', { messages: broker.deleteQueue(queue) })
    },
    'basic.qos'(call) {
      prefetch = call.number('count')
      send('basic.qos-ok')
    },
    'basic.consume'(call) {
      const name = consume(call)
      // The answer first: a message for a consumer who is not there yet confuses clients.
      answer(call, 'basic.consume-ok', { tag: name })
      const consumer = consumers.get(name)
      if (consumer) broker.consume(consumer)
    },
    'basic.cancel'(call) {
      const consumer = consumers.get(call.text('tag'))
      if (consumer) broker.stop(consumer)
      consumers.delete(call.text('tag'))
      answer(call, 'basic.cancel-ok', { tag: call.text('tag') })
    },
    'basic.get'(call) {
      const queue = String(broker.needQueue(call.text('queue'))['name'])
      const message = broker.take(queue, call.is('noAck'))
      if (!message) return send('basic.get-empty')
      const { exchange, routingKey, redelivered, content } = message
      const values = { tag: hold(message, call.is('noAck')), redelivered, exchange, routingKey, messages: broker.ready(queue) }
      send('basic.get-ok', values, content)
    },
    'basic.ack': (call) => settle(call.number('tag'), call.is('multiple'), broker.acknowledge),
    'basic.nack': (call) => settle(call.number('tag'), call.is('multiple'), giveBack(call.is('requeue'))),
    'basic.reject': (call) => settle(call.number('tag'), false, giveBack(call.is('requeue'))),
    'basic.recover'() {
      settle(0, true, giveBack(true))
      send('basic.recover-ok')
    },
    'confirm.select'(call) {
      published ??= 0
      answer(call, 'confirm.select-ok')
    },
  }

  function answer(call: Call, method: MethodName, values?: Readonly<Record<string, Value>>): void {
    if (!call.is('noWait')) send(method, values)
  }

  return {
    /** Throws a Refusal. */
    run(call: Call): void {
      const method = METHODS[call.name]
      if (!method) throw new Refusal(540, `NOT_IMPLEMENTED - ${call.name}`, true)
      method(call)
    },
    publish(call: Call, content: Content): void {
      const [exchange, routingKey] = [call.text('exchange'), call.text('routingKey')]
      if (call.is('immediate')) throw new Refusal(540, 'NOT_IMPLEMENTED - immediate=true', true)
      if (exchange !== '') broker.needExchange(exchange)
      const queues = broker.publish(exchange, routingKey, content)
      if (queues.length === 0 && call.is('mandatory')) send('basic.return', { code: 312, text: 'NO_ROUTE', exchange, routingKey }, content)
      if (published === undefined) return
      published += 1
      if (losesConfirm()) return cut()
      send('basic.ack', { tag: published, multiple: false })
    },
    /** What is not acknowledged goes back to its queue. */
    end(): void {
      for (const consumer of consumers.values()) broker.stop(consumer)
      consumers.clear()
      const left = [...unacknowledged.values()].map(({ message }) => message)
      unacknowledged.clear()
      for (const message of left) broker.giveBack(message, true)
    },
  }
}
