import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { PollRecord, RejectedRecord } from '#connectors/kit/contract.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { posFiles } from '../index.ts'
import { createPosFilesSimulator } from '../simulator/index.ts'
import { salesDay } from '../simulator/sales-day.ts'
import { salesPoll } from './sales-poll.ts'

describe('CSV and JSON files of sales on a file server', () => {
  const system = simulated({
    connector: posFiles,
    createSimulator: createPosFilesSimulator,
    config: { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tills', simulator: 'sim' },
    secrets: { password: 'sftp-pass-0123456789' },
  })
  const OPTIONS = {
    folder: '/late',
    stableSeconds: 0,
    format: 'csv',
    values: { receipt: 'receipt', businessDate: 'date', sku: 'sku', quantity: 'qty', amount: 'amount' },
    fixed: { store: 'WHI', currency: 'GBP' },
    kindColumn: '1',
    kinds: [{ value: 'END', kind: 'totals', columns: ['mark', 'count'] }],
    totals: { lines: 'count' },
  }
  const HEAD = 'receipt,date,sku,qty,amount\n'
  const put = (path: string, body: string) => fetch(`${system.baseUrl()}/files${path}`, { method: 'PUT', body })
  const files = async () => (await system.records('files')).map(({ path }) => path as string)

  async function poll(options: object, limit = 100, cursor?: Json) {
    const records: PollRecord[] = []
    const rejected: RejectedRecord[] = []
    for (;;) {
      const page = await salesPoll.poll({ cursor, since: new Date(0), limit, options: { ...options } }, system.context())
      records.push(...page.records)
      rejected.push(...(page.rejected ?? []))
      cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
      if (!page.more) return { keys: records.map(({ key }) => key), records, rejected, cursor }
    }
  }

  it('takes what is good, says file and line of what is not, and puts files away', async () => {
    await put('/late/good.csv', `${HEAD}1,2026-03-01,X,1,5.00\n2,2026-03-01,X,one,5.00\nEND,2\n`)
    await put('/late/short.csv', `${HEAD}7,2026-03-01,X,1,5.00\nEND,2\n`)
    const { keys, rejected } = await poll(OPTIONS)
    expect(keys).toEqual(['WHI/1/2026-03-01/1'])
    expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
      'good.csv, line 3: receipt 2026-03-01/2 is not taken: line 3: qty is "one", which is no number with a decimal point.',
      'short.csv cannot be read: Line 3 says that it has 2 lines, and it has 1.',
    ])
    const paths = await files()
    expect(paths.some((path) => path.startsWith('/late/archive/good-'))).toBe(true)
    expect(paths.some((path) => path.startsWith('/late/failed/short-'))).toBe(true)
  })

  it('takes a file that is delivered twice once, and names a receipt alike in every file', async () => {
    const text = `${HEAD}11,2026-03-01,X,1,5.00\nEND,1\n`
    await put('/late/a.csv', text)
    const first = await poll(OPTIONS)
    await put('/late/copy-of-a.csv', text)
    await put('/late/b.csv', text.replace('END,1', '12,2026-03-01,X,1,5.00\nEND,2'))
    const second = await poll(OPTIONS, 1, first.cursor)
    expect(first.keys).toEqual(['WHI/1/2026-03-01/11'])
    expect(second.keys).toEqual(['WHI/1/2026-03-01/11', 'WHI/1/2026-03-01/12'])
    expect(second.records[0]).toEqual(first.records[0])
    expect((await files()).filter((path) => path.startsWith('/late/archive/')).length).toBeGreaterThanOrEqual(3)
  })

  it('reads receipts of JSON with their lines and tenders', async () => {
    const { kindColumn: _, kinds: __, totals: ___, ...rest } = OPTIONS
    const json = {
      ...rest,
      folder: '/sales-json',
      format: 'json-array',
      lineList: 'items',
      tenderList: 'payments',
      fixed: {},
      values: {
        receipt: 'number',
        store: 'shop.code',
        register: 'till',
        time: 'soldAt',
        currency: 'currency',
        total: 'total',
        line: 'line',
        sku: 'sku',
        title: 'name',
        quantity: 'quantity',
        unitPrice: 'price',
        amount: 'amount',
        tender: 'method',
        tenderAmount: 'amount',
      },
    }
    const { records, rejected } = await poll(json)
    expect(rejected).toEqual([])
    const [day] = Object.entries(salesDay('2026-03-01')).filter(([path]) => path.endsWith('.json'))
    expect(records).toHaveLength((JSON.parse(day?.[1] ?? '[]') as unknown[]).length)
    expect(records[0]?.value).toMatchObject({ status: 'completed', register: '1', tenders: [expect.anything()] })
  })
})
