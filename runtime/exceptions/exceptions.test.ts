import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newId } from '#shared/ids.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { AppError } from '#shared/errors.ts'
import { foldRun } from '#shared/run/fold.ts'
import { createAudit, type Audit } from '../audit/audit.ts'
import { createTargetNames } from '../audit/target-names.ts'
import { aFlow, call, manual, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createRuns } from '../flows/runs.ts'
import { ancestry } from './earlier-steps.ts'
import { createExceptions, type Exceptions } from './exceptions.ts'

let sandbox: Sandbox
let bench: Bench
let exceptions: Exceptions
let audit: Audit
const by = { actor: 'op@example.com', partnerId: 'part_test' }

beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1, scriptWorkers: 1 })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  bench = await openBench(sandbox)
  audit = createAudit({ store: bench.store.audit })
  exceptions = createExceptions({ runs: bench.store.runs, flows: bench.store.flows, engine: bench.engine, audit })
})
afterEach(() => bench.close())

const map = (target: string, expression: string) => ({
  kind: 'map' as const,
  label: 'Map',
  config: { rows: [{ target, rule: { kind: 'expression' as const, expression }, required: true }] },
})
const postCustomer = (expression: string) => call('post', [{ target: 'customer', rule: { kind: 'expression', expression } }])
/** Enriches the order, maps a required customer, posts both. */
const orders = (customer: string): FlowDocument =>
  aFlow({
    start: manual,
    enrich: map('shop', '"S" & id'),
    'map-order': map('customer', customer),
    post: postCustomer('customer & "/" & $steps.enrich.shop'),
  })

const deploy = (flowId: string, version: number) =>
  bench.store.flows.deploy({
    id: newId('dep'),
    clientId: bench.clientId,
    flowId,
    environment: 'live',
    version,
    slots: { erp: 'conn_ledger' },
    active: true,
    createdAt: new Date().toISOString(),
    createdBy: 'test',
  })

const park = async (document: FlowDocument, input: unknown): Promise<ExceptionRecord> => {
  const flowId = await bench.deploy(document)
  const run = await bench.settled(await bench.start(flowId, input))
  expect(run.status).toBe('parked')
  const { items } = await exceptions.list(bench.clientId, { limit: 10, status: 'open', flowId })
  return items[0] as ExceptionRecord
}

describe('a replay', () => {
  it('goes on from the failed step with the version deployed now, and what earlier steps gave', async () => {
    const parked = await park(orders('$trigger.nobody'), { id: 7, email: 'a@b.c' })
    const flow = { ...orders('$trigger.email') }
    const { version } = await bench.store.flows.publish(bench.clientId, parked.flowId, flow, '', 'test', new Date())
    await deploy(parked.flowId, version)
    const { runId } = await exceptions.replay(by, bench.clientId, parked.id, { version: 'deployed', note: 'mapping mended' })
    expect(await bench.settled(runId)).toMatchObject({ status: 'succeeded', trigger: 'replay', version: 2 })
    expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ customer: 'a@b.c/S7' }])
    const resolved = await exceptions.get(bench.clientId, parked.id)
    expect(resolved).toMatchObject({ status: 'replayed', replayRunId: runId, resolvedBy: by.actor, note: 'mapping mended' })
    const names = createTargetNames({ ...bench.store, userName: async () => undefined })
    const { items: entries } = await audit.list(by.partnerId, { limit: 10 })
    expect(entries).toMatchObject([{ action: 'exception.replay', target: parked.id }])
    // The log, which is kept for ever, holds nothing of the record; what it is called is looked up for as long as it is there.
    expect(JSON.stringify(entries)).not.toContain('a@b.c')
    const [gone] = entries.map((entry) => ({ ...entry, target: 'exc_gone' }))
    const targetFlow = { id: parked.flowId, name: flow.name }
    expect(await names([...entries, ...(gone ? [gone] : [])])).toEqual([{ targetName: '7', targetFlow, targetKept: true }, { targetFlow }])
  })

  it('takes an edited record, with the version of then', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const { runId } = await exceptions.replay(by, bench.clientId, parked.id, { version: 'original', input: { name: 'Edited' } })
    expect(await bench.settled(runId)).toMatchObject({ status: 'succeeded', version: 1 })
    expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ customer: 'Edited/S7' }])
  })

  it('of a replay still knows the steps before the first one', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const first = await exceptions.replay(by, bench.clientId, parked.id, { version: 'original', input: { name: '' } })
    await bench.settled(first.runId)
    const [again] = (await exceptions.list(bench.clientId, { limit: 10, status: 'open' })).items
    expect(again).toMatchObject({ runId: first.runId, nodeId: 'map-order' })
    const second = await exceptions.replay(by, bench.clientId, again?.id ?? '', { version: 'original', input: { name: 'Third' } })
    await bench.settled(second.runId)
    expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ customer: 'Third/S7' }])
  })

  it('is made once when two people press at the same time', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const other = createExceptions({ runs: bench.store.runs, flows: bench.store.flows, engine: bench.engine, audit })
    const replay = (desk: Exceptions) => desk.replay(by, bench.clientId, parked.id, { version: 'original', input: { name: 'N' } })
    // The same process, and one beside it.
    const results = await Promise.allSettled([replay(exceptions), replay(exceptions), replay(other)])
    const failures = results.filter((result) => result.status === 'rejected')
    expect(failures.map(({ reason }) => (reason as { code: string }).code)).toEqual(['conflict', 'conflict'])
    await until(async () => (bench.ledger.entries.length > 0 ? true : undefined))
    expect(bench.ledger.entries).toHaveLength(1)
    await expect(exceptions.discard(by, bench.clientId, parked.id, 'late')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused when the deployed version has no such step', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const { version } = await bench.store.flows.publish(bench.clientId, parked.flowId, aFlow({ start: manual }), '', 'test', new Date())
    await deploy(parked.flowId, version)
    const replay = exceptions.replay(by, bench.clientId, parked.id, { version: 'deployed' })
    await expect(replay).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('map-order') })
    expect((await exceptions.get(bench.clientId, parked.id)).status).toBe('open')
  })
})

describe('a call that may or may not have arrived', () => {
  const uncertain = async (safety: 'post-once' | 'post' = 'post-once', arrives = true) => {
    bench.ledger.fail(
      ...Array.from({ length: safety === 'post' ? 3 : 1 }, () => ({ error: new AppError('outcome-unknown'), after: arrives })),
    )
    const steps = {
      start: manual,
      first: call(safety),
      next: call('post', [{ target: 'got', rule: { kind: 'expression', expression: 'number' } }]),
    }
    return park(aFlow(steps), { id: 7 })
  }
  const steps = async (runId: string) => {
    const run = await bench.settled(runId)
    return foldRun(run, await bench.store.runs.events(bench.clientId, runId)).steps
  }

  it('counts as done when a person says that it arrived, and the run goes on behind it with the answer given', async () => {
    const parked = await uncertain()
    expect(parked.error).toMatchObject({ code: 'outcome-unknown', disposition: 'uncertain' })
    const body = { version: 'original', answer: { number: 'SO-77' }, note: 'Seen in the ERP' } as const
    const { runId } = await exceptions.confirm(by, bench.clientId, parked.id, body)
    expect(await steps(runId)).toMatchObject([
      { nodeId: 'first', status: 'succeeded', output: { number: 'SO-77' }, reused: true, confirmedBy: by.actor },
      { nodeId: 'next', status: 'succeeded', input: { got: 'SO-77' } },
    ])
    expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ id: 7 }, { got: 'SO-77' }])
    expect(await exceptions.get(bench.clientId, parked.id)).toMatchObject({
      status: 'replayed',
      replayRunId: runId,
      note: 'Seen in the ERP',
    })
    expect((await audit.list(by.partnerId, { limit: 1 })).items).toMatchObject([
      { action: 'exception.confirm', target: parked.id, details: { runId, answered: true } },
    ])
  })

  it('has null for an answer when nobody knows it', async () => {
    const parked = await uncertain()
    const { runId } = await exceptions.confirm(by, bench.clientId, parked.id, { version: 'original' })
    expect((await steps(runId))[0]).toMatchObject({ status: 'succeeded', output: null })
  })

  it('is made again when a person says so, and the log says that it was', async () => {
    const parked = await uncertain('post-once', false)
    const { runId } = await exceptions.replay(by, bench.clientId, parked.id, { version: 'original' })
    expect(await steps(runId)).toMatchObject([{ status: 'succeeded', output: { number: 1 } }, { status: 'succeeded' }])
    expect((await audit.list(by.partnerId, { limit: 1 })).items).toMatchObject([
      { action: 'exception.replay', details: { sentAgain: true } },
    ])
  })

  it('keeps its idempotency key over attempts, replays and another version, and so arrives once where the other side knows keys', async () => {
    const parked = await uncertain('post')
    const { version } = await bench.store.flows.publish(
      bench.clientId,
      parked.flowId,
      aFlow({ start: manual, first: call('post'), next: call('post') }),
      '',
      'test',
      new Date(),
    )
    await deploy(parked.flowId, version)
    await bench.settled((await exceptions.replay(by, bench.clientId, parked.id, { version: 'deployed' })).runId)
    const first = bench.ledger.calls.filter(({ input }) => input === '{"id":7}')
    expect(first).toHaveLength(4)
    expect(new Set(first.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(bench.ledger.entries).toHaveLength(2)
  })

  it('is not made again by a replay that only comes past it', async () => {
    const parked = await uncertain()
    const original = (await bench.store.runs.get(bench.clientId, parked.runId)) as Run
    const again = await bench.engine.replay({
      original,
      origin: { runId: original.id, nodeId: 'start', recordPath: '' },
      version: 1,
      startInput: '{"id":7}',
      startSteps: '{}',
      requestedBy: 'test',
      at: new Date(),
    })
    expect((await bench.settled(again.id)).status).toBe('parked')
    expect(bench.ledger.entries).toHaveLength(1)
  })

  it('is decided once when one says it arrived and another sends it again', async () => {
    const parked = await uncertain()
    const results = await Promise.allSettled([
      exceptions.confirm(by, bench.clientId, parked.id, { version: 'original', answer: {} }),
      exceptions.replay(by, bench.clientId, parked.id, { version: 'original' }),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const runId = (await exceptions.get(bench.clientId, parked.id)).replayRunId ?? ''
    await bench.settled(runId)
    const confirmed = results[0]?.status === 'fulfilled'
    expect(bench.ledger.calls.filter(({ action }) => action === 'post-once')).toHaveLength(confirmed ? 1 : 2)
    expect((await bench.store.runs.list(bench.clientId, { limit: 10 })).items).toHaveLength(2)
  })

  it('cannot be what is known to have failed', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const confirm = exceptions.confirm(by, bench.clientId, parked.id, { version: 'original' })
    await expect(confirm).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('tells how many records wait behind one that holds its lane, and those for whom they wait', async () => {
  const flowId = await bench.deploy({ ...orders('$trigger.name'), lane: { key: 'id', whenParked: 'hold' } })
  const first = await bench.start(flowId, { id: 7 })
  await bench.settled(first)
  const behind = [await bench.start(flowId, { id: 7, name: 'B' }), await bench.start(flowId, { id: 7, name: 'C' })]
  const runs = createRuns({ runs: bench.store.runs, engine: bench.engine, audit })
  await until(async () => ((await runs.view(bench.clientId, behind[1] ?? '')).standing ? true : undefined))
  const [open] = (await exceptions.list(bench.clientId, { limit: 9, status: 'open' })).items
  expect(open?.standing).toEqual({ lane: '7', ahead: 0, behind: 2 })
  expect((await exceptions.get(bench.clientId, open?.id ?? '')).standing).toEqual(open?.standing)
  const listed = (await runs.list(bench.clientId, { limit: 9, status: 'queued' })).items
  expect(listed.map(({ standing }) => standing?.waitsFor)).toEqual([0, 1].map(() => ({ runId: first, status: 'parked' })))
  await exceptions.discard(by, bench.clientId, open?.id ?? '', 'A test order')
  for (const run of behind) expect((await bench.settled(run)).status).toBe('succeeded')
  expect((await runs.view(bench.clientId, behind[1] ?? '')).standing).toBeUndefined()
})

it('closes an exception with a reason, once, and only for its client', async () => {
  const parked = await park(orders('name'), { id: 7 })
  await expect(exceptions.discard(by, 'client_other', parked.id, 'mine now')).rejects.toMatchObject({ code: 'not-found' })
  expect(await exceptions.discard(by, bench.clientId, parked.id, 'A test order')).toMatchObject({
    status: 'discarded',
    note: 'A test order',
  })
  await expect(exceptions.discard(by, bench.clientId, parked.id, 'again')).rejects.toMatchObject({ code: 'conflict' })
  await expect(exceptions.replay(by, bench.clientId, parked.id, { version: 'original' })).rejects.toMatchObject({ code: 'conflict' })
})

it('knows the records that a record came from', () => {
  expect(ancestry('/loop-lines:3~log/loop-taxes:0')).toEqual(['/loop-lines:3~log/loop-taxes:0', '/loop-lines:3~log', '/loop-lines:3', ''])
  expect(ancestry('')).toEqual([''])
})
