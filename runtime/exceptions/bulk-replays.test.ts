import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { createAudit } from '../audit/audit.ts'
import { aFlow, call, createLedger, manual, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createBulkReplays } from './bulk-replays.ts'

let sandbox: Sandbox
let bench: Bench
const by = { actor: 'op@example.com', partnerId: 'part_test' }

beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => bench.close())

const desk = (over: Partial<Parameters<typeof createBulkReplays>[0]> = {}) => {
  const { store, engine } = bench
  return createBulkReplays({
    bulkReplays: store.bulkReplays,
    runs: store.runs,
    flows: store.flows,
    backlog: store.feeds.backlog,
    engine,
    alone: store.alone,
    audit: createAudit({ store: store.audit }),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    ...over,
  })
}
const open = async () => (await bench.store.runs.exceptions(bench.clientId, { limit: 200, status: 'open' })).items
const rejected = new AppError('vendor-rejected', { message: 'Tax code unknown.' })

/** So many records that the other system refused. */
async function refusedRecords(count: number, document = aFlow({ start: manual, post: call() })): Promise<string> {
  const flow = await bench.deploy(document)
  bench.ledger.fail(...Array.from({ length: count }, () => ({ error: rejected })))
  const runs = await Promise.all(Array.from({ length: count }, (_, id) => bench.start(flow, { id })))
  for (const run of runs) await bench.settled(run)
  return flow
}
const ended = (bulkId: string, jobs = desk()) =>
  until(async () => {
    await jobs.look()
    const bulk = await jobs.get(bench.clientId, bulkId)
    return bulk.status === 'running' ? undefined : bulk
  }, 30_000)

describe('a bulk replay', () => {
  it('says what it would do, and replays each record once, oldest first', async () => {
    bench = await openBench(sandbox)
    const flow = await refusedRecords(150)
    const jobs = desk()
    const preview = await jobs.preview(bench.clientId, {}, 'deployed')
    expect(preview).toMatchObject({ replayed: 150, left: 0 })
    expect(preview.causes).toMatchObject([
      {
        flowId: flow,
        flowName: 'Test flow',
        nodeId: 'post',
        nodeLabel: 'Post',
        code: 'vendor-rejected',
        count: 150,
        call: { connector: 'ledger', action: 'post' },
      },
    ])
    const bulk = await jobs.begin(by, bench.clientId, { flow, version: 'deployed', note: 'Tax codes mapped' })
    expect(bulk).toMatchObject({ status: 'running', total: 150, replayed: 0 })
    expect(await ended(bulk.id)).toMatchObject({ status: 'done', replayed: 150, refused: 0 })
    await until(async () => (bench.ledger.entries.length === 150 ? true : undefined))
    expect(new Set(bench.ledger.entries.map(({ key }) => key)).size).toBe(150)
    expect(await open()).toEqual([])
    const { items } = await bench.store.runs.exceptions(bench.clientId, { limit: 1 })
    expect(items[0]).toMatchObject({ status: 'replayed', resolvedBy: by.actor, note: 'Tax codes mapped' })
    const entries = (await createAudit({ store: bench.store.audit }).list(by.partnerId, { limit: 9 })).items
    expect(entries).toMatchObject([{ action: 'exception.bulk-replay', target: bulk.id, details: { total: 150, flowId: flow } }])
  })

  it('replays a record that fails again once: it is on the desk anew, and not part of the job', async () => {
    bench = await openBench(sandbox)
    await refusedRecords(5)
    bench.ledger.fail({ error: rejected }, { error: rejected })
    const bulk = await desk().begin(by, bench.clientId, { version: 'deployed' })
    expect(await ended(bulk.id)).toMatchObject({ status: 'done', total: 5, replayed: 5 })
    await until(async () => ((await open()).length === 2 ? true : undefined))
    expect(bench.ledger.calls).toHaveLength(10)
  })

  it('leaves what may have arrived to people, and says so before', async () => {
    const ledger = createLedger({ post: 'none' })
    bench = await openBench(sandbox, { ledger })
    const flow = await bench.deploy(aFlow({ start: manual, post: call() }))
    ledger.fail({ error: new AppError('outcome-unknown'), after: true }, { error: rejected })
    for (const id of [1, 2]) await bench.settled(await bench.start(flow, { id }))
    const jobs = desk()
    const preview = await jobs.preview(bench.clientId, {}, 'deployed')
    expect(preview).toMatchObject({ replayed: 1, left: 1 })
    expect(Object.fromEntries(preview.causes.map(({ code, leftBecause }) => [code, leftBecause]))).toEqual({
      'outcome-unknown': 'uncertain',
      'vendor-rejected': undefined,
    })
    const bulk = await jobs.begin(by, bench.clientId, { version: 'deployed' })
    expect(await ended(bulk.id)).toMatchObject({ total: 1, replayed: 1 })
    await until(async () => (ledger.entries.length === 2 ? true : undefined))
    expect((await open()).map(({ error }) => error.code)).toEqual(['outcome-unknown'])
    await expect(jobs.begin(by, bench.clientId, { version: 'deployed' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('counts what the deployed version cannot take, with the reason, and leaves it open', async () => {
    bench = await openBench(sandbox)
    const flow = await refusedRecords(3)
    const jobs = desk()
    const bulk = await jobs.begin(by, bench.clientId, { version: 'deployed' })
    const { version } = await bench.store.flows.publish(
      bench.clientId,
      flow,
      aFlow({ start: manual, send: call() }),
      '',
      'test',
      new Date(),
    )
    const at = new Date().toISOString()
    const deployment = {
      clientId: bench.clientId,
      flowId: flow,
      environment: 'live',
      slots: {},
      active: true,
      createdAt: at,
      createdBy: 'test',
    } as const
    await bench.store.flows.deploy({ ...deployment, id: 'dep_2', version })
    expect((await jobs.preview(bench.clientId, {}, 'deployed')).causes).toMatchObject([{ leftBecause: 'step-missing' }])
    expect(await jobs.preview(bench.clientId, {}, 'original')).toMatchObject({ replayed: 3, left: 0 })
    expect(await ended(bulk.id)).toMatchObject({
      status: 'done',
      replayed: 0,
      refused: 3,
      lastRefusal: { code: 'conflict', message: 'Version 2 has no step "post" to replay from.' },
    })
    expect(await open()).toHaveLength(3)
  })

  it('can be stopped: what was replayed stays so, the rest stays open', async () => {
    bench = await openBench(sandbox)
    await refusedRecords(20)
    const release = bench.ledger.hold()
    // Room for five at a time, and those five hang.
    const jobs = desk({ backlog: async (...of) => 251 + (await bench.store.feeds.backlog(...of)) })
    const bulk = await jobs.begin(by, bench.clientId, { version: 'deployed' })
    await jobs.look()
    await jobs.look()
    expect(await jobs.get(bench.clientId, bulk.id)).toMatchObject({ status: 'running', replayed: 5 })
    expect(await jobs.halt(by, bench.clientId, bulk.id)).toMatchObject({ status: 'stopped', replayed: 5, stoppedBy: by.actor })
    await expect(jobs.halt(by, bench.clientId, bulk.id)).rejects.toMatchObject({ code: 'conflict' })
    release()
    await until(async () => (bench.ledger.entries.length === 5 ? true : undefined))
    await jobs.look()
    expect(await open()).toHaveLength(15)
  })

  it('goes on after a restart and a store that failed in the middle, and replays nothing twice', async () => {
    bench = await openBench(sandbox)
    await refusedRecords(80)
    let failures = 3
    const { store } = bench
    const bulkReplays = {
      ...store.bulkReplays,
      // As if the process died between the replays of a page and the note of them.
      advance: async (...given: Parameters<typeof store.bulkReplays.advance>) => {
        if (failures-- > 0) throw new AppError('store-failed')
        return store.bulkReplays.advance(...given)
      },
    }
    const bulk = await desk({ bulkReplays }).begin(by, bench.clientId, { version: 'deployed' })
    await desk({ bulkReplays }).look()
    await bench.restart()
    expect(await ended(bulk.id, desk({ bulkReplays }))).toMatchObject({ status: 'done', replayed: 80, refused: 0 })
    await until(async () => (bench.ledger.entries.length === 80 ? true : undefined))
    expect(bench.ledger.calls).toHaveLength(160)
  })
})
