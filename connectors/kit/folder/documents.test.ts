import { describe, expect, it } from 'vitest'
import { readDocuments, type DocumentOptions } from './documents.ts'
import type { PageOfFile } from './poll-folder.ts'

/** All pages of a file, read in pieces as a server sends them. */
async function read(text: string, more: Partial<DocumentOptions> = {}, limit = 100) {
  const bytes = Buffer.from(text)
  const page = readDocuments({ folder: '/in', format: 'csv', ...more })
  const pages: PageOfFile[] = []
  do {
    const source = { size: bytes.length, read: async (offset: number) => bytes.subarray(offset, offset + 70_000) }
    pages.push(await page({ name: 'in.csv', digest: 'a'.repeat(64) }, source, pages.at(-1)?.at, limit))
  } while (pages.at(-1)?.more)
  return { pages: pages.map(({ records }) => records.length), documents: pages.flatMap(({ records }) => records) }
}
const values = async (...given: Parameters<typeof read>) => (await read(...given)).documents.map(({ value }) => value)
const why = async (...given: Parameters<typeof read>) => {
  const error = (await read(...given).catch((one: unknown) => one)) as { readonly code?: string; readonly message?: string }
  expect(error.code).toBe('file-unreadable')
  return error.message
}

const INVOICES = 'supplier,number,sku,quantity\nQ,1,A,2\nR,1,B,3\nQ,1,C,\n\nQ,2,D,4\n'

describe('documents of a file', () => {
  it('are the lines with the same number, wherever they stand; blank values are left out', async () => {
    expect(await values(INVOICES, { key: ['supplier', 'number'] })).toEqual([
      {
        file: 'in.csv',
        number: 'Q 1',
        records: [
          { supplier: 'Q', number: '1', sku: 'A', quantity: '2' },
          { supplier: 'Q', number: '1', sku: 'C' },
        ],
      },
      { file: 'in.csv', number: 'R 1', records: [{ supplier: 'R', number: '1', sku: 'B', quantity: '3' }] },
      { file: 'in.csv', number: 'Q 2', records: [{ supplier: 'Q', number: '2', sku: 'D', quantity: '4' }] },
    ])
  })

  it('are told apart by all of their numbers, also where these together read the same', async () => {
    expect(await values('a,b,c\n"x y",z,1\nx,"y z",2\n', { key: ['a', 'b'] })).toHaveLength(2)
  })

  it('are one where nothing tells them apart, with the columns that are wanted', async () => {
    expect(await values(INVOICES, { keep: ['sku', 'quantity'] })).toEqual([
      {
        file: 'in.csv',
        number: '',
        records: [{ sku: 'A', quantity: '2' }, { sku: 'B', quantity: '3' }, { sku: 'C' }, { sku: 'D', quantity: '4' }],
      },
    ])
  })

  it('come page by page, each once and with the same name however long the pages are', async () => {
    const text = `n,v\n${Array.from({ length: 2_500 }, (_, index) => `${index % 25},${index}`).join('\n')}\n`
    const all = await read(text, { key: ['n'] })
    const paged = await read(text, { key: ['n'] }, 10)
    expect([all.pages, paged.pages]).toEqual([[25], [10, 10, 5]])
    expect(paged.documents).toEqual(all.documents)
    expect(new Set(all.documents.map(({ key }) => key)).size).toBe(25)
    expect(all.documents[3]?.value).toMatchObject({ number: '3', records: { length: 100 } })
  })

  it('are many lines of a large file: 60,000 of one settlement', async () => {
    const line = (index: number) => `S-1,Order,ItemPrice,Principal,${index}.25,${'x'.repeat(120)}`
    const text = `id,type,kind,what,amount,more\n${Array.from({ length: 60_000 }, (_, index) => line(index)).join('\n')}\n`
    const [document] = await values(text, { key: ['id'], keep: ['kind', 'what', 'amount'] })
    expect(document).toMatchObject({ number: 'S-1', records: { length: 60_000, 59999: { amount: '59999.25' } } })
    expect(await why(text, { key: ['id'] })).toBe(
      'the document S-1 is too large for one run. Say which columns are wanted, or read the records of the file one by one.',
    )
  })

  it.each<[string, string, Partial<DocumentOptions>, string]>([
    ['a line that cannot be read', 'a,b\n1,2\n1,2,3\n1,4\n', { key: ['a'] }, 'Line 3'],
    ['a line without a number', 'a,b\n1,2\n ,3\n', { key: ['a'] }, 'line 3 has no "a", so that it belongs to no document'],
    ['no such column', 'a,b\n1,2\n', { key: ['invoice'] }, 'it has no column "invoice"'],
    ['no lines of its format', '<?xml version="1.0"?><a/>', { format: 'xml', record: 'Invoice', key: ['ID'] }, ''],
  ])('give nothing where there is %s', async (_, text, options, reason) => {
    if (reason === '') expect(await values(text, options)).toEqual([])
    else expect(await why(text, options)).toContain(reason)
  })
})
