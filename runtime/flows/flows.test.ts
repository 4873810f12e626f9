import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditEntry, FlowDetail, FlowSummary, VersionSummary } from '#shared/api/contract.ts'
import type { Problem } from '#shared/api/problem.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Connection, LookupTable } from '#shared/model/connections.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { Run } from '#shared/model/runs.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'

let bench: HttpBench
let key: string
let base: string
beforeAll(async () => {
  bench = await openHttpBench()
  const home = await bench.addPartner('Home')
  key = home.admin
  base = `/clients/${home.client.slug}`
})
afterAll(() => bench.close())

const ask = <T>(method: string, path: string, body?: unknown) =>
  bench.ask<T>(method, base + path, { key, ...(body !== undefined && { body }) })
const create = async (document: FlowDocument) => (await ask<Flow>('POST', '/flows', { document })).body

/** Manual trigger, then a filter that reads. */
const filtered = (condition: string): FlowDocument => ({
  ...newFlow('Filtered'),
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    only: { kind: 'filter', label: 'Only', config: { condition } },
  },
  edges: [{ from: 'start', port: 'out', to: 'only' }],
})

describe('a draft', () => {
  it('is saved from the revision it was made from, and refused from an older one', async () => {
    const flow = await create(newFlow('Drafted'))
    const save = (revision: number, name: string) => ask<Problem>('PUT', `/flows/${flow.id}/draft`, { document: newFlow(name), revision })
    const both = await Promise.all([save(1, 'Mine'), save(1, 'Yours')])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const stale = both.find(({ status }) => status === 409)
    expect(stale?.body).toMatchObject({ code: 'stale-revision', details: { revision: 2, updatedBy: 'key:partner-admin' } })
    expect(await save(2, 'Renamed')).toMatchObject({ status: 200, body: { revision: 3, issues: [] } })
    expect((await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body.flow.name).toBe('Renamed')
  })

  it('is saved with problems, which are named', async () => {
    const flow = await create(newFlow('Wrong'))
    const { status, body } = await ask<{ issues: { path: string }[] }>('PUT', `/flows/${flow.id}/draft`, {
      document: filtered('a +'),
      revision: 1,
    })
    expect(status).toBe(200)
    expect(body.issues).toEqual([expect.objectContaining({ path: '/nodes/only/config/condition', code: 'expression-invalid' })])
    const published = await ask('POST', `/flows/${flow.id}/versions`, { note: '', revision: 2 })
    expect(published).toMatchObject({ status: 422, body: { code: 'flow-invalid', issues: [{ path: '/nodes/only/config/condition' }] } })
  })

  it('is refused when it is no flow, of a newer format, or hides a prototype', async () => {
    const flow = await create(newFlow('Kept'))
    const save = (document: unknown) => ask('PUT', `/flows/${flow.id}/draft`, { document, revision: 1 })
    expect(await save({ formatVersion: 99 })).toMatchObject({ status: 422, body: { code: 'flow-format-unknown' } })
    expect(await save({ ...newFlow('X'), nodes: { a: { kind: 'teleport', label: 'T', config: {} } } })).toMatchObject({ status: 422 })
    expect(await save({ ...newFlow('X'), nodes: { constructor: {} } })).toMatchObject({ status: 422 })
    expect((await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body.flow.revision).toBe(1)
  })
})

describe('versions', () => {
  it('are numbered, compared in sentences, and brought back', async () => {
    const flow = await create(filtered('a = 1'))
    const publish = (revision: number) => ask<VersionSummary>('POST', `/flows/${flow.id}/versions`, { note: `from ${revision}`, revision })
    expect(await publish(1)).toMatchObject({ status: 201, body: { version: 1, createdBy: 'key:partner-admin' } })
    await ask('PUT', `/flows/${flow.id}/draft`, { document: filtered('a = 2'), revision: 1 })
    expect((await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body.draftChanged).toBe(true)
    expect(await publish(1)).toMatchObject({ status: 409 })
    expect(await publish(2)).toMatchObject({ body: { version: 2 } })
    const { body } = await ask<{ changes: { sentence: string }[] }>('GET', `/flows/${flow.id}/diff?from=1&to=2`)
    expect(body.changes).toHaveLength(1)
    expect(body.changes[0]?.sentence).toContain('Only')
    expect(await ask('POST', `/flows/${flow.id}/restore`, { version: 1, revision: 2 })).toMatchObject({ body: { revision: 3 } })
    expect((await ask('GET', `/flows/${flow.id}/diff?from=1&to=draft`)).body).toEqual({ changes: [] })
    expect(await ask('GET', `/flows/${flow.id}/diff?from=3&to=draft`)).toMatchObject({ status: 404 })
    expect(await ask('GET', `/flows/${flow.id}/versions/2`)).toMatchObject({ body: { version: 2, document: filtered('a = 2') } })
  })
})

describe('a deployment', () => {
  const withSlot = (): FlowDocument => ({ ...newFlow('Slotted'), slots: { erp: { connector: 'http', label: 'ERP' } } })
  const connect = async (environment: string) =>
    (
      await ask<Connection>('POST', '/connections', {
        name: `ERP ${environment}`,
        environment,
        connector: 'http',
        config: { baseUrl: 'https://erp.example.com' },
        secrets: {},
      })
    ).body

  it('needs a connection of this client, connector and environment for each slot', async () => {
    const flow = await create(withSlot())
    await ask('POST', `/flows/${flow.id}/versions`, { note: '', revision: 1 })
    const [test, live] = [await connect('test'), await connect('live')]
    const deploy = (slots: Record<string, string>, environment = 'live') =>
      ask<Problem>('POST', `/flows/${flow.id}/deployments`, { environment, version: 1, slots })
    for (const slots of [{}, { erp: 'conn_none' }, { erp: test.id }, { erp: live.id, other: live.id }]) {
      expect(await deploy(slots as Record<string, string>)).toMatchObject({ status: 422, body: { code: 'slot-unbound' } })
    }
    expect(await deploy({ erp: live.id })).toMatchObject({ status: 201, body: { deployment: { version: 1, active: true }, hooks: [] } })
    expect((await ask<{ items: FlowSummary[] }>('GET', '/flows')).body.items.find(({ id }) => id === flow.id)).toMatchObject({
      draftChanged: false,
      deployments: [{ environment: 'live', version: 1 }],
      connectors: ['http'],
    })
    expect(await ask('DELETE', `/connections/${live.id}`)).toMatchObject({ status: 409 })
    expect(await ask('DELETE', `/flows/${flow.id}`)).toMatchObject({ status: 409 })
    expect(await ask('DELETE', `/flows/${flow.id}/deployments/live`)).toMatchObject({ status: 204 })
    expect(await ask('DELETE', `/flows/${flow.id}/deployments/live`)).toMatchObject({ status: 409, body: { code: 'not-deployed' } })
    expect(await ask('DELETE', `/flows/${flow.id}`)).toMatchObject({ status: 204 })
  })

  it('needs the lookup tables of its environment', async () => {
    const flow = await create(filtered('$lookup("tenders", code) = 1'))
    const rows = [{ key: 'visa', value: 1 }]
    expect(await ask('POST', '/lookup-tables', { name: 'tenders', label: 'Tenders', environment: 'test', rows })).toMatchObject({
      status: 201,
    })
    await ask('POST', `/flows/${flow.id}/versions`, { note: '', revision: 1 })
    const deploy = (environment: string) => ask('POST', `/flows/${flow.id}/deployments`, { environment, version: 1, slots: {} })
    expect(await deploy('live')).toMatchObject({
      status: 422,
      body: { code: 'lookup-table-missing', issues: [{ path: '/nodes/only/config/condition' }] },
    })
    expect(await deploy('test')).toMatchObject({ status: 201 })
  })

  it('is what a manual start runs', async () => {
    const flow = await create(newFlow('Manual'))
    const start = () => ask<{ runId: string }>('POST', `/flows/${flow.id}/runs`, { environment: 'live', input: { a: 1 } })
    expect(await start()).toMatchObject({ status: 409, body: { code: 'not-deployed' } })
    await ask('POST', `/flows/${flow.id}/versions`, { note: '', revision: 1 })
    await ask('POST', `/flows/${flow.id}/deployments`, { environment: 'live', version: 1, slots: {} })
    const { status, body } = await start()
    expect(status).toBe(201)
    expect(await ask('GET', `/runs/${body.runId}`)).toMatchObject({ body: { run: { status: 'queued', trigger: 'manual', version: 1 } } })
    expect(await ask('GET', `/runs/${body.runId}/input`)).toMatchObject({ body: { body: '{"a":1}' } })
    expect((await ask<{ items: Run[] }>('GET', `/runs?flow=${flow.id}&status=queued`)).body.items).toHaveLength(1)
    expect(await ask('POST', `/runs/${body.runId}/cancel`, {})).toMatchObject({ body: { status: 'cancelled' } })
    expect(await ask('POST', `/runs/${body.runId}/cancel`, {})).toMatchObject({ status: 409 })
    expect(await ask('POST', `/flows/${flow.id}/send-sample`, { environment: 'live' })).toMatchObject({ status: 400 })
  })
})

describe('a lookup table', () => {
  it('is saved from the revision it was made from, with each key once', async () => {
    const created = await ask<LookupTable>('POST', '/lookup-tables', { name: 'taxes', label: 'Taxes', environment: 'live', rows: [] })
    expect(created).toMatchObject({ status: 201, body: { revision: 1 } })
    expect(await ask('POST', '/lookup-tables', { name: 'taxes', label: 'T', environment: 'live', rows: [] })).toMatchObject({ status: 409 })
    const save = (revision: number, keys: string[]) =>
      ask('PUT', '/lookup-tables/taxes?environment=live', { revision, rows: keys.map((one) => ({ key: one, value: 1 })) })
    expect(await save(1, ['a', 'b'])).toMatchObject({ body: { revision: 2, rows: [{ key: 'a' }, { key: 'b' }] } })
    expect(await save(1, ['c'])).toMatchObject({ status: 409, body: { code: 'stale-revision' } })
    expect(await save(2, ['a', 'b', 'a'])).toMatchObject({ status: 400, body: { issues: [{ path: '/rows/2/key' }] } })
    expect(await ask('GET', '/lookup-tables/taxes?environment=test')).toMatchObject({ status: 404 })
  })
})

describe('a sample', () => {
  it('is kept and removed', async () => {
    const flow = await create(newFlow('Sampled'))
    const { body } = await ask<{ id: string }>('POST', `/flows/${flow.id}/samples`, {
      name: 'One',
      input: { a: 1 },
      expected: { start: { a: 1 } },
    })
    expect(await ask('GET', `/flows/${flow.id}/samples`)).toMatchObject({
      body: { items: [{ name: 'One', expected: { start: { a: 1 } } }] },
    })
    expect(await ask('DELETE', `/flows/${flow.id}/samples/${body.id}`)).toMatchObject({ status: 204 })
    expect(await ask('DELETE', `/flows/${flow.id}/samples/${body.id}`)).toMatchObject({ status: 404 })
    expect(await ask('GET', '/flows/flow_none/samples')).toMatchObject({ status: 404 })
  })
})

it('writes who published, deployed and stopped what', async () => {
  const { body } = await bench.ask<{ items: { action: string; actor: string }[] }>('GET', '/audit?limit=200', { key })
  const actions = new Set(body.items.map(({ action }) => action))
  for (const action of [
    'flow.publish',
    'flow.deploy',
    'flow.undeploy',
    'flow.restore',
    'connection.create',
    'lookup-table.save',
    'run.cancel',
  ]) {
    expect([action, actions.has(action)]).toEqual([action, true])
  }
})

describe('the audit log', () => {
  it('says what a flow is called today', async () => {
    const flow = await create(newFlow('Before'))
    await ask('POST', `/flows/${flow.id}/versions`, { note: 'First', revision: 1 })
    await ask('PUT', `/flows/${flow.id}/draft`, { document: newFlow('Today'), revision: 1 })
    const { body } = await bench.ask<{ items: AuditEntry[] }>('GET', '/audit', { key })
    expect(body.items.find(({ action, target }) => action === 'flow.publish' && target === flow.id)).toMatchObject({ targetName: 'Today' })
  })
})
