// Steps that are switched off, and records that leave a step by its error path.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { FlowNode } from '#shared/flow/document.ts'
import { foldRun } from '#shared/run/fold.ts'
import { resolveInputs } from '#shared/run/resolve-inputs.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, manual, openBench, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

async function stepsOf(runId: string) {
  const run = await bench.store.runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  const body = JSON.parse((await bench.store.runs.body(bench.clientId, runId)) ?? 'null') as unknown
  return resolveInputs(foldRun(run, await bench.store.runs.events(bench.clientId, runId)), body).steps
}
const map = (expression: string, more: Partial<FlowNode> = {}): FlowNode =>
  ({
    kind: 'map',
    label: 'Map',
    config: { rows: [{ target: 'ref', rule: { kind: 'expression', expression } }] },
    ...more,
  }) as FlowNode
const failing: FlowNode = { ...call(), onError: 'path' }
const edges = [
  { from: 'start', port: 'out', to: 'post' },
  { from: 'post', port: 'out', to: 'good' },
  { from: 'post', port: 'error', to: 'bad' },
]
const rows = (expression: string) => [{ target: 'got', rule: { kind: 'expression' as const, expression } }]

describe('a step that is switched off', () => {
  it('lets the record pass as it came, and the run says so', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, map: map('id', { disabled: true }), post: call() }))
    const run = await bench.start(flow, { id: 7 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ id: 7 }])
    expect((await stepsOf(run))[1]).toMatchObject({ nodeId: 'map', status: 'skipped', note: '"Map" is switched off.' })
  })

  it.each<readonly [string, FlowNode, readonly number[]]>([
    ['a filter lets all through', { kind: 'filter', label: 'F', config: { condition: 'false' } }, [1]],
    ['a call calls nothing', { ...call('post-once'), label: 'C' }, [1]],
    ['a raise raises nothing and ends the way', { kind: 'raise', label: 'R', config: { message: '"no"' } }, []],
  ])('%s', async (_, node, passed) => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, off: { ...node, disabled: true }, post: call() }))
    const run = await bench.start(flow, { id: 1 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => (entry.input as { id: number }).id)).toEqual(passed)
  })
})

describe('the error path', () => {
  it('takes what a system refuses, with the reason and the record', async () => {
    bench = await openBench(sandbox)
    bench.ledger.fail({ error: new AppError('vendor-rejected', { message: 'No such partner.' }) })
    const flow = await bench.deploy(
      aFlow(
        { start: manual, post: failing, good: call('post', rows('"good"')), bad: call('post', rows('error.message & " " & record.id')) },
        edges,
      ),
    )
    const run = await bench.start(flow, { id: 7 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ got: 'No such partner. 7' }])
    expect((await stepsOf(run)).find((step) => step.nodeId === 'post')).toMatchObject({ status: 'succeeded', ports: ['error'] })
  })

  it('is taken once the tries are used up', async () => {
    bench = await openBench(sandbox)
    const down = { error: new AppError('vendor-unavailable', { message: 'Down.' }) }
    bench.ledger.fail(down, down, down)
    const flow = await bench.deploy(
      aFlow({ start: manual, post: failing, good: call('post', rows('"good"')), bad: call('post', rows('error.code')) }, edges),
    )
    const run = await bench.start(flow, { id: 7 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map((entry) => entry.input)).toEqual([{ got: 'retries-exhausted' }])
  })

  it('is not taken by a call that may have arrived: a person decides', async () => {
    bench = await openBench(sandbox)
    bench.ledger.fail({ error: new AppError('outcome-unknown', { message: 'Cut.' }) })
    const flow = await bench.deploy(
      aFlow(
        { start: manual, post: { ...failing, config: { slot: 'erp', action: 'post-once' } } as FlowNode, good: call(), bad: call() },
        edges,
      ),
    )
    const run = await bench.start(flow, { id: 7 })
    expect((await bench.settled(run)).status).toBe('parked')
    expect(bench.ledger.entries).toEqual([])
  })

  it('parks the record where it leads nowhere', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, map: map('$error("no")', { onError: 'path' }), post: call() }))
    const run = await bench.start(flow, { id: 7 })
    expect((await bench.settled(run)).status).toBe('parked')
  })
})
