import { describe, expect, it } from 'vitest'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { FeedItem } from './page.ts'
import { openFile, PIECE_BYTES } from './read-file.ts'

const csv: FileConfig = { type: 'file', format: 'csv', perRecord: true }
const lines: FileConfig = { type: 'file', format: 'json-lines', perRecord: true }
const list: FileConfig = { type: 'file', format: 'json-array', perRecord: true }

/** Reads the whole file; `anew` opens it again before each page, as after a restart. */
async function readAll(config: FileConfig, content: string | Uint8Array, anew = false): Promise<readonly FeedItem[]> {
  const bytes = Buffer.from(content)
  const feed = { id: 'feed_1', clientId: 'client_a', size: bytes.length } as Feed
  const piece = async (_client: string, _feed: string, index: number) => {
    const part = bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES)
    return part.length > 0 ? part : undefined
  }
  const open = () => openFile({ feeds: { piece }, feed, config })
  const items: FeedItem[] = []
  let read = open()
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor)
    items.push(...page.items)
    cursor = page.cursor
    if (!page.more) return items
    if (anew) read = open()
  }
}

const told = (items: readonly FeedItem[]) =>
  items.map((item) => (item.kind === 'record' ? (JSON.parse(item.json) as unknown) : item.reason))
const read = async (config: FileConfig, content: string | Uint8Array) => told(await readAll(config, content))

describe('CSV', () => {
  it('takes the names of fields from the first line', async () => {
    expect(await read(csv, 'sku,price\nA-1,12.50\nA-2,3\n')).toEqual([
      { sku: 'A-1', price: '12.50' },
      { sku: 'A-2', price: '3' },
    ])
  })

  it.each([
    ['without a line break at the end', 'a,b\n1,2'],
    ['with the line breaks of Windows', 'a,b\r\n1,2\r\n'],
    ['with a byte order mark', '\ufeffa,b\n1,2\n'],
    ['with empty lines', 'a,b\n\n1,2\n\n\n'],
  ])('reads a file %s', async (_, content) => {
    expect(await read(csv, content)).toEqual([{ a: '1', b: '2' }])
  })

  it('keeps separators, quotes and line breaks inside quotes', async () => {
    expect(await read(csv, 'name,size\n"Mug, navy","12""\nhigh"\nCup,3\n')).toEqual([
      { name: 'Mug, navy', size: '12"\nhigh' },
      { name: 'Cup', size: '3' },
    ])
  })

  it('reads other separators, columns named by the trigger, and Windows-1252', async () => {
    const config: FileConfig = { ...csv, delimiter: ';', columns: ['name', 'price'], encoding: 'windows-1252' }
    expect(await read(config, Buffer.from('Caf\xe9;1,50\nB;2\n', 'latin1'))).toEqual([
      { name: 'Café', price: '1,50' },
      { name: 'B', price: '2' },
    ])
  })

  it('sets aside a line that does not fit, with its number, and reads the others', async () => {
    expect(await read(csv, 'a,b\n1,2\n\n3\n4,5,6\n7,8\n')).toEqual([
      { a: '1', b: '2' },
      'Line 4 cannot be read: it has 1 value instead of 2.',
      'Line 5 cannot be read: it has 3 values instead of 2.',
      { a: '7', b: '8' },
    ])
  })

  it('does not let a quote that is never closed swallow the rest of the file', async () => {
    expect(await read(csv, 'a,b\n1,2\n"3,4\n5,6\n7,8\n')).toEqual([
      { a: '1', b: '2' },
      'Line 3 cannot be read: a quote is opened and not closed.',
      { a: '5', b: '6' },
      { a: '7', b: '8' },
    ])
  })

  it('sets aside a line that is not text of the character set', async () => {
    expect(await read(csv, Buffer.from('a,b\n1,\xe9\n3,4\n', 'latin1'))).toEqual([
      'Line 2 cannot be read: it is not utf-8 text.',
      { a: '3', b: '4' },
    ])
  })

  it.each([
    ['', 'The file is empty.'],
    ['a,a\n1,2\n', 'Line 1 names two columns "a".'],
    ['a,,b\n', 'Line 1 should name the columns, and column 2 has no name.'],
    ['__proto__,b\n', 'Line 1 names a column "__proto__", which is not allowed.'],
  ])('refuses the file %j as a whole', async (content, message) => {
    await expect(readAll(csv, content)).rejects.toMatchObject({ code: 'file-unreadable', message })
  })

  it('refuses a file that is hardly ever what it should be, with its first mistake', async () => {
    const wrong = Array.from({ length: 600 }, (_, index) => `only ${index}`).join('\n')
    await expect(readAll(csv, `a,b\n${wrong}\n`)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: '500 of the first 500 records cannot be read. Line 2 cannot be read: it has 1 value instead of 2.',
    })
  })
})

describe('JSON', () => {
  it('reads one record in each line, numbers as they stand', async () => {
    const items = await readAll(lines, '{"id":1,"price":12.50}\n\n{"id":12345678901234567890}')
    expect(items.map((item) => item.kind === 'record' && item.json)).toEqual(['{"id":1,"price":12.50}', '{"id":12345678901234567890}'])
  })

  it('sets aside a line that is no JSON', async () => {
    const [first, second, third] = await read(lines, '{"id":1}\n{"id":}\n{"id":3}\n')
    expect([first, third]).toEqual([{ id: 1 }, { id: 3 }])
    expect(second).toMatch(/^Line 2 cannot be read: it is not valid JSON: /)
  })

  it('reads a list of records, whatever their texts hold', async () => {
    expect(await read(list, ' [\n{"a":"],[\\"{"}, {"b":[1,{"c":2}]} ,\n3]\n')).toEqual([{ a: '],["{' }, { b: [1, { c: 2 }] }, 3])
    expect(await read(list, '[]')).toEqual([])
  })

  it('sets aside one record of a list that is no JSON', async () => {
    const [first, second, third] = await read(list, '[{"a":1},{"b" 2},{"c":3}]')
    expect([first, third]).toEqual([{ a: 1 }, { c: 3 }])
    expect(second).toMatch(/^Record 2 \(line 1\) cannot be read: it is not valid JSON: /)
  })

  it.each([
    ['{"a":1}', 'The file does not begin with "[": it is no JSON list.'],
    ['[{"a":1},{"b":', 'The file ends in the middle of its list: it was not written or sent to its end.'],
  ])('refuses %s as a whole', async (content, message) => {
    await expect(readAll(list, content)).rejects.toMatchObject({ code: 'file-unreadable', message })
  })
})

describe('large files', () => {
  const count = 30_000
  const records = Array.from({ length: count }, (_, index) => ({
    sku: `SKU-${index}`,
    name: `Mug "no, ${index}"\nÅse`,
    price: `${index}.50`,
  }))
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const files = {
    csv: `sku,name,price\n${records.map((record) => Object.values(record).map(quoted).join(',')).join('\n')}\n`,
    'json-lines': records.map((record) => JSON.stringify(record)).join('\n'),
    'json-array': `[${records.map((record) => JSON.stringify(record)).join(',')}]`,
  }

  it.each(['csv', 'json-lines', 'json-array'] as const)(
    'in pieces give every record of %s once, also when each page is read anew',
    async (format) => {
      const config: FileConfig = { type: 'file', format, perRecord: true, pageSize: 777 }
      expect(files[format].length).toBeGreaterThan(PIECE_BYTES)
      const items = await readAll(config, files[format], true)
      expect(told(items)).toEqual(records)
      expect(items.map(({ key }) => key)).toEqual(records.map((_, index) => String(index + 1)))
    },
  )
})
