import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { PollRecord, RejectedRecord } from '../contract.ts'
import type { FolderOptions } from './options.ts'
import { pollFolder } from './poll-folder.ts'
import { folderOf, nameOf, type RemoteFolder } from './remote-folder.ts'

const CHUNK = 70_000

/** Files in memory, as a server would have them. */
function aFolder() {
  const files = new Map<string, { bytes: Buffer; modifiedAt: number }>()
  let transferred = 0
  const folder: RemoteFolder = {
    list: async (path) =>
      [...files]
        .filter(([file]) => folderOf(file) === path)
        .map(([file, { bytes, modifiedAt }]) => ({ name: nameOf(file), size: bytes.length, modifiedAt })),
    stat: async (path) => {
      const file = files.get(path)
      return file && { size: file.bytes.length, modifiedAt: file.modifiedAt }
    },
    async *read(path, offset) {
      const { bytes } = files.get(path) ?? { bytes: Buffer.alloc(0) }
      for (let at = offset; at < bytes.length; at += CHUNK) {
        transferred += Math.min(CHUNK, bytes.length - at)
        yield bytes.subarray(at, at + CHUNK)
      }
    },
    write: async (path, bytes) => void files.set(path, { bytes: Buffer.from(bytes), modifiedAt: clock }),
    async move(from, to) {
      const file = files.get(from)
      if (!file) return
      files.delete(from)
      files.set(to, file)
    },
    remove: async (path) => void files.delete(path),
  }
  let clock = 1_000_000
  let cursor: Json | undefined
  const records: PollRecord[] = []
  const rejected: RejectedRecord[] = []
  const page = async (options: Partial<FolderOptions> = {}, limit = 100) => {
    const answer = await pollFolder(folder, {
      cursor,
      limit,
      now: new Date(clock),
      options: { folder: '/in', format: 'csv', stableSeconds: 0, ...options },
    })
    cursor = JSON.parse(JSON.stringify(answer.cursor)) as Json
    records.push(...answer.records)
    rejected.push(...(answer.rejected ?? []))
    return answer
  }
  return {
    folder,
    records,
    rejected,
    page,
    put: (name: string, text: string) =>
      void files.set(name.startsWith('/') ? name : `/in/${name}`, { bytes: Buffer.from(text), modifiedAt: clock }),
    names: () => [...files.keys()].toSorted(),
    later: (ms: number) => void (clock += ms),
    transferred: () => transferred,
    async look(options: Partial<FolderOptions> = {}, limit = 100) {
      while ((await page(options, limit)).more) continue
    },
  }
}
const values = (records: readonly PollRecord[]) => records.map(({ value }) => value)

describe('looking at a folder', () => {
  it('reads the records of each file, oldest file first, and archives what it read', async () => {
    const at = aFolder()
    at.put('b.csv', 'sku\n1\n2\n')
    at.later(1)
    at.put('a.csv', 'sku\n3\n')
    await at.look()
    expect(values(at.records)).toEqual([{ sku: '1' }, { sku: '2' }, { sku: '3' }])
    expect(at.names()).toEqual([expect.stringMatching(/^\/in\/archive\/a-[0-9a-f]{12}\.csv$/), expect.stringMatching(/^\/in\/archive\/b-/)])
    at.put('c.csv', 'sku\n4\n')
    await at.look()
    expect(at.records).toHaveLength(4)
  })

  it('takes only files whose names fit, and none that are hidden or unfinished', async () => {
    const at = aFolder()
    for (const name of [
      'orders-1.csv',
      'ORDERS-2.CSV',
      'stock.csv',
      '.orders-3.csv',
      'orders-4.csv.part',
      'orders-5.csv.filepart',
      'ordersX6.csvx',
    ])
      at.put(name, `sku\n${name}\n`)
    await at.look({ pattern: 'orders-*.csv' })
    expect(values(at.records)).toEqual([{ sku: 'ORDERS-2.CSV' }, { sku: 'orders-1.csv' }])
  })

  it('waits until a file rests', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n')
    await at.look({ stableSeconds: 30 })
    at.later(20_000)
    at.put('a.csv', 'sku\n1\n2\n')
    await at.look({ stableSeconds: 30 })
    at.later(20_000)
    await at.look({ stableSeconds: 30 })
    expect(at.records).toEqual([])
    at.later(20_000)
    await at.look({ stableSeconds: 30 })
    expect(values(at.records)).toEqual([{ sku: '1' }, { sku: '2' }])
  })

  it('goes on within a file where the last page ended, and moves it only when that page is stored', async () => {
    const at = aFolder()
    at.put('a.csv', `sku\n${Array.from({ length: 25 }, (_, index) => `${index}\n`).join('')}`)
    for (let page = 1; page <= 3; page++) {
      expect((await at.page({}, 10)).records).toHaveLength(page < 3 ? 10 : 5)
      expect(at.names()).toEqual(['/in/a.csv'])
    }
    await at.look({}, 10)
    expect(at.names()).toHaveLength(1)
    expect(at.names()[0]).toMatch('/in/archive/a-')
    expect(new Set(at.records.map(({ key }) => key)).size).toBe(25)
  })

  it('names records by the content of their file, so that a file read anew gives the same names', async () => {
    const [one, two] = [aFolder(), aFolder()]
    one.put('a.csv', 'sku\n1\n2\n')
    two.put('other-name.csv', 'sku\n1\n2\n')
    await one.look()
    await two.look()
    expect(one.records.map(({ key }) => key)).toEqual(two.records.map(({ key }) => key))
  })

  it('does not read a copy again, and puts it away too', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n')
    await at.look()
    at.put('copy of a.csv', 'sku\n1\n')
    await at.look()
    expect(at.records).toHaveLength(1)
    expect(at.names()).toHaveLength(2)
  })

  it('leaves files where they are when told so, and reads a file again when it changes', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n')
    await at.look({ afterwards: 'leave' })
    await at.look({ afterwards: 'leave' })
    expect(at.records).toHaveLength(1)
    at.later(1_000)
    at.put('a.csv', 'sku\n1\n2\n')
    await at.look({ afterwards: 'leave' })
    expect(values(at.records)).toEqual([{ sku: '1' }, { sku: '1' }, { sku: '2' }])
    expect(at.names()).toEqual(['/in/a.csv'])
  })

  it('deletes when told so', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n')
    await at.look({ afterwards: 'delete' })
    expect(at.names()).toEqual([])
  })

  it('sets aside a bad line with file and line, and goes on', async () => {
    const at = aFolder()
    at.put('prices.csv', 'sku,price\nA,1\nB\nC,3\n')
    await at.look()
    expect(values(at.records)).toEqual([
      { sku: 'A', price: '1' },
      { sku: 'C', price: '3' },
    ])
    expect(at.rejected).toMatchObject([{ reason: 'prices.csv: Line 3 cannot be read: it has 1 value instead of 2.', text: 'B' }])
  })

  it.each([
    ['that is not of the format', '<a/>', { format: 'json-array' }, '[{"sku":"1"}]'],
    ['that is empty', '', { format: 'csv' }, 'sku\n1\n'],
    ['with a document type', '<!DOCTYPE a><a/>', { format: 'xml', record: 'Order' }, '<a><Order><sku>1</sku></Order></a>'],
  ] as const)('moves a file %s to quarantine, says why, and goes on with the next', async (_, text, options, good) => {
    const at = aFolder()
    at.put('bad.txt', text)
    at.later(1)
    at.put('good.txt', good)
    await at.look(options)
    expect(values(at.records)).toEqual([{ sku: '1' }])
    expect(at.rejected).toMatchObject([{ reason: expect.stringMatching(/^bad\.txt cannot be read: The file/) }])
    expect(at.names()).toEqual([expect.stringMatching('/in/archive/good'), expect.stringMatching('/in/failed/bad')])
  })

  it('says that a file was changed or taken away while it was read', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n2\n3\n')
    await at.page({}, 2)
    at.later(1)
    at.put('a.csv', 'sku\n9\n')
    await at.look({}, 2)
    expect(at.rejected).toMatchObject([
      { reason: 'a.csv was read to record 2 only: it was changed while it was read; what it is now is read from its beginning.' },
    ])
    expect(values(at.records)).toEqual([{ sku: '1' }, { sku: '2' }, { sku: '9' }])
    at.put('b.csv', 'sku\n1\n2\n3\n')
    await at.page({}, 2)
    await at.folder.remove('/in/b.csv')
    await at.look({}, 2)
    expect(at.rejected).toHaveLength(2)
  })

  it('hashes a large file in steps and reads each of its bytes twice at most', async () => {
    const at = aFolder()
    const size = 66_000_000
    at.put('large.csv', `sku\n${'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n'.repeat(size / 64)}`)
    expect(await at.page({}, 1)).toMatchObject({ records: [], more: true })
    expect(await at.page({}, 1)).toMatchObject({ records: [{ value: { sku: expect.stringMatching(/^0123/) } }], more: true })
    expect(at.transferred()).toBeLessThan(size * 1.1)
  })

  it('says that a server gives fewer bytes than it says', async () => {
    const at = aFolder()
    at.put('a.csv', 'sku\n1\n')
    const stat = at.folder.stat
    Object.assign(at.folder, {
      list: async () => [{ name: 'a.csv', size: 99, modifiedAt: 1 }],
      stat: async () => ({ size: 99, modifiedAt: 1 }),
    })
    await expect(at.look()).rejects.toMatchObject({ code: 'vendor-answer-invalid' })
    expect(await stat('/in/a.csv')).toMatchObject({ size: 6 })
  })
})
