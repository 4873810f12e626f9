import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { foldRun } from '#shared/run/fold.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, manual, openBench, until, type Bench, type Ledger } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const loop: FlowNode = { kind: 'loop', label: 'Each line', config: { items: 'lines' } }
const eachLine = (step: FlowNode = call()): FlowDocument =>
  aFlow({ start: manual, each: loop, post: step, last: call('post-once') }, [
    { from: 'start', port: 'out', to: 'each' },
    { from: 'each', port: 'item', to: 'post' },
    { from: 'each', port: 'done', to: 'last' },
  ])
const lines = (count: number) => ({ lines: Array.from({ length: count }, (_, n) => ({ n })) })

/** A ledger that refuses the lines for which `refuses` gives an error. */
function picky(refuses: (n: number, attempt: number) => AppError | undefined): Ledger {
  const ledger = createLedger()
  return {
    ...ledger,
    async call(request) {
      const { n } = JSON.parse(request.input) as { n?: number }
      const error = n === undefined ? undefined : refuses(n, request.attempt)
      if (error) {
        ledger.calls.push(request)
        throw error
      }
      return ledger.call(request)
    },
  }
}
const posted = () => bench.ledger.entries.filter(({ action }) => action === 'post').map(({ input }) => (input as { n: number }).n)
const calls = () => bench.ledger.calls.filter(({ action }) => action === 'post').length
const eventsOf = (runId: string) => bench.store.runs.events(bench.clientId, runId)
async function progressOf(runId: string) {
  const run = await bench.store.runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  return foldRun(run, await eventsOf(runId)).steps.find(({ nodeId }) => nodeId === 'each')?.progress
}
const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

describe('a long loop', () => {
  it('of 10,000 items parks item 7,321 alone; all others are settled, and the journal stays small', { timeout: 120_000 }, async () => {
    const bad = 7_320
    bench = await openBench(sandbox, {
      ledger: picky((n) => (n === bad ? new AppError('vendor-rejected', { message: 'No such article.' }) : undefined)),
    })
    const run = await bench.start(await bench.deploy(eachLine()), lines(10_000))
    expect(
      (
        await until(async () => {
          const now = await bench.store.runs.get(bench.clientId, run)
          return now?.finishedAt === undefined ? undefined : now
        }, 110_000)
      ).status,
    ).toBe('parked')
    expect(sorted(posted())).toEqual(upTo(10_000).filter((n) => n !== bad))
    const exceptions = (await bench.store.runs.exceptions(bench.clientId, { limit: 10 })).items
    expect(exceptions.map(({ record, input, error }) => ({ record, input, message: error.message }))).toEqual([
      { record: `/each:${bad}`, input: { n: bad }, message: 'No such article.' },
    ])
    expect(await progressOf(run)).toEqual({ settled: 10_000, total: 10_000, parked: 1 })
    // The record itself went on when all were settled.
    expect(bench.ledger.entries.filter(({ action }) => action === 'post-once')).toHaveLength(1)
    const events = await eventsOf(run)
    expect(events.length).toBeLessThan(250)
    expect(events.filter((event) => event.kind === 'step-failed')).toHaveLength(1)
    expect(events.filter((event) => event.kind === 'step-succeeded' && event.nodeId === 'post')).toHaveLength(20)
  })

  it(
    'goes on behind its settled pages after a restart: no item twice, and hardly any is looked at again',
    { timeout: 60_000 },
    async () => {
      bench = await openBench(sandbox)
      const run = await bench.start(await bench.deploy(eachLine(call('post'))), lines(1_000))
      await until(async () => (calls() >= 500 ? true : undefined), 30_000)
      const release = bench.ledger.hold()
      await bench.restart()
      const before = await progressOf(run)
      expect(before?.settled).toBeGreaterThanOrEqual(400)
      release()
      await until(async () => (await bench.store.runs.get(bench.clientId, run))?.finishedAt, 50_000)
      expect(sorted(posted())).toEqual(upTo(1_000))
      // The settled pages were not walked again, although their effects would have been found.
      const events = await eventsOf(run)
      const resumed = events.findIndex(({ kind }) => kind === 'run-resumed')
      const next = events.slice(resumed).find((event) => event.kind === 'loop-progress')
      expect(next?.kind === 'loop-progress' && next.next).toBeGreaterThan(before?.settled ?? 0)
      // Those that were under way when it stopped are made again, under their keys.
      expect(calls()).toBeLessThanOrEqual(1_000 + 16)
      expect(await progressOf(run)).toEqual({ settled: 1_000, total: 1_000, parked: 0 })
    },
  )

  it('goes on with the others while some items wait for another try, and is done when these are settled', { timeout: 60_000 }, async () => {
    const down = (n: number, attempt: number) =>
      n % 100 === 7 && attempt === 1 ? new AppError('vendor-unavailable', { message: 'Busy.' }) : undefined
    bench = await openBench(sandbox, { ledger: picky(down) })
    const run = await bench.start(await bench.deploy(eachLine()), lines(600))
    await until(async () => (await bench.store.runs.get(bench.clientId, run))?.finishedAt, 50_000)
    expect(sorted(posted())).toEqual(upTo(600))
    const progress = (await eventsOf(run)).filter((event) => event.kind === 'loop-progress')
    expect(progress[2]).toMatchObject({ next: 600, waiting: [7, 107, 207, 307, 407, 507] })
    expect(progress.at(-1)).toMatchObject({ next: 600, waiting: [] })
    expect(bench.ledger.entries.filter(({ action }) => action === 'post-once')).toHaveLength(1)
  })

  it('stops reading on while too many items wait: the other system is not well', { timeout: 60_000 }, async () => {
    let isDown = true
    const ledger = picky(() => (isDown ? new AppError('vendor-unavailable', { message: 'Down.' }) : undefined))
    bench = await openBench(sandbox, { ledger })
    const patient: FlowNode = { ...call(), retry: { attempts: 20, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 } } as FlowNode
    const run = await bench.start(await bench.deploy(eachLine(patient)), lines(5_000))
    await until(async () => ((await bench.store.runs.get(bench.clientId, run))?.status === 'waiting' ? true : undefined), 30_000)
    const [progress] = (await eventsOf(run)).filter((event) => event.kind === 'loop-progress')
    expect(progress).toMatchObject({ next: 200, total: 5_000 })
    // However often these were tried meanwhile, none of the 4,000 behind them was.
    expect(new Set(bench.ledger.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBeLessThan(1_000)
    isDown = false
    await until(async () => (await bench.store.runs.get(bench.clientId, run))?.finishedAt, 50_000)
    expect(sorted(posted())).toEqual(upTo(5_000))
  })
})

describe('a batch step', () => {
  const inBatches = (config: { items: string; size: number; maxBytes?: number }): FlowDocument =>
    aFlow({ start: manual, group: { kind: 'batch', label: 'In groups', config }, post: call(), last: call('post-once') }, [
      { from: 'start', port: 'out', to: 'group' },
      { from: 'group', port: 'batch', to: 'post' },
      { from: 'group', port: 'done', to: 'last' },
    ])
  const sent = () =>
    bench.ledger.entries.filter(({ action }) => action === 'post').map(({ input }) => input as { batch: number; items: { n: number }[] })

  it('sends each group once, and the record itself when all are settled', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(inBatches({ items: 'lines', size: 40 })), lines(100))
    expect((await bench.settled(run)).status).toBe('succeeded')
    const groups = sent().toSorted((a, b) => a.batch - b.batch)
    expect(groups.map(({ batch, items }) => [batch, items.length])).toEqual([
      [1, 40],
      [2, 40],
      [3, 20],
    ])
    expect(groups.flatMap(({ items }) => items.map(({ n }) => n))).toEqual(upTo(100))
    expect(bench.ledger.entries.filter(({ action }) => action === 'post-once')).toHaveLength(1)
  })

  it('keeps a group below a number of bytes; an item that is larger goes alone', async () => {
    bench = await openBench(sandbox)
    const texts = [10, 400, 400, 400, 3_000, 10].map((length) => 'x'.repeat(length))
    const run = await bench.start(await bench.deploy(inBatches({ items: '$', size: 100, maxBytes: 1_000 })), texts)
    await bench.settled(run)
    const groups = bench.ledger.entries
      .filter(({ action }) => action === 'post')
      .map(({ input }) => input as { batch: number; items: string[] })
    expect(groups.toSorted((a, b) => a.batch - b.batch).map(({ items }) => items.map(({ length }) => length))).toEqual([
      [10, 400, 400],
      [400],
      [3_000],
      [10],
    ])
  })

  it('parks a group that is refused alone', async () => {
    const ledger = createLedger()
    bench = await openBench(sandbox, { ledger, concurrency: 1 })
    ledger.fail({ error: new AppError('vendor-rejected', { message: 'Too many.' }) })
    const run = await bench.start(await bench.deploy(inBatches({ items: 'lines', size: 10 })), lines(30))
    expect((await bench.settled(run)).status).toBe('parked')
    expect(sent()).toHaveLength(2)
    const [exception] = (await bench.store.runs.exceptions(bench.clientId, { limit: 5 })).items
    expect(exception).toMatchObject({ nodeId: 'post', record: '/group:0', input: { batch: 1 } })
  })

  it('has nothing to send of an empty list', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(inBatches({ items: 'lines', size: 10 })), { lines: [] })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post-once'])
  })
})
