import { describe, expect, it } from 'vitest'
import type { FileFormat } from '#shared/model/file-format.ts'
import { readAll, told } from './formats.testing.ts'

const isa = (control: string, end = '~', element = '*') =>
  `ISA*00*          *00*          *ZZ*HARBOUR        *ZZ*SUPPLIER       *260301*1000*U*00401*${control}*0*P*>~`
    .replaceAll('*', element)
    .replaceAll('~', end)
const po = (control: string, number: string) =>
  `ST*850*${control}~BEG*00*SA*${number}**20260301~PO1*1*2*EA*12.50**UP*012345678905~CTT*1~SE*5*${control}~`
const interchange = (control: string, numbers: readonly string[]) =>
  `${isa(control)}GS*PO*HARBOUR*SUPPLIER*20260301*1000*${Number(control)}*X*004010~${numbers.map((number, index) => po(String(index + 1).padStart(4, '0'), number)).join('')}GE*${numbers.length}*${Number(control)}~IEA*1*${control}~`
const x12: FileFormat = { format: 'x12' }

describe('X12 files', () => {
  it.each([1, 7, 50, 100_000])('give each transaction set with its interchange, in pieces of %i bytes', async (piece) => {
    const file = `${interchange('000000001', ['PO-1', 'PO-2'])}\r\n${interchange('000000002', ['PO-3']).replaceAll('*', '|').replaceAll('~', '\n')}`
    const records = told(await readAll(x12, file, piece, 2)) as {
      interchange: { control: string }
      group: { control: string }
      document: { beginning: { number: string } }
    }[]
    expect(records.map(({ interchange: { control }, group, document }) => [control, group.control, document.beginning.number])).toEqual([
      ['000000001', '1', 'PO-1'],
      ['000000001', '1', 'PO-2'],
      ['000000002', '2', 'PO-3'],
    ])
    expect(records[0]).toMatchObject({
      type: '850',
      version: '004010',
      interchange: { sender: { id: 'HARBOUR', qualifier: 'ZZ' }, sentAt: '2026-03-01T10:00', isTest: false },
      document: {
        lines: [{ line: '1', quantity: '2', unit: 'EA', price: '12.50', idType1: 'UP', id1: '012345678905' }],
        totals: { lines: '1' },
      },
    })
  })
  it('sets aside a transaction set whose counts or numbers are wrong, and goes on', async () => {
    const file = interchange('000000001', ['PO-1', 'PO-2', 'PO-3']).replace('SE*5*0001', 'SE*6*0001').replace('SE*5*0002', 'SE*5*0009')
    expect(told(await readAll(x12, file))).toEqual([
      'Record 1 (line 1) cannot be read: 850 0001: SE counts 6 segments, and it has 5.',
      'Record 2 (line 1) cannot be read: 850 0002: its control number is 0002 in ST and 0009 in SE.',
      expect.objectContaining({ control: '0003' }),
    ])
  })
  it.each([
    ['an ISA of the wrong length', interchange('000000001', ['PO-1']).replace('HARBOUR        ', 'HARBOUR'), '106 characters'],
    ['a letter that should end segments', interchange('000000001', ['PO-1']).replaceAll('~', 'X'), 'cannot end segments'],
    ['a file that ends within a transaction set', interchange('000000001', ['PO-1']).slice(0, -60), 'ends in the middle'],
    ['a file that ends before its IEA', interchange('000000001', ['PO-1']).replace(/IEA.*/, ''), 'ends in the middle'],
    ['something else', 'sku,price\n1,2', 'does not begin with an ISA'],
  ])('refuses %s', async (_, file, reason) => {
    await expect(readAll(x12, file)).rejects.toMatchObject({ code: 'file-unreadable', message: expect.stringContaining(reason) })
  })
})

describe('EDIFACT files', () => {
  const message = (control: string, number: string) =>
    `UNH+${control}+ORDERS:D:96A:UN'BGM+220+${number}+9'LIN+1++4000862141404:SRV'QTY+21:48'UNS+S'UNT+6+${control}'`
  const file = `UNA:+.? 'UNB+UNOC:3+4012345500004:14+5412345000013:14+260301:1000+77'${message('1', "PO?'1?+2??")}${message('2', 'PO2')}UNZ+2+77'\n`

  it.each([1, 8, 100_000])('give each message, with released characters, in pieces of %i bytes', async (piece) => {
    const records = told(await readAll({ format: 'edifact' }, `${file}${file.replace("UNA:+.? '", '').replaceAll('77', '78')}`, piece, 1))
    expect(records).toHaveLength(4)
    expect(records[0]).toMatchObject({
      type: 'ORDERS',
      version: 'D:96A:UN',
      interchange: { control: '77', sender: { id: '4012345500004', qualifier: '14' } },
      document: {
        beginning: { type: '220', number: "PO'1+2?" },
        lines: [{ id: '4000862141404', quantities: [{ type: '21', quantity: '48' }] }],
      },
    })
    expect(records[3]).toMatchObject({ interchange: { control: '78' }, document: { beginning: { number: 'PO2' } } })
  })
  it('refuses a file that is cut off', async () => {
    await expect(readAll({ format: 'edifact' }, file.slice(0, -12))).rejects.toThrow('ends in the middle')
  })
})
