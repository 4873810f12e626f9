import { describe, expect, it } from 'vitest'
import type { MappingRule } from '#shared/flow/document.ts'
import { gridRows, type GridRow } from './grid-rows.ts'
import { takeChoices } from './take-choices.ts'
import type { TargetField } from './target-fields.ts'

const FIELDS: readonly TargetField[] = [
  { names: ['name'], target: 'name', type: 'text', required: false },
  {
    names: ['lines'],
    target: 'lines',
    type: 'list',
    required: false,
    items: [{ names: ['sku'], target: 'sku', type: 'text', required: true }],
  },
]
function lineOf(target: string, rule?: MappingRule): GridRow {
  const found = gridRows({ fields: FIELDS, rows: rule ? [{ target, rule }] : [], collapsed: new Set(), pending: [] }).find(
    (line) => line.target === target,
  )
  if (!found) throw new Error(`There is no field ${target}`)
  return found
}
const expression = (text: string): MappingRule => ({ kind: 'expression', expression: text })
const written = (rule: MappingRule | undefined) =>
  rule?.kind === 'expression' ? rule.expression : rule?.kind === 'each' ? rule.items : undefined
const rulesFor = (line: GridRow, path: string, values: readonly unknown[]) =>
  takeChoices(line, path, values, { record: undefined }).map(({ rule }) => written(rule))

const LINES = [
  { sku: 'A', gateway: 'card', price: '1.00', tax_lines: [{ rate: 0.2 }] },
  { sku: 'B', gateway: 'card', price: '0.00', tax_lines: [] },
  { sku: 'C', gateway: 'card', price: '2.00', tax_lines: [] },
]

describe('a source field put on a target field', () => {
  it('is copied at once where there is no rule yet', () => {
    expect(rulesFor(lineOf('name'), 'customer.name', ['A'])).toEqual(['customer.name'])
  })

  it('replaces a rule, stands in for it when it is blank, or goes behind it', () => {
    expect(rulesFor(lineOf('name', expression('phone')), 'mobile', ['1'])).toEqual([
      'mobile',
      'phone != null and phone != "" ? phone : mobile != null and mobile != "" ? mobile',
      '$join([phone, mobile][$boolean($)].$string($), " ")',
    ])
    // Of what no form says, nothing is kept that would not be the same.
    expect(rulesFor(lineOf('name', expression('$uppercase(phone)')), 'mobile', ['1'])).toEqual(['mobile'])
  })
})

describe('a source list put on a target list', () => {
  it('offers a line for each line, for each inner line, and for each group', () => {
    expect(rulesFor(lineOf('lines'), 'items', [LINES])).toEqual([
      'items',
      'items.($line := $; tax_lines.$merge([$, {"line": $line}]))',
      '$each(items[$exists(gateway)]{$string(gateway): $}, function($lines, $key) { {"key": $key, "lines": [$lines]} })',
      'items',
    ])
  })

  it('adds its lines to those of the list before, where they cost something', () => {
    const each = lineOf('lines', { kind: 'each', items: 'items', rows: [] })
    expect(rulesFor(each, 'shipping_lines', [LINES])).toContain(
      '[items.$merge([$, {"lineType": "items"}]), shipping_lines[$number(price) != 0].$merge([$, {"lineType": "shipping_lines"}])]',
    )
  })
})

it('makes one value of a list for a field that takes one', () => {
  expect(rulesFor(lineOf('name'), 'items', [LINES])).toEqual([
    '$sumMoney(items.price)',
    '$count(items)',
    'items[0].sku',
    'items[0].gateway',
  ])
})
