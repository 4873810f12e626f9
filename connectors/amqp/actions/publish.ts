// A message to an exchange or queue, confirmed by the broker when it has it safely.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { Body, Headers, messageId, writeBody } from '#connectors/kit/messages/payload.ts'
import { brokerError, openSession } from '../session.ts'

const Input = Type.Object(
  {
    exchange: Type.Optional(
      Type.String({
        title: 'Exchange',
        description: 'Empty: the default one, which takes the name of a queue as routing key.',
        maxLength: 255,
      }),
    ),
    routingKey: Type.String({ title: 'Routing key', description: 'Such as orders.created, or the name of a queue.', maxLength: 255 }),
    body: Body,
    headers: Headers,
  },
  { additionalProperties: false },
)
const Output = Type.Object({ messageId: Type.String({ title: 'Message id', description: 'The same for every try of a record.' }) })
const MOST = 16 * 1024 * 1024

const common = { effect: 'write', input: Input, output: Output, example: { messageId: '0f3c…' } } as const

export const publish = {
  ...common,
  id: 'publish',
  label: 'Publish',
  description:
    'Sends a message that survives a restart of the broker. After a lost confirmation a person decides; where consumers take each id once, use "Publish with id".',
  safety: 'none',
  run: (input, context) => send(input, context, false),
} as const satisfies Action

export const publishWithId = {
  ...common,
  id: 'publish-with-id',
  label: 'Publish with id',
  description: 'The same, for consumers that take each message id once: after a lost confirmation the message is sent again with its id.',
  safety: 'key',
  run: (input, context) => send(input, context, true),
} as const satisfies Action

function send(input: Json, context: ActionContext, repeatable: boolean): Promise<Json> {
  const { exchange = '', routingKey, body, headers = {} } = input as Static<typeof Input>
  const content = writeBody(body, MOST)
  const id = messageId(context.idempotencyKey)
  return context.network.session(async () => {
    const { broker, endpoint, close } = await openSession(context)
    let left = false
    try {
      const channel = await broker.createConfirmChannel()
      let failure: unknown
      let returned: string | undefined
      channel.on('error', (error: unknown) => (failure = error))
      channel.on('return', ({ fields }) => (returned = (fields as { readonly replyText?: string }).replyText ?? 'NO_ROUTE'))
      // A name that is wrong closes the channel: what came of the message is then said by nobody.
      if (exchange !== '') await channel.checkExchange(exchange)
      await new Promise<void>((resolve, reject) => {
        channel.once('close', () => reject(failure ?? new Error('the connection was cut')))
        channel.publish(
          exchange,
          routingKey,
          content,
          {
            persistent: true,
            mandatory: true,
            messageId: id,
            contentType: typeof body === 'string' ? 'text/plain' : 'application/json',
            timestamp: Math.floor(context.now().getTime() / 1_000),
            headers,
          },
          (error: unknown) => (error ? reject(error) : resolve()),
        )
        left = true
      })
      if (returned !== undefined) {
        throw new AppError('vendor-rejected', {
          message: say`${endpoint.host}: no queue takes "${routingKey}" of ${exchange === '' ? 'the default exchange' : `the exchange "${exchange}"`} (${returned}).`,
          fix: 'Make a queue with this name, or bind one to the exchange, then replay.',
        })
      }
      return { messageId: id }
    } catch (error) {
      throw brokerError(error, endpoint, left && !repeatable)
    } finally {
      await close()
    }
  })
}
