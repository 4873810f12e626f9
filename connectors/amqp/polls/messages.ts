// The messages of a queue. The broker is told to forget a page of them when it is stored, and not before.
import { randomUUID } from 'node:crypto'
import type { Channel, GetMessage } from 'amqplib'
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { Body, readBody } from '#connectors/kit/messages/payload.ts'
import { settleOnce } from '#connectors/kit/messages/settling.ts'
import { brokerError, openSession } from '../session.ts'

const Options = Type.Object({ queue: Type.String({ title: 'Queue', minLength: 1, maxLength: 255 }) }, { additionalProperties: false })

/** Asked for at once. */
const AT_ONCE = 50
/** A page that nobody settles (a process that hangs) is given back to the queue. */
const SETTLE_MS = 120_000

export const messages = {
  kind: 'poll',
  id: 'messages',
  label: 'Messages of a queue',
  description: 'Takes messages from a queue; each starts a run. The broker forgets a message only when it is stored here.',
  options: Options,
  output: Type.Object({
    body: Body,
    routingKey: Type.String({ title: 'Routing key' }),
    exchange: Type.String({ title: 'Exchange' }),
    messageId: Type.Optional(Type.String({ title: 'Message id', description: 'Where the sender gave one.' })),
    headers: Type.Record(Type.String(), Type.Unknown(), { title: 'Headers' }),
    redelivered: Type.Boolean({ title: 'Redelivered', description: 'The broker gave it before and did not hear that it was stored.' }),
  }),
  example: {
    body: { id: 17, event: 'order.created' },
    routingKey: 'orders.created',
    exchange: 'shop',
    messageId: 'm-17',
    headers: {},
    redelivered: false,
  },
  poll({ limit, options }, context) {
    const { queue } = options as Static<typeof Options>
    return context.network.session(async () => {
      const { broker, endpoint, close } = await openSession(context)
      try {
        const channel = await broker.createChannel()
        channel.on('error', () => undefined)
        const taken = await take(channel, queue, limit)
        const more = taken.length === limit
        if (taken.length === 0) {
          await close()
          return { records: [], cursor: null, more: false }
        }
        const settle = settleOnce(SETTLE_MS, async (stored) => {
          const last = taken.at(-1)
          if (stored && last) channel.ack(last, true)
          // Closing waits for the broker, which has then read the acknowledgement; what is not acknowledged goes back to the queue.
          await channel.close().catch(() => undefined)
          await close()
        })
        return { records: taken.map(toRecord), cursor: null, more, settle }
      } catch (error) {
        await close()
        throw brokerError(error, endpoint)
      }
    })
  },
} as const satisfies PollTrigger

async function take(channel: Channel, queue: string, limit: number): Promise<readonly GetMessage[]> {
  const taken: GetMessage[] = []
  while (taken.length < limit) {
    const wanted = Math.min(AT_ONCE, limit - taken.length)
    const answers = await Promise.all(Array.from({ length: wanted }, () => channel.get(queue, { noAck: false })))
    const found = answers.filter((answer) => answer !== false)
    taken.push(...found)
    if (found.length < wanted) break
  }
  return taken
}

/** A message without an id cannot be told from its double: each is taken as one of its own. */
function toRecord({ content, fields, properties }: GetMessage): PollRecord {
  const id = typeof properties.messageId === 'string' && properties.messageId !== '' ? properties.messageId : undefined
  const headers = JSON.parse(JSON.stringify(properties.headers ?? {})) as Record<string, Json>
  return {
    key: id ?? randomUUID(),
    version: '1',
    value: {
      body: readBody(content),
      routingKey: fields.routingKey,
      exchange: fields.exchange,
      ...(id !== undefined && { messageId: id }),
      headers,
      redelivered: fields.redelivered,
    },
  }
}
