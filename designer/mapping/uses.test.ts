import { expect, test } from 'vitest'
import { each, row } from '#shared/flow/a-flow.fixture.ts'
import { usesIn } from './uses.ts'

const rows = [
  row('name', '$trim(customer.first_name)'),
  row('zip', 'customer.address.zip'),
  { target: 'journal', rule: { kind: 'lookup' as const, table: 'tenders', key: 'gateway', onMissing: 'reject' as const } },
  each('lines', 'line_items', [row('sku', 'sku')]),
]
const uses = () => Object.fromEntries([...usesIn(rows)].map(([key, { rows: places }]) => [key, [...places]]))

test('rows are found by the field they read, also by what lies above it', () => {
  expect(uses()).toMatchObject({
    'field:customer': ['0', '1'],
    'field:customer.address': ['1'],
    'field:customer.first_name': ['0'],
    'field:line_items': ['3', '3.rows.0'],
    'field:line_items.sku': ['3.rows.0'],
  })
})

test('and by the tables and functions they use', () => {
  expect(uses()).toMatchObject({ 'table:tenders': ['2'], 'function:$trim': ['0'] })
  expect(Object.keys(uses())).not.toContain('function:$lookup')
})
