// A message into a stream of JetStream, stored before it is confirmed. The stream drops a second one with the same id.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { Body, messageId, writeBody } from '#connectors/kit/messages/payload.ts'
import { natsError, openSession } from './session.ts'

const Input = Type.Object(
  {
    subject: Type.String({
      title: 'Subject',
      description: 'Such as orders.created; a stream must take it.',
      pattern: '^[^\\s*>]+$',
      maxLength: 500,
    }),
    body: Body,
  },
  { additionalProperties: false },
)

/** What servers take unless they are told otherwise. */
const MOST = 1_000_000

export const publish = {
  id: 'publish',
  label: 'Publish',
  description:
    'Sends a message into a stream. Its id is the same for every try of a record, and the stream keeps one of them (within its duplicate window, two minutes where nobody changed it).',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Type.Object({
    stream: Type.String({ title: 'Stream' }),
    sequence: Type.Integer({ title: 'Number', description: 'Of the message in its stream.' }),
    duplicate: Type.Boolean({ title: 'Duplicate', description: 'The stream had it already.' }),
  }),
  example: { stream: 'ORDERS', sequence: 17, duplicate: false },
  async run(input, context) {
    const { subject, body } = input as Static<typeof Input>
    const payload = writeBody(body, MOST)
    return await context.network.session(async () => {
      const { nats, endpoint, close } = await openSession(context)
      try {
        const { jetstream } = await import('@nats-io/jetstream')
        const { stream, seq, duplicate } = await jetstream(nats).publish(subject, payload, { msgID: messageId(context.idempotencyKey) })
        return { stream, sequence: seq, duplicate }
      } catch (error) {
        throw natsError(error, endpoint)
      } finally {
        await close()
      }
    })
  },
} as const satisfies Action
