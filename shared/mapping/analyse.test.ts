import { expect, test } from 'vitest'
import type { MappingRow, MappingRule } from '../flow/document.ts'
import { analyseExpression, analyseRows } from './analyse.ts'

test.each([
  // Conditions and defaults: all that may be read.
  ['(paid ? billing : shipping).city', ['paid', 'billing.city', 'shipping.city']],
  ['note ?: remarks.text', ['note', 'remarks.text']],
  ['(customer ?? guest).email', ['customer', 'customer.email', 'guest.email']],
  ['(true ? a : b).c', ['a.c']],
  ['($on := false; $on ? a : b)', ['b']],
  // Lists that are made of others.
  ['[billing, shipping].city', ['billing.city', 'shipping.city']],
  ['$append(lines, gifts).sku', ['lines', 'gifts', 'lines.sku', 'gifts.sku']],
  ['$filter(lines, function($l) { $l.kept }).sku', ['lines', 'lines.kept', 'lines.sku']],
  ['$map(orders, function($o) { $o.customer }).email', ['orders', 'orders.customer', 'orders.customer.email']],
  ['$sort(lines, function($a, $b) { $a.no > $b.no })[0].sku', ['lines', 'lines.no', 'lines.sku']],
  ['$reduce(lines, function($sum, $l) { $sum + $l.price }, start)', ['lines', 'start', 'lines.price']],
  ['$each(taxes, function($t, $name) { $t.rate })', ['taxes', 'taxes.*.rate']],
  // Chains, functions of the expression, parents.
  ['lines ~> $filter(function($l) { $l.kept }) ~> $count', ['lines', 'lines.kept']],
  ['customer ~> $uppercase', ['customer']],
  [
    '($name := function($p) { $p.first & $p.last }; $name(customer) & $name(agent))',
    ['customer.first', 'customer.last', 'agent.first', 'agent.last'],
  ],
  ['($walk := function($n) { $n.child ? $walk($n.child) : $n.name }; $walk(tree))', ['tree.child', 'tree.name']],
  ['orders.lines.{"order": %.id, "sku": sku}', ['orders.id', 'orders.lines.sku']],
  ['orders.lines[%.open].sku', ['orders.open', 'orders.lines.sku']],
  ['order ~> |lines|{"total": price * %.rate}, "note"|', ['order', 'order.lines.price', 'order.rate']],
  ['$lookup(rates, "EUR").value', ['rates', 'rates.EUR.value']],
  ['items{kind: $sum(price)}', ['items.kind', 'items.price']],
  ['(open ? ($x := a) : 0; $x.b)', ['open', '$x.b', 'a']],
])('follows values through %s', (source, paths) => {
  expect(analyseExpression(source).paths.toSorted()).toEqual(paths.toSorted())
})

test.each([
  ['"web"', 'web'],
  ['-(2 + 3) * 4', -20],
  ['"a" & 1.50 & true & null', 'a1.5truenull'],
  ['[1, [2], "x"]', [1, [2], 'x']],
  ['{"a": 1 > 2, "b": [null]}', { a: false, b: [null] }],
  ['("x" = "y" or [] ? a : "no")', 'no'],
  ['($rate := 0.2; $rate * 10)', 2],
])('knows that %s is constant', (source, value) => {
  expect(analyseExpression(source)).toEqual({ paths: [], functions: [], variables: [], tables: [], constant: { value } })
})

test.each([
  'name',
  '1 / 0',
  '"a" + 1',
  '$now()',
  '{"a": 1, "a": 2}',
  'open ? 1 : 2',
  '()',
  '($x := 1; open ? $x := 2 : 0; $x)',
  '{"a": b}',
  '"a"[0]',
])('does not call %s constant', (source) => {
  expect(analyseExpression(source).constant).toBeUndefined()
})

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
const rule = (target: string, given: MappingRule): MappingRow => ({ target, rule: given })

test('tells for each row what it reads of the whole record', () => {
  const facts = analyseRows([
    row('ref', 'name'),
    rule('source', { kind: 'constant', value: 'shop' }),
    rule('journal', { kind: 'lookup', table: 'tenders', key: 'payment.tender', onMissing: 'reject' }),
    rule('lines', {
      kind: 'each',
      items: 'open ? line_items : $steps.fetch.items',
      rows: [
        row('product', 'sku & $$.id'),
        row('tax.code', '$parent.tax & $index'),
        rule('parts', { kind: 'each', items: 'bundle', rows: [row('order', '$parent.name'), row('whole', '$')] }),
      ],
    }),
  ])
  expect(facts.map(({ path, target, paths }) => [path, target, paths])).toEqual([
    ['0', 'ref', ['name']],
    ['1', 'source', []],
    ['2', 'journal', ['payment.tender']],
    ['3', 'lines', ['open', 'line_items', '$steps.fetch.items']],
    ['3.rows.0', 'lines.product', ['line_items.sku', '$steps.fetch.items.sku', 'id']],
    ['3.rows.1', 'lines.tax.code', ['tax']],
    ['3.rows.2', 'lines.parts', ['line_items.bundle', '$steps.fetch.items.bundle']],
    ['3.rows.2.rows.0', 'lines.parts.order', ['line_items.name', '$steps.fetch.items.name']],
    ['3.rows.2.rows.1', 'lines.parts.whole', ['line_items.bundle', '$steps.fetch.items.bundle']],
  ])
  expect(facts[1]?.constant).toEqual({ value: 'shop' })
  expect(facts[2]).toMatchObject({ tables: ['tenders'], functions: ['lookup'] })
  expect(facts[4]).toMatchObject({ variables: [] })
})

test('rows with syntax errors have no facts, and those inside them still have', () => {
  const facts = analyseRows([rule('lines', { kind: 'each', items: 'a +', rows: [row('x', 'b'), row('y', '$$.c')] })])
  expect(facts.map(({ target, paths }) => [target, paths])).toEqual([
    ['lines', []],
    ['lines.x', []],
    ['lines.y', ['c']],
  ])
})

test('ends soon where functions call each other and lists are made of lists', () => {
  const calls = Array.from({ length: 40 }, (_, i) => `$f${i + 1} := function($x) { $f${i}($x.a) & $f${i}($x.b) }`)
  const doubled = Array.from({ length: 40 }, (_, i) => `$l${i + 1} := [$l${i}, $l${i}.(c ? a : b)]`)
  expect(analyseExpression(`($f0 := function($x) { $x.end }; ${calls.join('; ')}; $f40($))`).paths.length).toBeGreaterThan(40)
  expect(analyseExpression(`($l0 := list; ${doubled.join('; ')}; $l40.end)`).paths).toContain('list.end')
})
