import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FlowEdge, FlowNode } from '#shared/flow/document.ts'
import type { LatePolicy } from '#shared/flow/nodes/windows.ts'
import { viewRun } from '#shared/run/view.ts'
import { createExceptions } from '#runtime/exceptions/exceptions.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { createWindows } from '#runtime/windows/windows.ts'
import { aFlow, call, inStatus, manual, openBench, until, type Bench } from './engine.testing.ts'
import { journalsFor, posDayFlow, salesOf, type Journal } from './pos-day.testing.ts'

let sandbox: Sandbox
let bench: Bench
let passed = 0
const now = () => new Date(Date.now() + passed)
const HOUR = 3_600_000
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(async () => {
  passed = 0
  await bench.close()
})

const audit = { record: async () => undefined, list: async () => ({ items: [] }) }
const ann = { actor: 'ann@example.com', partnerId: 'part_1' }
const service = () =>
  createWindows({
    windows: bench.store.windows,
    flows: bench.store.flows,
    audit,
    log: pino({ level: 'silent' }),
    nudge: bench.engine.nudge,
    now,
  })
const open = async () => (await bench.store.windows.list(bench.clientId, { status: 'open', limit: 50 })).items
const journals = () =>
  bench.ledger.entries.map(({ input }) => input as Journal).toSorted((a, b) => a.store.localeCompare(b.store) || a.opening - b.opening)
const settledAll = async (count: number) => {
  await until(async () => ((await bench.store.runs.list(bench.clientId, { limit: 200 })).items.length >= count ? true : undefined))
  const { items } = await bench.store.runs.list(bench.clientId, { limit: 200 })
  return Promise.all(items.map(({ id }) => bench.settled(id)))
}
const steps = async (runId: string) => {
  const { runs } = bench.store
  const run = await runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  return viewRun(run, await runs.events(bench.clientId, runId), await runs.body(bench.clientId, runId)).steps
}
const windowRun = () =>
  until(async () => (await bench.store.runs.list(bench.clientId, { limit: 50 })).items.find(({ trigger }) => trigger === 'window'))

describe("a store's day", () => {
  it('becomes one journal for each store and day, whatever the order and however often a sale is delivered', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(posDayFlow())
    const sales = salesOf(['oslo', 'bergen', 'tromso'], 8)
    await Promise.all([...sales, ...sales.slice(0, 10)].map((sale) => bench.start(flow, sale, sale.id)))
    await settledAll(sales.length + 3)
    expect(journals()).toEqual(journalsFor(sales))
    expect(await open()).toEqual([])
  })

  it('is collected over a restart, and closed once by the clock', async () => {
    bench = await openBench(sandbox, { now })
    const flow = await bench.deploy(posDayFlow())
    const sales = salesOf(['oslo'], 4).filter(({ expected }) => expected === undefined)
    for (const sale of sales) await bench.settled(await bench.start(flow, sale, sale.id))
    await bench.restart()
    const [window] = await open()
    expect(window).toMatchObject({ key: 'oslo 2026-03-01', count: 3, closesBy: 'schedule' })
    passed = Date.parse(window?.closesAt ?? '') - Date.now() + 1_000
    const { look } = service()
    await Promise.all([look(), look(), look()])
    expect((await bench.settled((await windowRun()).id)).status).toBe('succeeded')
    expect(journals()).toEqual(journalsFor(sales))
  })

  it.each([
    ['new-window', [1, 1], 'succeeded'],
    ['reopen', [1, 2], 'succeeded'],
    ['exception', [1], 'parked'],
    ['drop-visibly', [1], 'succeeded'],
  ] as const)('treats a late sale by its policy: %s', async (late: LatePolicy, openings, status) => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(posDayFlow(late))
    const sales = salesOf(['oslo'], 2)
    for (const sale of sales) await bench.settled(await bench.start(flow, sale, sale.id))
    await bench.settled((await windowRun()).id)
    const lateRun = await bench.start(flow, { id: 'late', store: 'oslo', day: '2026-03-01', amount: '100.00' }, 'late')
    expect((await bench.settled(lateRun)).status).toBe(status)
    for (const { id } of await open()) await service().close(ann, bench.clientId, id)
    await settledAll(2 + 1 + openings.length)
    expect(journals().map(({ opening }) => opening)).toEqual(openings)
    expect(journals().at(-1)).toMatchObject(
      {
        'new-window': { total: '100.00', sales: 1 },
        reopen: { total: '101.01', sales: 3 },
        exception: { total: '1.01', sales: 2 },
        'drop-visibly': { total: '1.01', sales: 2 },
      }[late],
    )
    if (late === 'drop-visibly') expect((await steps(lateRun)).at(-1)).toMatchObject({ nodeId: 'collect', status: 'skipped' })
  })

  it('takes a late sale that a person replays from the desk into a window of its own', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(posDayFlow('exception'))
    const [sale] = salesOf(['oslo'], 1)
    await bench.settled(await bench.start(flow, sale))
    await bench.settled((await windowRun()).id)
    await bench.settled(await bench.start(flow, { ...sale, id: 'late' }))
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 5 })
    expect(items.map(({ error }) => error.code)).toEqual(['window-closed'])
    const desk = createExceptions({ runs: bench.store.runs, flows: bench.store.flows, engine: bench.engine, audit })
    const { runId } = await desk.replay(ann, bench.clientId, items[0]?.id ?? '', { version: 'original' })
    expect((await bench.settled(runId)).status).toBe('succeeded')
    await settledAll(5)
    expect(journals()).toHaveLength(2)
  })

  it('is linked both ways: from a sale to its window, from the window to its run and back', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(posDayFlow())
    const [sale] = salesOf(['oslo'], 1)
    const saleRun = await bench.start(flow, sale)
    await bench.settled(saleRun)
    const run = await windowRun()
    const collected = (await steps(saleRun)).find(({ nodeId }) => nodeId === 'collect')
    const window = (collected as { output: { window: string } }).output.window
    expect(collected).toMatchObject({ status: 'succeeded', ports: [], output: { key: 'oslo 2026-03-01', closedInto: run.id } })
    expect(await bench.store.windows.get(bench.clientId, window)).toMatchObject({ runId: run.id })
    expect(run.cause).toEqual({ kind: 'window', windowId: window, nodeId: 'collect', hops: 1 })
    expect((await bench.store.windows.records(bench.clientId, window, { after: 0, limit: 9 })).map(({ runId }) => runId)).toEqual([saleRun])
  })
})

describe("a store's day in a flow that keeps an order", () => {
  const ordered = (key: string, whenParked: 'hold' | 'pass' = 'hold') => ({ ...posDayFlow('reopen'), lane: { key, whenParked } })
  const late = { id: 'late', store: 'oslo', day: '2026-03-01', amount: '100.00' }

  it('has its journal in the lane of its sales: what comes behind waits until it is posted', async () => {
    bench = await openBench(sandbox)
    const release = bench.ledger.hold()
    const flow = await bench.deploy(ordered('store'))
    for (const sale of salesOf(['oslo'], 2)) await bench.start(flow, sale, sale.id)
    const journal = await windowRun()
    await inStatus(bench, journal.id, 'running')
    const behind = await bench.start(flow, late)
    const elsewhere = await bench.start(flow, { ...late, store: 'bergen' })
    expect((await bench.settled(elsewhere)).status).toBe('succeeded')
    expect((await bench.store.runs.laneStandings(bench.clientId, [behind])).get(behind)).toMatchObject({
      lane: 'oslo',
      waitsFor: { runId: journal.id },
    })
    release()
    expect((await bench.settled(behind)).status).toBe('succeeded')
    expect(await bench.store.runs.get(bench.clientId, journal.id)).toMatchObject({ status: 'succeeded', lane: 'oslo' })
  })

  it('has its journals one after the other where its sales came in lanes of their own', async () => {
    bench = await openBench(sandbox)
    const release = bench.ledger.hold()
    const flow = await bench.deploy(ordered('id'))
    for (const sale of salesOf(['oslo'], 2)) await bench.settled(await bench.start(flow, sale, sale.id))
    const first = await windowRun()
    await bench.settled(await bench.start(flow, late))
    for (const { id } of await open()) await service().close(ann, bench.clientId, id)
    const second = await until(async () =>
      (await bench.store.runs.list(bench.clientId, { limit: 50 })).items.find(({ trigger, id, held }) => {
        return trigger === 'window' && id !== first.id && held === 'behind'
      }),
    )
    expect(second.lane).toBe('collect: oslo 2026-03-01')
    release()
    expect((await bench.settled(second.id)).status).toBe('succeeded')
    expect(journals().map(({ opening }) => opening)).toEqual([1, 2])
  })
})

describe('an aggregate', () => {
  const aggregate = (config: Partial<Extract<FlowNode, { kind: 'aggregate' }>['config']>): FlowNode => ({
    kind: 'aggregate',
    label: 'Collect',
    config: { key: 'store', close: { count: 2 }, late: 'new-window', ...config },
  })

  it('collects the items of a loop, each once', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow(
        {
          start: manual,
          each: { kind: 'loop', label: 'Each', config: { items: 'lines' } },
          collect: aggregate({ close: { count: 3 } }),
          post: call(),
        },
        [
          { from: 'start', port: 'out', to: 'each' },
          { from: 'each', port: 'item', to: 'collect' },
          { from: 'collect', port: 'out', to: 'post' },
        ],
      ),
    )
    await bench.settled(
      await bench.start(flow, {
        lines: [
          { store: 'a', n: 1 },
          { store: 'a', n: 2 },
          { store: 'b', n: 3 },
          { store: 'a', n: 4 },
        ],
      }),
    )
    await bench.settled((await windowRun()).id)
    const [entry] = bench.ledger.entries
    const { records, count } = (entry as { input: { records: { n: number }[]; count: number } }).input
    expect(records.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 4])
    expect(count).toBe(3)
    expect(await open()).toMatchObject([{ key: 'b', count: 1 }])
  })

  it.each([
    ['a key', {}, 'window-key-missing'],
    ['an amount', { store: 'a', amount: 'much' }, 'money-invalid'],
  ])('parks a record without %s, and collects nothing of it', async (_name, input, code) => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, collect: aggregate({ value: 'amount' }), post: call() }))
    await bench.settled(await bench.start(flow, input))
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 5 })
    expect(items.map(({ error }) => error.code)).toEqual([code])
    expect(await open()).toEqual([])
  })

  it('whose run was set aside is replayed with what the window held then', async () => {
    bench = await openBench(sandbox)
    const raise: FlowNode = { kind: 'raise', label: 'No', config: { message: '"no"' } }
    const flow = await bench.deploy(aFlow({ start: manual, collect: aggregate({}), raise }))
    for (const n of [1, 2]) await bench.settled(await bench.start(flow, { store: 'a', n }))
    const run = await bench.settled((await windowRun()).id)
    const origin = { runId: run.id, nodeId: 'collect', recordPath: '' }
    const replay = await bench.engine.replay({
      original: run,
      origin,
      version: 1,
      startInput: '{}',
      startSteps: '{}',
      requestedBy: 'ann',
      at: new Date(),
    })
    await bench.settled(replay.id)
    const collect = (await steps(replay.id)).find(({ nodeId }) => nodeId === 'collect')
    expect(collect?.output).toMatchObject({ count: 2, records: [{ n: 1 }, { n: 2 }] })
  })

  it('in a test run goes on at once with the one record', async () => {
    bench = await openBench(sandbox)
    const document = aFlow({ start: manual, collect: aggregate({ keep: 'n' }), end: { kind: 'map', label: 'End', config: { rows: [] } } })
    const { view } = await bench.engine.testRun({
      clientId: bench.clientId,
      flowId: 'f',
      environment: 'test',
      document,
      input: { store: 'a', n: 7 },
    })
    expect(view.steps.find(({ nodeId }) => nodeId === 'collect')).toMatchObject({ output: { key: 'a', records: [7], count: 1 } })
    expect(view.steps.at(-1)?.nodeId).toBe('end')
    expect(await open()).toEqual([])
  })
})

describe('a join', () => {
  const join: FlowNode = {
    kind: 'join',
    label: 'Order and payment',
    config: {
      key: 'order',
      inputs: [
        { id: 'order', label: 'Order', condition: 'type = "order"' },
        { id: 'payment', label: 'Payment', condition: 'type = "payment"' },
      ],
      timeout: { amount: 2, unit: 'hours' },
      late: 'exception',
    },
  }
  const flow = (edges: readonly FlowEdge[] = []) =>
    aFlow({ start: manual, join, post: call(), late: call('post-once') }, [
      { from: 'start', port: 'out', to: 'join' },
      { from: 'join', port: 'out', to: 'post' },
      ...edges,
    ])

  it('goes on once when everything has come, in whatever order, with the newest of each', async () => {
    bench = await openBench(sandbox)
    const id = await bench.deploy(flow())
    await bench.settled(await bench.start(id, { type: 'payment', order: 'A', amount: '9' }))
    await bench.settled(await bench.start(id, { type: 'payment', order: 'A', amount: '10' }))
    await bench.settled(await bench.start(id, { type: 'order', order: 'B' }))
    await bench.settled(await bench.start(id, { type: 'order', order: 'A' }))
    await bench.settled((await windowRun()).id)
    expect(bench.ledger.entries.map(({ input }) => input)).toMatchObject([
      { key: 'A', records: { order: { order: 'A' }, payment: { amount: '10' } }, missing: [] },
    ])
    expect(await open()).toMatchObject([{ key: 'B', count: 1 }])
  })

  it('that stays incomplete leaves by its own way, or goes to the desk with what is missing', async () => {
    bench = await openBench(sandbox, { now })
    const toDesk = await bench.deploy(flow())
    const onward = await bench.deploy(flow([{ from: 'join', port: 'timed-out', to: 'late' }]))
    for (const id of [toDesk, onward]) await bench.settled(await bench.start(id, { type: 'order', order: 'A' }))
    passed = 2 * HOUR + 1_000
    await service().look()
    await settledAll(4)
    expect(bench.ledger.entries).toMatchObject([{ action: 'post-once', input: { key: 'A', missing: ['payment'] } }])
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 5 })
    expect(items.map(({ error }) => [error.code, error.message])).toEqual([
      ['join-incomplete', 'For "A" nothing came in time as "Payment".'],
    ])
  })

  it('parks a record that is none of its inputs', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { type: 'refund', order: 'A' })
    await inStatus(bench, run, 'parked')
    expect(await open()).toEqual([])
  })
})
