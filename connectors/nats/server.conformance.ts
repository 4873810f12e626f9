// What a NATS server must do for this connector, and how its makers' clients see it: run against the simulated server and against nats-server, where
// that runs.
import type { JetStreamManager } from '@nats-io/jetstream'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { nats } from './index.ts'

export interface TriedServer {
  readonly port: () => Promise<number>
  readonly signIn: { readonly user?: string; readonly pass?: string }
  context(key?: string): ActionContext
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function testServer({ port, signIn, context }: TriedServer): void {
  const stream = `TILLFLOW_${process.pid}`
  let server: NatsConnection
  let manager: JetStreamManager
  let count = 0
  beforeAll(async () => {
    const { connect } = await import('@nats-io/transport-node')
    const { jetstreamManager } = await import('@nats-io/jetstream')
    server = await connect({ servers: `127.0.0.1:${await port()}`, ...signIn, reconnect: false })
    manager = await jetstreamManager(server)
  })
  afterAll(() => server.close())

  /** A stream of its own, which goes with the test. */
  async function withStream(work: (name: string) => Promise<void>): Promise<void> {
    const name = `${stream}_${++count}`
    await manager.streams.add({ name, subjects: [`${name}.>`] })
    try {
      await work(name)
    } finally {
      await manager.streams.delete(name)
    }
  }
  const publish = (name: string, id: number) =>
    nats.actions[0].run({ subject: `${name}.orders`, body: { id } } as Json, context(`key-${name}-${id}`))
  const page = (name: string, limit = 100, subject = `${name}.>`) =>
    nats.polls[0].poll({ cursor: undefined, since: new Date(0), limit, options: { stream: name, consumer: 'flow-1', subject } }, context())
  const textOf = ({ data }: Pick<Msg, 'data'>) => Buffer.from(data).toString()

  describe('through the connector', () => {
    it(
      'stores a message once, gives back what was not stored here, and names messages by their number',
      () =>
        withStream(async (name) => {
          for (let id = 1; id <= 30; id++) await publish(name, id)
          expect(await publish(name, 3)).toMatchObject({ stream: name, sequence: 3, duplicate: true })
          const first = await page(name, 10)
          expect(first.records.map(({ key }) => key)).toEqual(Array.from({ length: 10 }, (_, index) => `${name}:${index + 1}`))
          for (const { value } of first.records) expect(validate(nats.polls[0].output, value)).toEqual([])
          await first.settle?.(false)
          const seen = new Set<string>()
          for (let more = true; more;) {
            const next = await page(name, 20)
            for (const { key } of next.records) seen.add(key)
            await next.settle?.(true)
            more = next.records.length > 0
          }
          expect(seen.size).toBe(30)
          expect((await manager.consumers.info(name, 'flow-1')).num_ack_pending).toBe(0)
        }),
      30_000,
    )

    it('takes the subject that it is told, and no other', () =>
      withStream(async (name) => {
        const { jetstream } = await import('@nats-io/jetstream')
        for (const subject of ['orders.new', 'stock.new', 'orders']) await jetstream(server).publish(`${name}.${subject}`, '{}')
        const taken = await page(name, 10, `${name}.orders.*`)
        expect(taken.records.map(({ value }) => (value as { subject: string }).subject)).toEqual([`${name}.orders.new`])
        await taken.settle?.(true)
      }))

    it('says what no stream takes, and what is not there', async () => {
      await expect(publish('NOBODY', 1)).rejects.toMatchObject({ code: 'vendor-rejected' })
      await expect(page('NOBODY')).rejects.toMatchObject({ code: 'vendor-rejected' })
    })
  })

  describe('as its clients see it', () => {
    it('carries requests, answers, headers and queue groups, and says that nobody answers', async () => {
      const { headers } = await import('@nats-io/transport-node')
      const subject = `${stream}.ask`
      const told: string[] = []
      const group = [1, 2].map((nth) =>
        server.subscribe(subject, {
          queue: 'workers',
          callback(_, message) {
            told.push(`${nth}:${textOf(message)}`)
            message.respond(Buffer.from(`${textOf(message)} ${message.headers?.get('shop') ?? ''}`))
          },
        }),
      )
      const other = server.subscribe(`${stream}.*`)
      const given = headers()
      given.set('shop', 'GB')
      expect(textOf(await server.request(subject, 'hello', { timeout: 2_000, headers: given }))).toBe('hello GB')
      expect(told).toHaveLength(1)
      other.unsubscribe()
      const heard: string[] = []
      for await (const message of other) heard.push(textOf(message))
      expect(heard).toEqual(['hello'])
      for (const one of group) one.unsubscribe()
      await server.flush()
      await expect(server.request(subject, 'hello', { timeout: 2_000 })).rejects.toThrow('no responders')
    })

    it('ends a subscription after as many messages as were wanted', async () => {
      const subscription = server.subscribe(`${stream}.few.>`, { max: 2 })
      for (const nth of [1, 2, 3]) server.publish(`${stream}.few.${nth}`)
      const heard: string[] = []
      for await (const { subject } of subscription) heard.push(subject)
      expect(heard).toEqual([1, 2].map((nth) => `${stream}.few.${nth}`))
    })

    it(
      'gives again what was given back or not acknowledged in time, and nothing that is done or given up',
      () =>
        withStream(async (name) => {
          const { AckPolicy, jetstream } = await import('@nats-io/jetstream')
          const client = jetstream(server)
          for (const id of [1, 2, 3, 4, 5]) expect(await client.publish(`${name}.a`, String(id))).toMatchObject({ stream: name, seq: id })
          await manager.consumers.add(name, { durable_name: 'c', ack_policy: AckPolicy.Explicit, ack_wait: 1_200_000_000 })
          // The same wish again changes nothing.
          await manager.consumers.add(name, { durable_name: 'c', ack_policy: AckPolicy.Explicit, ack_wait: 1_200_000_000 })
          const consumer = await client.consumers.get(name, 'c')
          const take = async (wanted: number) => {
            const taken = []
            for await (const message of await consumer.fetch({ max_messages: wanted, expires: 1_000 })) taken.push(message)
            return taken
          }
          const [done, back, given, slow, late] = await take(5)
          expect(done?.info).toMatchObject({ stream: name, streamSequence: 1, deliveryCount: 1, redelivered: false, pending: 4 })
          done?.ack()
          back?.nak()
          given?.term()
          const again = await take(1)
          expect(again.map((message) => [textOf(message), message.info.deliveryCount])).toEqual([['2', 2]])
          again[0]?.ack()
          await pause(800)
          slow?.working()
          await server.flush()
          await pause(800)
          // The fifth is overdue, the fourth has been asked to wait.
          expect((await take(1)).map(textOf)).toEqual(['5'])
          expect(late?.redelivered).toBe(false)
          slow?.ack()
          await server.flush()
          expect(await manager.consumers.info(name, 'c')).toMatchObject({
            num_pending: 0,
            num_ack_pending: 1,
            delivered: { stream_seq: 5 },
          })
        }),
      20_000,
    )

    it('answers an acknowledgement that is asked to be confirmed', () =>
      withStream(async (name) => {
        const { AckPolicy, jetstream } = await import('@nats-io/jetstream')
        const client = jetstream(server)
        await client.publish(`${name}.a`, 'one')
        await manager.consumers.add(name, { durable_name: 'c', ack_policy: AckPolicy.Explicit })
        const message = await (await client.consumers.get(name, 'c')).next({ expires: 1_000 })
        expect(await message?.ackAck()).toBe(true)
        expect(await (await client.consumers.get(name, 'c')).next({ expires: 1_000 })).toBeNull()
      }))

    it('gives a message to who already waits for it', () =>
      withStream(async (name) => {
        const { AckPolicy, jetstream } = await import('@nats-io/jetstream')
        await manager.consumers.add(name, { durable_name: 'c', ack_policy: AckPolicy.Explicit })
        const consumer = await jetstream(server).consumers.get(name, 'c')
        const waiting = consumer.next({ expires: 3_000 })
        await pause(100)
        await jetstream(server).publish(`${name}.a`, 'came later')
        const message = await waiting
        expect(message && textOf(message)).toBe('came later')
      }))

    it('drops a second message with the same id, and counts what it has', () =>
      withStream(async (name) => {
        const { jetstream } = await import('@nats-io/jetstream')
        const client = jetstream(server)
        expect(await client.publish(`${name}.a`, 'x', { msgID: 'm-1' })).toMatchObject({ seq: 1, duplicate: false })
        expect(await client.publish(`${name}.b`, 'y', { msgID: 'm-1' })).toMatchObject({ seq: 1, duplicate: true })
        expect(await client.publish(`${name}.b`, 'y', { msgID: 'm-2' })).toMatchObject({ seq: 2 })
        expect((await manager.streams.info(name)).state).toMatchObject({ messages: 2, first_seq: 1, last_seq: 2 })
        expect(await manager.streams.find(`${name}.whatever`)).toBe(name)
        expect((await manager.streams.getMessage(name, { seq: 2 }))?.subject).toBe(`${name}.b`)
        await expect(client.publish(`${name}.a`, 'x', { expect: { streamName: 'OTHER' } })).rejects.toMatchObject({ code: 10_060 })
      }))

    it.each([
      ['a stream that is not there', () => manager.streams.info('NOWHERE'), 'StreamNotFoundError'],
      [
        'a consumer that is not there',
        () => withStream(async (name) => void (await manager.consumers.info(name, 'none'))),
        'ConsumerNotFoundError',
      ],
      [
        'a stream on subjects of another one',
        () => withStream(async (name) => void (await manager.streams.add({ name: `${name}_2`, subjects: [`${name}.a`] }))),
        'JetStreamApiError',
      ],
    ])('refuses %s', async (_, ask, name) => {
      await expect(ask()).rejects.toMatchObject({ name })
    })
  })
}
