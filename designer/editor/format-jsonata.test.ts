import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { everyRow, expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { saysTheSame } from '#shared/mapping/rule-forms/syntax.ts'
import { formatJsonata } from './format-jsonata.ts'

it.each([
  ['a&"x"&b', 'a & "x" & b'],
  ['  customer . email  ', 'customer.email'],
  ['$sum( lines.( price*quantity ) )', '$sum(lines.(price * quantity))'],
  ['a[0].b[ c>1 and -d < -1 ]', 'a[0].b[c > 1 and -d < -1]'],
  ['{"a":b,"c":d?e:f}', '{"a": b, "c": d ? e : f}'],
  ['function($x,$y){$x+$y}', 'function($x, $y) {$x + $y}'],
  ['lines.*', 'lines.*'],
  // What cannot be read stays as it is.
  ['a +', 'a +'],
  ['(a', '(a'],
])('%s becomes %s', (source, tidy) => {
  expect(formatJsonata(source)).toBe(tidy)
})

it('gives each part of a long expression a line of its own', () => {
  const source =
    '$boolean(billing_address.name) ? billing_address.name : $boolean(shipping_address.name) ? shipping_address.name : ($x := customer.first_name & " " & customer.last_name; $trim($x) != "" ? $trim($x) : email)'
  expect(formatJsonata(source)).toBe(`$boolean(billing_address.name) ? billing_address.name
  : $boolean(shipping_address.name) ? shipping_address.name
  : (
  $x := customer.first_name & " " & customer.last_name;
  $trim($x) != "" ? $trim($x) : email
)`)
})

it('changes nothing of what the shipped template says, however often', () => {
  const flow = JSON.parse(readFileSync('templates/shopify-order-to-erp/flow.json', 'utf8')) as FlowDocument
  const node = flow.nodes['map-order']
  const sources = [...everyRow(node?.kind === 'map' ? node.config.rows : [])].flatMap(({ row }) =>
    expressionsOfRule(row.rule).map(({ source }) => source),
  )
  expect(sources.length).toBeGreaterThan(20)
  for (const source of sources) {
    const tidy = formatJsonata(source)
    expect(saysTheSame(tidy, source)).toBe(true)
    expect(formatJsonata(tidy)).toBe(tidy)
  }
})
