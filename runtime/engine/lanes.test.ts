import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowLane } from '#shared/flow/lane.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, inStatus, manual, openBench, until, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const inOrder = (lane: Partial<FlowLane> = {}, steps: FlowDocument['nodes'] = { post: call() }): FlowDocument => ({
  ...aFlow({ start: manual, ...steps }),
  lane: { key: 'order', whenParked: 'hold', ...lane },
})
/** Parks a record that says so. */
const orRaise = {
  wrong: { kind: 'filter', label: 'Wrong?', config: { condition: 'wrong ? $error("It is wrong.") : true' } },
  post: call(),
} satisfies FlowDocument['nodes']

const inputs = () => bench.ledger.entries.map(({ input }) => input as { order: string; n: number })
const open = async () => (await bench.store.runs.exceptions(bench.clientId, { limit: 100, status: 'open' })).items
const run = (runId: string) => bench.store.runs.get(bench.clientId, runId)

describe('a flow that keeps an order', () => {
  it('applies the records of each lane in the order they came, while calls fail in passing, and lanes side by side', async () => {
    const ledger = createLedger()
    bench = await openBench(sandbox, { ledger })
    ledger.fail(...Array.from({ length: 12 }, (_, i) => ({ error: new AppError('connection-failed'), after: i % 2 === 0 })))
    const patient = { ...call(), retry: { attempts: 20, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 } }
    const flow = await bench.deploy(inOrder({}, { post: patient }))
    const runs: string[] = []
    for (let n = 0; n < 20; n++) for (const order of ['A', 'B', 'C']) runs.push(await bench.start(flow, { order, n }))
    for (const id of runs) expect((await bench.settled(id)).status).toBe('succeeded')
    const applied = Map.groupBy(inputs(), ({ order }) => order)
    for (const order of ['A', 'B', 'C']) {
      const firsts = [...new Set(applied.get(order)?.map(({ n }) => n))]
      expect(firsts).toEqual(Array.from({ length: 20 }, (_, n) => n))
    }
  })

  it('shows the lane of a run, and who it waits for', async () => {
    bench = await openBench(sandbox)
    const release = bench.ledger.hold()
    const flow = await bench.deploy(inOrder())
    const [first, second] = [await bench.start(flow, { order: 7, n: 1 }), await bench.start(flow, { order: '7', n: 2 })]
    await inStatus(bench, first, 'running')
    await until(async () => ((await run(second))?.held === 'behind' ? true : undefined))
    expect((await bench.store.runs.laneStandings(bench.clientId, [second])).get(second)).toEqual({
      lane: '7',
      ahead: 1,
      behind: 0,
      waitsFor: { runId: first, status: 'running' },
    })
    release()
    await bench.settled(second)
  })

  it('holds what comes behind a parked record until that is replayed, and lets other lanes go on', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder({}, orRaise))
    const first = await bench.start(flow, { order: 'A', n: 1, wrong: true })
    const second = await bench.start(flow, { order: 'A', n: 2 })
    await bench.settled(await bench.start(flow, { order: 'B', n: 3 }))
    const original = await bench.settled(first)
    expect(await run(second)).toMatchObject({ status: 'queued', held: 'behind' })
    const [exception] = await open()
    if (!exception) throw new Error('nothing parked')
    const again = await bench.engine.replay({
      original,
      origin: { runId: first, nodeId: exception.nodeId, recordPath: '', exceptionId: exception.id },
      version: 1,
      startInput: '{"order":"A","n":1}',
      startSteps: '{}',
      requestedBy: 'test',
      at: new Date(),
    })
    await bench.store.runs.resolveException(bench.clientId, exception.id, {
      status: 'replayed',
      by: 'test',
      at: new Date(),
      replayRunId: again.id,
    })
    await bench.settled(second)
    expect(inputs().map(({ n }) => n)).toEqual([3, 1, 2])
  })

  it('lets records pass a parked one where it says so', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder({ whenParked: 'pass' }, orRaise))
    const first = await bench.start(flow, { order: 'A', n: 1, wrong: true })
    const second = await bench.start(flow, { order: 'A', n: 2 })
    expect((await bench.settled(second)).status).toBe('succeeded')
    expect((await run(first))?.status).toBe('parked')
  })

  it('keeps only the newest of those that have not begun', async () => {
    bench = await openBench(sandbox)
    const release = bench.ledger.hold()
    const flow = await bench.deploy(inOrder({ coalesce: true }))
    const first = await bench.start(flow, { order: 'sku-1', n: 0 })
    await inStatus(bench, first, 'running')
    const more: string[] = []
    for (let n = 1; n <= 10; n++) more.push(await bench.start(flow, { order: 'sku-1', n }))
    await until(async () => ((await run(more[8] ?? ''))?.status === 'skipped' ? true : undefined))
    release()
    await bench.settled(more[9] ?? '')
    expect(inputs().map(({ n }) => n)).toEqual([0, 10])
  })

  it('skips a record that is older than one that came before', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder({ version: 'at' }))
    const send = async (n: number, at: string) => bench.settled(await bench.start(flow, { order: 'A', n, at }))
    expect((await send(1, '2026-03-01T10:00:00+01:00')).status).toBe('succeeded')
    expect((await send(2, '2026-03-01T08:59:59Z')).status).toBe('skipped')
    expect((await send(3, '2026-03-01T09:00:00Z')).status).toBe('succeeded')
    expect(inputs().map(({ n }) => n)).toEqual([1, 3])
  })

  it('skips what comes back from the other side, and lets real changes through both ways', async () => {
    bench = await openBench(sandbox)
    const echo = (content: string) => ({ channel: 'stock', content, minutes: 10 })
    const toErp = await bench.deploy(inOrder({ key: 'sku', echo: echo('available') }))
    const toShop = await bench.deploy(inOrder({ key: 'item.code', echo: echo('$number(qty)') }))
    expect((await bench.settled(await bench.start(toErp, { sku: 'A-1', available: 5 }))).status).toBe('succeeded')
    expect((await bench.settled(await bench.start(toShop, { item: { code: 'A-1' }, qty: '5' }))).status).toBe('skipped')
    expect((await bench.settled(await bench.start(toShop, { item: { code: 'A-1' }, qty: '4' }))).status).toBe('succeeded')
    expect((await bench.settled(await bench.start(toErp, { sku: 'A-1', available: 4 }))).status).toBe('skipped')
    expect((await bench.settled(await bench.start(toErp, { sku: 'A-1', available: 5 }))).status).toBe('succeeded')
    expect(bench.ledger.entries).toHaveLength(3)
  })

  it.each([
    ['is missing', {}, {}, /has none/],
    ['is no name', { key: '$' }, { order: 'A' }, /text or a number/],
    ['fails', { key: '$error("no such order")' }, { order: 'A' }, /no such order/],
    ['is a whole record', { key: '$string($)' }, { order: 'A'.repeat(600) }, /500 characters/],
    ['has a version without a zone', { version: 'at' }, { order: 'A', at: '2026-03-01T10:00:00' }, /gives "2026-03-01T10:00:00"/],
    ['has no version', { version: 'at' }, { order: 'A' }, /gives nothing/],
  ])('parks a record whose lane %s, and nothing behind it', async (_, lane, input, message) => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder(lane))
    const wrong = await bench.settled(await bench.start(flow, input))
    expect(wrong.status).toBe('parked')
    const [exception] = await open()
    expect(exception).toMatchObject({ nodeId: 'start', input, error: { code: 'lane-unknown', message: expect.stringMatching(message) } })
  })

  it('routes the replay of such a record by its corrected text', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder())
    const original = await bench.settled(await bench.start(flow, { n: 1 }))
    const again = await bench.engine.replay({
      original,
      origin: { runId: original.id, nodeId: 'start', recordPath: '' },
      version: 1,
      startInput: '{"order":"A","n":1}',
      startSteps: '{}',
      requestedBy: 'test',
      at: new Date(),
    })
    expect(await bench.settled(again.id)).toMatchObject({ status: 'succeeded', lane: 'A' })
  })

  it('parks a body that is not JSON', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(inOrder())
    expect((await bench.settled(await bench.start(flow, '{"order":'))).status).toBe('parked')
  })

  it('parks what could not be read of a file with its reason, not for want of a lane', async () => {
    bench = await openBench(sandbox)
    const start = { kind: 'trigger', label: 'File', config: { type: 'file', format: 'csv', perRecord: true } } as const
    const flow = await bench.deploy({ ...aFlow({ start, post: call() }), lane: { key: 'order', whenParked: 'hold' } })
    const input = 'Line 3 cannot be read: it has 2 columns.\nA,1'
    expect((await bench.settled(await bench.start(flow, input))).status).toBe('parked')
    expect(await open()).toMatchObject([
      { nodeId: 'start', input, error: { code: 'file-record-invalid', message: 'Line 3 cannot be read: it has 2 columns.' } },
    ])
  })

  it('tells the lane in a test run, and why there is none', async () => {
    bench = await openBench(sandbox)
    const trial = (input: unknown) =>
      bench.engine.testRun({ clientId: bench.clientId, flowId: 'flow_1', environment: 'test', document: inOrder({}, {}), input })
    expect((await trial({ order: 9 })).view.run).toMatchObject({ status: 'succeeded', lane: '9' })
    const { view } = await trial({})
    expect(view.run.status).toBe('parked')
    expect(view.steps).toMatchObject([{ nodeId: 'start', status: 'parked', error: { code: 'lane-unknown' } }])
  })
})
