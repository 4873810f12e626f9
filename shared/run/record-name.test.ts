import { expect, test } from 'vitest'
import { recordName } from './record-name.ts'

test('takes the first naming field that is there', () => {
  expect(recordName({ id: 7, sku: 'MUG', name: '#1042' })).toBe('#1042')
  expect(recordName({ id: 7, sku: 'MUG' })).toBe('MUG')
})

test('passes over what is empty or neither a text nor a number', () => {
  expect(recordName({ name: ' ', reference: null, order_number: { value: 1 }, number: 1042 })).toBe('1042')
})

test('trims a name', () => {
  expect(recordName({ name: ' S00042 ' })).toBe('S00042')
})

test('knows no name for lists, plain values and records without a naming field', () => {
  expect([[{ name: 'a' }], 'a', null, undefined, { total: '12.00' }].map(recordName)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
