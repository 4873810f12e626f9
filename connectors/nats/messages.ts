// Messages of a stream, by a durable consumer of JetStream: acknowledged when they are stored, named by their number in the stream.
import type { JsMsg } from '@nats-io/jetstream'
import { Type, type Static } from 'typebox'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { Body, readBody } from '#connectors/kit/messages/payload.ts'
import { settleOnce } from '#connectors/kit/messages/settling.ts'
import { natsError, openSession } from './session.ts'

const NAME = '^[A-Za-z0-9_-]{1,64}$'
const Options = Type.Object(
  {
    stream: Type.String({ title: 'Stream', pattern: NAME }),
    subject: Type.Optional(
      Type.String({
        title: 'Subject',
        description: 'Which messages of the stream, such as orders.>. Empty: all.',
        pattern: '^\\S+$',
        maxLength: 500,
      }),
    ),
    consumer: Type.String({
      title: 'Name of the consumer',
      description: 'Of this flow alone: the stream remembers by it what was taken.',
      pattern: NAME,
    }),
  },
  { additionalProperties: false },
)

/** The client waits so long for a page; the shortest it knows. */
const EXPIRES_MS = 1_000
/** A message that is not acknowledged within this comes again. */
const ACK_WAIT_NS = 120_000_000_000
const SETTLE_MS = 110_000

export const messages = {
  kind: 'poll',
  id: 'messages',
  label: 'Messages of a stream',
  description:
    'Takes messages of a JetStream stream; each starts a run, also when it comes twice. The stream hears that one was taken only when it is stored.',
  options: Options,
  output: Type.Object({
    subject: Type.String({ title: 'Subject' }),
    body: Body,
    stream: Type.String({ title: 'Stream' }),
    sequence: Type.Integer({ title: 'Number', description: 'Of the message in its stream.' }),
  }),
  example: { subject: 'orders.created', body: { id: 17 }, stream: 'ORDERS', sequence: 17 },
  poll({ since, limit, options }, context) {
    const { stream, subject, consumer } = options as Static<typeof Options>
    return context.network.session(async () => {
      const { nats, endpoint, close } = await openSession(context)
      try {
        const { jetstream, jetstreamManager, AckPolicy, DeliverPolicy } = await import('@nats-io/jetstream')
        const manager = await jetstreamManager(nats)
        // Made once; the same wish again changes nothing.
        await manager.consumers.info(stream, consumer).catch(() =>
          manager.consumers.add(stream, {
            durable_name: consumer,
            ack_policy: AckPolicy.Explicit,
            ack_wait: ACK_WAIT_NS,
            deliver_policy: DeliverPolicy.StartTime,
            opt_start_time: since.toISOString(),
            ...(subject !== undefined && { filter_subject: subject }),
          }),
        )
        const source = await jetstream(nats).consumers.get(stream, consumer)
        const taken: JsMsg[] = []
        for await (const message of await source.fetch({ max_messages: limit, expires: EXPIRES_MS })) taken.push(message)
        if (taken.length === 0) {
          await close()
          return { records: [], cursor: null, more: false }
        }
        const settle = settleOnce(SETTLE_MS, async (stored) => {
          for (const message of taken) {
            if (stored) message.ack()
            else message.nak()
          }
          await nats.flush().catch(() => undefined)
          await close()
        })
        return { records: taken.map(toRecord), cursor: null, more: taken.length === limit, settle }
      } catch (error) {
        await close()
        throw natsError(error, endpoint)
      }
    })
  },
} as const satisfies PollTrigger

function toRecord(message: JsMsg): PollRecord {
  const { stream, streamSequence } = message.info
  return {
    key: `${stream}:${streamSequence}`,
    version: '1',
    value: { subject: message.subject, body: readBody(message.data), stream, sequence: streamSequence },
  }
}
