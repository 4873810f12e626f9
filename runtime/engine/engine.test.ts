import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { AppError, toErrorData } from '#shared/errors.ts'
import { foldRun } from '#shared/run/fold.ts'
import { resolveInputs } from '#shared/run/resolve-inputs.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { idempotencyKey } from './idempotency.ts'
import { aFlow, call, createLedger, inStatus, manual, openBench, until, type Bench } from './engine.testing.ts'
import type { Journal } from './ports.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const rows = (...pairs: [string, string][]) =>
  pairs.map(([target, expression]) => ({ target, rule: { kind: 'expression' as const, expression } }))

async function view(runId: string) {
  const run = await bench.store.runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  const body = JSON.parse((await bench.store.runs.body(bench.clientId, runId)) ?? 'null') as unknown
  return resolveInputs(foldRun(run, await bench.store.runs.events(bench.clientId, runId)), body)
}

async function openExceptions() {
  return (await bench.store.runs.exceptions(bench.clientId, { limit: 100, status: 'open' })).items
}

describe('executing', () => {
  it('maps a record and makes the call with what the mapping gave', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, map: { kind: 'map', label: 'Map', config: { rows: rows(['ref', 'id'], ['total', 'price']) } }, post: call() }),
    )
    const run = await bench.start(flow, { id: 'A1', price: '12.50' })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ ref: 'A1', total: '12.50' }])
  })

  it('parks a record whose sums do not agree, and writes a difference that is allowed into its field', async () => {
    bench = await openBench(sandbox)
    const balance = [
      {
        label: 'Total',
        left: [{ label: 'Lines', amount: '$sumMoney(lines, "price")' }],
        right: [{ label: 'Total', amount: '$source.total' }],
        tolerance: '0.05',
        residual: 'rounding',
      },
    ]
    const flow = await bench.deploy(
      aFlow({ start: manual, map: { kind: 'map', label: 'Map', config: { rows: rows(['lines', '[lines]']), balance } }, post: call() }),
    )
    const lines = [{ price: '1.10' }, { price: '2.20' }]
    const [exact, near, far] = [
      await bench.start(flow, { lines, total: '3.30' }),
      await bench.start(flow, { lines, total: '3.33' }),
      await bench.start(flow, { lines, total: '4' }),
    ]
    expect(await Promise.all([exact, near, far].map(async (run) => (await bench.settled(run)).status))).toEqual([
      'succeeded',
      'succeeded',
      'parked',
    ])
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual(expect.arrayContaining([{ lines }, { lines, rounding: '0.03' }]))
    expect(bench.ledger.entries).toHaveLength(2)
    expect(await openExceptions()).toMatchObject([
      {
        nodeId: 'map',
        error: {
          code: 'unbalanced',
          message: 'Total: Lines 3.30 = 3.30, but Total 4.00 = 4.00. They differ by 0.70; 0.05 is allowed.',
          details: { left: '3.30', right: '4.00', difference: '0.70' },
        },
      },
    ])
  })

  it('shows what went in and out of each step, each record stored once', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({
        start: manual,
        only: { kind: 'filter', label: 'Only paid', config: { condition: 'paid' } },
        map: { kind: 'map', label: 'Map', config: { rows: rows(['ref', 'id']) } },
        post: call(),
      }),
    )
    const run = await bench.start(flow, { id: 'A1', paid: true })
    await bench.settled(run)
    const steps = (await view(run)).steps
    expect(steps.map((step) => [step.nodeId, step.status, step.input, step.output])).toEqual([
      ['start', 'succeeded', { id: 'A1', paid: true }, { id: 'A1', paid: true }],
      ['only', 'succeeded', { id: 'A1', paid: true }, { id: 'A1', paid: true }],
      ['map', 'succeeded', { id: 'A1', paid: true }, { ref: 'A1' }],
      ['post', 'succeeded', { ref: 'A1' }, { number: 1 }],
    ])
  })

  it('ends a record that a filter refuses, visibly', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, only: { kind: 'filter', label: 'Only paid', config: { condition: 'paid' } }, post: call() }),
    )
    const run = await bench.start(flow, { paid: false })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries).toEqual([])
    expect((await view(run)).steps.at(-1)).toMatchObject({ nodeId: 'only', status: 'skipped' })
  })

  it('follows the first case of a switch that is true', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow(
        {
          start: manual,
          which: {
            kind: 'switch',
            label: 'Which',
            config: {
              cases: [
                { id: 'big', label: 'Big', condition: 'total > 100' },
                { id: 'small', label: 'Small', condition: 'total > 0' },
              ],
            },
          },
          big: call('post', rows(['kind', '"big"'])),
          small: call('post', rows(['kind', '"small"'])),
        },
        [
          { from: 'start', port: 'out', to: 'which' },
          { from: 'which', port: 'big', to: 'big' },
          { from: 'which', port: 'small', to: 'small' },
        ],
      ),
    )
    await bench.settled(await bench.start(flow, { total: 5 }))
    await bench.settled(await bench.start(flow, { total: 500 }))
    await bench.settled(await bench.start(flow, { total: 0 }))
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ kind: 'small' }, { kind: 'big' }])
  })

  it('reaches the trigger and earlier steps from inside a loop', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow(
        {
          start: manual,
          map: { kind: 'map', label: 'Map', config: { rows: rows(['currency', '$uppercase(currency)'], ['lines', '[lines]']) } },
          each: { kind: 'loop', label: 'Each line', config: { items: 'lines' } },
          post: call('post', rows(['sku', 'sku'], ['order', '$trigger.id'], ['currency', '$steps.map.currency'])),
        },
        [
          { from: 'start', port: 'out', to: 'map' },
          { from: 'map', port: 'out', to: 'each' },
          { from: 'each', port: 'item', to: 'post' },
        ],
      ),
    )
    const run = await bench.start(flow, { id: 7, currency: 'eur', lines: [{ sku: 'A' }, { sku: 'B' }] })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual(
      expect.arrayContaining([
        { sku: 'A', order: 7, currency: 'EUR' },
        { sku: 'B', order: 7, currency: 'EUR' },
      ]),
    )
  })

  it('takes no list, null, a single item and an empty list for what they are', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, each: { kind: 'loop', label: 'Each', config: { items: 'lines' } }, post: call() }, [
        { from: 'start', port: 'out', to: 'each' },
        { from: 'each', port: 'item', to: 'post' },
      ]),
    )
    for (const input of [{}, { lines: null }, { lines: [] }])
      expect((await bench.settled(await bench.start(flow, input))).status).toBe('succeeded')
    expect(bench.ledger.entries).toEqual([])
    await bench.settled(await bench.start(flow, { lines: { sku: 'A' } }))
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ sku: 'A' }])
  })

  it('starts one run for an event that is delivered many times at once', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const runs = await Promise.all(Array.from({ length: 20 }, () => bench.start(flow, { id: 1 }, 'event-1')))
    expect(new Set(runs).size).toBe(1)
    await bench.settled(runs[0] ?? '')
    expect(bench.ledger.calls).toHaveLength(1)
  })
})

describe('failing', () => {
  it('parks only the record that is wrong and lets the others go on', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow(
        {
          start: manual,
          each: { kind: 'loop', label: 'Each', config: { items: 'lines', itemKey: 'sku' } },
          post: call('post', rows(['sku', 'sku'], ['qty', '$number(qty)'])),
        },
        [
          { from: 'start', port: 'out', to: 'each' },
          { from: 'each', port: 'item', to: 'post' },
        ],
      ),
    )
    const run = await bench.start(flow, {
      lines: [
        { sku: 'A', qty: '1' },
        { sku: 'B', qty: 'many' },
        { sku: 'C', qty: '3' },
      ],
    })
    expect((await bench.settled(run)).status).toBe('parked')
    expect(bench.ledger.entries).toHaveLength(2)
    expect(await openExceptions()).toMatchObject([
      {
        nodeId: 'post',
        record: '/each:key=B',
        input: { sku: 'B', qty: 'many' },
        error: { code: 'expression-failed', disposition: 'rejected' },
      },
    ])
  })

  it('names the required field that has no value', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({
        start: manual,
        map: {
          kind: 'map',
          label: 'Map',
          config: { rows: [{ target: 'customer.email', rule: { kind: 'expression', expression: 'email' }, required: true }] },
        },
        post: call(),
      }),
    )
    await bench.settled(await bench.start(flow, { id: 1 }))
    const [exception] = await openExceptions()
    expect(exception?.error.code).toBe('required-field-missing')
    expect(exception?.error.message).toContain('customer.email')
    expect(bench.ledger.calls).toEqual([])
  })

  it('tries a passing failure again and holds no worker while it waits', async () => {
    bench = await openBench(sandbox, { concurrency: 1 })
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    bench.ledger.fail({ error: new AppError('vendor-unavailable') })
    const first = await bench.start(flow, { id: 1 })
    await inStatus(bench, first, 'waiting')
    const second = await bench.start(flow, { id: 2 })
    expect((await bench.settled(second)).status).toBe('succeeded')
    expect((await bench.settled(first)).status).toBe('succeeded')
    expect(bench.ledger.calls.map((request) => request.attempt)).toEqual([1, 1, 2])
  })

  it('asks a system that says "again at once" twice a second at most', async () => {
    bench = await openBench(sandbox)
    bench.ledger.fail(...Array.from({ length: 2 }, () => ({ error: new AppError('vendor-throttled', { retryAfterMs: 0 }) })))
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const run = await bench.start(flow, { id: 1 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    const waits = (await bench.store.runs.events(bench.clientId, run)).filter((event) => event.kind === 'run-waiting')
    expect(waits).toHaveLength(2)
    for (const { at, until } of waits) expect(Date.parse(until) - Date.parse(at)).toBeGreaterThanOrEqual(450)
  })

  it('burns no attempt on throttling', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const throttled = { error: new AppError('vendor-throttled', { retryAfterMs: 100 }) }
    bench.ledger.fail(throttled, throttled, throttled)
    const run = await bench.start(flow, { id: 1 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.calls.map((request) => request.attempt)).toEqual([1, 1, 1, 1])
  })

  it('parks a record after as many tries as the step allows, and says what was last wrong', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const down = { error: new AppError('vendor-unavailable', { message: 'The ERP answered 503.' }) }
    bench.ledger.fail(down, down, down)
    expect((await bench.settled(await bench.start(flow, { id: 1 }))).status).toBe('parked')
    expect(bench.ledger.calls).toHaveLength(3)
    expect((await openExceptions())[0]?.error).toMatchObject({ code: 'retries-exhausted', message: 'The ERP answered 503. Tried 3 times.' })
  })

  it('repeats an unknown outcome where the action finds its own record, with the same key', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    bench.ledger.fail({ error: new AppError('outcome-unknown'), after: true })
    expect((await bench.settled(await bench.start(flow, { id: 1 }))).status).toBe('succeeded')
    expect(bench.ledger.entries).toHaveLength(1)
    expect(new Set(bench.ledger.calls.map((request) => request.idempotencyKey)).size).toBe(1)
    expect(bench.ledger.calls[1]?.outcomeUnknown).toBe(true)
  })

  it('never repeats an unknown outcome of an action that could double it', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call('post-once') }))
    bench.ledger.fail({ error: new AppError('outcome-unknown'), after: true })
    expect((await bench.settled(await bench.start(flow, { id: 1 }))).status).toBe('parked')
    expect(bench.ledger.calls).toHaveLength(1)
    expect((await openExceptions())[0]?.error.disposition).toBe('uncertain')
  })

  it('parks a body that is not JSON with its text', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    expect((await bench.settled(await bench.start(flow, '{"id": 1'))).status).toBe('parked')
    expect((await openExceptions())[0]).toMatchObject({ nodeId: 'start', input: '{"id": 1', error: { code: 'payload-invalid' } })
  })

  it('sends a record to the desk with the words of a raise step', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, stop: { kind: 'raise', label: 'Stop', config: { message: '"Order " & id & " is on hold"' } } }),
    )
    await bench.settled(await bench.start(flow, { id: 'A7' }))
    expect((await openExceptions())[0]?.error).toMatchObject({ code: 'raised', message: 'Order A7 is on hold' })
  })

  it('ends a run that is cancelled while it waits', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({
        start: manual,
        post: { ...call(), retry: { attempts: 3, firstDelaySeconds: 60, maxDelaySeconds: 60 } } as ReturnType<typeof call>,
      }),
    )
    bench.ledger.fail({ error: new AppError('vendor-unavailable') })
    const run = await bench.start(flow, { id: 1 })
    await inStatus(bench, run, 'waiting')
    expect(await bench.engine.cancel(bench.clientId, run)).toBe(true)
    expect((await bench.settled(run)).status).toBe('cancelled')
    expect(await bench.engine.cancel(bench.clientId, run)).toBe(false)
  })
})

describe('cancelling', () => {
  it('ends a run whose call is under way, keeps what was done and does nothing more', async () => {
    bench = await openBench(sandbox, { ledger: createLedger({ first: 'upsert', second: 'upsert' }) })
    const flow = await bench.deploy(aFlow({ start: manual, first: call('first'), second: call('second') }))
    const release = bench.ledger.hold()
    const run = await bench.start(flow, { id: 1 })
    await until(async () => (bench.ledger.calls.length === 1 ? true : undefined))
    expect(await bench.engine.cancel(bench.clientId, run)).toBe(true)
    release()
    expect((await bench.settled(run)).status).toBe('cancelled')
    expect(bench.ledger.calls.map((request) => request.action)).toEqual(['first'])
    expect(await openExceptions()).toEqual([])
  })
})

describe('cancelling a run that computes', () => {
  it('ends it before its next step', async () => {
    bench = await openBench(sandbox)
    const slow = { kind: 'map', label: 'Slow', config: { rows: rows(['sum', '$sum([1..400000].($ * 2))']) } } as const
    const flow = await bench.deploy(aFlow({ start: manual, slow: { ...slow, config: { rows: [...slow.config.rows] } }, post: call() }))
    const run = await bench.start(flow, { id: 1 })
    await inStatus(bench, run, 'running')
    expect(await bench.engine.cancel(bench.clientId, run)).toBe(true)
    expect((await bench.settled(run)).status).toBe('cancelled')
    expect(bench.ledger.calls).toEqual([])
  })
})

describe('stopping', () => {
  it('gives back what does not end in time, without counting it as a lost worker, and keeps the call as one that may have arrived', async () => {
    const ledger = createLedger()
    let called = 0
    const slow = { ...ledger, call: () => ((called += 1), new Promise<string>(() => undefined)) }
    bench = await openBench(sandbox, { ledger: slow })
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const run = await bench.start(flow, { id: 1 })
    await until(async () => (called > 0 ? true : undefined))
    await bench.engine.stop(20)
    const stopped = await bench.store.runs.get(bench.clientId, run)
    expect(stopped).toMatchObject({ status: 'waiting', recoveries: 0 })
    expect(await bench.store.journal.recover({ now: new Date() })).toBe(0)
    if (stopped) expect(await bench.store.journal.effectsOf(stopped)).toMatchObject([{ status: 'intended', attempts: 1 }])
  })

  it('complains of nothing when what it gave back ends behind a closed store', async () => {
    const ledger = createLedger()
    const logged: string[] = []
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
    let answer: (text: string) => void = () => undefined
    const held = new Promise<string>((resolve) => (answer = resolve))
    let called = 0
    bench = await openBench(sandbox, { ledger: { ...ledger, call: () => ((called += 1), held) }, log })
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    for (let n = 0; n < 3; n++) await bench.start(flow, { id: n })
    await until(async () => (called === 3 ? true : undefined))
    await bench.engine.stop(20)
    await bench.store.close()
    answer('{}')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(logged).toEqual([])
  })

  it('gives back what a claim still brings', async () => {
    const ledger = createLedger()
    let asked: () => void = () => undefined
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    let held: Promise<void> | undefined
    const around = (journal: Journal): Journal => ({
      ...journal,
      async claim(options) {
        const claimed = await journal.claim(options)
        if (claimed.length > 0) asked()
        await held
        return claimed
      },
    })
    bench = await openBench(sandbox, { ledger, around })
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    let release: () => void = () => undefined
    held = new Promise((resolve) => (release = resolve))
    // Past the engine, which would begin it in the commit that stores it.
    const { runId: run } = await bench.store.journal.accept({
      clientId: bench.clientId,
      flowId: flow,
      environment: 'live',
      version: 1,
      trigger: 'manual',
      eventKey: 'event',
      body: new TextEncoder().encode('{}'),
      receivedAt: new Date(),
    })
    bench.engine.nudge()
    await isAsked
    const stopped = bench.engine.stop(1_000)
    await new Promise((resolve) => setTimeout(resolve, 20))
    release()
    await stopped
    expect(await bench.store.runs.get(bench.clientId, run)).toMatchObject({ status: 'waiting', recoveries: 0 })
    expect(ledger.calls).toEqual([])
  })
})

describe('a run that ends its worker again and again', () => {
  it('is set aside with its record on the desk, and starts anew when it is replayed from there', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    await bench.engine.stop()
    const run = await bench.start(flow, { id: 7 }, 'event-7')
    for (let lost = 0; lost < 3; lost++) {
      await bench.store.journal.claim({ owner: 'lost', limit: 1, now: new Date(), leaseMs: 1_000 })
      await bench.store.journal.recover({ now: new Date() })
    }
    await bench.engine.start()
    const original = await bench.settled(run)
    expect(original).toMatchObject({ status: 'quarantined', recoveries: 3 })
    expect(bench.ledger.calls).toEqual([])
    const [stuck] = await openExceptions()
    expect(stuck).toMatchObject({ runId: run, nodeId: 'start', input: { id: 7 }, error: { code: 'run-quarantined' } })
    const again = await bench.engine.replay({
      original,
      origin: { runId: run, nodeId: 'start', recordPath: '' },
      version: 1,
      startInput: JSON.stringify(stuck?.input),
      startSteps: '{}',
      requestedBy: 'test',
      at: new Date(),
    })
    expect((await bench.settled(again.id)).status).toBe('succeeded')
    expect(bench.ledger.entries).toHaveLength(1)
  })
})

describe('a crash between the failure of a call and its exception', () => {
  it('leaves the record on the desk all the same', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    await bench.engine.stop()
    const runId = await bench.start(flow, { id: 8 })
    const [claimed] = await bench.store.journal.claim({ owner: 'lost', limit: 1, now: new Date(), leaseMs: 1_000 })
    if (!claimed) throw new Error('nothing to claim')
    const { run, fence } = claimed
    const error = toErrorData(new AppError('vendor-rejected'))
    const effect = {
      clientId: run.clientId,
      runId,
      nodeId: 'post',
      record: '',
      safety: 'upsert',
      status: 'failed',
      attempts: 1,
      error,
    } as const
    const effects = [{ ...effect, idempotencyKey: idempotencyKey(run, 'post', '') }]
    await bench.store.journal.commit({ runId, clientId: run.clientId, fence, events: [], effects, at: new Date() })
    await bench.engine.start()
    expect(await bench.settled(runId)).toMatchObject({ status: 'parked' })
    expect(await openExceptions()).toMatchObject([{ runId, nodeId: 'post', error: { code: 'vendor-rejected' } }])
    expect(bench.ledger.calls).toEqual([])
  })
})

describe('replaying', () => {
  it('starts at the failed step and repeats no effect that was done', async () => {
    bench = await openBench(sandbox, { ledger: createLedger({ first: 'upsert', second: 'upsert' }) })
    const flow = await bench.deploy(aFlow({ start: manual, first: call('first'), second: call('second') }))
    bench.ledger.fail({ error: new AppError('vendor-rejected') })
    const run = await bench.start(flow, { id: 1 }, 'event-1')
    await bench.settled(run)
    const original = await bench.store.runs.get(bench.clientId, run)
    if (!original) throw new Error('no run')
    const replay = (nodeId: string) =>
      bench.engine.replay({
        original,
        origin: { runId: run, nodeId, recordPath: '' },
        version: 1,
        startInput: '{"id":1}',
        startSteps: '{}',
        requestedBy: 'test',
        at: new Date(),
      })
    expect((await bench.settled((await replay('first')).id)).status).toBe('succeeded')
    expect((await bench.settled((await replay('first')).id)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.action)).toEqual(['first', 'second'])
    expect(bench.ledger.calls.map((request) => request.action)).toEqual(['first', 'first', 'second'])
  })
})

describe('answering', () => {
  it('hands the sender what the respond step gives', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, answer: { kind: 'respond', label: 'Answer', config: { status: 201, body: '{ "seen": id }' } } }),
    )
    const event = {
      clientId: bench.clientId,
      flowId: flow,
      environment: 'live' as const,
      version: 1,
      trigger: 'webhook' as const,
      eventKey: 'e1',
      body: new TextEncoder().encode('{"id":5}'),
      receivedAt: new Date(),
    }
    const { response } = await bench.engine.awaitResponse(event.clientId, () => bench.engine.accept(event), 5_000)
    expect(response).toEqual({ status: 201, body: '{"seen":5}' })
  })
})

describe('many clients', () => {
  it('lets others run while one waits for a slow system', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    const runs = await Promise.all(Array.from({ length: 200 }, (_, id) => bench.start(flow, { id })))
    await until(async () => (bench.ledger.entries.length === 200 ? true : undefined))
    for (const run of runs) expect((await bench.settled(run)).status).toBe('succeeded')
  })
})
