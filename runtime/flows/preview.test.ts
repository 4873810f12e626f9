import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PreviewResult, SamplesPreview, TestRunResult } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'

let sandbox: Sandbox
let bench: HttpBench
let key: string
let base: string
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1, scriptWorkers: 1 })
  bench = await openHttpBench({ sandbox })
  const home = await bench.addPartner('Home')
  key = home.admin
  base = `/clients/${home.client.id}`
  const rows = [{ key: 'visa', value: 'CARD' }]
  await bench.ask('POST', `${base}/lookup-tables`, { key, body: { name: 'tenders', label: 'Tenders', environment: 'test', rows } })
})
afterAll(async () => {
  await bench.close()
  await sandbox.close()
})

const expression = (target: string, text: string, required = false): MappingRow => ({
  target,
  rule: { kind: 'expression', expression: text },
  ...(required && { required }),
})
const preview = async (rows: readonly unknown[], input: unknown, more: object = {}) => {
  const { status, body } = await bench.ask<PreviewResult>('POST', `${base}/preview`, {
    key,
    body: { rows, input, environment: 'test', ...more },
  })
  expect(status).toBe(200)
  return body
}

it('shows each row beside the record they build', async () => {
  const { cells, output } = await preview(
    [
      expression('total', '$add(a, "0.20")'),
      { target: 'source', rule: { kind: 'constant', value: 'web' } },
      { target: 'journal', rule: { kind: 'lookup', table: 'tenders', key: 'tender', onMissing: 'reject' } },
      expression('from', '$trigger.shop & $steps.`get-shop`.name'),
    ],
    { a: '0.10', tender: 'visa' },
    { trigger: { shop: 'S' }, steps: { 'get-shop': { name: 'N' } } },
  )
  expect(cells).toEqual([
    { path: '0', value: '0.30' },
    { path: '1', value: 'web' },
    { path: '2', value: 'CARD' },
    { path: '3', value: 'SN' },
  ])
  expect(output).toEqual({ total: '0.30', source: 'web', journal: 'CARD', from: 'SN' })
})

it('lets one wrong row spoil nothing beside it', async () => {
  const { cells, output, error } = await preview(
    [
      expression('good', 'a'),
      expression('broken', 'a +'),
      expression('failing', '$number("x")'),
      { target: 'unknown', rule: { kind: 'lookup', table: 'tenders', key: '"cash"', onMissing: 'reject' } },
      { target: 'nowhere', rule: { kind: 'lookup', table: 'no-table', key: '"cash"', onMissing: 'reject' } },
      expression('empty', 'nothing', true),
    ],
    { a: 1 },
  )
  expect(cells.map(({ path, value, error: e, missing }) => [path, value ?? e?.code ?? (missing && 'missing')])).toEqual([
    ['0', 1],
    ['1', 'expression-invalid'],
    ['2', 'expression-failed'],
    ['3', 'lookup-missing'],
    ['4', 'lookup-table-missing'],
    ['5', 'missing'],
  ])
  expect(cells[1]?.error?.issues).toEqual([expect.objectContaining({ position: 3 })])
  expect(output).toBeUndefined()
  expect(error?.code).toBe('flow-invalid')
})

it('shows rows of a list item by item', async () => {
  const rows = [
    { target: 'lines', rule: { kind: 'each', items: 'items', rows: [expression('sku', 'sku', true), expression('no', '$index + 1')] } },
  ]
  const { cells, output } = await preview(rows, { items: [{ sku: 'a' }, {}] })
  expect(cells.slice(1)).toEqual([
    { path: '0.rows.0', values: [{ value: 'a' }, {}], missing: true },
    { path: '0.rows.1', values: [{ value: 1 }, { value: 2 }] },
  ])
  expect(output).toEqual({ lines: [{ sku: 'a', no: 1 }, { no: 2 }] })
})

it('ends a row that never would', async () => {
  const { cells } = await preview([expression('loop', '($f := function(){ $f() }; $f())'), expression('good', 'a')], { a: 1 })
  expect(cells[0]?.error?.code).toMatch(/^sandbox-/)
  expect(cells[1]?.value).toBe(1)
})

it('refuses rows that are none', async () => {
  const body = { rows: [{ target: 'a', rule: { kind: 'magic' } }], input: {}, environment: 'test' }
  expect(await bench.ask('POST', `${base}/preview`, { key, body })).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
})

it('compares a test run with what the sample expects', async () => {
  const document = {
    ...newFlow('Tried'),
    nodes: {
      start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
      'map-it': { kind: 'map', label: 'Map', config: { rows: [expression('b', 'a + 1')] } },
    },
    edges: [{ from: 'start', port: 'out', to: 'map-it' }],
  }
  const flow = (await bench.ask<Flow>('POST', `${base}/flows`, { key, body: { document } })).body
  const path = `${base}/flows/${flow.id}`
  const keep = async (b: number, name = `Gives ${b}`) =>
    (await bench.ask<Sample>('POST', `${path}/samples`, { key, body: { name, input: { a: 1 }, expected: { 'map-it': { b } } } })).body.id
  const run = async (body: object) => bench.ask<TestRunResult>('POST', `${path}/test-run`, { key, body: { environment: 'test', ...body } })
  expect((await run({ sampleId: await keep(2) })).body.comparison).toMatchObject([{ nodeId: 'map-it', matches: true, actual: { b: 2 } }])
  expect((await run({ sampleId: await keep(3) })).body.comparison).toMatchObject([{ matches: false, expected: { b: 3 }, actual: { b: 2 } }])
  expect((await run({ input: { a: 5 } })).body.view.steps.at(-1)).toMatchObject({ nodeId: 'map-it', output: { b: 6 } })
  // From a step on: what comes there is given, and nothing is compared.
  const from = { node: 'map-it', input: { a: 7 } }
  const here = (await run({ sampleId: await keep(2, 'From the mapping on'), from })).body
  expect(here.comparison).toBeUndefined()
  expect(here.view.steps.map((step) => [step.nodeId, step.input, step.output])).toEqual([['map-it', { a: 7 }, { b: 8 }]])
  expect(await run({ input: {}, from: { node: 'gone', input: {} } })).toMatchObject({ status: 400 })
  expect(await run({})).toMatchObject({ status: 400 })
  const cyclic = { ...document, edges: [...document.edges, { from: 'map-it', port: 'out', to: 'map-it' }] }
  expect(await run({ document: cyclic, input: {} })).toMatchObject({ status: 422, body: { code: 'flow-invalid' } })
})

it('names the line of a script that cannot be read when the draft is saved, and refuses to publish it', async () => {
  const flow = newFlow('Scripted')
  const document = {
    ...flow,
    nodes: { ...flow.nodes, tidy: { kind: 'script', label: 'Tidy', config: { source: 'const a = 1\nreturn {' } } },
    edges: [{ from: 'start', port: 'out', to: 'tidy' }],
  }
  const { id } = (await bench.ask<Flow>('POST', `${base}/flows`, { key, body: { document } })).body
  const saved = await bench.ask<{ issues: unknown[] }>('PUT', `${base}/flows/${id}/draft`, { key, body: { document, revision: 1 } })
  const issue = {
    path: '/nodes/tidy/config/source',
    code: 'script-invalid',
    severity: 'error',
    message: expect.stringMatching(/^Step "Tidy": .*line \d/) as string,
  }
  expect(saved.body.issues).toMatchObject([issue])
  const published = await bench.ask('POST', `${base}/flows/${id}/versions`, { key, body: { note: '', revision: 2 } })
  expect(published).toMatchObject({ status: 422, body: { code: 'flow-invalid', issues: [issue] } })
})

it('says what balances make of the record, in a preview of one record and of many', async () => {
  const balance = [
    {
      label: 'Total',
      left: [{ label: 'A', amount: 'a' }],
      right: [{ label: 'T', amount: '$source.t' }],
      tolerance: '0.05',
      residual: 'rest',
    },
    { label: 'Wrong', left: [{ label: 'A', amount: 'none' }], right: [{ label: 'T', amount: '1 +' }] },
    { label: 'Missing', left: [{ label: 'A', amount: 'none' }], right: [{ label: 'T', amount: 'a' }] },
  ]
  const rows = [expression('a', 'x')]
  const one = (input: unknown) =>
    bench.ask<PreviewResult>('POST', `${base}/preview`, { key, body: { rows, input, balance, environment: 'test' } })
  expect((await one({ x: '1.00', t: '1.02' })).body).toMatchObject({
    output: { a: '1.00', rest: '0.02' },
    balances: [
      {
        label: 'Total',
        state: 'residual',
        left: '1.00',
        right: '1.02',
        difference: '0.02',
        terms: [{ label: 'A', amount: '1.00' }, { label: 'T' }],
      },
      { label: 'Wrong', state: 'failed', error: { code: 'expression-invalid' } },
      { label: 'Missing', state: 'failed', error: { code: 'money-invalid', message: 'Missing, A: an amount is missing.' } },
    ],
  })
  const cases = [
    { id: 'far', input: { x: '1.00', t: '2.00' } },
    { id: 'near', input: { x: '1.00', t: '1.05' } },
  ]
  const { body } = await bench.ask<SamplesPreview>('POST', `${base}/preview/samples`, {
    key,
    body: { rows, cases, balance: balance.slice(0, 1), environment: 'test' },
  })
  expect(body.cases).toMatchObject([
    { id: 'far', output: { a: '1.00' }, balances: [{ state: 'unbalanced', difference: '1.00' }] },
    { id: 'near', output: { a: '1.00', rest: '0.05' }, balances: [{ state: 'residual' }] },
  ])
})

it('keeps to the currency of a tolerance, and refuses to publish a balance of fields that are not there', async () => {
  const balance = (amount: string) => [
    { label: 'Total', left: [{ label: 'A', amount }], right: [{ label: 'T', amount: '$source.t' }], tolerance: '0.05', currency: 'EUR' },
  ]
  const money = (amount: string, currency: string) => ({ amount, currency })
  const cases = [
    { id: 'euro', input: { x: money('1.00', 'EUR'), t: money('1.02', 'EUR') } },
    { id: 'yen', input: { x: money('1.00', 'JPY'), t: money('1.02', 'JPY') } },
  ]
  const { body } = await bench.ask<SamplesPreview>('POST', `${base}/preview/samples`, {
    key,
    body: { rows: [expression('a', 'x')], cases, balance: balance('a'), environment: 'test' },
  })
  expect(body.cases).toMatchObject([
    { id: 'euro', balances: [{ state: 'residual', tolerance: '0.05', currency: 'EUR' }] },
    { id: 'yen', balances: [{ state: 'unbalanced', tolerance: '0', currency: 'JPY' }] },
  ])
  const flow = newFlow('Balanced')
  const document = {
    ...flow,
    nodes: {
      ...flow.nodes,
      'map-it': { kind: 'map', label: 'Map it', config: { rows: [expression('amount', 'x')], balance: balance('amout') } },
    },
    edges: [{ from: 'start', port: 'out', to: 'map-it' }],
  }
  const { id } = (await bench.ask<Flow>('POST', `${base}/flows`, { key, body: { document } })).body
  const saved = await bench.ask<{ issues: unknown[]; revision: number }>('PUT', `${base}/flows/${id}/draft`, {
    key,
    body: { document, revision: 1 },
  })
  const issue = {
    path: '/nodes/map-it/config/balance/0/left/0/amount',
    code: 'balance-field-unknown',
    severity: 'error',
    fix: 'Did you mean amount? Pick a field that the mapping fills, or map amout first.',
  }
  expect(saved.body.issues).toMatchObject([issue])
  const published = await bench.ask('POST', `${base}/flows/${id}/versions`, { key, body: { note: '', revision: saved.body.revision } })
  expect(published).toMatchObject({ status: 422, body: { code: 'flow-invalid', issues: [issue] } })
})
