// Calls to a system whose limits nobody knows: while it is well they cost the shared state nothing, and what goes wrong is known to all workers.
import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { toErrorData } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { FlowSettings } from '#shared/model/flow-control.ts'
import { openControlBench, type ControlBench, type Worker } from './flow-control.testing.ts'

let bench: ControlBench
afterEach(() => bench.close())

const open = async (concurrency = 256, settings?: FlowSettings) =>
  (bench = await openControlBench({ concurrency, perServer: true }, settings))
const refuse = (response: ServerResponse) => {
  response.statusCode = 503
  response.end('{}')
}
const codeOf = (worker: Worker) =>
  bench.call(worker).then(
    () => 'ok',
    (error: unknown) => toErrorData(error).code,
  )
const shared = () => bench.store.flowControl.look(bench.clientId, bench.connectionId)
/** Counts what `work` writes to the shared state. */
async function changesOf(work: () => Promise<unknown>): Promise<number> {
  const { flowControl } = bench.store
  const { change } = flowControl
  let count = 0
  flowControl.change = (...args) => {
    count++
    return change(...args)
  }
  await work()
  flowControl.change = change
  return count
}
/** The vendor answers after a while; the most that were under way at once. */
function slowly(ms: number): () => number {
  let now = 0
  let most = 0
  bench.vendor.answer = (response) => {
    most = Math.max(most, ++now)
    void setTimeout(ms).then(() => {
      now--
      response.end('{}')
    })
  }
  return () => most
}

describe('a connection whose limits nobody knows', () => {
  it('changes nothing that is shared while it is well', async () => {
    await open()
    const worker = bench.worker()
    expect(await changesOf(() => Promise.all(Array.from({ length: 20 }, () => bench.call(worker))))).toBe(0)
    expect(bench.vendor.requests).toHaveLength(20)
  })

  it('is counted as soon as somebody set a limit for it', async () => {
    await open(256, { limits: { concurrency: 2 } })
    const most = slowly(20)
    await Promise.all([bench.worker(), bench.worker()].flatMap((worker) => Array.from({ length: 6 }, () => bench.call(worker))))
    expect(most()).toBe(2)
  })

  it('never has more calls under way from one server than it may', async () => {
    await open(3)
    const most = slowly(20)
    const worker = bench.worker()
    await Promise.all(Array.from({ length: 20 }, () => bench.call(worker)))
    expect(most()).toBe(3)
  })

  it('counts failures in a row over all workers, and a success of any of them ends the row', async () => {
    await open()
    const [one, other] = [bench.worker(), bench.worker()]
    bench.vendor.answer = refuse
    for (const worker of [one, other, one, other]) await codeOf(worker)
    expect((await shared()).state.kept).toMatchObject({ breaker: { failures: 4 } })
    bench.vendor.answer = (response) => response.end('{}')
    // It knows of the row, though the last failure was another's.
    expect(await codeOf(one)).toBe('ok')
    expect((await shared()).state.kept).toMatchObject({ breaker: { failures: 0 } })
  })

  it('is told of a success that began before the failures of others', async () => {
    await open()
    const [one, other] = [bench.worker(), bench.worker()]
    const { promise: isHeld, resolve: hold } = Promise.withResolvers<ServerResponse>()
    bench.vendor.answer = hold
    const slow = codeOf(one)
    const held = await isHeld
    bench.vendor.answer = refuse
    await codeOf(other)
    expect((await shared()).state.kept).toMatchObject({ breaker: { failures: 1 } })
    await setTimeout(600)
    held.end('{}')
    expect(await slow).toBe('ok')
    expect((await shared()).state.kept).toMatchObject({ breaker: { failures: 0 } })
  })

  it('is left alone by a worker that was doing well, half a second after another one found it down', async () => {
    await open()
    const [one, other] = [bench.worker(), bench.worker()]
    expect(await codeOf(other)).toBe('ok')
    bench.vendor.answer = refuse
    for (let n = 0; n < 5; n++) await codeOf(one)
    expect(await codeOf(one)).toBe('connection-down')
    await setTimeout(600)
    const asked = bench.vendor.requests.length
    expect(await codeOf(other)).toBe('connection-down')
    expect(bench.vendor.requests).toHaveLength(asked)
  })

  it('waits as long as the vendor asks, and is free again afterwards', async () => {
    await open()
    const worker = bench.worker()
    bench.vendor.answer = (response) => {
      response.writeHead(429, { 'retry-after': '2' })
      response.end('{}')
    }
    expect(await codeOf(worker)).toBe('vendor-throttled')
    bench.vendor.answer = (response) => response.end('{}')
    expect(await codeOf(worker)).toBe('vendor-throttled')
    expect(bench.vendor.requests).toHaveLength(1)
    await bench.worker().connections.tryNow(bench.clientId, bench.connectionId)
    await setTimeout(600)
    expect(await codeOf(worker)).toBe('ok')
    expect(await changesOf(() => bench.call(worker))).toBe(0)
  })

  it('hears of a call that was told to come back and came, so that it has no place in the line any more', async () => {
    await open()
    const { clientId, connectionId, store } = bench
    const event = { clientId, flowId: newId('flow'), environment: 'live', version: 1, trigger: 'manual', eventKey: 'one' } as const
    const { runId } = await store.journal.accept({ ...event, body: Buffer.from('{}'), receivedAt: new Date() })
    // Others got through meanwhile: nothing but its place says that there was trouble.
    await store.flowControl.change(clientId, connectionId, 'key', (state, _, dueAt) => ({
      answer: undefined,
      state,
      durable: true,
      reservation: { runId, dueAt, paid: true },
    }))
    await bench.call(bench.worker(), 'key')
    expect(await store.flowControl.reservedUntil(clientId, connectionId, 'key')).toBeUndefined()
  })
})
