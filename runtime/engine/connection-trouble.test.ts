// Waiting for a connection as a whole: it burns no attempt, it may end early, and it forgets nothing about the record.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { aFlow, call, createLedger, inStatus, manual, openBench, type Bench, type Ledger } from './engine.testing.ts'

let sandbox: Sandbox
let bench: Bench
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const start = async (ledger: Ledger) => {
  bench = await openBench(sandbox, { ledger })
  return bench.start(await bench.deploy(aFlow({ start: manual, post: call() })), {})
}
const throttled = (retryAfterMs: number) => ({ error: new AppError('vendor-throttled', { retryAfterMs }) })

describe('a run that waits for its connection', () => {
  it('tells every later try that an earlier one may have arrived, whatever came in between', async () => {
    const ledger = createLedger()
    ledger.fail({ error: new AppError('outcome-unknown') }, throttled(500), { error: new AppError('connection-failed') })
    const run = await start(ledger)
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(ledger.calls.map(({ outcomeUnknown }) => outcomeUnknown)).toEqual([false, true, true, true])
  })

  it('burns no attempt for an unknown outcome while the connection as a whole is down', async () => {
    const ledger = createLedger()
    const unknown = { error: new AppError('outcome-unknown', { retryAfterMs: 500 }) }
    ledger.fail(unknown, unknown, unknown, unknown)
    const run = await start(ledger)
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(ledger.calls.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1])
  })

  it('goes on at once when its connection is back early, and asks before it calls again', async () => {
    const ledger = createLedger()
    let until: Date | undefined = new Date(Date.now() + 3_600_000)
    ledger.fail(throttled(3_600_000))
    const run = await start({ ...ledger, waitsUntil: async () => until })
    await inStatus(bench, run, 'waiting')
    const { clientId, store } = bench
    const at = new Date().toISOString()
    const connection = { id: 'conn_ledger', clientId, environment: 'live', connector: 'http', name: 'Ledger', config: {} } as const
    await store.connections.create({ ...connection, secretsSet: [], status: 'ok', createdAt: at, updatedAt: at }, [])
    const change = (over: object) =>
      store.flowControl.change(clientId, 'conn_ledger', 'k', (state) => ({ answer: undefined, state, durable: true, ...over }))
    await change({ reservation: { runId: run, dueAt: until, paid: false } })
    until = undefined
    await change({ wake: { which: 'all', apartMs: 0 } })
    expect((await bench.settled(run)).status).toBe('succeeded')
    expect(ledger.calls).toHaveLength(2)
  })
})
