// The AMQP connector: what it says of itself, and against RabbitMQ, where that runs.
import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { testDescriptor } from '#connectors/kit/conformance.ts'
import type { PollRecord } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { validate } from '#connectors/kit/validate.ts'
import { amqp } from './index.ts'

const { port, missing } = await realServer('rabbitmq')
const transport = createTransport()
const config = { host: '127.0.0.1', port, username: 'guest', encryption: 'none' }
const context = (over: Record<string, unknown> = {}, options: { password?: string; isTrusted?: boolean; key?: string } = {}) =>
  createActionContext(
    {
      transport,
      baseUrl: () => '',
      isTrusted: () => options.isTrusted !== false,
      gate: openGate,
      signal: AbortSignal.timeout(20_000),
      config: { ...config, ...over },
      secrets: { password: options.password ?? 'guest' },
    },
    { idempotencyKey: options.key ?? 'k1', attempt: 1, outcomeUnknown: false },
  )
const failure = (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: ErrorData) => error,
  )
const message = { routingKey: 'tillflow.test', body: { id: 17 } }

describe('the AMQP connector', () => {
  testDescriptor({
    connector: amqp,
    createSimulator: () => expect.fail('it has none'),
    config: { host: 'rabbit.harbour-finch.example', username: 'tillflow' },
    secrets: { password: 'amqp-pass-0123' },
    badSecrets: { password: 'amqp-pass-wrong' },
    actions: { publish: { input: message }, 'publish-with-id': { input: message } },
  })
  it('does not call this machine, nor sign in without encryption elsewhere', async () => {
    expect((await failure(amqp.test(context({}, { isTrusted: false })))).code).toBe('connection-blocked')
    expect((await failure(amqp.test(context({ host: '8.8.8.8' }, { isTrusted: false })))).message).toContain('without encryption')
  })
  it('says that nothing listens', async () => {
    expect(await failure(amqp.test(context({ port: 9 })))).toMatchObject({ code: 'connection-failed' })
  })
})

describe.skipIf(missing !== undefined)(`RabbitMQ ${missing ?? ''}`, () => {
  const queue = `tillflow.test.${process.pid}`
  const publish = (body: unknown, key: string, over = {}) =>
    amqp.actions[1].run({ routingKey: queue, body, ...over } as Json, context({}, { key }))
  const page = (limit = 100) => amqp.polls[0].poll({ cursor: undefined, since: new Date(0), limit, options: { queue } }, context())
  const values = (records: readonly PollRecord[]) => records.map(({ value }) => (value as { body: Json }).body)

  it('keeps messages until they are stored, gives back what was not, and names doubles by their id', async () => {
    const { connect } = await import('amqplib')
    const broker = await connect({ hostname: '127.0.0.1', port, username: 'guest', password: 'guest' })
    const channel = await broker.createChannel()
    await channel.assertQueue(queue, { durable: true, expires: 120_000 })
    try {
      for (let index = 0; index < 120; index++) await publish({ index }, `key-${index}`)
      const first = await page(70)
      expect(values(first.records)).toEqual(Array.from({ length: 70 }, (_, index) => ({ index })))
      for (const { value } of first.records) expect(validate(amqp.polls[0].output, value)).toEqual([])
      await first.settle?.(false)
      const again = await page(70)
      expect(again.records.map(({ key }) => key)).toEqual(first.records.map(({ key }) => key))
      expect(again.records[0]?.value).toMatchObject({ redelivered: true })
      await again.settle?.(true)
      const rest = await page(70)
      expect(values(rest.records)).toEqual(Array.from({ length: 50 }, (_, index) => ({ index: index + 70 })))
      await rest.settle?.(true)
      expect((await channel.checkQueue(queue)).messageCount).toBe(0)
      expect(await page()).toMatchObject({ records: [], more: false })

      // Not even a settled page: a process that dies between taking and storing.
      await publish('plain text', 'again')
      await publish('plain text', 'again')
      const doubled = await page()
      expect(values(doubled.records)).toEqual(['plain text', 'plain text'])
      expect(new Set(doubled.records.map(({ key }) => key)).size).toBe(1)
      await doubled.settle?.(true)
    } finally {
      await channel.deleteQueue(queue)
      await broker.close()
    }
  })

  it('says what nobody takes, and what is not there', async () => {
    expect(await failure(publish({}, 'k'))).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('no queue takes') })
    expect(await failure(publish({}, 'k', { exchange: 'no-such-exchange' }))).toMatchObject({
      code: 'vendor-rejected',
      details: { status: 404 },
    })
    expect(await failure(page())).toMatchObject({ code: 'vendor-rejected', details: { status: 404 } })
  })

  it('calls wrong credentials by their name', async () => {
    expect((await failure(amqp.test(context({}, { password: 'wrong-password' })))).code).toBe('credentials-invalid')
    expect((await failure(amqp.test(context({ virtualHost: '/nowhere' })))).code).toBe('credentials-invalid')
    await expect(amqp.test(context())).resolves.toEqual({ summary: 'Signed in to 127.0.0.1, virtual host /.' })
  })
})
