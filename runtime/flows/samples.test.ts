// Samples over the API, with the real sandbox: kept, captured with personal data masked, run and compared.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Impact } from '#shared/api/impact.ts'
import type { SamplesRun } from '#shared/api/samples.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { createSandbox } from '../sandbox/create.ts'

let bench: HttpBench
let key: string
let base: string
const sandbox = createSandbox({ mappingWorkers: 1 })
beforeAll(async () => {
  bench = await openHttpBench({ sandbox })
  const home = await bench.addPartner('Home')
  key = home.admin
  base = `/clients/${home.client.slug}`
})
afterAll(async () => {
  await bench.close()
  await sandbox.close()
})

const ask = <T>(method: string, path: string, body?: unknown) =>
  bench.ask<T>(method, base + path, { key, ...(body !== undefined && { body }) })

/** Manual trigger, then a mapping. */
const mapped = (name: string, total: string): FlowDocument => ({
  ...newFlow(name),
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    'map-order': {
      kind: 'map',
      label: 'Map order',
      config: {
        rows: [
          { target: 'email', rule: { kind: 'expression', expression: 'email' }, required: true },
          { target: 'total', rule: { kind: 'expression', expression: total } },
        ],
      },
    },
  },
  edges: [{ from: 'start', port: 'out', to: 'map-order' }],
})

const made = async (name: string, total = '$sumMoney(lines.price)') =>
  (await ask<Flow>('POST', '/flows', { document: mapped(name, total) })).body.id
const add = async (flow: string, name: string, input: unknown, expected?: unknown) =>
  (await ask<Sample>('POST', `/flows/${flow}/samples`, { name, input, ...(expected !== undefined && { expected }) })).body
const run = async (flow: string, more: object = {}) =>
  (await ask<SamplesRun>('POST', `/flows/${flow}/samples/run`, { environment: 'test', ...more })).body

const ORDER = { email: 'a@b.example', lines: [{ price: '1.10' }, { price: '2.20' }] }

describe('a sample', () => {
  it('is renamed, changed, and relieved of what was expected', async () => {
    const flow = await made('Changed')
    const { id } = await add(flow, 'One', ORDER, { 'map-order': {} })
    await add(flow, 'Two', ORDER)
    const change = (body: object) => ask<Sample>('PATCH', `/flows/${flow}/samples/${id}`, body)
    expect(await change({ name: 'Partial refund', input: { a: 1 } })).toMatchObject({
      status: 200,
      body: { id, name: 'Partial refund', input: { a: 1 }, expected: { 'map-order': {} }, origin: { kind: 'pasted' } },
    })
    expect((await change({ expected: null })).body).not.toHaveProperty('expected')
    expect(await change({ name: 'Two' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await ask('POST', `/flows/${flow}/samples`, { name: 'Two', input: 1 })).toMatchObject({ status: 409 })
    expect(await ask('PATCH', `/flows/${flow}/samples/sample_none`, { name: 'N' })).toMatchObject({ status: 404 })
    expect(await change({ expected: { 'Not an id': 1 } })).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })

  it('keeps names with dots, quotes and __proto__ in its record as they are', async () => {
    const flow = await made('Strange')
    const text = '{"a.b":1,"c \\"d\\"":2,"e f":{"g`h":3}}'
    const { id } = await add(flow, 'Strange', JSON.parse(text))
    const { body } = await ask<{ items: Sample[] }>('GET', `/flows/${flow}/samples`)
    expect(JSON.stringify(body.items.find((sample) => sample.id === id)?.input)).toBe(text)
  })

  it('that is too large is refused in words', async () => {
    const flow = await made('Large')
    const answer = await ask('POST', `/flows/${flow}/samples`, { name: 'Large', input: 'x'.repeat(20_000_000) })
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })
})

describe('all samples', () => {
  it('are compared with what is expected, place by place', async () => {
    const flow = await made('Compared')
    const right = await add(flow, 'Right', ORDER, { 'map-order': { email: 'a@b.example', total: '3.30' } })
    const wrong = await add(flow, 'Wrong', ORDER, { 'map-order': { email: 'a@b.example', total: '9.90', note: 'x' } })
    const open = await add(flow, 'Open', ORDER)
    const stopped = await add(flow, 'No e-mail', { lines: [] })
    const { items, passed, failed } = await run(flow)
    expect([passed, failed]).toEqual([1, 2])
    const resultOf = ({ id }: Sample) => items.find(({ sampleId }) => sampleId === id)
    expect([right, wrong, open, stopped].map((sample) => resultOf(sample)?.outcome)).toEqual(['passed', 'differs', 'unchecked', 'stopped'])
    expect(resultOf(wrong)?.differences).toEqual([
      { nodeId: 'map-order', path: '/total', before: '9.90', after: '3.30' },
      { nodeId: 'map-order', path: '/note', before: 'x' },
    ])
    expect(resultOf(stopped)?.stops).toMatchObject([{ nodeId: 'map-order', error: { code: 'required-field-missing' } }])
  })

  it('fail when the record stops before what is expected of it', async () => {
    const flow = await made('Never there')
    await add(flow, 'Stops', { lines: [] }, { 'map-order': { total: '0' } })
    expect((await run(flow)).items).toMatchObject([
      { outcome: 'differs', differences: [{ nodeId: 'map-order', path: '', before: { total: '0' } }] },
    ])
  })

  it('are run through a document that is not saved, some of them, and tell what comes to a step', async () => {
    const flow = await made('Unsaved')
    await add(flow, 'One', ORDER)
    const { id } = await add(flow, 'Two', { ...ORDER, lines: [] }, { 'map-order': { email: 'a@b.example', total: 'none' } })
    const answer = await run(flow, { document: mapped('Unsaved', '"none"'), samples: [id], at: 'map-order' })
    expect(answer).toMatchObject({
      passed: 1,
      failed: 0,
      items: [{ name: 'Two', at: { record: { lines: [] }, trigger: { lines: [] }, count: 1 } }],
    })
    expect(await ask('POST', `/flows/${flow}/samples/run`, { environment: 'test', samples: ['sample_none'] })).toMatchObject({
      status: 404,
    })
  })
})

describe('what comes out', () => {
  it('is what is expected from then on', async () => {
    const flow = await made('Expecting')
    const { id } = await add(flow, 'One', ORDER)
    const expected = await ask<Sample>('POST', `/flows/${flow}/samples/${id}/expect`, { environment: 'test' })
    expect(expected).toMatchObject({ status: 200, body: { expected: { 'map-order': { email: 'a@b.example', total: '3.30' } } } })
    expect(await run(flow)).toMatchObject({ passed: 1, failed: 0 })
    expect(await run(flow, { document: mapped('Expecting', '$sumMoney(lines.cost)') })).toMatchObject({ failed: 1 })
  })

  it('cannot be expected where nothing comes out', async () => {
    const flow = await made('Nothing out')
    const { id } = await add(flow, 'Stops', { lines: [] })
    expect(await ask('POST', `/flows/${flow}/samples/${id}/expect`, { environment: 'test' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
  })
})

describe('a real case', () => {
  it('is kept with personal data masked', async () => {
    const flow = await made('Captured')
    await ask('POST', `/flows/${flow}/versions`, { note: '', revision: 1 })
    await ask('POST', `/flows/${flow}/deployments`, { environment: 'test', version: 1, slots: {} })
    const input = { ...ORDER, note: 'For Maya', customer: { first_name: 'Maya' } }
    const { runId } = (await ask<{ runId: string }>('POST', `/flows/${flow}/runs`, { environment: 'test', input })).body
    const capture = (name: string, from: object, more: object = {}) =>
      ask<Sample>('POST', `/flows/${flow}/samples/capture`, { name, from, ...more })
    expect(await capture('From a run', { kind: 'run', runId })).toMatchObject({
      status: 201,
      body: {
        origin: { kind: 'run', runId, masked: 3 },
        input: { email: 'person1@example.com', lines: ORDER.lines, note: 'For Name 1', customer: { first_name: 'Name 1' } },
      },
    })
    expect((await capture('More', { kind: 'run', runId }, { alsoMask: ['price'] })).body.input).toMatchObject({
      lines: [{ price: 'masked 1' }, { price: 'masked 2' }],
    })
    expect(await capture('From a run', { kind: 'run', runId })).toMatchObject({ status: 409 })
    expect(await capture('Other', { kind: 'run', runId: 'run_none' })).toMatchObject({ status: 404, body: { code: 'not-found' } })
    const other = await made('Another flow')
    expect(await ask('POST', `/flows/${other}/samples/capture`, { name: 'N', from: { kind: 'run', runId } })).toMatchObject({ status: 404 })
  })
})

describe('a flow whose samples must pass', () => {
  it('is not published while one gives something else, and says what', async () => {
    const strict = { ...mapped('Strict', '$sumMoney(lines.price)'), policy: { samples: 'must-pass' as const } }
    const flow = (await ask<Flow>('POST', '/flows', { document: strict })).body.id
    const { id } = await add(flow, 'Partial refund', ORDER, { 'map-order': { email: 'a@b.example', total: '3.31' } })
    const publish = () => ask('POST', `/flows/${flow}/versions`, { note: '', revision: 1 })
    expect(await publish()).toMatchObject({
      status: 422,
      body: { code: 'samples-differ', issues: [{ message: 'Partial refund: Map order › total is "3.30" instead of "3.31".' }] },
    })
    await ask('PATCH', `/flows/${flow}/samples/${id}`, { expected: { 'map-order': { email: 'a@b.example', total: '3.30' } } })
    expect(await publish()).toMatchObject({ status: 201 })
  })

  it('is any other flow without the policy', async () => {
    const flow = await made('Lenient')
    await add(flow, 'Wrong', ORDER, { 'map-order': {} })
    expect(await ask('POST', `/flows/${flow}/versions`, { note: '', revision: 1 })).toMatchObject({ status: 201 })
  })
})

describe('the impact of a change', () => {
  it('is told in values, for samples and for the newest real records', async () => {
    const flow = await made('Impact')
    await add(flow, 'Changes', ORDER)
    await add(flow, 'Stays', { email: 'x@y.example' })
    await ask('POST', `/flows/${flow}/versions`, { note: '', revision: 1 })
    await ask('POST', `/flows/${flow}/deployments`, { environment: 'test', version: 1, slots: {} })
    const { runId } = (await ask<{ runId: string }>('POST', `/flows/${flow}/runs`, { environment: 'test', input: { ...ORDER, email: '' } }))
      .body
    const document = mapped('Impact', '$roundMoney($sumMoney(lines.price), 0)')
    const impact = await ask<Impact>('POST', `/flows/${flow}/impact`, { document, environment: 'test' })
    expect(impact).toMatchObject({ status: 200, body: { changed: 1, masked: false } })
    const differencesOf = (is: (source: Impact['cases'][number]['source']) => boolean) =>
      impact.body.cases.find(({ source }) => is(source))?.differences
    expect(differencesOf((source) => source.kind === 'sample' && source.name === 'Changes')).toEqual([
      { nodeId: 'map-order', path: '/total', before: '3.30', after: '3' },
    ])
    expect(differencesOf((source) => source.kind === 'sample' && source.name === 'Stays')).toEqual([])
    expect(differencesOf((source) => source.kind === 'run' && source.runId === runId)).toEqual([])
  })

  it('shows real records masked to those who may not see them', async () => {
    const flow = await made('Masked impact')
    await ask('POST', `/flows/${flow}/versions`, { note: '', revision: 1 })
    await ask('POST', `/flows/${flow}/deployments`, { environment: 'test', version: 1, slots: {} })
    await ask('POST', `/flows/${flow}/runs`, { environment: 'test', input: ORDER })
    const document = mapped('Masked impact', 'email')
    const client = (await bench.ask<{ items: { id: string }[] }>('GET', '/clients', { key })).body.items[0]?.id ?? ''
    const shown = (masked: boolean) => bench.services.impact(client, flow, { document, environment: 'test' }, masked)
    expect((await shown(true)).cases[0]?.differences).toMatchObject([{ path: '/total', after: 'person1@example.com' }])
    expect((await shown(false)).cases[0]?.differences).toMatchObject([{ path: '/total', after: 'a@b.example' }])
  })
})
