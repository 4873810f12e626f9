// The simulated broker beside what every broker does: what it keeps, and what goes wrong on demand.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as openSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { connected } from '#connectors/kit/connected.testing.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { serveSimulators, type SimulatorServer } from '#connectors/kit/simulator-server.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { testBroker } from '../broker.conformance.ts'
import { amqp } from '../index.ts'
import { createAmqpSimulator } from './index.ts'
import { matches } from './topology.ts'

const config = { host: 'rabbit.harbour-finch.example', username: 'tillflow', simulator: 'sim' }
const secrets = { password: 'amqp-pass-0123456789' }
const dir = mkdtempSync(join(tmpdir(), 'tillflow-amqp-'))
let simulator: Simulator
let server: SimulatorServer
const begin = () => {
  simulator = createAmqpSimulator({
    name: 'sim',
    dataFile: join(dir, 'sim.db'),
    secrets,
    config,
    deliver: async () => ({ status: 200 }),
    now: () => new Date(),
  })
}
beforeAll(async () => {
  begin()
  server = await serveSimulators(() => simulator)
})
afterAll(async () => {
  await server.close()
  simulator.close()
  rmSync(dir, { recursive: true, force: true })
})
const baseUrl = () => `${server.origin}/sim`
const at = connected({ connector: amqp, config, secrets, baseUrl })
const transport = createTransport()
const portOf = async () => ((await (await fetch(`${baseUrl()}/_sim/socket?port=5671`)).json()) as { port: number }).port
const post = async (path: string, body: Json) => {
  const answer = await fetch(`${baseUrl()}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Json }
}

describe('the simulated broker', () => {
  testBroker({
    port: portOf,
    username: 'tillflow',
    password: secrets.password,
    context: (over = {}, { password = secrets.password, key = 'k1' } = {}) =>
      createActionContext(
        {
          transport,
          baseUrl,
          isTrusted: () => true,
          gate: openGate,
          signal: AbortSignal.timeout(20_000),
          config: { ...config, ...over },
          secrets: { password },
        },
        { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
      ),
  })
})

describe('a simulated broker', () => {
  it('keeps what nobody acknowledged over a restart', async () => {
    expect(
      await post('/publish', {
        exchange: 'shop',
        routingKey: 'orders.created',
        body: { id: 17 },
        messageId: 'm-17',
        headers: { shop: 'GB' },
      }),
    ).toEqual({
      status: 201,
      body: { queues: ['orders'] },
    })
    simulator.close()
    begin()
    const [record, ...more] = await at.poll('messages', { settings: { queue: 'orders' } })
    expect(more).toEqual([])
    expect(record).toMatchObject({
      key: 'm-17',
      value: { body: { id: 17 }, exchange: 'shop', routingKey: 'orders.created', headers: { shop: 'GB' } },
    })
  })

  it('loses a confirmation where it is told to, and has the message all the same', async () => {
    await post('/lose-confirms', { count: 1 })
    const lost = await at.failure(at.run('publish', { routingKey: 'stock', body: 1 }))
    expect(lost.code).toBe('outcome-unknown')
    expect((await at.failure(at.run('publish', { routingKey: 'nobody', body: 1 }))).code).toBe('vendor-rejected')
    const { body } = await post('/publish', { routingKey: 'stock', body: 2 })
    expect(body).toEqual({ queues: ['stock'] })
    const records = await at.poll('messages', { settings: { queue: 'stock' } })
    expect(records.map(({ value }) => (value as { body: Json }).body)).toEqual([1, 2])
  })

  it('says what is wrong with a message from outside', async () => {
    expect(await post('/publish', { routing: 'orders' })).toMatchObject({ status: 400, body: { error: 'This is no message.' } })
    expect(await post('/publish', { exchange: 'none', routingKey: 'a', body: 1 })).toMatchObject({
      status: 404,
      body: { error: "NOT_FOUND - no exchange 'none' in vhost '/'" },
    })
  })

  it.each([
    ['another protocol', 'GET / HTTP/1.1\r\n\r\n', /^AMQP/],
    // A frame whose mark is wrong, behind the greeting.
    [
      'what is no frame',
      Buffer.concat([Buffer.from('AMQP'), Buffer.from([0, 0, 9, 1]), Buffer.from([1, 0, 0, 0, 0, 0, 1, 0, 0])]),
      /FRAME_ERROR/,
    ],
  ])('answers %s as brokers do', async (_, bytes, wanted) => {
    const socket = openSocket(await portOf(), '127.0.0.1')
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
    socket.write(bytes)
    await once(socket, 'close')
    expect(said).toMatch(wanted)
  })

  it('calls a password that is empty or wrong by its name', async () => {
    const wrong = connected({ connector: amqp, config, secrets: { password: '-' }, baseUrl })
    const error: ErrorData = await wrong.failure(wrong.test())
    expect(error.code).toBe('credentials-invalid')
  })
})

it.each([
  ['#', '', true],
  ['a.#.b', 'a.b', true],
  ['a.#.b', 'a.x.y.b', true],
  ['a.*.b', 'a.b', false],
  ['*', '', true],
  ['a.#', 'b.a', false],
])('the topic %j takes %j: %s', (pattern, key, taken) => {
  expect(matches('topic', pattern, key)).toBe(taken)
})
