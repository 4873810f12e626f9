import { describe, expect, it } from 'vitest'
import type { FileFormat } from '#shared/model/file-format.ts'
import { readAll, told } from './formats.testing.ts'

const read = async (settings: FileFormat, content: string | Uint8Array) => told(await readAll(settings, content))

describe('fixed width', () => {
  const stock: FileFormat = {
    format: 'fixed-width',
    fields: [
      { name: 'sku', start: 1, length: 8 },
      { name: 'quantity', start: 9, length: 5 },
      { name: 'name', start: 14, length: 6 },
    ],
  }

  it('takes each value from its place, without the blanks around it', async () => {
    expect(await read(stock, 'A-1        12Mug   \r\nA-2      -  3Cup   and more\n')).toEqual([
      { sku: 'A-1', quantity: '12', name: 'Mug' },
      { sku: 'A-2', quantity: '-  3', name: 'Cup' },
    ])
  })
  it('counts characters, not bytes', async () => {
    expect(await read(stock, 'É-1        12Ünïté \n🙂-2        12Tasse \n')).toEqual([
      { sku: 'É-1', quantity: '12', name: 'Ünïté' },
      { sku: '🙂-2', quantity: '12', name: 'Tasse' },
    ])
  })
  it('sets aside a line that is too short, with its number', async () => {
    expect(await read(stock, 'A-1        12Mug   \n\nA-2\nA-3         1Cup   ')).toEqual([
      { sku: 'A-1', quantity: '12', name: 'Mug' },
      'Line 3 cannot be read: it has 3 characters instead of at least 19.',
      { sku: 'A-3', quantity: '1', name: 'Cup' },
    ])
  })
  it('reads other character sets', async () => {
    const price: FileFormat = { format: 'fixed-width', encoding: 'iso-8859-15', fields: [{ name: 'price', start: 1, length: 3 }] }
    expect(await read(price, Buffer.from([0xa4, 0x31, 0x32, 0x0a]))).toEqual([{ price: '€12' }])
  })
  it('refuses settings that do not say where anything stands, or say it twice', async () => {
    const [field] = stock.fields ?? []
    await expect(read({ format: 'fixed-width' }, 'x')).rejects.toMatchObject({ code: 'file-unreadable' })
    await expect(read({ format: 'fixed-width', fields: [field!, field!] }, 'x')).rejects.toThrow('two fields "sku"')
  })
})

describe('decimal commas', () => {
  const prices: FileFormat = { format: 'csv', delimiter: ';', decimalComma: ['price'] }
  it.each([
    ['1.234,50', '1234.50'],
    ['12,5', '12.5'],
    ['-0,05', '-0.05'],
    ['3.000,00-', '-3000.00'],
    ['1 234 567', '1234567'],
    ["12'345,6", '12345.6'],
    ['7', '7'],
  ])('%s becomes %s', async (given, wanted) => {
    expect(await read(prices, `sku;price\nA;${given}\n`)).toEqual([{ sku: 'A', price: wanted }])
  })
  it.each(['1,234.50', '12.34', '1,2,3', 'abc', '1e5'])('%s is no such number, and its line is set aside', async (given) => {
    expect(await read(prices, `sku;price\nA;${given}\nB;\n`)).toEqual([
      `Line 2 cannot be read: "price" is "${given}", which is no number with a decimal comma.`,
      { sku: 'B', price: '' },
    ])
  })
  it('says that a column is not there', async () => {
    expect(await read(prices, 'sku;cost\nA;1\n')).toEqual([
      'Line 2 cannot be read: it has no column "price", which should have decimal commas.',
    ])
  })
})

describe('hostile and odd files', () => {
  it('does not hold a quoted value without end in memory', async () => {
    const rows = Buffer.concat([Buffer.from('a,b\n"'), Buffer.alloc(3_000_000, 'x\n'), Buffer.from('\n1,2\n')])
    const items = await readAll({ format: 'csv' }, rows, 500_000, 5_000).catch((error: unknown) => error)
    // More than half of its lines are wrong: the file is set aside as a whole.
    expect(items).toMatchObject({ code: 'file-unreadable' })
  })
  it('takes quotation marks as letters where the settings say so', async () => {
    const tabs: FileFormat = { format: 'csv', delimiter: '\t', quotes: 'letters' }
    expect(await read(tabs, 'sku\t"n"\r\n12" plate\t1\r\n"A\t2\r\n"B"\t"3"\r\n')).toEqual([
      { sku: '12" plate', '"n"': '1' },
      { sku: '"A', '"n"': '2' },
      { sku: '"B"', '"n"': '"3"' },
    ])
    expect(await read({ format: 'csv', delimiter: '\t', quotes: 'around-values' }, 'a\tb\n"x\ty"\t1\n')).toEqual([{ a: 'x\ty', b: '1' }])
  })

  it('keeps NUL, formulas and mixed line breaks as they stand', async () => {
    expect(await read({ format: 'csv' }, "a,b\r\n=cmd|'/c'!A1,x\0y\n+1,@z\r\n")).toEqual([
      { a: "=cmd|'/c'!A1", b: 'x\0y' },
      { a: '+1', b: '@z' },
    ])
  })
  it.each([
    ['little', [0xff, 0xfe, 0x61, 0x00]],
    ['big', [0xfe, 0xff, 0x00, 0x61]],
  ])('says that a file is UTF-16 (%s endian)', async (_, bytes) => {
    await expect(read({ format: 'csv' }, Buffer.from(bytes))).rejects.toThrow('UTF-16')
  })
})
