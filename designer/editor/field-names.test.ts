import { expect, test } from 'vitest'
import { itemScope, pathLabel, saysMore } from './field-names.ts'
import type { ExpressionScope } from './expression-scope.ts'

const titles = new Map([
  ['line_items', 'Lines'],
  ['line_items.sku', 'Article number'],
  ['line_items.tax_lines', 'Taxes'],
  ['line_items.tax_lines.rate', 'Tax rate'],
  ['partner_shipping_id', 'Delivery address'],
  ['$trigger.name', 'Order number'],
  ['$steps.find', 'Find the customer'],
  ['$steps.find.id', 'Odoo id'],
])
const record: ExpressionScope = { record: {}, titles }
const line: ExpressionScope = { record: {}, parent: {}, place: 'line_items', titles }

test.each<readonly [string, ExpressionScope, string]>([
  ['partner_shipping_id', record, 'Delivery address'],
  ['line_items.sku', record, 'Lines › Article number'],
  ['line_items[0].sku', record, 'Lines[0] › Article number'],
  ['customer.firstName', record, 'Customer › First name'],
  ['`Ship to`.city', record, 'Ship to › City'],
  ['$trigger.name', record, 'Trigger › Order number'],
  ['$steps.find.id', record, 'Find the customer › Odoo id'],
  ['sku', line, 'Article number'],
  ['tax_lines.rate', line, 'Taxes › Tax rate'],
  ['$parent.partner_shipping_id', line, 'Record around it › Delivery address'],
  ['$$.partner_shipping_id', line, 'Delivery address'],
  ['$', line, '$'],
])('%s is called as its schema says, else by a readable name', (path, scope, label) => {
  expect(pathLabel(path, scope)).toBe(label)
})

test('of a list whose place is not known, only names are known', () => {
  const { place: _, ...computed } = line
  expect(pathLabel('sku', computed)).toBe('SKU')
})

test('within the items of a list, names are theirs', () => {
  expect(pathLabel('sku', itemScope('line_items', record))).toBe('Article number')
  expect(pathLabel('rate', itemScope('tax_lines', line))).toBe('Tax rate')
})

test('a name that only differs in case is not said twice', () => {
  expect([saysMore('email', 'Email'), saysMore('partner_shipping_id', 'Delivery address')]).toEqual([false, true])
})
