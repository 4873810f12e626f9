import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import type { PollRecord } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { mqtt } from './index.ts'
import { createMqttSimulator } from './simulator.ts'

const config = { host: 'mqtt.harbour-finch.example', username: 'tillflow' }
const state = { topic: 'stores/LON-1/prices/A', body: { price: '12.50' } }

testSocketConnector({
  connector: mqtt,
  createSimulator: createMqttSimulator,
  config,
  secrets: { password: 'mqtt-pass-0123456789' },
  badSecrets: { password: 'mqtt-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9, encryption: 'none' },
  actions: { publish: { input: state, creates: 'messages' }, 'publish-state': { input: state, creates: 'messages' } },
  polls: {
    messages: { options: { topic: 'stores/#', subscription: 'conformance' }, after: { action: 'publish-state', input: state } },
  },
})

const { port, missing } = await realServer('mqtt')

describe.skipIf(missing !== undefined)(`Mosquitto ${missing ?? ''}`, () => {
  const context = (password = 'bench-pw') =>
    createActionContext(
      {
        transport: createTransport(),
        baseUrl: () => '',
        isTrusted: () => true,
        gate: openGate,
        signal: AbortSignal.timeout(20_000),
        config: { host: '127.0.0.1', port, username: 'bench', encryption: 'none' },
        secrets: { password },
      },
      { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
    )
  const root = `tillflow/${process.pid}`
  const page = (cursor?: Json, limit = 100) =>
    mqtt.polls[0].poll(
      { cursor, since: new Date(0), limit, options: { topic: `${root}/+/sales`, subscription: `test-${process.pid}`, key: 'sale.id' } },
      context(),
    )
  const publish = (id: number) => mqtt.actions[0].run({ topic: `${root}/7/sales`, body: { sale: { id } } }, context())

  it('keeps messages between looks and until they are stored', async () => {
    const empty = await page()
    expect(empty).toMatchObject({ records: [], more: false })
    for (let id = 0; id < 45; id++) await publish(id)
    const first = await page(empty.cursor, 10)
    expect(first.records.map(({ key }) => key)).toEqual(Array.from({ length: 10 }, (_, id) => String(id)))
    await first.settle?.(false)
    const records: PollRecord[] = []
    for (let cursor: Json = first.cursor; ;) {
      const next = await page(cursor)
      records.push(...next.records)
      await next.settle?.(true)
      cursor = next.cursor
      if (!next.more) break
    }
    expect(records.map(({ key }) => key)).toEqual(Array.from({ length: 45 }, (_, id) => String(id)))
    expect(records[0]?.value).toEqual({ topic: `${root}/7/sales`, body: { sale: { id: 0 } }, retained: false })
  })
  it('calls wrong credentials by their name', async () => {
    await expect(mqtt.test(context('wrong-password'))).rejects.toMatchObject({ code: 'credentials-invalid' })
  })
})
