// The NATS connector: what it says of itself, and against a NATS server with JetStream, where that runs.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { testDescriptor } from '#connectors/kit/conformance.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { validate } from '#connectors/kit/validate.ts'
import { nats } from './index.ts'

const { port, missing } = await realServer('nats')
const transport = createTransport()
const context = (over: Record<string, unknown> = {}, options: { isTrusted?: boolean; key?: string } = {}) =>
  createActionContext(
    {
      transport,
      baseUrl: () => '',
      isTrusted: () => options.isTrusted !== false,
      gate: openGate,
      signal: AbortSignal.timeout(20_000),
      config: { host: '127.0.0.1', port, encryption: 'none', ...over },
      secrets: { password: 'nats-pass-0123' },
    },
    { idempotencyKey: options.key ?? 'k1', attempt: 1, outcomeUnknown: false },
  )

describe('the NATS connector', () => {
  testDescriptor({
    connector: nats,
    createSimulator: () => expect.fail('it has none'),
    config: { host: 'nats.harbour-finch.example', username: 'tillflow' },
    secrets: { password: 'nats-pass-0123' },
    badSecrets: { password: 'nats-pass-wrong' },
    actions: { publish: { input: { subject: 'orders.created', body: { id: 17 } } } },
  })
  it('does not call this machine, and says that nothing listens', async () => {
    await expect(nats.test(context({}, { isTrusted: false }))).rejects.toMatchObject({ code: 'connection-blocked' })
    await expect(nats.test(context({ port: 9 }))).rejects.toMatchObject({ code: 'connection-failed' })
  })
})

describe.skipIf(missing !== undefined)(`JetStream ${missing ?? ''}`, () => {
  const stream = `TILLFLOW_${process.pid}`
  const publish = (id: number) =>
    nats.actions[0].run({ subject: `${stream}.orders`, body: { id } } as Json, context({}, { key: `key-${id}` }))
  const page = (limit = 100) =>
    nats.polls[0].poll(
      { cursor: undefined, since: new Date(0), limit, options: { stream, consumer: 'flow-1', subject: `${stream}.>` } },
      context(),
    )

  it('stores a message once, gives back what was not stored here, and names messages by their number', async () => {
    const { connect } = await import('@nats-io/transport-node')
    const { jetstreamManager } = await import('@nats-io/jetstream')
    const server = await connect({ servers: `127.0.0.1:${port}` })
    const manager = await jetstreamManager(server)
    await manager.streams.add({ name: stream, subjects: [`${stream}.>`] })
    try {
      for (let id = 1; id <= 30; id++) await publish(id)
      expect(await publish(3)).toMatchObject({ stream, sequence: 3, duplicate: true })
      const first = await page(10)
      expect(first.records.map(({ key }) => key)).toEqual(Array.from({ length: 10 }, (_, index) => `${stream}:${index + 1}`))
      for (const { value } of first.records) expect(validate(nats.polls[0].output, value)).toEqual([])
      await first.settle?.(false)
      const seen = new Set<string>()
      for (let more = true; more;) {
        const next = await page(20)
        for (const { key } of next.records) seen.add(key)
        await next.settle?.(true)
        more = next.records.length > 0
      }
      expect(seen.size).toBe(30)
      expect((await manager.consumers.info(stream, 'flow-1')).num_ack_pending).toBe(0)
    } finally {
      await manager.streams.delete(stream)
      await server.close()
    }
  })
  it('says what no stream takes, and what is not there', async () => {
    await expect(publish(1)).rejects.toMatchObject({ code: 'vendor-rejected' })
    await expect(page()).rejects.toMatchObject({ code: 'vendor-rejected' })
  })
  it('does not speak without encryption where encryption is asked for', async () => {
    await expect(nats.test(context({ encryption: 'tls' }))).rejects.toMatchObject({
      code: expect.stringMatching(/connection-failed|vendor-rejected/),
    })
  })
})
