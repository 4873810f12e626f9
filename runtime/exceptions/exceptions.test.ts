import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newId } from '#shared/ids.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { createAudit, type Audit } from '../audit/audit.ts'
import { aFlow, call, manual, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
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
    await bench.store.flows.deploy({
      id: newId('dep'),
      clientId: bench.clientId,
      flowId: parked.flowId,
      environment: 'live',
      version,
      slots: { erp: 'conn_ledger' },
      active: true,
      createdAt: new Date().toISOString(),
      createdBy: 'test',
    })
    const { runId } = await exceptions.replay(by, bench.clientId, parked.id, { version: 'deployed', note: 'mapping mended' })
    expect(await bench.settled(runId)).toMatchObject({ status: 'succeeded', trigger: 'replay', version: 2 })
    expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ customer: 'a@b.c/S7' }])
    const resolved = await exceptions.get(bench.clientId, parked.id)
    expect(resolved).toMatchObject({ status: 'replayed', replayRunId: runId, resolvedBy: by.actor, note: 'mapping mended' })
    expect((await audit.list(by.partnerId, { limit: 10 })).items).toMatchObject([{ action: 'exception.replay', target: parked.id }])
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

  it('sends nothing twice after a process died between its two writes', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const dying = createExceptions({
      runs: { ...bench.store.runs, resolveException: () => Promise.reject(new Error('killed')) },
      flows: bench.store.flows,
      engine: bench.engine,
      audit,
    })
    const body = { version: 'original' as const, input: { name: 'N' } }
    await expect(dying.replay(by, bench.clientId, parked.id, body)).rejects.toThrow('killed')
    expect((await exceptions.get(bench.clientId, parked.id)).status).toBe('open')
    await until(async () => (bench.ledger.entries.length > 0 ? true : undefined))
    const { runId } = await exceptions.replay(by, bench.clientId, parked.id, body)
    expect(await bench.settled(runId)).toMatchObject({ status: 'succeeded' })
    expect(bench.ledger.entries).toHaveLength(1)
  })

  it('is refused when the deployed version has no such step', async () => {
    const parked = await park(orders('name'), { id: 7 })
    const { version } = await bench.store.flows.publish(bench.clientId, parked.flowId, aFlow({ start: manual }), '', 'test', new Date())
    await bench.store.flows.deploy({
      id: newId('dep'),
      clientId: bench.clientId,
      flowId: parked.flowId,
      environment: 'live',
      version,
      slots: {},
      active: true,
      createdAt: new Date().toISOString(),
      createdBy: 'test',
    })
    const replay = exceptions.replay(by, bench.clientId, parked.id, { version: 'deployed' })
    await expect(replay).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('map-order') })
    expect((await exceptions.get(bench.clientId, parked.id)).status).toBe('open')
  })
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
