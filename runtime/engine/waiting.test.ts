import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FlowEdge, FlowNode } from '#shared/flow/document.ts'
import { viewRun } from '#shared/run/view.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { createCallbacks } from '#runtime/webhooks/callbacks.ts'
import { aFlow, call, inStatus, manual, openBench, until, type Bench } from './engine.testing.ts'

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

const delay = (config: Extract<FlowNode, { kind: 'delay' }>['config']): FlowNode => ({ kind: 'delay', label: 'Wait', config })
const approval: FlowNode = {
  kind: 'approval',
  label: 'Ask',
  config: {
    title: '"Refund of " & amount',
    fields: [{ label: 'Order', value: 'id' }],
    into: 'approval',
    timeout: { amount: 2, unit: 'hours' },
  },
}
const callback: FlowNode = {
  kind: 'callback',
  label: 'Wait for the printer',
  config: { into: 'print', timeout: { amount: 2, unit: 'hours' } },
}
const toPort = (from: string, port: string, to: string): FlowEdge => ({ from, port, to })

const steps = async (runId: string) => {
  const { runs } = bench.store
  const run = await runs.get(bench.clientId, runId)
  if (!run) throw new Error('no such run')
  return viewRun(run, await runs.events(bench.clientId, runId), await runs.body(bench.clientId, runId)).steps
}
const openApproval = () =>
  until(async () => (await bench.store.waits.list(bench.clientId, { kind: 'approval', status: 'open', limit: 10 })).items[0])
const decide = async (id: string, decision: 'approved' | 'declined') => {
  const settled = await bench.store.waits.settle(bench.clientId, id, {
    result: { decision, by: 'ann@example.com', note: 'seen' },
    by: 'ann@example.com',
    at: now(),
  })
  bench.engine.nudge()
  return settled
}
const entries = () => bench.ledger.entries.map(({ input }) => input)

describe('a delay', () => {
  it('holds no worker, outlives a restart, and lets the record go on when its time has come', async () => {
    bench = await openBench(sandbox, { now })
    const flow = await bench.deploy(aFlow({ start: manual, wait: delay({ for: { amount: 3, unit: 'hours' } }), post: call() }))
    const run = await bench.start(flow, { id: 1 })
    await inStatus(bench, run, 'waiting')
    expect((await steps(run)).at(-1)).toMatchObject({ nodeId: 'wait', status: 'waiting', input: { id: 1 }, wait: { kind: 'delay' } })
    passed = 2 * HOUR
    await bench.restart()
    expect((await bench.store.runs.get(bench.clientId, run))?.status).toBe('waiting')
    passed = 3 * HOUR + 1_000
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(entries()).toEqual([{ id: 1 }])
    expect((await steps(run)).find(({ nodeId }) => nodeId === 'wait')).toMatchObject({ status: 'succeeded', ports: ['out'] })
  })

  it('reads an instant from the record, and one that has passed lets it go on at once', async () => {
    bench = await openBench(sandbox, { now })
    const flow = await bench.deploy(aFlow({ start: manual, wait: delay({ until: 'at' }), post: call() }))
    expect((await bench.settled(await bench.start(flow, { at: '2020-01-01T00:00:00+01:00' }))).status).toBe('succeeded')
    const run = await bench.start(flow, { at: new Date(Date.now() + HOUR).toISOString() })
    await inStatus(bench, run, 'waiting')
    passed = HOUR + 1_000
    expect((await bench.settled(run)).status).toBe('succeeded')
  })

  it.each([
    ['an instant without a zone', '2030-01-01T00:00:00', 'expression-failed'],
    ['no instant', undefined, 'expression-failed'],
    ['another century', '2130-01-01T00:00:00Z', 'wait-too-long'],
  ])('parks a record with %s', async (_name, at, code) => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, wait: delay({ until: 'at' }), post: call() }))
    await bench.settled(await bench.start(flow, { at }))
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 10 })
    expect(items.map(({ error }) => error.code)).toEqual([code])
  })

  it('of one item leaves the others alone, and the loop is done when all of them went on', async () => {
    bench = await openBench(sandbox, { now })
    const flow = await bench.deploy(
      aFlow(
        {
          start: manual,
          each: { kind: 'loop', label: 'Each', config: { items: 'lines' } },
          late: { kind: 'filter', label: 'Late?', config: { condition: 'late' } },
          wait: delay({ for: { amount: 1, unit: 'hours' } }),
          post: call(),
          done: call('post-once'),
        },
        [
          toPort('start', 'out', 'each'),
          toPort('each', 'item', 'late'),
          toPort('late', 'out', 'wait'),
          toPort('wait', 'out', 'post'),
          toPort('late', 'otherwise', 'post'),
          toPort('each', 'done', 'done'),
        ],
      ),
    )
    const run = await bench.start(flow, { lines: [{ n: 1 }, { n: 2, late: true }, { n: 3 }] })
    await inStatus(bench, run, 'waiting')
    expect(entries()).toEqual([{ n: 1 }, { n: 3 }])
    passed = HOUR + 1_000
    await bench.settled(run)
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post', 'post', 'post-once'])
  })
})

describe('an approval', () => {
  const flow = () =>
    aFlow({ start: manual, ask: approval, yes: call(), no: call('post-once') }, [
      toPort('start', 'out', 'ask'),
      toPort('ask', 'approved', 'yes'),
      toPort('ask', 'declined', 'no'),
    ])

  it.each([
    ['approved', 'post'],
    ['declined', 'post-once'],
  ] as const)('shows what it is about, and the record leaves as it was %s, with the decision', async (decision, action) => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1', amount: '12.50' })
    const asked = await openApproval()
    expect(asked.question).toEqual({ title: 'Refund of 12.50', fields: [{ label: 'Order', value: 'A1' }] })
    expect(await decide(asked.id, decision)).toBe(true)
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries).toMatchObject([
      { action, input: { id: 'A1', approval: { decision, by: 'ann@example.com', note: 'seen', at: expect.any(String) } } },
    ])
    expect((await steps(run)).find(({ nodeId }) => nodeId === 'ask')?.note).toContain('ann@example.com: seen')
  })

  it('is decided once', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const asked = await openApproval()
    const both = await Promise.all([decide(asked.id, 'approved'), decide(asked.id, 'declined')])
    expect(both).toEqual([true, false])
    await bench.settled(run)
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post'])
  })

  it('that nobody answers goes to the desk, unless it has a way of its own', async () => {
    bench = await openBench(sandbox, { now })
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const document = flow()
    const other = await bench.start(await bench.deploy({ ...document, edges: [...document.edges, toPort('ask', 'timed-out', 'no')] }), {
      id: 'A2',
    })
    await inStatus(bench, run, 'waiting')
    await inStatus(bench, other, 'waiting')
    const asked = await openApproval()
    passed = 2 * HOUR + 1_000
    expect(await decide(asked.id, 'approved')).toBe(false)
    expect((await bench.settled(run)).status).toBe('parked')
    expect((await bench.settled(other)).status).toBe('succeeded')
    expect(entries()).toEqual([{ id: 'A2' }])
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 10 })
    expect(items.map(({ error }) => error.code)).toEqual(['wait-timed-out'])
  })

  it('is withdrawn when its run is cancelled', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const asked = await openApproval()
    await bench.engine.cancel(bench.clientId, run)
    expect(await decide(asked.id, 'approved')).toBe(false)
    expect(await bench.store.waits.get(bench.clientId, asked.id)).toMatchObject({ status: 'withdrawn' })
  })
})

describe('a callback', () => {
  const flow = () =>
    aFlow({ start: manual, printed: callback, order: call(), log: call('post-once') }, [
      toPort('start', 'out', 'printed'),
      toPort('printed', 'started', 'order'),
      toPort('printed', 'received', 'log'),
    ])
  const addressOf = async () => {
    const [first] = await until(async () => (bench.ledger.entries.length > 0 ? bench.ledger.entries : undefined))
    return (first as { input: { print: { url: string } } }).input.print.url
  }
  const callbacks = () => createCallbacks({ waits: bench.store.waits, nudge: bench.engine.nudge, now })
  const answer = (url: string, body: unknown) =>
    callbacks().receive(url.slice(url.lastIndexOf('/') + 1), new TextEncoder().encode(JSON.stringify(body)))

  it('gives its address to another system and goes on with what that one answers', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const url = await addressOf()
    await inStatus(bench, run, 'waiting')
    await answer(url, { pages: 3 })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries).toMatchObject([
      { action: 'post', input: { id: 'A1', print: { url } } },
      { action: 'post-once', input: { id: 'A1', print: { body: { pages: 3 }, receivedAt: expect.any(String) } } },
    ])
  })

  it('answers a repeated call as the first one, and any other with the one constant refusal', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const url = await addressOf()
    await answer(url, { pages: 3 })
    await answer(url, { pages: 3 })
    await expect(answer(url, { pages: 4 })).rejects.toMatchObject({ code: 'hook-unknown' })
    await expect(answer(`${url}x`, { pages: 3 })).rejects.toMatchObject({ code: 'hook-unknown' })
    await bench.settled(run)
    expect(bench.ledger.entries).toHaveLength(2)
  })

  it('stores the hash of its secret and never the secret', async () => {
    bench = await openBench(sandbox)
    await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const token = (await addressOf()).split('/').at(-1) ?? ''
    const found = await bench.store.waits.byTokenHash(createHash('sha256').update(token).digest('hex'))
    expect(found).toMatchObject({ kind: 'callback', status: 'open' })
    expect(JSON.stringify(found)).not.toContain(token)
  })

  it('that comes while the call which told its address is still under way is not lost', async () => {
    bench = await openBench(sandbox)
    const release = bench.ledger.hold()
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const request = await until(async () => bench.ledger.calls[0])
    await answer((JSON.parse(request.input) as { print: { url: string } }).print.url, 'early')
    release()
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries).toHaveLength(2)
  })

  it('keeps the same address after a restart, and makes the call once', async () => {
    bench = await openBench(sandbox)
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    const url = await addressOf()
    await inStatus(bench, run, 'waiting')
    await bench.restart()
    await answer(url, null)
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post-once'])
  })

  it('that never comes parks the record after what was told its address has ended', async () => {
    bench = await openBench(sandbox, { now })
    const run = await bench.start(await bench.deploy(flow()), { id: 'A1' })
    await inStatus(bench, run, 'waiting')
    passed = 2 * HOUR + 1_000
    expect((await bench.settled(run)).status).toBe('parked')
    expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post'])
  })
})

it('a test run waits for nothing and says so', async () => {
  bench = await openBench(sandbox)
  const document = aFlow(
    {
      start: manual,
      wait: delay({ for: { amount: 3, unit: 'days' } }),
      ask: approval,
      back: callback,
      end: { kind: 'map', label: 'End', config: { rows: [] } },
    },
    [toPort('start', 'out', 'wait'), toPort('wait', 'out', 'ask'), toPort('ask', 'approved', 'back'), toPort('back', 'received', 'end')],
  )
  const { view } = await bench.engine.testRun({ clientId: bench.clientId, flowId: 'f', environment: 'test', document, input: { id: 1 } })
  expect(view.run.status).toBe('succeeded')
  expect(view.steps.map(({ nodeId, status, note }) => [nodeId, status, note?.startsWith('A test run')])).toEqual([
    ['start', 'succeeded', undefined],
    ['wait', 'succeeded', true],
    ['ask', 'succeeded', true],
    ['back', 'succeeded', true],
    ['end', 'succeeded', undefined],
  ])
  expect(await bench.store.waits.list(bench.clientId, { kind: 'delay', limit: 10 })).toEqual({ items: [] })
})
