// The AMQP connector: against its simulated broker, and against RabbitMQ, where that runs.
import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { testBroker } from './broker.conformance.ts'
import { amqp } from './index.ts'
import { createAmqpSimulator } from './simulator/index.ts'

const config = { host: 'rabbit.harbour-finch.example', username: 'tillflow' }
const secrets = { password: 'amqp-pass-0123456789' }
const message = { routingKey: 'orders', body: { id: 17 } }

testSocketConnector({
  connector: amqp,
  createSimulator: createAmqpSimulator,
  config,
  secrets,
  badSecrets: { password: 'amqp-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9, encryption: 'none' },
  actions: { publish: { input: message, creates: 'messages' }, 'publish-with-id': { input: message } },
  polls: { messages: { options: { queue: 'orders' }, after: { action: 'publish-with-id', input: message } } },
})

const transport = createTransport()
const { port, missing } = await realServer('rabbitmq')
type Options = { readonly password?: string; readonly key?: string }
const contextOf =
  (base: Readonly<Record<string, unknown>>, known: string, baseUrl: () => string) =>
  (over: Readonly<Record<string, unknown>> = {}, { password = known, key = 'k1' }: Options = {}) =>
    createActionContext(
      {
        transport,
        baseUrl,
        isTrusted: () => true,
        gate: openGate,
        signal: AbortSignal.timeout(20_000),
        config: { ...base, ...over },
        secrets: { password },
      },
      { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
    )

it('does not sign in without encryption elsewhere', async () => {
  const context = createActionContext(
    {
      transport,
      baseUrl: () => '',
      isTrusted: () => false,
      gate: openGate,
      signal: AbortSignal.timeout(20_000),
      config: { host: '8.8.8.8', username: 'guest', encryption: 'none' },
      secrets,
    },
    { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
  )
  const error = await amqp.test(context).catch((thrown: ErrorData) => thrown)
  expect(error).toMatchObject({ code: 'connection-blocked', message: expect.stringContaining('without encryption') })
})

describe.skipIf(missing !== undefined)(`RabbitMQ ${missing ?? ''}`, () => {
  testBroker({
    port: async () => port,
    username: 'guest',
    password: 'guest',
    context: contextOf({ host: '127.0.0.1', port, username: 'guest', encryption: 'none' }, 'guest', () => ''),
  })
})
