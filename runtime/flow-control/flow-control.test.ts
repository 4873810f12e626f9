// Flow control as a whole, over real HTTP, a real store and the real engine: the cases of the reliability checklist.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { Limits } from '#connectors/kit/limits.ts'
import { inStatus, until } from '#runtime/engine/engine.testing.ts'
import type { Engine } from '#runtime/engine/engine.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { engineOver, openControlBench, type ControlBench } from './flow-control.testing.ts'

let sandbox: Sandbox
let bench: ControlBench
let engine: Engine | undefined
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(async () => {
  await engine?.stop(1_000)
  engine = undefined
  await bench.close()
})

const open = async (limits: Limits, settings?: Parameters<typeof openControlBench>[1]) => (bench = await openControlBench(limits, settings))
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: unknown) => toErrorData(error),
  )
const alerts = async () =>
  (await bench.store.flowControl.alerts(bench.clientId, 50)).map(
    ({ kind, clearedAt }) => `${kind}${clearedAt === undefined ? '' : ' (over)'}`,
  )
const state = async () => (await bench.worker().connections.states(bench.clientId))[0]
const exceptions = () => bench.store.runs.openExceptionCount(bench.clientId)

async function startFlow(worker = bench.worker()) {
  const made = await engineOver(bench, worker, sandbox)
  engine = made.engine
  const start = async (): Promise<string> =>
    (
      await made.engine.accept({
        clientId: bench.clientId,
        flowId: made.flowId,
        environment: 'live',
        version: 1,
        trigger: 'manual',
        eventKey: crypto.randomUUID(),
        body: Buffer.from('{}'),
        receivedAt: new Date(),
      })
    ).runId
  const all = (runs: readonly string[], status: RunStatus) =>
    Promise.all(runs.map((run) => inStatus({ store: bench.store, clientId: bench.clientId } as never, run, status)))
  return { start, all }
}

describe('places (G89)', () => {
  it('never lets more than five calls be under way, over two workers with six flows', async () => {
    await open({ concurrency: 5 })
    let now = 0
    let most = 0
    bench.vendor.answer = (response) => {
      most = Math.max(most, ++now)
      setTimeout(() => {
        now--
        response.end('{}')
      }, 30)
    }
    const workers = [bench.worker(), bench.worker()]
    const calls = Array.from({ length: 60 }, (_, n) => bench.call(workers[n % 2] ?? workers[0]!))
    const settled = await Promise.allSettled(calls)
    expect(most).toBe(5)
    const errors = settled.flatMap((one) => (one.status === 'rejected' ? [toErrorData(one.reason).disposition] : []))
    // Whoever waited too long in place comes back later; nobody fails.
    expect(new Set([...errors, 'retry-after'])).toEqual(new Set(['retry-after']))
    expect(bench.vendor.requests).toHaveLength(60 - errors.length)
  })

  it('holds no worker place for a long wait, and finishes every run', async () => {
    await open({ concurrency: 1 })
    bench.vendor.answer = (response) => setTimeout(() => response.end('{}'), 250)
    const { start, all } = await startFlow()
    const runs = await Promise.all(Array.from({ length: 12 }, start))
    await all(runs, 'succeeded')
    expect(bench.vendor.requests).toHaveLength(12)
    expect(await exceptions()).toBe(0)
  })
})

describe('"too many calls" (G88)', () => {
  it.each([
    ['seconds', '60', 60_000],
    ['an HTTP date', () => new Date(Date.now() + 60_000).toUTCString(), 60_000],
    ['nothing', undefined, 2_000],
    ['an hour', '3600', 3_600_000],
    ['a negative number', '-5', 2_000],
    ['an absurd number', '99999999999', 86_400_000],
  ])('with Retry-After as %s holds every call of the connection on every worker', async (_, header, wait) => {
    await open({})
    const value = typeof header === 'function' ? header() : header
    bench.vendor.answer = (response) => response.writeHead(429, value === undefined ? {} : { 'retry-after': value }).end()
    const first = await failure(bench.call(bench.worker()))
    expect(first).toMatchObject({ code: 'vendor-throttled', disposition: 'retry-after' })
    expect(first.retryAfterMs).toBeGreaterThan(wait - 2_000)
    expect(first.retryAfterMs).toBeLessThan(wait + 1_000)
    const second = await failure(bench.call(bench.worker()))
    expect(second).toMatchObject({ code: 'vendor-throttled', disposition: 'retry-after' })
    expect(second.retryAfterMs).toBeGreaterThan(wait - 2_000)
    expect(bench.vendor.requests).toHaveLength(1)
    expect(await state()).toMatchObject({ state: 'slowed' })
  })

  it('in a 400 that the connector declares is waited for and burns no attempt', async () => {
    await open({ throttledAnswers: [{ status: 400, contains: 'SSS_REQUEST_LIMIT_EXCEEDED' }] })
    // Five times, where three attempts are allowed.
    let refusals = 5
    bench.vendor.answer = (response) => {
      if (refusals-- > 0) response.writeHead(400, { 'retry-after': '0' }).end('{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED"}}')
      else response.end('{}')
    }
    const { start, all } = await startFlow()
    const run = await start()
    await all([run], 'succeeded')
    expect(bench.vendor.requests).toHaveLength(6)
    expect(await exceptions()).toBe(0)
  })

  it('is remembered over a restart', async () => {
    await open({})
    bench.vendor.answer = (response) => response.writeHead(429, { 'retry-after': '600' }).end()
    await failure(bench.call(bench.worker(), 'k1'))
    const [shared] = await bench.store.flowControl.states(bench.clientId)
    // What a new process reads: the rows, without this one's memory.
    const [row] = bench.store.database.prepare<[], { kept: string; live: string | null }>('SELECT kept, live FROM flow_controls').all()
    expect(JSON.parse(row?.kept ?? '')).toEqual(shared?.state.kept)
    expect(row?.live).toBeNull()
    expect(await bench.store.flowControl.reservedUntil(bench.clientId, bench.connectionId, 'k1')).toBeInstanceOf(Date)
  })
})

describe('a budget of a day (G90)', () => {
  it('lets what is left go, parks the rest until the reset with one alert, and fails nothing', async () => {
    await open({}, { limits: { perDay: 3 } })
    const { start } = await startFlow()
    const runs = await Promise.all(Array.from({ length: 40 }, start))
    await until(async () => ((await state())?.waiting === 37 && bench.vendor.requests.length === 3 ? true : undefined))
    expect(bench.vendor.requests).toHaveLength(3)
    expect(await exceptions()).toBe(0)
    expect(await alerts()).toEqual(['limit-reached'])
    const waiting = (await Promise.all(runs.map((run) => bench.store.runs.get(bench.clientId, run)))).filter(
      (run) => run?.status === 'waiting',
    )
    const midnight = new Date()
    midnight.setUTCHours(24, 0, 0, 0)
    for (const run of waiting) expect(Date.parse(run?.dueAt ?? '')).toBeGreaterThanOrEqual(midnight.getTime())
    // Three a day: the last of 37 goes on the 13th day, none together with all others.
    expect(new Set(waiting.map((run) => run?.dueAt)).size).toBeGreaterThan(12)

    // A person gets a higher limit: everything goes on, and the alert is over.
    await bench.worker().connections.saveFlowControl(bench.clientId, bench.connectionId, {})
    // The other worker hears of new settings within seconds; a new one at once.
    await engine?.stop(1_000)
    const { all } = await startFlow()
    await all(runs, 'succeeded')
    expect(await exceptions()).toBe(0)
    expect(await alerts()).toEqual(['limit-reached (over)'])
  })
})

describe('the breaker', () => {
  it('turns an outage into one alert and waiting runs, and goes on by itself when a person tries', async () => {
    await open({})
    bench.vendor.answer = (response) => response.writeHead(500).end()
    const { start, all } = await startFlow()
    const runs = await Promise.all(Array.from({ length: 30 }, start))
    await until(async () => ((await state())?.state === 'down' && (await state())?.waiting === 30 ? true : undefined))
    expect(await exceptions()).toBe(0)
    expect(await alerts()).toEqual(['connection-down'])
    const before = bench.vendor.requests.length
    bench.vendor.answer = (response) => response.end('{}')
    await bench.worker().connections.tryNow(bench.clientId, bench.connectionId)
    await all(runs, 'succeeded')
    expect(bench.vendor.requests.length).toBe(before + 30)
    expect(await alerts()).toEqual(['connection-down (over)'])
    expect(await state()).toMatchObject({ state: 'ok', waiting: 0 })
  })
})

describe('refused credentials', () => {
  it('stop the connection with one alert; runs wait, and go on when a test succeeds', async () => {
    await open({})
    bench.vendor.answer = (response) => response.writeHead(401).end()
    const { start, all } = await startFlow()
    const runs = await Promise.all(Array.from({ length: 20 }, start))
    await until(async () => ((await state())?.waiting === 20 ? true : undefined))
    expect(await state()).toMatchObject({ state: 'sign-in' })
    expect(await exceptions()).toBe(0)
    expect(await alerts()).toEqual(['sign-in-needed'])
    // Still refused: nothing moves.
    const { connections } = bench.worker()
    expect(await connections.test(bench.clientId, bench.connectionId)).toMatchObject({ ok: false })
    expect(await state()).toMatchObject({ state: 'sign-in' })
    bench.vendor.answer = (response) => response.end('{}')
    expect(await connections.test(bench.clientId, bench.connectionId)).toMatchObject({ ok: true })
    await all(runs, 'succeeded')
    expect(await alerts()).toEqual(['sign-in-needed (over)'])
  })

  it('of one call, where the connection itself signs in, concern that call only', async () => {
    await open({})
    bench.vendor.answer = (response, request) => response.writeHead(request.url === '/me' ? 200 : 403).end('{}')
    const error = await failure(bench.call(bench.worker()))
    expect(error).toMatchObject({ code: 'credentials-invalid', disposition: 'reconnect' })
    expect(await alerts()).toEqual([])
    expect(await state()).toMatchObject({ state: 'ok' })
  })
})

describe('credentials that nobody renews', () => {
  it('send runs to the exception desk after three days', async () => {
    await open({})
    bench.vendor.answer = (response) => response.writeHead(401).end()
    await failure(bench.call(bench.worker()))
    // Three days later, while another worker tries.
    const { flowControl } = bench.store
    await flowControl.change(bench.clientId, bench.connectionId, undefined, (shared) => {
      const { kept } = shared as { kept: { breaker: { open: object } } }
      const breaker = { ...kept.breaker, open: { ...kept.breaker.open, since: Date.now() - 73 * 3_600_000 } }
      return { answer: undefined, durable: true, state: { ...shared, kept: { ...kept, breaker } } }
    })
    expect(await failure(bench.call(bench.worker()))).toMatchObject({ code: 'credentials-invalid', disposition: 'rejected' })
  })
})

describe('a maintenance window', () => {
  it('buffers runs, says so, and lets them go when it is taken away', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
    const always = [
      { days: [...days], from: '00:00', to: '12:00', timeZone: 'Europe/London' },
      { days: [...days], from: '12:00', to: '00:00', timeZone: 'Europe/London' },
    ]
    await open({}, { windows: always })
    const { start } = await startFlow()
    const runs = await Promise.all([start(), start()])
    await until(async () => ((await state())?.waiting === 2 ? true : undefined))
    expect(await state()).toMatchObject({ state: 'maintenance' })
    expect(bench.vendor.requests).toHaveLength(0)
    expect(await exceptions()).toBe(0)
    await bench.worker().connections.saveFlowControl(bench.clientId, bench.connectionId, {})
    // The other worker hears of new settings within seconds; a new one at once.
    await engine?.stop(1_000)
    const { all } = await startFlow()
    await all(runs, 'succeeded')
  })

  it('is refused where its zone or its times make no sense', async () => {
    await open({})
    const save = (over: object) =>
      bench.worker().connections.saveFlowControl(bench.clientId, bench.connectionId, {
        windows: [{ days: ['sun'], from: '02:00', to: '04:00', timeZone: 'Europe/London', ...over }],
      })
    expect((await failure(save({ timeZone: 'Europe/Nowhere' }))).issues?.[0]?.path).toBe('/windows/0/timeZone')
    expect((await failure(save({ to: '02:00' }))).issues?.[0]?.path).toBe('/windows/0/to')
  })
})

it('costs nothing on disk where nothing is limited', async () => {
  await open({})
  const worker = bench.worker()
  await bench.call(worker)
  const changes = bench.store.database.prepare('SELECT total_changes() AS n').pluck()
  const before = changes.get()
  for (let n = 0; n < 20; n++) await bench.call(worker)
  expect(changes.get()).toBe(before)
})
