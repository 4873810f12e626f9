import { expect, test } from 'vitest'
import { failedRow } from './failed-row.ts'

const missing = (path: string) => ({ issues: [{ path, code: 'required-field-missing', message: 'No value.' }] })

test('takes the target an expression failed in', () => {
  expect(failedRow({ details: { row: '3', target: 'partner.name' } })).toBe('partner.name')
})

test('reads the row from the path of a missing field', () => {
  expect(failedRow(missing('/partner/name'))).toBe('partner.name')
  expect(failedRow(missing('/x~1y'))).toBe('`x/y`')
})

test('names the row within its list', () => {
  expect(failedRow(missing('/order_line/0/product_id'))).toBe('product_id')
})

test('knows no row for other errors', () => {
  expect(failedRow({ issues: [{ path: '/name', code: 'payload-invalid', message: 'Too long.' }] })).toBeUndefined()
})
