import { expect, test } from 'vitest'
import { fieldName, fieldTitles, readableField, readableName } from './schema-fields.ts'

const schema = {
  type: 'object',
  properties: {
    origin: { type: 'string', title: 'Source document' },
    partner: { $ref: '#/$defs/partner' },
    order_line: {
      title: 'Order lines',
      type: 'array',
      items: { anyOf: [{ type: 'object', properties: { qty: { type: 'number', title: 'Quantity' } } }, { type: 'null' }] },
    },
  },
  $defs: { partner: { title: 'Customer', type: 'object', properties: { ref: { type: 'string' } } } },
}

test('a field is called by its title, the fields around it before it', () => {
  expect(fieldName(schema, ['origin'])).toBe('Source document')
  expect(fieldName(schema, ['partner', 'ref'])).toBe('Customer › ref')
})

test('positions in lists count from 1, and may be left out', () => {
  expect(fieldTitles(schema, ['order_line', '1', 'qty'])).toEqual(['Order lines', '2', 'Quantity'])
  expect(fieldTitles(schema, ['order_line', 'qty'])).toEqual(['Order lines', 'Quantity'])
})

test('what the schema does not know stands for itself', () => {
  expect(fieldName(schema, ['origin', 'deep', '0', 'x'])).toBe('Source document › deep › 1 › x')
  expect(fieldName(undefined, ['lines', '0'])).toBe('lines › 1')
})

test('names without a title are read as words', () => {
  expect(['lineItems', 'client_order_ref', 'sku', 'origin', 'line1', 'shipToId'].map(readableName)).toEqual([
    'Line items',
    'Client order ref',
    'SKU',
    'Origin',
    'Line1',
    'Ship to ID',
  ])
  expect(['Kundennummer', 'ORDER NO', 'a.b'].map(readableName)).toEqual(['Kundennummer', 'ORDER NO', 'a.b'])
  expect(readableField(schema, ['order_line', '0', 'sku'])).toBe('Order lines › 1 › SKU')
})
