import { expect, it } from 'vitest'
import type { MappingRow } from '#shared/flow/document.ts'
import { acceptValue, valuePath } from './accept-expected.ts'
import { gridRows } from './grid-rows.ts'

const row = (target: string): MappingRow => ({ target, rule: { kind: 'expression', expression: 'a' } })
const rows: MappingRow[] = [
  row('partner.name'),
  {
    target: 'order.lines',
    rule: { kind: 'each', items: 'l', rows: [row('sku'), { target: 'taxes', rule: { kind: 'each', items: 't', rows: [row('rate')] } }] },
  },
]
const lines = gridRows({ fields: [], rows, collapsed: new Set(), pending: [] })
const pathOf = (target: string, item = 0) => {
  const line = lines.find((one) => one.target === target)
  return line && valuePath(rows, line, item)
}

it('finds the way to a field, and to the field of an item', () => {
  expect(pathOf('partner.name')).toEqual(['partner', 'name'])
  expect(pathOf('sku', 2)).toEqual(['order', 'lines', 2, 'sku'])
  expect(pathOf('rate')).toBeUndefined()
})

it('takes over one value and leaves the others', () => {
  const expected = { partner: { name: 'old', city: 'X' }, order: { lines: [{ sku: 'A' }, { sku: 'B', q: 1 }] } }
  const output = { partner: { name: 'new', city: 'Y' }, order: { lines: [{ sku: 'C' }, { sku: 'D', q: 2 }] } }
  expect(acceptValue(expected, output, ['partner', 'name'])).toEqual({ ...expected, partner: { name: 'new', city: 'X' } })
  expect(acceptValue(expected, output, ['order', 'lines', 1, 'sku'])).toEqual({
    ...expected,
    order: { lines: [{ sku: 'A' }, { sku: 'D', q: 1 }] },
  })
})

it('makes what is not there yet, and takes away what comes out no more', () => {
  expect(acceptValue(undefined, { a: { b: 1 } }, ['a', 'b'])).toEqual({ a: { b: 1 } })
  expect(acceptValue({ a: 1, b: 2 }, { a: 1 }, ['b'])).toEqual({ a: 1 })
})
