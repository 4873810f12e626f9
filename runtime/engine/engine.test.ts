// A run from its event to its end: what each kind of step does with a record.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { foldRun } from '#shared/run/fold.ts'
import { resolveInputs } from '#shared/run/resolve-inputs.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, manual, openBench, openExceptions, until, type Bench } from './engine.testing.ts'

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
    expect(await openExceptions(bench)).toMatchObject([
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
