import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { MappingRow } from '../flow/document.ts'
import { compileRows, compileRowsWithSpans, locateRow, missingRequired, rowPrograms } from './rows.ts'

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
const constant = (target: string, value: unknown): MappingRow => ({ target, rule: { kind: 'constant', value } })
const each = (target: string, items: string, rows: MappingRow[]): MappingRow => ({ target, rule: { kind: 'each', items, rows } })

/** As the sandbox does: text in, text out. */
async function run(rows: MappingRow[], input: unknown, bindings: Record<string, unknown> = {}): Promise<unknown> {
  return evaluate(compileRows(rows), input, bindings)
}
async function evaluate(expression: string, input: unknown, bindings: Record<string, unknown> = {}): Promise<unknown> {
  const text = JSON.stringify(await jsonata(expression).evaluate(structuredClone(input), bindings))
  return text === undefined ? undefined : JSON.parse(text)
}

const order = {
  name: '#1001',
  currency: 'GBP',
  customer: { email: 'ada@example.com', tags: ['vip'] },
  line_items: [
    { sku: 'TEE-S', quantity: 2, tax_lines: [{ rate: 0.2 }, { rate: 0.05 }] },
    { sku: 'CAP', quantity: 1, tax_lines: [] },
  ],
}

test('builds a record from expressions and constants', async () => {
  expect(
    await run([row('client_order_ref', 'name'), constant('company_id', 1), constant('tags', ['web', { deep: [[1]] }])], order),
  ).toEqual({
    client_order_ref: '#1001',
    company_id: 1,
    tags: ['web', { deep: [[1]] }],
  })
})

test('an empty list of rows gives an empty record', async () => {
  expect(await run([], order)).toEqual({})
})

test('dotted targets that share a beginning nest, in any order of rows', async () => {
  const rows = [
    row('partner.name', '"Ada"'),
    row('ref', 'name'),
    row('partner.address.city', '"Leeds"'),
    row('partner.email', 'customer.email'),
  ]
  expect(await run(rows, order)).toEqual({
    partner: { name: 'Ada', address: { city: 'Leeds' }, email: 'ada@example.com' },
    ref: '#1001',
  })
})

test('a target name in backticks may hold any other character', async () => {
  expect(await run([row('`order_line/product.id`.`x y`', 'name'), row('naïve-2', '1')], order)).toEqual({
    'order_line/product.id': { 'x y': '#1001' },
    'naïve-2': 1,
  })
})

test('fields without a value are left out, and groups of which nothing is left; null and false stay', async () => {
  const rows = [row('a', 'nothing'), row('g.b', 'nothing'), row('g.h.c', 'nope'), constant('n', null), row('f', 'false'), row('k.z', '0')]
  expect(await run(rows, order)).toEqual({ n: null, f: false, k: { z: 0 } })
})

test('an each row gives one item for each source item, with $parent and $index', async () => {
  const rows = [each('lines', 'line_items', [row('product', 'sku'), row('position', '$index + 1'), row('order.ref', '$parent.name')])]
  expect(await run(rows, order)).toEqual({
    lines: [
      { product: 'TEE-S', position: 1, order: { ref: '#1001' } },
      { product: 'CAP', position: 2, order: { ref: '#1001' } },
    ],
  })
})

test('each rows nest: $parent is one record up, $parent of the items expression too', async () => {
  const rows = [
    each('lines', 'line_items', [
      row('sku', 'sku'),
      each('taxes', 'tax_lines', [row('rate', 'rate'), row('of', '$parent.sku'), row('n', '$index'), row('order', '$$.name')]),
      each('again', '$parent.line_items', [row('pair', '$parent.sku & sku')]),
    ]),
  ]
  const again = (sku: string) => [{ pair: `${sku}TEE-S` }, { pair: `${sku}CAP` }]
  expect(await run(rows, order)).toEqual({
    lines: [
      {
        sku: 'TEE-S',
        taxes: [
          { rate: 0.2, of: 'TEE-S', n: 0, order: '#1001' },
          { rate: 0.05, of: 'TEE-S', n: 1, order: '#1001' },
        ],
        again: again('TEE-S'),
      },
      { sku: 'CAP', taxes: [], again: again('CAP') },
    ],
  })
})

test.each([
  ['no source', undefined, []],
  ['null', null, []],
  ['an empty list', [], []],
  ['a single item', { v: 1 }, [{ v: { v: 1 } }]],
  ['a list of one', [{ v: 1 }], [{ v: { v: 1 } }]],
  ['a single text', 'x', [{ v: 'x' }]],
  ['null within a list', [1, null, 2], [{ v: 1 }, { v: null }, { v: 2 }]],
  ['lists within a list', [[1, 2], [3], []], [{ v: [1, 2] }, { v: [3] }, { v: [] }]],
  ['one list within a list', [[1, 2]], [{ v: [1, 2] }]],
])('an each row over %s', async (_name, items, expected) => {
  expect(await run([each('out', 'items', [row('v', '$')])], { items })).toEqual({ out: expected })
})

test('an item of which no field has a value stays as an empty item', async () => {
  expect(await run([each('out', 'items', [row('v', 'v'), row('w.x', 'x')])], { items: [{ v: 1 }, {}, { x: 2 }] })).toEqual({
    out: [{ v: 1 }, {}, { w: { x: 2 } }],
  })
})

test('a list as the record is $ at every depth of the target', async () => {
  const rows = [
    row('count', '$count($)'),
    row('deep.count', '$count($)'),
    row('deep.first', '$[0][0]'),
    each('each', '$', [row('n.m', '$count($)')]),
  ]
  expect(await run(rows, [[1, 2], [3]])).toEqual({ count: 2, deep: { count: 2, first: 1 }, each: [{ n: { m: 2 } }, { n: { m: 1 } }] })
})

test('a row may hold variables and blocks without touching other rows', async () => {
  expect(await run([row('a', '$x := 1'), row('b', '($x := 2; $x + 1)'), row('c', '$x')], {})).toEqual({ a: 1, b: 3 })
})

test('a lookup row calls $lookup with what a missing key means', () => {
  const lookup = (onMissing: 'reject' | 'default' | 'blank', value?: unknown): MappingRow[] => [
    { target: 'journal', rule: { kind: 'lookup', table: 'tenders', key: 'gateway', onMissing, default: value } },
  ]
  expect(compileRows(lookup('reject'))).toBe('({"journal": $lookup("tenders", (gateway))})')
  expect(compileRows(lookup('blank'))).toBe('({"journal": $lookup("tenders", (gateway), "blank")})')
  expect(compileRows(lookup('default', { id: 7 }))).toBe('({"journal": $lookup("tenders", (gateway), "default", {"id":7})})')
})

test.each([
  ['the same target twice', [row('a.b', '1'), row('a.`b`', '2')], 'a.b is the target of two rows.'],
  ['a target below a value', [row('a', '1'), row('a.b', '2')], 'a.b lies below a, which another row fills already.'],
  ['a forbidden name', [row('a.__proto__.b', '1')], 'The name "__proto__" is not allowed.'],
  ['an open backtick', [row('a.`b', '1')], 'backtick'],
  ['an empty name', [row('a..b', '1')], 'empty name'],
  ['brackets', [row('a[0]', '1')], 'other characters'],
  ['a syntax error', [row('a', '1 +')], 'a: The expression stops before it is complete.'],
  ['an expression that would close its bracket', [row('a', '1) ; (2')], 'a: ")" is not expected here'],
  ['a mistake inside an each row', [each('a', 'x', [row('b', '(')])], 'b: ")" is missing at the end.'],
])('refuses %s', (_name, rows, message) => {
  expect(() => compileRows(rows)).toThrow(message)
})

test('leads from a position in the compiled expression back to the row', () => {
  const rows = [row('ref', 'name'), each('lines', 'line_items', [row('qty', '$uppercase(quantity)')]), row('p.q', 'x.y')]
  const compiled = compileRowsWithSpans(rows)
  const at = (text: string) => locateRow(compiled, compiled.expression.indexOf(text))
  expect(at('quantity')).toEqual({ path: '1.rows.0', target: 'qty', position: 11 })
  expect(at('line_items')).toEqual({ path: '1', target: 'lines', position: 0 })
  expect(at('x.y')).toEqual({ path: '2', target: 'p.q', position: 0 })
})

test('gives a program for each row; inside each rows one value for each item', async () => {
  const programs = rowPrograms([
    row('ref', 'name'),
    each('lines', 'line_items', [row('sku', 'sku'), row('none', 'nothing'), each('taxes', 'tax_lines', [row('of', '$parent.sku & rate')])]),
  ])
  expect(programs.map(({ path, target, perItem }) => [path, target, perItem])).toEqual([
    ['0', 'ref', false],
    ['1', 'lines', false],
    ['1.rows.0', 'sku', true],
    ['1.rows.1', 'none', true],
    ['1.rows.2', 'taxes', true],
    ['1.rows.2.rows.0', 'of', true],
  ])
  const values = await Promise.all(programs.map(({ expression }) => evaluate(expression, order)))
  expect(values[0]).toBe('#1001')
  expect(values[2]).toEqual([{ value: 'TEE-S' }, { value: 'CAP' }])
  expect(values[3]).toEqual([{}, {}])
  expect(values[4]).toEqual([{ value: [{ of: 'TEE-S0.2' }, { of: 'TEE-S0.05' }] }, { value: [] }])
  expect(values[5]).toEqual([{ value: 'TEE-S0.2' }, { value: 'TEE-S0.05' }])
})

test('a program for a row does not depend on mistakes in other rows', async () => {
  const programs = rowPrograms([row('broken', '1 +'), row('ref', 'name'), row('ref', 'currency')])
  expect(await evaluate(programs[1]?.expression ?? '', order)).toBe('#1001')
  expect(await evaluate(programs[2]?.expression ?? '', order)).toBe('GBP')
})

test('names required fields without a value, inside each rows with their item', () => {
  const required = (r: MappingRow): MappingRow => ({ ...r, required: true })
  const rows = [
    required(row('ref', 'name')),
    required(row('partner.id', 'x')),
    required(row('zero', '0')),
    required(each('lines', 'x', [required(row('sku', 'sku')), each('taxes', 't', [required(row('`a/b`', 'r'))])])),
    required(each('payments', 'y', [])),
  ]
  const output = { ref: ' ', zero: 0, lines: [{ sku: 'A' }, { sku: null, taxes: [{}, { 'a/b': 1 }] }], payments: [] }
  expect(missingRequired(rows, output).map(({ path, message }) => [path, message])).toEqual([
    ['/ref', 'ref has no value.'],
    ['/partner/id', 'partner.id has no value.'],
    ['/lines/1/sku', 'lines item 2: sku has no value.'],
    ['/lines/1/taxes/0/a~1b', 'lines item 2: taxes item 1: `a/b` has no value.'],
    ['/payments', 'payments has no value.'],
  ])
})
