// A message to a topic: passed on to whoever listens, or kept there as the topic's newest state.
import { Type, type Static } from 'typebox'
import { hasErrorCode, AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { Body, writeBody } from '#connectors/kit/messages/payload.ts'
import { openClient } from './client.ts'

const Input = Type.Object(
  {
    topic: Type.String({
      title: 'Topic',
      description: 'Such as stores/LON-1/prices/HF-MUG-NAVY.',
      pattern: '^[^#+\\u0000]+$',
      maxLength: 1_000,
    }),
    body: Body,
  },
  { additionalProperties: false },
)
const common = {
  effect: 'write',
  input: Input,
  output: Type.Object({ topic: Type.String({ title: 'Topic' }) }),
  example: { topic: 'stores/LON-1/prices/HF-MUG-NAVY' },
} as const

/** Brokers take 256 MB by the standard, and most far less. */
const MOST = 1_000_000

export const publish = {
  ...common,
  id: 'publish',
  label: 'Publish an event',
  description: 'Sends a message to those who listen. After a lost confirmation a person decides, because listeners could get it twice.',
  safety: 'none',
  run: (input, context) => send(input, context, false),
} as const satisfies Action

export const publishState = {
  ...common,
  id: 'publish-state',
  label: 'Publish a state',
  description:
    'The topic keeps the message as its newest state (retained) for all who listen now or later. Repeated, the state is the same.',
  safety: 'upsert',
  run: (input, context) => send(input, context, true),
} as const satisfies Action

function send(input: Json, context: ActionContext, retain: boolean): Promise<Json> {
  const { topic, body } = input as Static<typeof Input>
  const payload = writeBody(body, MOST)
  return context.network.session(async () => {
    const client = await openClient(context)
    try {
      await client.publish({ topic, payload, retain })
      return { topic }
    } catch (error) {
      const isOpen = hasErrorCode(error) && (error.code === 'connection-failed' || error.code === 'call-timeout')
      throw isOpen && !retain ? new AppError('outcome-unknown', { message: error.message }) : error
    } finally {
      client.close()
    }
  })
}
