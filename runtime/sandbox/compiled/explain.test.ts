import { expect, test } from 'vitest'
import type { MappingRow } from '#shared/flow/document.ts'
import { compileJsonata } from '#shared/mapping/compile.ts'
import { explanationOf } from '#shared/mapping/explain.ts'
import { compileRows } from '#shared/mapping/rows.ts'
import { compiledRuntime } from './in-process.testing.ts'

const runtime = compiledRuntime()

/** `target <- source`, and behind it how often it was read and what was missing. */
function explain(expression: string, input: unknown): string[] {
  const program = runtime.program(expression, { explain: true })
  if (!program) throw new Error('not compiled')
  program.evaluate(input)
  return explanationOf(program.sites, program.notes()).fields.flatMap(({ target, readings }) =>
    readings.map(({ source, reads, missing }) => {
      const gaps = missing.map(({ at, filtered, times }) => ` no ${at}${filtered ? '[…]' : ''} ×${times}`)
      return `${target} <- ${source} ×${reads}${gaps.join('')}`
    }),
  )
}

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })

test('says which paths a field was read from, and the first name that was not there', () => {
  expect(explain('{"city": customer.address.city, "name": customer.name}', { customer: { name: 'Ann' } })).toEqual([
    'city <- customer.address.city ×1 no customer.address ×1',
    'name <- customer.name ×1',
  ])
})

test('follows lists, filters, functions and variables', () => {
  const input = { lines: [{ sku: 'A', price: 1 }, { price: 2 }], payments: [{ kind: 'sale', amount: 3 }], note: 'x' }
  expect(explain('{"lines": lines.{"sku": sku}}', input)).toEqual(['lines.sku <- lines.sku ×2 no lines.sku ×1', 'lines <- lines ×1'])
  expect(explain('payments[kind = "refund"].amount', input)).toEqual([
    ' <- payments.kind ×1',
    ' <- payments.amount ×1 no payments.amount[…] ×1',
  ])
  expect(explain('$map(lines, function($l) { $l.sku })', input)).toContain(' <- lines.sku ×2 no lines.sku ×1')
  expect(explain('($n := note; {"text": $n & "!"})', input)).toEqual(['text <- note ×1'])
})

test('explains the rows of a mapping by their targets', () => {
  const rows: readonly MappingRow[] = [
    row('reference', 'name'),
    row('partner.email', 'customer.email'),
    { target: 'lines', rule: { kind: 'each', items: 'line_items', rows: [row('product', 'sku'), row('tax.code', 'taxes.code')] } },
  ]
  const reads = explain(compileRows(rows), { name: '#1', customer: {}, line_items: [{ sku: 'A' }, {}] })
  expect(reads).toContain('reference <- name ×1')
  expect(reads).toContain('partner.email <- customer.email ×1 no customer.email ×1')
  expect(reads).toContain('lines.product <- line_items.sku ×2 no line_items.sku ×1')
  expect(reads).toContain('lines.tax.code <- line_items.taxes.code ×2 no line_items.taxes ×2')
})

test('changes nothing in the result', () => {
  const expression = '{"a": list.(b + 1), "c": x.y, "d": list[b > 1].b}'
  const input = { list: [{ b: 1 }, { b: 2 }], x: [{ y: 1 }, {}] }
  expect(runtime.program(expression, { explain: true })?.evaluate(input)).toEqual(runtime.program(expression)?.evaluate(input))
})

test('costs nothing when it is not asked for', () => {
  const result = compileJsonata('{"a": b.c}')
  expect(result.compiled && { notes: result.code.includes('noteRead'), sites: result.sites }).toEqual({ notes: false, sites: [] })
})
