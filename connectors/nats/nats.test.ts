// The NATS connector: against its simulated server, and against a NATS server with JetStream, where that runs.
import { describe, expect, it } from 'vitest'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { nats } from './index.ts'
import { testServer } from './server.conformance.ts'
import { createNatsSimulator } from './simulator/index.ts'

const settings = { host: 'nats.harbour-finch.example', username: 'tillflow' }
const message = { subject: 'orders.created', body: { id: 17 } }

testSocketConnector({
  connector: nats,
  createSimulator: createNatsSimulator,
  config: settings,
  secrets: { password: 'nats-pass-0123456789' },
  badSecrets: { password: 'nats-pass-wrong-0123' },
  nowhere: { ...settings, host: '127.0.0.1', port: 9, encryption: 'none' },
  actions: { publish: { input: message, creates: 'messages', tellsOfRepetition: ['duplicate'] } },
  polls: { messages: { options: { stream: 'ORDERS', consumer: 'conformance' }, after: { action: 'publish', input: message } } },
})

const { port, missing } = await realServer('nats')
const transport = createTransport()
const context = (key = 'k1', over: Readonly<Record<string, unknown>> = {}) =>
  createActionContext(
    {
      transport,
      baseUrl: () => '',
      isTrusted: () => true,
      gate: openGate,
      signal: AbortSignal.timeout(20_000),
      config: { host: '127.0.0.1', port, encryption: 'none', ...over },
      secrets: { password: 'nats-pass-0123' },
    },
    { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
  )

describe.skipIf(missing !== undefined)(`nats-server ${missing ?? ''}`, () => {
  testServer({ port: async () => port, signIn: {}, context })
  it('does not speak without encryption where encryption is asked for', async () => {
    await expect(nats.test(context('k', { encryption: 'tls' }))).rejects.toMatchObject({
      code: expect.stringMatching(/connection-failed|vendor-rejected/),
    })
  })
})
