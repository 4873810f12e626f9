import { describe, expect, it } from 'vitest'
import type { MappingRow } from '#shared/flow/document.ts'
import { insertRow, removeRow, replaceRow } from './edit-rows.ts'
import { gridRows } from './grid-rows.ts'
import { targetFields } from './target-fields.ts'

const schema = {
  type: 'object',
  required: ['reference', 'partner', 'lines'],
  properties: {
    reference: { type: 'string' },
    note: { type: 'string' },
    partner: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } } },
    address: { type: 'object', required: ['city'], properties: { city: { type: 'string' }, zip: { type: 'string' } } },
    lines: {
      type: 'array',
      items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, quantity: { type: 'integer' } } },
    },
  },
}
const expression = (target: string, text = '$'): MappingRow => ({ target, rule: { kind: 'expression', expression: text } })
const lines = (rows: readonly MappingRow[], collapsed: readonly string[] = []) =>
  gridRows({ fields: targetFields(schema), rows, collapsed: new Set(collapsed), pending: [] })
const unmapped = (rows: readonly MappingRow[]) => lines(rows).flatMap((line) => (line.unmapped ? [line.target] : []))

describe('the lines of the mapping grid', () => {
  it('offers every field of the target in its order, nested ones below their object', () => {
    expect(lines([]).map((line) => `${line.depth}${line.target}`)).toEqual([
      '0reference',
      '0note',
      '0partner',
      '1partner.name',
      '1partner.email',
      '0address',
      '1address.city',
      '1address.zip',
      '0lines',
    ])
  })

  it('needs required fields of a required object, and of an optional one only once something of it is mapped', () => {
    expect(unmapped([])).toEqual(['reference', 'partner.name', 'lines'])
    expect(unmapped([expression('address.zip')])).toEqual(['reference', 'partner.name', 'address.city', 'lines'])
  })

  it('needs something of a required object that requires none of its fields', () => {
    const contact = {
      type: 'object',
      required: ['contact'],
      properties: { contact: { type: 'object', properties: { name: { type: 'string' } } } },
    }
    const open = (rows: readonly MappingRow[]) =>
      gridRows({ fields: targetFields(contact), rows, collapsed: new Set(), pending: [] }).flatMap((line) =>
        line.unmapped ? [line.target] : [],
      )
    expect(open([])).toEqual(['contact'])
    expect(open([expression('contact.name')])).toEqual([])
  })

  it("shows the item's fields below an each row, with their place in the document", () => {
    const rows: MappingRow[] = [
      expression('reference'),
      { target: 'lines', rule: { kind: 'each', items: 'line_items', rows: [expression('sku')] } },
    ]
    const shown = lines(rows).filter((line) => line.container === '1')
    expect(shown.map(({ target, path, unmapped: open }) => ({ target, path, open }))).toEqual([
      { target: 'sku', path: '1.rows.0', open: false },
      { target: 'quantity', path: undefined, open: false },
    ])
  })

  it('keeps rows that the target does not know as custom lines', () => {
    expect(lines([expression('x_studio_tag')]).at(-1)).toMatchObject({ target: 'x_studio_tag', custom: true, path: '0' })
  })

  it('hides the rows of a folded group instead of calling them custom', () => {
    const shown = lines([expression('partner.name')], ['>partner']).map((line) => line.target)
    expect(shown).toEqual(['reference', 'note', 'partner', 'address', 'address.city', 'address.zip', 'lines'])
  })
})

describe('editing rows', () => {
  it('puts a new row where its field stands in the target', () => {
    const rows = insertRow([expression('a'), expression('c')], '', expression('b'), ['a', 'b', 'c'])
    expect(rows.map((row) => row.target)).toEqual(['a', 'b', 'c'])
  })

  it('changes and removes rows inside lists without touching the rows around them', () => {
    const each: MappingRow = { target: 'lines', rule: { kind: 'each', items: 'i', rows: [expression('sku'), expression('quantity')] } }
    const rows = [expression('a'), each]
    const replaced = replaceRow(rows, '1.rows.0', expression('sku', 'code'))
    expect(replaced[0]).toBe(rows[0])
    expect(removeRow(replaced, '1.rows.1')[1]).toEqual({ ...each, rule: { ...each.rule, rows: [expression('sku', 'code')] } })
  })
})
