import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import type { Run } from '#shared/model/runs.ts'
import { viewRun } from '#shared/run/view.ts'
import { createExceptions } from '#runtime/exceptions/exceptions.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { MOST_HOPS } from './call-flows.ts'
import { aFlow, call, inStatus, manual, openBench, until, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
let passed = 0
const now = () => new Date(Date.now() + passed)
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(async () => {
  passed = 0
  await bench.close()
})

const called = (schema?: unknown): FlowNode => ({
  kind: 'trigger',
  label: 'Called',
  config: { type: 'subflow', ...(schema !== undefined && { schema }) },
})
const listens = (topic: string): FlowNode => ({ kind: 'trigger', label: 'Told', config: { type: 'event', topic } })
const publish = (topic: string, event?: string): FlowNode => ({
  kind: 'publish',
  label: 'Tell',
  config: { topic, ...(event !== undefined && { event }) },
})
const subflow = (flow: string, more: Partial<Extract<FlowNode, { kind: 'subflow' }>['config']> = {}): FlowNode => ({
  kind: 'subflow',
  label: 'Call it',
  config: { flow, timeout: { amount: 2, unit: 'hours' }, ...more },
})
const respond = (body: string): FlowNode => ({ kind: 'respond', label: 'Answer', config: { status: 200, body } })
const map = (target: string, expression: string): FlowNode => ({
  kind: 'map',
  label: 'Map',
  config: { rows: [{ target, rule: { kind: 'expression', expression } }] },
})

const runs = async () => (await bench.store.runs.list(bench.clientId, { limit: 100 })).items
const runOf = (flowId: string, trigger?: Run['trigger']) =>
  until(async () => (await runs()).find((run) => run.flowId === flowId && (trigger === undefined || run.trigger === trigger)))
const entries = () => bench.ledger.entries.map(({ input }) => input)
const exceptions = async () => (await bench.store.runs.exceptions(bench.clientId, { limit: 20, status: 'open' })).items
const audit = { record: async () => undefined, list: async () => ({ items: [] }) }
const ann = { actor: 'ann@example.com', partnerId: 'part_1' }
const desk = () => createExceptions({ runs: bench.store.runs, flows: bench.store.flows, engine: bench.engine, audit })
const steps = async (runId: string) => {
  const run = await bench.store.runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  return viewRun(run, await bench.store.runs.events(bench.clientId, runId), await bench.store.runs.body(bench.clientId, runId)).steps
}
const rejected = (message: string) => ({ error: new AppError('vendor-rejected', { message }) })

describe('a subflow', () => {
  const parent = (child: string, more = {}): FlowDocument => aFlow({ start: manual, sub: subflow(child, more), post: call('post-once') })

  it.each([
    [
      'its respond step says',
      { trigger: called(), work: map('doubled', 'n * 2'), answer: respond('{ "answer": doubled }') },
      { answer: 42 },
    ],
    ['its last record is', { trigger: called(), work: map('doubled', 'n * 2') }, { doubled: 42 }],
  ])('gives what %s, waits without a worker, and stands linked on both runs', async (_name, nodes, answer) => {
    bench = await openBench(sandbox)
    const child = await bench.deploy(aFlow(nodes))
    const run = await bench.start(await bench.deploy(parent(child, { into: 'result', input: '{ "n": number }' })), { number: 21 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(entries()).toEqual([{ number: 21, result: answer }])
    const childRun = await runOf(child)
    expect(childRun).toMatchObject({
      trigger: 'subflow',
      version: 1,
      cause: { kind: 'subflow', runId: run, nodeId: 'sub', record: '', hops: 1 },
    })
    expect((await steps(run)).find(({ nodeId }) => nodeId === 'sub')).toMatchObject({ status: 'succeeded', runIds: [childRun.id] })
  })

  it('outlives a restart of its caller, and its answer comes once', async () => {
    bench = await openBench(sandbox)
    const child = await bench.deploy(aFlow({ trigger: called(), post: call() }))
    const release = bench.ledger.hold()
    const run = await bench.start(await bench.deploy(parent(child)), { n: 1 })
    await until(async () => bench.ledger.calls[0])
    await inStatus(bench, run, 'waiting')
    await bench.restart()
    release()
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post-once'])
    expect(await runs()).toHaveLength(2)
  })

  it('that parks keeps its caller waiting, which goes on by itself when the child was replayed with success', async () => {
    bench = await openBench(sandbox)
    const child = await bench.deploy(aFlow({ trigger: called(), post: call(), end: map('done', '"yes"') }))
    bench.ledger.fail(rejected('no'))
    const run = await bench.start(await bench.deploy(parent(child)), { n: 1 })
    const childRun = await runOf(child)
    expect((await bench.settled(childRun.id)).status).toBe('parked')
    await inStatus(bench, run, 'waiting')
    const [exception] = await exceptions()
    expect(exception?.runId).toBe(childRun.id)
    await desk().replay(ann, bench.clientId, exception?.id ?? '', { version: 'original' })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action, input }) => [action, input])).toEqual([
      ['post', { n: 1 }],
      ['post-once', { done: 'yes' }],
    ])
  })

  it('that is discarded parks its caller with a link, and a replay of the caller calls it anew', async () => {
    bench = await openBench(sandbox)
    const child = await bench.deploy(aFlow({ trigger: called(), post: call() }))
    bench.ledger.fail(rejected('no'))
    const run = await bench.start(await bench.deploy(parent(child)), { n: 1 })
    const childRun = await runOf(child)
    await bench.settled(childRun.id)
    const [exception] = await exceptions()
    await desk().discard(ann, bench.clientId, exception?.id ?? '', 'wrong')
    expect((await bench.settled(run)).status).toBe('parked')
    const [ours] = await exceptions()
    expect(ours).toMatchObject({ runId: run, nodeId: 'sub', error: { code: 'subflow-failed', details: { runId: childRun.id } } })
    const again = await desk().replay(ann, bench.clientId, ours?.id ?? '', { version: 'original' })
    expect((await bench.settled(again.runId)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post-once'])
  })

  it('that is late parks its caller; a replay finds the answer and calls nothing again', async () => {
    bench = await openBench(sandbox, { now })
    const child = await bench.deploy(aFlow({ trigger: called(), post: call() }))
    const release = bench.ledger.hold()
    const run = await bench.start(await bench.deploy(parent(child)), { n: 1 })
    await inStatus(bench, run, 'waiting')
    passed = 2 * 3_600_000 + 1_000
    expect((await bench.settled(run)).status).toBe('parked')
    const [ours] = await exceptions()
    expect(ours?.error.code).toBe('subflow-late')
    release()
    await bench.settled((await runOf(child)).id)
    const again = await desk().replay(ann, bench.clientId, ours?.id ?? '', { version: 'original' })
    expect((await bench.settled(again.runId)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post-once'])
  })

  it('fails its caller when it is cancelled', async () => {
    bench = await openBench(sandbox)
    const wait: FlowNode = { kind: 'delay', label: 'Wait', config: { for: { amount: 1, unit: 'days' } } }
    const child = await bench.deploy(aFlow({ trigger: called(), wait }))
    const run = await bench.start(await bench.deploy(parent(child)), { n: 1 })
    const childRun = await runOf(child)
    await inStatus(bench, childRun.id, 'waiting')
    await bench.engine.cancel(bench.clientId, childRun.id)
    expect((await bench.settled(run)).status).toBe('parked')
    expect((await exceptions())[0]?.error).toMatchObject({ code: 'subflow-failed', message: expect.stringContaining('cancelled') })
  })

  it.each([
    ['is not deployed', undefined, 'not-deployed'],
    ['is started by something else', aFlow({ start: manual }), 'subflow-refused'],
    ['declares another input', aFlow({ trigger: called({ type: 'object', required: ['sku'] }) }), 'subflow-refused'],
  ])('that %s parks its caller before anything is begun', async (_name, document, code) => {
    bench = await openBench(sandbox)
    const child = document ? await bench.deploy(document) : 'flow_none'
    await bench.settled(await bench.start(await bench.deploy(parent(child)), { n: 1 }))
    expect((await exceptions()).map(({ error }) => error.code)).toEqual([code])
    expect(await runs()).toHaveLength(1)
  })
})

describe('a published event', () => {
  it('starts each flow that listens in the same environment, once, and the record goes on', async () => {
    bench = await openBench(sandbox)
    const listeners = [
      await bench.deploy(aFlow({ trigger: listens('stock-changed'), post: call() })),
      await bench.deploy(aFlow({ trigger: listens('stock-changed'), post: call() })),
    ]
    await bench.deploy(aFlow({ trigger: listens('stock-changed'), post: call() }), 'test')
    await bench.deploy(aFlow({ trigger: listens('other'), post: call() }))
    const run = await bench.start(
      await bench.deploy(aFlow({ start: manual, tell: publish('stock-changed', '{ "sku": sku }'), post: call('post-once') })),
      {
        sku: 'A',
        n: 3,
      },
    )
    await bench.settled(run)
    const told = await Promise.all(listeners.map((flow) => runOf(flow)))
    for (const one of told)
      expect((await bench.settled(one.id)).cause).toEqual({ kind: 'event', topic: 'stock-changed', runId: run, hops: 1 })
    expect(await runs()).toHaveLength(3)
    const of = (action: string) => bench.ledger.entries.filter((entry) => entry.action === action).map(({ input }) => input)
    expect([of('post'), of('post-once')]).toEqual([[{ sku: 'A' }, { sku: 'A' }], [{ sku: 'A', n: 3 }]])
    const tell = (await steps(run)).find(({ nodeId }) => nodeId === 'tell')
    expect([...(tell?.runIds ?? [])].toSorted()).toEqual(told.map(({ id }) => id).toSorted())
    const { items } = await bench.store.topics.events(bench.clientId, 'live', 'stock-changed', { limit: 10 })
    expect(items).toMatchObject([{ body: '{"sku":"A"}', runId: run }])
  })

  it('is not delivered again by a replay of the step that published it', async () => {
    bench = await openBench(sandbox)
    const listener = await bench.deploy(aFlow({ trigger: listens('t'), post: call() }))
    const run = await bench.start(await bench.deploy(aFlow({ start: manual, tell: publish('t') })), { n: 1 })
    const original = await bench.settled(run)
    await bench.settled((await runOf(listener)).id)
    const replay = await bench.engine.replay({
      original,
      origin: { runId: run, nodeId: 'tell', recordPath: '' },
      version: 1,
      startInput: '{"n":1}',
      startSteps: '{}',
      requestedBy: 'ann',
      at: new Date(),
    })
    await bench.settled(replay.id)
    expect((await runs()).filter(({ flowId }) => flowId === listener)).toHaveLength(1)
  })

  it('that does not fit the schema of its topic parks at the step that publishes it', async () => {
    bench = await openBench(sandbox)
    const schema = { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } }
    const topic = {
      clientId: bench.clientId,
      environment: 'live',
      name: 't',
      schema,
      retentionDays: 7,
      updatedAt: new Date().toISOString(),
    } as const
    await bench.store.topics.put(topic)
    const listener = await bench.deploy(aFlow({ trigger: listens('t'), post: call() }))
    const flow = await bench.deploy(aFlow({ start: manual, tell: publish('t') }))
    await bench.settled(await bench.start(flow, { sku: 7 }))
    expect((await exceptions()).map(({ error }) => [error.code, error.message])).toEqual([
      ['event-refused', 'The flow message "t" does not take this event: "sku" must be text.'],
    ])
    expect((await runs()).filter(({ flowId }) => flowId === listener)).toEqual([])
    await bench.settled(await bench.start(flow, { sku: 'A' }))
    await runOf(listener)
  })
})

describe('flows that start each other in a circle', () => {
  it('are stopped visibly, with a reason', async () => {
    bench = await openBench(sandbox)
    const ping = await bench.deploy(aFlow({ trigger: listens('ping'), tell: publish('pong') }))
    await bench.deploy(aFlow({ trigger: listens('pong'), tell: publish('ping') }))
    await bench.start(await bench.deploy(aFlow({ start: manual, tell: publish('ping') })), { n: 1 })
    const [exception] = await until(async () => {
      const found = await exceptions()
      return found.length > 0 ? found : undefined
    }, 20_000)
    expect(exception).toMatchObject({
      nodeId: 'tell',
      error: { code: 'flow-circle', message: expect.stringContaining(`${MOST_HOPS} times`) },
    })
    expect(await runs()).toHaveLength(MOST_HOPS + 1)
    expect((await runs()).filter(({ flowId }) => flowId === ping)).toHaveLength(MOST_HOPS / 2)
  }, 30_000)
})

it('a test run calls and tells nobody, and still says what does not fit', async () => {
  bench = await openBench(sandbox)
  const child = await bench.deploy(aFlow({ trigger: called({ type: 'object', required: ['sku'] }) }))
  const listener = await bench.deploy(aFlow({ trigger: listens('t') }))
  const document = aFlow({ start: manual, tell: publish('t'), sub: subflow(child) })
  const trial = async (input: unknown) =>
    (await bench.engine.testRun({ clientId: bench.clientId, flowId: 'f', environment: 'live', document, input })).view
  expect((await trial({ sku: 'A' })).steps).toMatchObject([
    { nodeId: 'start' },
    { nodeId: 'tell', note: 'A test run tells no other flow.' },
    { nodeId: 'sub', status: 'succeeded', output: { sku: 'A' } },
  ])
  expect((await trial({})).steps.at(-1)).toMatchObject({ nodeId: 'sub', status: 'parked', error: { code: 'subflow-refused' } })
  expect((await runs()).filter(({ flowId }) => flowId === child || flowId === listener)).toEqual([])
})
