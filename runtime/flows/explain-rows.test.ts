import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RowExplanations } from '#shared/api/contract.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'

let sandbox: Sandbox
let bench: HttpBench
let key: string
let path: string
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1, scriptWorkers: 1 })
  bench = await openHttpBench({ sandbox })
  const home = await bench.addPartner('Home')
  key = home.admin
  path = `/clients/${home.client.id}/explain`
  const body = { name: 'tenders', label: 'Tenders', environment: 'test', rows: [{ key: 'visa', value: 'CARD' }] }
  await bench.ask('POST', `/clients/${home.client.id}/lookup-tables`, { key, body })
})
afterAll(async () => {
  await bench.close()
  await sandbox.close()
})

const row = (target: string, expression: string) => ({ target, rule: { kind: 'expression', expression } })

async function explain(rows: readonly unknown[], paths: readonly string[], input: unknown, more: object = {}) {
  const { status, body } = await bench.ask<RowExplanations>('POST', path, {
    key,
    body: { rows, paths, input, environment: 'test', ...more },
  })
  expect(status).toBe(200)
  return body.rows
}

it('says what an empty row was read from, and the first step that was not there', async () => {
  const rows = [row('partner.email', 'customer.contact.email'), row('ref', 'name')]
  expect(await explain(rows, ['0'], { name: '#1', customer: { id: 1 } })).toEqual([
    {
      path: '0',
      target: 'partner.email',
      fields: [
        {
          target: '',
          readings: [{ source: 'customer.contact.email', reads: 1, missing: [{ at: 'customer.contact', times: 1 }] }],
        },
      ],
    },
  ])
})

it('explains rows of a list over all their items, apart from the list itself', async () => {
  const rows = [
    {
      target: 'lines',
      rule: { kind: 'each', items: 'line_items[kept]', rows: [row('product', 'sku'), row('tax', '{"code": $parent.tax}')] },
    },
  ]
  const input = { line_items: [{ kept: true, sku: 'A' }, { kept: true }, {}] }
  const [product, tax] = await explain(rows, ['0.rows.0', '0.rows.1'], input)
  expect(product).toEqual({
    path: '0.rows.0',
    target: 'product',
    fields: [{ target: '', readings: [{ source: 'line_items.sku', reads: 2, missing: [{ at: 'line_items.sku', times: 1 }] }] }],
    list: [
      { source: 'line_items.kept', reads: 3, missing: [{ at: 'line_items.kept', times: 1 }] },
      { source: 'line_items', reads: 1, missing: [] },
    ],
  })
  expect(tax?.fields).toEqual([{ target: 'code', readings: [{ source: 'tax', reads: 2, missing: [{ at: 'tax', times: 2 }] }] }])
})

it('follows lookups, the trigger and earlier steps', async () => {
  const rows = [
    { target: 'journal', rule: { kind: 'lookup', table: 'tenders', key: 'tender', onMissing: 'blank' } },
    row('from', '$trigger.shop & $steps.`get-shop`.name'),
  ]
  const explained = await explain(rows, ['0', '1'], { tender: 'cash' }, { steps: { 'get-shop': {} } })
  expect(explained.map(({ fields }) => fields[0]?.readings)).toEqual([
    [{ source: 'tender', reads: 1, missing: [] }],
    [
      { source: '$trigger.shop', reads: 1, missing: [{ at: '$trigger.shop', times: 1 }] },
      { source: '$steps.get-shop.name', reads: 1, missing: [{ at: '$steps.get-shop.name', times: 1 }] },
    ],
  ])
})

it('tells what was read before an error, and why nothing is known of the rest', async () => {
  const rows = [row('a', '$number(note)'), row('b', 'a +'), row('c', '$eval("note")'), row('d', '($f := function() { $f() }; note; $f())')]
  const [failing, broken, interpreted, endless] = await explain(rows, ['0', '1', '2', '3', '9'], { note: 'x' })
  expect(failing).toMatchObject({
    error: { code: 'expression-failed' },
    fields: [{ target: '', readings: [{ source: 'note', reads: 1, missing: [] }] }],
  })
  expect(broken).toMatchObject({ error: { code: 'expression-invalid' }, fields: [] })
  expect(interpreted).toEqual({ path: '2', target: 'c', fields: [], reason: 'it uses $eval' })
  expect(endless).toMatchObject({ error: { code: 'sandbox-timeout' } })
})

it('refuses to explain no row at all', async () => {
  const body = { rows: [], paths: [], input: {}, environment: 'test' }
  expect(await bench.ask('POST', path, { key, body })).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
})
