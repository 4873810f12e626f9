// Messages of topics. The broker keeps them for the subscription while nobody is connected, and forgets one when it is stored here, not before.
import { randomUUID } from 'node:crypto'
import type { IPublishPacket } from 'mqtt-packet'
import { Type, type Static } from 'typebox'
import { FORBIDDEN_KEYS, isRecord, type Json } from '#shared/json.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { Body, readBody } from '#connectors/kit/messages/payload.ts'
import { settleOnce } from '#connectors/kit/messages/settling.ts'
import { openClient } from './client.ts'

const Options = Type.Object(
  {
    topic: Type.String({
      title: 'Topics',
      description: 'Such as tills/+/sales; + stands for one level, # at the end for all below.',
      minLength: 1,
      maxLength: 1_000,
    }),
    subscription: Type.String({
      title: 'Name of the subscription',
      description: 'Of this flow alone: the broker keeps messages by this name. Two readers of one name would throw each other out.',
      pattern: '^[A-Za-z0-9_-]{1,40}$',
    }),
    key: Type.Optional(
      Type.String({
        title: 'Id in the message',
        description: 'Where the body says which message it is, such as sale.id: one that comes twice is then taken once.',
        pattern: '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$',
        maxLength: 200,
      }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** Brokers send so many at once and wait for their acknowledgement (Mosquitto: 20): a page is rarely larger. */
const QUIET_MS = 400
/** A page that nobody settles is given back. */
const SETTLE_MS = 120_000

export const messages = {
  kind: 'poll',
  id: 'messages',
  label: 'Messages of topics',
  description:
    'Takes messages of topics; each starts a run. Messages sent with quality of service 1 or 2 wait at the broker between looks; those with 0 may be lost.',
  options: Options,
  output: Type.Object({
    topic: Type.String({ title: 'Topic' }),
    body: Body,
    retained: Type.Boolean({ title: 'Retained', description: 'The state that the topic had when it was subscribed to.' }),
  }),
  example: { topic: 'tills/7/sales', body: { sale: { id: 'S-17', total: '12.50' } }, retained: false },
  poll({ cursor, limit, options }, context) {
    const { topic, subscription, key } = options as Options
    const subscribed = isRecord(cursor) ? cursor['topic'] : undefined
    return context.network.session(async () => {
      const client = await openClient(context, `tillflow-${subscription}`)
      let kept = false
      try {
        // Anew only where it must be: every subscribing brings the retained messages again.
        if (!client.sessionPresent || subscribed !== topic) await client.subscribe(topic)
        const taken = await client.take(limit, QUIET_MS)
        if (taken.length === 0) return { records: [], cursor: { topic }, more: false }
        kept = true
        const settle = settleOnce(SETTLE_MS, async (stored) => {
          if (stored) await client.acknowledge(taken).catch(() => undefined)
          client.close()
        })
        return { records: taken.map((packet) => toRecord(packet, key)), cursor: { topic }, more: true, settle }
      } finally {
        if (!kept) client.close()
      }
    })
  },
} as const satisfies PollTrigger

function toRecord({ topic, payload, retain }: IPublishPacket, keyPath: string | undefined): PollRecord {
  const body = readBody(Buffer.from(payload))
  return { key: keyIn(body, keyPath) ?? randomUUID(), version: '1', value: { topic, body, retained: retain } }
}

function keyIn(body: Json, path: string | undefined): string | undefined {
  let value: Json | undefined = body
  for (const name of path?.split('.') ?? []) {
    if (!isRecord(value) || FORBIDDEN_KEYS.has(name) || !Object.hasOwn(value, name)) return undefined
    value = value[name] as Json
  }
  return path !== undefined && (typeof value === 'string' || typeof value === 'number') ? String(value) : undefined
}
