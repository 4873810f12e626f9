// Runs that are ended, given back or set aside.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, inStatus, manual, openBench, openExceptions, until, type Bench } from './engine.testing.ts'
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
    expect(await openExceptions(bench)).toEqual([])
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
    const [stuck] = await openExceptions(bench)
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
