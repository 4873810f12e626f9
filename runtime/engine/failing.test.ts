// What becomes of a record that fails: tried again, parked with its reason, never doubled.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError, toErrorData } from '#shared/errors.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { idempotencyKey } from './idempotency.ts'
import { aFlow, call, inStatus, manual, openBench, openExceptions, type Bench } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const rows = (...pairs: [string, string][]) =>
  pairs.map(([target, expression]) => ({ target, rule: { kind: 'expression' as const, expression } }))

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
    expect(await openExceptions(bench)).toMatchObject([
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
    const [exception] = await openExceptions(bench)
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
    expect((await openExceptions(bench))[0]?.error).toMatchObject({
      code: 'retries-exhausted',
      message: 'The ERP answered 503. Tried 3 times.',
    })
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
    expect((await openExceptions(bench))[0]?.error.disposition).toBe('uncertain')
  })

  it('parks a body that is not JSON with its text', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    expect((await bench.settled(await bench.start(flow, '{"id": 1'))).status).toBe('parked')
    expect((await openExceptions(bench))[0]).toMatchObject({ nodeId: 'start', input: '{"id": 1', error: { code: 'payload-invalid' } })
  })

  it('sends a record to the desk with the words of a raise step', async () => {
    bench = await openBench(sandbox)
    const flow = await bench.deploy(
      aFlow({ start: manual, stop: { kind: 'raise', label: 'Stop', config: { message: '"Order " & id & " is on hold"' } } }),
    )
    await bench.settled(await bench.start(flow, { id: 'A7' }))
    expect((await openExceptions(bench))[0]?.error).toMatchObject({ code: 'raised', message: 'Order A7 is on hold' })
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
    expect(await openExceptions(bench)).toMatchObject([{ runId, nodeId: 'post', error: { code: 'vendor-rejected' } }])
    expect(bench.ledger.calls).toEqual([])
  })
})
