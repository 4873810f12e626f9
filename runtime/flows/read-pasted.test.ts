import { describe, expect, it } from 'vitest'
import { hasErrorCode } from '#shared/errors.ts'
import { readPasted } from './read-pasted.ts'

function refusal(text: string): string {
  try {
    readPasted(text)
  } catch (error) {
    if (hasErrorCode(error)) return error.message
    throw error
  }
  throw new Error('it was read')
}

describe('pasted text', () => {
  it.each<[string, string, string, unknown[]]>([
    ['a record', 'json', '{"a":1}', [{ a: 1 }]],
    ['a list of records', 'json', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['records line by line', 'json-lines', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    [
      'XML',
      'xml',
      '<?xml version="1.0"?><Order id="7"><Total>12.50</Total></Order>',
      [{ Order: expect.objectContaining({ Total: '12.50' }) }],
    ],
    ['CSV of a European spreadsheet', 'csv', 'sku;price\r\nA;1,50\r\n', [{ sku: 'A', price: '1,50' }]],
    ['cells of the clipboard', 'csv', 'sku\tprice\nA\t1.50', [{ sku: 'A', price: '1.50' }]],
    ['names that are traps', 'json', '{"__proto__":{"a":1},"b.c \\"d\\"":2}', [JSON.parse('{"__proto__":{"a":1},"b.c \\"d\\"":2}')]],
  ])('is read as %s', (_, kind, text, records) => {
    const read = readPasted(text)
    expect(read).toMatchObject({ kind })
    expect(read.records).toEqual(records)
  })

  it('gives the schema that it is, or that its records tell', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } }
    expect(readPasted(JSON.stringify(schema))).toEqual({ kind: 'json-schema', records: [], schema, fields: [] })
    expect(readPasted('{"total":"12.50"}')).toMatchObject({
      schema: { properties: { total: { format: 'decimal' } }, required: ['total'] },
      fields: [{ names: ['total'], kind: 'decimal', presence: 1 }],
    })
  })

  it.each([
    ['a sentence', 'Hello there', 'The text is neither JSON nor XML nor CSV with a line of names.'],
    ['JSON that is cut off', '{"a":', 'The text begins like JSON, but cannot be read'],
    ['XML that is cut off', '<a><b>', 'The text begins like XML, but cannot be read'],
    ['a line that is not JSON', '{"a":1}\n{"b":}\n', 'Line 2 is not JSON'],
  ])('is refused as %s', (_, text, message) => {
    expect(refusal(text)).toContain(message)
  })
})
