import { describe, expect, it } from 'vitest'
import { hasErrorCode } from '../errors.ts'
import type { LookupRow } from '../model/connections.ts'
import { lookupIssues } from './check-rows.ts'
import { csvLines, lookupCsv, lookupRowsOf } from './csv.ts'

const codes = (rows: readonly LookupRow[]) => lookupIssues(rows).map(({ code, path }) => `${code} ${path}`)
const row = (key: string, more: Partial<LookupRow> = {}): LookupRow => ({ key, value: 'v', ...more })

describe('rows', () => {
  it.each<[string, LookupRow[], string[]]>([
    ['are fine', [row('a'), row('b')], []],
    ['stand there twice', [row('a'), row('b'), row('a')], ['key-double /rows/2/key']],
    ['may follow each other', [row('a', { to: '2026-06-30' }), row('a', { from: '2026-07-01' })], []],
    ['may leave a gap', [row('a', { to: '2026-01-31' }), row('a', { from: '2026-07-01' })], []],
    ['overlap on a day', [row('a', { to: '2026-07-01' }), row('a', { from: '2026-07-01' })], ['key-double /rows/1/key']],
    ['hold always and sometimes', [row('a'), row('a', { from: '2026-07-01' })], ['key-double /rows/1/key']],
    ['end before they begin', [row('a', { from: '2026-07-02', to: '2026-07-01' })], ['period-invalid /rows/0/to']],
    [
      'name no day',
      [row('a', { from: '2026-02-30' }), row('b', { to: '1.7.2026' })],
      ['date-invalid /rows/0/from', 'date-invalid /rows/1/to'],
    ],
    ['have blanks around the key', [row(' a')], ['key-blanks /rows/0/key']],
  ])('%s', (_, rows, expected) => {
    expect(codes(rows)).toEqual(expected)
  })
})

describe('CSV', () => {
  const read = (text: string) => lookupRowsOf(csvLines(text))

  it.each<[string, LookupRow[]]>([
    ['texts', [row('a,b', { value: 'say "x"\r\nand go' }), row('007', { value: '007', note: 'leading zeros' })]],
    ['numbers, lists and objects', [row('a', { value: 7 }), row('b', { value: '7' }), row('c', { value: { account: [1, null] } })]],
    ['days', [row('a', { from: '2026-01-01' }), row('b', { to: '2026-12-31', note: 'n' })]],
    ['strange keys', [row('__proto__'), row('=1+1'), row('ключ')]],
    ['nothing', []],
  ])('keeps %s', (_, rows) => {
    expect(read(lookupCsv(rows))).toEqual(rows)
  })

  it.each([
    ['commas', 'key,value\na,"1;2"\n'],
    ['semicolons', 'key;value\r\na;1;2\r\n'.replace('1;2', '"1;2"')],
    ['tabs', 'key\tvalue\na\t1;2'],
    ['lines of an old Macintosh', 'key,value\ra,1;2\r'],
  ])('reads %s', (_, text) => {
    expect(read(text)).toEqual([{ key: 'a', value: '1;2' }])
  })

  it('reads what a spreadsheet cut off in the middle of a cell', () => {
    expect(csvLines('key,value\na,"b')).toEqual([
      ['key', 'value'],
      ['a', 'b'],
    ])
  })

  it('takes columns in any order, with a mark in front and empty lines between', () => {
    expect(read('\uFEFFNote,Value,Key\r\nn,v,k\r\n,,\r\n')).toEqual([{ key: 'k', value: 'v', note: 'n' }])
  })

  it.each([
    ['another head', 'from,to\r\na,b\r\n', '"key" and "value" are needed'],
    ['a line without a key', 'key,value\r\n,x\r\n', 'Line 2 has no key.'],
    ['a value that is not JSON', 'key,value (JSON)\r\na,x\r\n', 'Line 2: x is not JSON.'],
  ])('refuses %s', (_, text, message) => {
    let caught: unknown
    try {
      read(text)
    } catch (error) {
      caught = error
    }
    expect(hasErrorCode(caught) && caught.message).toContain(message)
  })
})
