import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewResult, SamplesPreview } from '#shared/api/contract.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'

let sandbox: Sandbox
let bench: HttpBench
let key: string
let base: string
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 2, scriptWorkers: 1 })
  await sandbox.ready()
  bench = await openHttpBench({ sandbox })
  const home = await bench.addPartner('Home')
  key = home.admin
  base = `/clients/${home.client.id}`
})
afterAll(async () => {
  await bench.close()
  await sandbox.close()
})

const row = (target: string, expression: string, required = false): MappingRow => ({
  target,
  rule: { kind: 'expression', expression },
  ...(required && { required }),
})
const each = (target: string, items: string, rows: MappingRow[]): MappingRow => ({ target, rule: { kind: 'each', items, rows } })
const LOOP = '($f := function($n){ $f($n + 1) }; $f(0))'

async function preview(rows: readonly MappingRow[], inputs: readonly unknown[]) {
  const cases = inputs.map((input, index) => ({ id: `s${index}`, input }))
  const answer = await bench.ask<SamplesPreview>('POST', `${base}/preview/samples`, { key, body: { rows, cases, environment: 'test' } })
  expect(answer.status).toBe(200)
  return answer.body.cases
}
/** What a cell says, in short. */
const told = (answer: SamplesPreview['cases'][number] | undefined) =>
  Object.fromEntries(
    (answer?.cells ?? []).map((cell) => [cell.path, cell.error?.code ?? cell.values?.map((one) => one.value) ?? cell.value ?? null]),
  )

it('gives each sample its own cells and record', async () => {
  const [a, b] = await preview(
    [row('n', 'name', true), each('lines', 'items', [row('sku', 'sku')])],
    [{ name: 'A' }, { items: [{ sku: 1 }, {}] }],
  )
  expect(a).toEqual({
    id: 's0',
    cells: [
      { path: '0', value: 'A' },
      { path: '1', value: [] },
      { path: '1.rows.0', values: [] },
    ],
    output: { n: 'A', lines: [] },
  })
  expect(b?.cells).toEqual([
    { path: '0', missing: true },
    { path: '1', value: [{ sku: 1 }, {}] },
    { path: '1.rows.0', values: [{ value: 1 }, {}] },
  ])
})

it('says the same as a preview of each row by itself, on the samples of the shipped templates', async () => {
  const folder = 'templates/shopify-order-to-erp'
  const node = (JSON.parse(readFileSync(`${folder}/flow.json`, 'utf8')) as FlowDocument).nodes['map-order']
  // Without tables, so that the rows that need one fail alone.
  const rows = node?.kind === 'map' ? node.config.rows.filter(({ rule }) => rule.kind === 'expression') : []
  const inputs = ['simple', 'discounts', 'gift-card', 'two-taxes'].map((name): unknown =>
    JSON.parse(readFileSync(`${folder}/samples/${name}.json`, 'utf8')),
  )
  const answers = await preview(rows, inputs)
  expect(rows.length).toBeGreaterThan(10)
  for (const [index, input] of inputs.entries()) {
    const { body } = await bench.ask<PreviewResult>('POST', `${base}/preview`, { key, body: { rows, input, environment: 'test' } })
    expect(answers[index]?.cells).toEqual(body.cells)
  }
})

it('tries the rows one by one where a record fails, and only there', async () => {
  const [good, bad] = await preview(
    [row('a', 'a'), row('n', '$number(n)')],
    [
      { a: 1, n: '2' },
      { a: 1, n: 'x' },
    ],
  )
  expect(told(good)).toEqual({ 0: 1, 1: 2 })
  expect(told(bad)).toEqual({ 0: 1, 1: 'expression-failed' })
  expect(bad?.error?.code).toBe('expression-failed')
  expect(bad).not.toHaveProperty('output')
})

it('shows a rule that cannot be read beside the others', async () => {
  const [only] = await preview([row('a', 'a'), row('b', 'a +'), each('l', 'x[', [row('c', 'c')])], [{ a: 1 }])
  expect(told(only)).toMatchObject({ 0: 1, 1: 'expression-invalid', 2: 'expression-invalid' })
})

describe('a rule that never ends', () => {
  it.each([
    ['at the top', [row('loop', LOOP), row('a', 'a')], '0', '1'],
    ['as the source of a list', [each('loop', LOOP, [row('x', 'x'), row('y', 'y')]), row('a', 'a')], '0', '1'],
    ['that explodes in memory', [row('boom', '[1..9000000].[1..1000]'), row('a', 'a')], '0', '1'],
  ])('%s is found within half a second, and the other rows have their values', async (_where, rows, bad, good) => {
    await preview([row('warm', 'a')], [{ a: 1 }])
    const started = performance.now()
    const answers = await preview(rows, [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }, { a: 5 }, { a: 6 }])
    // Half a second is what is promised; a busy machine may take longer to say so.
    expect(performance.now() - started).toBeLessThan(10_000)
    for (const [index, answer] of answers.entries()) {
      expect(told(answer)[bad]).toMatch(/^(sandbox-|expression-failed|output-too-large)/)
      expect(told(answer)[good]).toBe(index + 1)
    }
  })

  it('on one sample only spoils only that one', async () => {
    const answers = await preview([row('loop', `a = 3 ? ${LOOP} : a`)], [{ a: 1 }, { a: 2 }, { a: 3 }])
    expect(answers.slice(0, 2).map(told)).toEqual([{ 0: 1 }, { 0: 2 }])
    expect(told(answers[2])[0]).toMatch(/^sandbox-/)
  })
})
