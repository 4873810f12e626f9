import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readAll, told } from './formats.testing.ts'
import { writeRecords, type FileWriting } from './write-records.ts'

const write = (settings: FileWriting, records: readonly Json[]) => writeRecords(settings, records).toString()

describe('writing files', () => {
  it('writes CSV with quotes where they are needed', () => {
    expect(
      write({ format: 'csv' }, [
        { sku: 'A', name: 'Mug, "navy"\n' },
        { sku: 'B', price: 1.5 },
      ]),
    ).toBe('sku,name,price\r\nA,"Mug, ""navy""\n",\r\nB,,1.5\r\n')
  })
  it('writes other separators, no header line, Unix line breaks and decimal commas', () => {
    const settings: FileWriting = {
      format: 'csv',
      delimiter: ';',
      columns: ['a', 'b'],
      header: false,
      lineBreak: 'lf',
      decimalComma: ['b'],
    }
    expect(write(settings, [{ b: '1234.50', a: 'x;y' }])).toBe('"x;y";1234,50\n')
  })
  it('writes quotation marks as letters, and refuses what would be two values', () => {
    const tabs = { format: 'csv', delimiter: '\t', quotes: 'letters', lineBreak: 'lf' } as const
    expect(writeRecords(tabs, [{ sku: '12" plate', n: ' 1' }]).toString()).toBe('sku\tn\n12" plate\t 1\n')
    for (const sku of ['A\tB', 'A\nB'])
      expect(() => writeRecords(tabs, [{ sku }])).toThrow('Record 1 cannot be written: "sku": it has a separator or a line break.')
  })

  it('guards formulas only for spreadsheets, and never numbers', () => {
    const record = { a: '=1+1', b: '-3.50', c: '@x' }
    expect(write({ format: 'csv', header: false }, [record])).toBe('=1+1,-3.50,@x\r\n')
    expect(write({ format: 'csv', header: false, forSpreadsheets: true }, [record])).toBe("'=1+1,-3.50,'@x\r\n")
  })
  it('writes fixed width with blanks and zeros', () => {
    const fields = [
      { name: 'sku', start: 1, length: 5 },
      { name: 'quantity', start: 7, length: 5, fill: 'zeros' as const },
      { name: 'unit', start: 12, length: 3, fill: 'left' as const },
    ]
    expect(write({ format: 'fixed-width', fields }, [{ sku: 'A-1', quantity: -12, unit: 'pc' }])).toBe('A-1   -0012 pc\n')
  })
  it('writes XML around its records', () => {
    expect(write({ format: 'xml', record: 'Order', root: 'Orders' }, [{ '@id': 1, Line: ['a', 'b'] }])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Orders>\n  <Order id="1">\n    <Line>a</Line>\n    <Line>b</Line>\n  </Order>\n</Orders>\n',
    )
  })
  it('writes other character sets, and says which character they lack', async () => {
    const settings: FileWriting = { format: 'csv', encoding: 'windows-1252' }
    expect(told(await readAll(settings, writeRecords(settings, [{ name: 'Café €5' }])))).toEqual([{ name: 'Café €5' }])
    expect(() => writeRecords(settings, [{ name: 'Łódź' }])).toThrow('"Ł" (U+0141) cannot be written in windows-1252')
  })
  it.each([
    ['a value that is too long', { format: 'fixed-width', fields: [{ name: 'a', start: 1, length: 2 }] }, { a: 'xyz' }, '/records/0/a'],
    ['a list as a value', { format: 'csv' }, { a: [1] }, '/records/0/a'],
    ['a member that is no column', { format: 'csv', columns: ['b'] }, { 'a/b': 1 }, '/records/0/a~1b'],
    ['a text where a number should be', { format: 'csv', decimalComma: ['a'] }, { a: 'x' }, '/records/0/a'],
    ['a name that is no XML name', { format: 'xml', record: 'r' }, { 'a b': 1 }, '/records/0/r'],
  ] as const)('refuses %s, with its place', (_, settings, record, path) => {
    expect(() => write(settings as FileWriting, [record as unknown as Json])).toThrow(
      expect.objectContaining({ code: 'action-input-invalid', issues: [expect.objectContaining({ path })] }),
    )
  })
  it.each(['csv', 'json-lines', 'json-array'] as const)('reads back any text from %s', async (format) => {
    const text = fc.string({ unit: 'grapheme' }).filter((part) => part.isWellFormed())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: text, b: text }), { minLength: 1, maxLength: 5 }), async (records) => {
        // An empty quoted value in every column is a line of blanks to a reader: it is no record.
        fc.pre(records.every(({ a, b }) => `${a}${b}`.trim() !== ''))
        expect(told(await readAll({ format }, writeRecords({ format }, records), 50))).toEqual(records)
      }),
      { numRuns: 200 },
    )
  })
})
