import { describe, expect, it } from 'vitest'
import type { SalesFile } from './options.ts'
import { inShort, readFile } from './sales-files.testing.ts'

const NESTED: SalesFile = {
  format: 'json-array',
  lineList: 'items',
  tenderList: 'payments',
  values: {
    receipt: 'number',
    store: 'store.code',
    register: 'till',
    time: 'at',
    total: 'totals.gross',
    currency: 'currency',
    type: 'kind',
    line: 'no',
    sku: 'article.sku',
    title: 'article.name',
    quantity: 'quantity',
    amount: 'amount',
    taxRate: 'tax.rate',
    taxAmount: 'tax.amount',
    tender: 'method',
    tenderAmount: 'amount',
  },
  taxRateIs: 'fraction',
}
const sale = (number: number, kind = 'SALE') => ({
  number,
  kind,
  store: { code: 'WHI' },
  till: 2,
  at: '2026-03-01T23:30:00+01:00',
  currency: 'EUR',
  totals: { gross: 0.3 },
  items: [{ no: 1, article: { sku: 'X', name: 'Pin' }, quantity: 3, amount: 0.3, tax: { rate: 0.2, amount: 0.05 } }],
  payments: [{ method: 'card', amount: 0.3 }],
})

describe('sales as JSON', () => {
  it('reads a list of receipts with their lines and tenders', async () => {
    const { sales, rejected } = await readFile(NESTED, JSON.stringify([sale(1), sale(2, 'Refund'), sale(3, 'void')], null, 1))
    expect(rejected).toEqual([])
    expect(inShort(sales)).toEqual(['1: 3 X 0.30, card 0.30', '2: -3 X -0.30, card -0.30'])
    expect(sales[0]).toMatchObject({
      id: 'WHI/2/2026-03-01/1',
      endedAt: '2026-03-01T22:30:00.000Z',
      taxes: [{ rate: '0.2', amount: { amount: '0.05', currency: 'EUR' }, included: true }],
    })
  })
  it('says the line of a receipt that is wrong', async () => {
    const text = `[\n${JSON.stringify(sale(1))},\n${JSON.stringify({ ...sale(2), totals: { gross: 0.31 } })}\n]`
    const { sales, rejected } = await readFile(NESTED, text)
    expect(sales).toHaveLength(1)
    expect(rejected).toEqual([
      'sales.txt, line 3: receipt 2 is not taken: the lines, taxes and rounding add up to 0.3, and the total is 0.31.',
    ])
  })
  it('never takes an amount through a floating number', async () => {
    const text = JSON.stringify([sale(1)])
      .replaceAll('"amount":0.3', '"amount":9007199254740993.17')
      .replace('"gross":0.3', '"gross":9007199254740993.17')
    expect((await readFile(NESTED, text)).sales[0]?.total.amount).toBe('9007199254740993.17')
  })
  it('reads JSON lines with records for receipts, lines and tenders, and their count', async () => {
    const options: SalesFile = {
      format: 'json-lines',
      kindColumn: 'rec',
      kinds: [
        { value: 'head', kind: 'header' },
        { value: 'item', kind: 'line' },
        { value: 'pay', kind: 'tender' },
        { value: 'end', kind: 'totals' },
      ],
      values: {
        receipt: 'id',
        store: 'shop',
        businessDate: 'day',
        sku: 'sku',
        quantity: 'qty',
        unitPrice: 'price',
        tender: 'how',
        tenderAmount: 'sum',
      },
      fixed: { currency: 'JPY' },
      numbers: 'comma',
      totals: { records: 'records' },
    }
    const records = [
      { rec: 'head', id: 'a', shop: 'T', day: '2026-03-01' },
      { rec: 'head', id: 'b', shop: 'T', day: '2026-03-01' },
      { rec: 'item', id: 'b', sku: 'Y', qty: 1, price: '1.200' },
      { rec: 'item', id: 'a', sku: 'X', qty: 2, price: 1.5 },
      { rec: 'pay', id: 'a', how: 'cash', sum: '3' },
      { rec: 'pay', id: 'b', how: 'cash', sum: '1.200' },
      { rec: 'end', records: 6 },
    ]
    for (const limit of [1, 9]) {
      const { sales, rejected } = await readFile(options, records.map((record) => JSON.stringify(record)).join('\n'), {
        limit,
        isRestarted: true,
      })
      expect(rejected).toEqual([])
      expect(inShort(sales)).toEqual(['a: 2 X 3, cash 3', 'b: 1 Y 1200, cash 1200'])
    }
  })
})
