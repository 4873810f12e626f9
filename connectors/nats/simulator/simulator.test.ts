// The simulated server beside what every NATS server does: what it keeps, who may sign in, and what goes wrong on demand.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as openSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { connected } from '#connectors/kit/connected.testing.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { serveSimulators, type SimulatorServer } from '#connectors/kit/simulator-server.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { nats } from '../index.ts'
import { testServer } from '../server.conformance.ts'
import { createNatsSimulator } from './index.ts'
import { matches } from './protocol.ts'

const config = { host: 'nats.harbour-finch.example', username: 'tillflow', simulator: 'sim' }
const secrets = { password: 'nats-pass-0123456789' }
const dir = mkdtempSync(join(tmpdir(), 'tillflow-nats-'))
const simulators = new Map<string, Simulator>()
let server: SimulatorServer
function begin(name: string, settings: Readonly<Record<string, unknown>>, known: Readonly<Record<string, string>>): void {
  const made = createNatsSimulator({
    name,
    dataFile: join(dir, `${name}.db`),
    secrets: known,
    config: settings,
    deliver: async () => ({ status: 200 }),
    now: () => new Date(),
  })
  simulators.set(name, made)
}
beforeAll(async () => {
  begin('sim', config, secrets)
  begin('token', { host: config.host }, { token: 'nats-token-0123456789' })
  begin('open', { host: config.host }, {})
  server = await serveSimulators((name) => simulators.get(name))
})
afterAll(async () => {
  await server.close()
  for (const simulator of simulators.values()) simulator.close()
  rmSync(dir, { recursive: true, force: true })
})
const urlOf = (name: string) => `${server.origin}/${name}`
const portOf = async (name: string) => ((await (await fetch(`${urlOf(name)}/_sim/socket?port=4222`)).json()) as { port: number }).port
const connection = (name: string, settings: Readonly<Record<string, unknown>>, known: Readonly<Record<string, string>>) =>
  connected({ connector: nats, config: { ...settings, simulator: name }, secrets: known, baseUrl: () => urlOf(name) })
const at = connection('sim', config, secrets)
const token = { right: { token: 'nats-token-0123456789' }, wrong: { token: 'nats-token-wrong-01' } }
const [byToken, byWrongToken, byNothing, unsigned] = [
  connection('token', { host: config.host }, token.right),
  connection('token', { host: config.host }, token.wrong),
  connection('token', { host: config.host }, {}),
  connection('open', { host: config.host }, {}),
]
const transport = createTransport()
const post = async (path: string, body: Json) => {
  const answer = await fetch(`${urlOf('sim')}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Json }
}
const ORDERS = { stream: 'ORDERS', consumer: 'flow-1' }

describe('the simulated server', () => {
  testServer({
    port: () => portOf('sim'),
    signIn: { user: 'tillflow', pass: secrets.password },
    context: (key = 'k1') =>
      createActionContext(
        {
          transport,
          baseUrl: () => urlOf('sim'),
          isTrusted: () => true,
          gate: openGate,
          signal: AbortSignal.timeout(20_000),
          config,
          secrets,
        },
        { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
      ),
  })
})

describe('a simulated server', () => {
  it('keeps messages and what a consumer has taken over a restart', async () => {
    expect(await post('/publish', { subject: 'orders.created', body: { id: 1 }, id: 'm-1' })).toEqual({
      status: 201,
      body: { stream: 'ORDERS' },
    })
    await post('/publish', { subject: 'orders.created', body: { id: 1 }, id: 'm-1' })
    const first = await nats.polls[0].poll({ cursor: undefined, since: new Date(0), limit: 10, options: ORDERS }, at.context())
    expect(first.records).toMatchObject([{ key: 'ORDERS:1', value: { subject: 'orders.created', body: { id: 1 } } }])
    await first.settle?.(true)
    await post('/publish', { subject: 'orders.created', body: { id: 2 } })
    simulators.get('sim')?.close()
    begin('sim', config, secrets)
    const second = await nats.polls[0].poll({ cursor: undefined, since: new Date(0), limit: 10, options: ORDERS }, at.context())
    expect(second.records.map(({ key }) => key)).toEqual(['ORDERS:2'])
    await second.settle?.(true)
  })

  it('stores a message without saying so where it is told to: sent again with its id, it is one', async () => {
    await post('/lose-answers', { count: 1 })
    const lost = await at.failure(at.run('publish', { subject: 'stock.changed', body: 1 }))
    expect(lost.disposition).not.toBe('rejected')
    expect(await at.run('publish', { subject: 'stock.changed', body: 1 })).toMatchObject({ stream: 'STOCK', sequence: 1, duplicate: true })
  }, 20_000)

  it('lets in who has the token, or anybody where nothing is asked for', async () => {
    expect((await byToken.test()).summary).toContain('Signed in')
    expect((await byWrongToken.failure(byWrongToken.test())).code).toBe('credentials-invalid')
    expect((await byNothing.failure(byNothing.test())).code).toBe('credentials-invalid')
    expect((await unsigned.test()).summary).toContain('Signed in')
  })

  it.each([
    ['PUB a 1\r\nx\r\n', 'Authorization Violation'],
    ['HELLO\r\n', 'Unknown Protocol Operation'],
    ['CONNECT {"user":"tillflow","pass":"no"}\r\n', 'Authorization Violation'],
    [`CONNECT {"user":"tillflow","pass":"${secrets.password}"}\r\nPUB a 2000000\r\n`, 'Maximum Payload Violation'],
    [
      `CONNECT {"user":"tillflow","pass":"${secrets.password}"}\r\nPUB $JS.API.STREAM.CREATE.BAD x 17\r\n{"subjects":[17]}\r\n`,
      'Simulator: ',
    ],
  ])('ends a connection that says %j', async (said, wanted) => {
    const socket = openSocket(await portOf('sim'), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.write(said)
    await once(socket, 'close')
    expect(answer).toContain(`-ERR '${wanted}`)
  })

  it('says what is wrong with a message from outside', async () => {
    expect(await post('/publish', { subject: 'a.*', body: 1 })).toMatchObject({ status: 400 })
  })
})

it.each([
  ['orders.>', 'orders', false],
  ['orders.>', 'orders.a.b', true],
  ['orders.*', 'orders.a.b', false],
  ['*.b', 'a.b', true],
  ['a', 'a.b', false],
])('the subject %j takes %j: %s', (pattern, subject, taken) => {
  expect(matches(pattern, subject)).toBe(taken)
})
