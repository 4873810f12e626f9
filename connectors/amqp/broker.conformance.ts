// What a broker must do for this connector, and how amqplib sees it: run against the simulated broker and against RabbitMQ, where that runs.
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { ActionContext, PollRecord } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { amqp } from './index.ts'

export interface TriedBroker {
  readonly port: () => Promise<number>
  readonly username: string
  readonly password: string
  context(over?: Readonly<Record<string, unknown>>, options?: { readonly password?: string; readonly key?: string }): ActionContext
}

export function testBroker({ port, username, password, context }: TriedBroker): void {
  const name = `tillflow.test.${process.pid}`
  let broker: ChannelModel
  let count = 0
  beforeAll(async () => {
    const { connect } = await import('amqplib')
    broker = await connect({ hostname: '127.0.0.1', port: await port(), username, password, heartbeat: 20 })
  })
  afterAll(() => broker.close())

  /** A channel whose failures are told by its promises, and a queue that goes with the connection. */
  async function open(): Promise<{ readonly channel: Channel; readonly queue: string }> {
    const channel = await broker.createChannel()
    channel.on('error', () => undefined)
    const { queue } = await channel.assertQueue(`${name}.${++count}`, { exclusive: false, durable: true })
    return { channel, queue }
  }
  const failure = (work: Promise<unknown>): Promise<ErrorData> =>
    work.then(
      () => expect.fail('it did not fail'),
      (error: ErrorData) => error,
    )
  const publish = (queue: string, body: unknown, key: string, over = {}) =>
    amqp.actions[1].run({ routingKey: queue, body, ...over } as Json, context({}, { key }))
  const page = (queue: string, limit = 100) =>
    amqp.polls[0].poll({ cursor: undefined, since: new Date(0), limit, options: { queue } }, context())
  const values = (records: readonly PollRecord[]) => records.map(({ value }) => (value as { body: Json }).body)
  const text = (message: { readonly content: Buffer } | false) => (message === false ? false : message.content.toString())
  /** The messages that came, once there are so many, or after a while. */
  async function come(messages: readonly ConsumeMessage[], wanted: number): Promise<readonly string[]> {
    for (let wait = 0; wait < 100 && messages.length < wanted; wait++) await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 50))
    return messages.map(({ content }) => content.toString())
  }

  async function redeclared(channel: Channel): Promise<unknown> {
    const { queue } = await open()
    try {
      return await channel.assertQueue(queue, { durable: false })
    } finally {
      await (await broker.createChannel()).deleteQueue(queue)
    }
  }
  /** An acknowledgement has no answer: the next call learns of it. */
  async function unknownTag(channel: Channel): Promise<unknown> {
    const failed = new Promise((_, reject) => channel.once('error', reject))
    channel.ack({ fields: { deliveryTag: 77 }, content: Buffer.alloc(0), properties: {} } as never)
    return await failed
  }

  describe('through the connector', () => {
    it('keeps messages until they are stored, gives back what was not, and names doubles by their id', async () => {
      const { channel, queue } = await open()
      for (let index = 0; index < 120; index++) await publish(queue, { index }, `key-${index}`)
      const first = await page(queue, 70)
      expect(values(first.records)).toEqual(Array.from({ length: 70 }, (_, index) => ({ index })))
      for (const { value } of first.records) expect(validate(amqp.polls[0].output, value)).toEqual([])
      await first.settle?.(false)
      const again = await page(queue, 70)
      expect(again.records.map(({ key }) => key)).toEqual(first.records.map(({ key }) => key))
      expect(again.records[0]?.value).toMatchObject({ redelivered: true })
      await again.settle?.(true)
      const rest = await page(queue, 70)
      expect(values(rest.records)).toEqual(Array.from({ length: 50 }, (_, index) => ({ index: index + 70 })))
      await rest.settle?.(true)
      expect((await channel.checkQueue(queue)).messageCount).toBe(0)
      expect(await page(queue)).toMatchObject({ records: [], more: false })

      // Not even a settled page: a process that dies between taking and storing.
      await publish(queue, 'plain text', 'again')
      await publish(queue, 'plain text', 'again')
      const doubled = await page(queue)
      expect(values(doubled.records)).toEqual(['plain text', 'plain text'])
      expect(new Set(doubled.records.map(({ key }) => key)).size).toBe(1)
      await doubled.settle?.(true)
      await channel.deleteQueue(queue)
    }, 30_000)

    it('says what nobody takes, and what is not there', async () => {
      const nobody = `${name}.nobody`
      expect(await failure(publish(nobody, {}, 'k'))).toMatchObject({
        code: 'vendor-rejected',
        message: expect.stringContaining('no queue takes'),
      })
      expect(await failure(publish(nobody, {}, 'k', { exchange: 'no-such-exchange' }))).toMatchObject({
        code: 'vendor-rejected',
        details: { status: 404 },
      })
      expect(await failure(page(nobody))).toMatchObject({ code: 'vendor-rejected', details: { status: 404 } })
    })

    it('calls wrong credentials by their name', async () => {
      expect((await failure(amqp.test(context({}, { password: 'wrong-password' })))).code).toBe('credentials-invalid')
      expect((await failure(amqp.test(context({ virtualHost: '/nowhere' })))).code).toBe('credentials-invalid')
      expect((await amqp.test(context())).summary).toMatch(/^Signed in to .*, virtual host \/\.$/)
    })
  })

  describe('as amqplib sees it', () => {
    it.each([
      ['direct', ['a', 'b'], 'a', [true, false]],
      ['topic', ['orders.*.created', 'orders.#', '#.created', 'stock.*'], 'orders.web.created', [true, true, true, false]],
      ['topic', ['orders.#', 'orders.*', '#'], 'orders', [true, false, true]],
      ['fanout', ['x', 'y'], 'z', [true, true]],
    ] as const)('routes by %s: %j of %s', async (type, keys, routingKey, taken) => {
      const { channel, queue: own } = await open()
      const exchange = `${name}.${type}.${++count}`
      await channel.assertExchange(exchange, type, { durable: false })
      const queues = await Promise.all(keys.map(async () => (await channel.assertQueue('', { exclusive: true })).queue))
      for (const [index, key] of keys.entries()) await channel.bindQueue(queues[index] ?? '', exchange, key)
      const confirmed = await broker.createConfirmChannel()
      confirmed.publish(exchange, routingKey, Buffer.from('hello'), { headers: { shop: 'GB', nth: 3 }, messageId: 'm-1' })
      await confirmed.waitForConfirms()
      const got = await Promise.all(queues.map((queue) => channel.get(queue, { noAck: true })))
      expect(got.map((message) => message !== false)).toEqual(taken)
      expect(got.find((message) => message !== false)).toMatchObject({
        fields: { exchange, routingKey, redelivered: false },
        properties: { headers: { shop: 'GB', nth: 3 }, messageId: 'm-1' },
      })
      await channel.deleteExchange(exchange)
      await channel.deleteQueue(own)
      await Promise.all([channel.close(), confirmed.close()])
    })

    it('tells what no queue takes, and confirms it', async () => {
      const channel = await broker.createConfirmChannel()
      const returned: unknown[] = []
      channel.on('return', (message) => returned.push(message))
      channel.publish('', `${name}.nobody`, Buffer.from('lost'), { mandatory: true })
      channel.publish('', `${name}.nobody`, Buffer.from('gone'))
      await channel.waitForConfirms()
      expect(returned).toMatchObject([{ fields: { replyCode: 312, replyText: 'NO_ROUTE', routingKey: `${name}.nobody` } }])
      await channel.close()
    })

    it('gives a consumer as many as it may hold, and the next when one is acknowledged', async () => {
      const { channel, queue } = await open()
      for (const body of ['1', '2', '3', '4']) channel.sendToQueue(queue, Buffer.from(body))
      const messages: ConsumeMessage[] = []
      await channel.prefetch(2)
      const { consumerTag } = await channel.consume(queue, (message) => void (message && messages.push(message)))
      expect(await come(messages, 2)).toEqual(['1', '2'])
      const [first, second] = messages
      if (first) channel.ack(first)
      expect(await come(messages, 3)).toEqual(['1', '2', '3'])
      // Back to its place: it comes before those behind it, marked.
      if (second) channel.nack(second, false, true)
      expect((await come(messages, 4))[3]).toBe('2')
      expect(messages[3]?.fields.redelivered).toBe(true)
      await channel.cancel(consumerTag)
      await channel.close()
      const other = await broker.createChannel()
      expect((await other.checkQueue(queue)).messageCount).toBe(3)
      expect(await other.deleteQueue(queue)).toEqual({ messageCount: 3 })
      await other.close()
    })

    it('acknowledges many at once, and drops what is rejected for good', async () => {
      const { channel, queue } = await open()
      for (const body of ['1', '2', '3', '4']) channel.sendToQueue(queue, Buffer.from(body))
      const one = await channel.get(queue)
      const two = await channel.get(queue)
      const three = await channel.get(queue)
      expect([text(one), text(two), text(three)]).toEqual(['1', '2', '3'])
      expect(three === false ? undefined : three.fields.messageCount).toBe(1)
      if (two) channel.ack(two, true)
      if (three) channel.reject(three, false)
      expect(text(await channel.get(queue, { noAck: true }))).toBe('4')
      expect(await channel.get(queue)).toBe(false)
      expect((await channel.checkQueue(queue)).messageCount).toBe(0)
      await channel.deleteQueue(queue)
      await channel.close()
    })

    it('gives back what a channel held when it ends', async () => {
      const { channel, queue } = await open()
      channel.sendToQueue(queue, Buffer.from('held'))
      expect(text(await channel.get(queue))).toBe('held')
      await channel.close()
      const other = await broker.createChannel()
      const again = await other.get(queue)
      expect([text(again), again === false ? undefined : again.fields.redelivered]).toEqual(['held', true])
      await other.deleteQueue(queue)
      await other.close()
    })

    it('carries what is larger than a frame', async () => {
      const { channel, queue } = await open()
      const body = Buffer.alloc(300_000, 'abcdefg')
      channel.sendToQueue(queue, body)
      const got = await channel.get(queue, { noAck: true })
      expect(got === false ? 0 : got.content.equals(body)).toBe(true)
      await channel.deleteQueue(queue)
      await channel.close()
    })

    it.each([
      ['a queue that is not there', 404, (channel: Channel) => channel.checkQueue(`${name}.none`)],
      ['an exchange that is not there', 404, (channel: Channel) => channel.checkExchange(`${name}.none`)],
      ['an exchange declared otherwise', 406, (channel: Channel) => channel.assertExchange('amq.topic', 'direct')],
      ['a name that is reserved', 403, (channel: Channel) => channel.assertExchange('amq.mine', 'direct')],
      ["a queue's name that is reserved", 403, (channel: Channel) => channel.assertQueue('amq.mine')],
      ['a queue declared otherwise', 406, (channel: Channel) => redeclared(channel)],
      ['a delivery tag that was never given', 406, (channel: Channel) => unknownTag(channel)],
    ] as const)('closes the channel, and no other, over %s', async (_, code, ask) => {
      const channel = await broker.createChannel()
      const errors: { readonly code?: number }[] = []
      channel.on('error', (error: { readonly code?: number }) => errors.push(error))
      await expect(ask(channel)).rejects.toThrow(String(code))
      expect(errors).toMatchObject([{ code }])
      const next = await broker.createChannel()
      await next.close()
    })

    it('keeps an exclusive queue for its connection', async () => {
      const { connect } = await import('amqplib')
      const other = await connect({ hostname: '127.0.0.1', port: await port(), username, password })
      const theirs = await other.createChannel()
      const queue = `${name}.theirs`
      await theirs.assertQueue(queue, { exclusive: true })
      const channel = await broker.createChannel()
      channel.on('error', () => undefined)
      await expect(channel.assertQueue(queue, { exclusive: true })).rejects.toThrow('405')
      await other.close()
      // With its connection it is gone.
      const later = await broker.createChannel()
      later.on('error', () => undefined)
      await expect(later.checkQueue(queue)).rejects.toThrow('404')
    })
  })
}
