import { describe, expect, it } from 'vitest'
import type { SalesFile } from './options.ts'
import { inShort, readFile } from './sales-files.testing.ts'

const LINES: SalesFile = {
  format: 'csv',
  values: {
    receipt: 'receipt',
    store: 'store',
    register: 'till',
    businessDate: 'date',
    time: 'time',
    sku: 'sku',
    quantity: 'qty',
    unitPrice: 'price',
    amount: 'amount',
    taxRate: 'vat',
    tender: 'tender',
    tenderAmount: 'paid',
  },
  fixed: { currency: 'GBP', timeZone: 'Europe/London' },
}
const HEAD = 'store,till,date,time,receipt,sku,qty,price,amount,vat,tender,paid\n'
const GOOD = `${HEAD}WHI,2,2026-03-01,2026-03-01 10:21:54,451,HF-1,2,12.00,24.00,20,CASH,36.00
WHI,2,2026-03-01,2026-03-01 10:21:54,451,HF-2,1,12.00,12.00,20,CASH,36.00
WHI,2,2026-03-01,2026-03-01 10:30:00,452,HF-1,-1,12.00,-12.00,20,CARD,-12.00
`

describe('sales as CSV, one line for each item', () => {
  it('makes one sale of the lines of a receipt', async () => {
    const { sales, rejected } = await readFile(LINES, GOOD)
    expect(rejected).toEqual([])
    expect(sales).toHaveLength(2)
    expect(sales[0]).toEqual({
      id: 'WHI/2/2026-03-01/451',
      store: 'WHI',
      register: '2',
      businessDay: '2026-03-01',
      sequence: '451',
      status: 'completed',
      training: false,
      offline: false,
      endedAt: '2026-03-01T10:21:54.000Z',
      tillClock: '2026-03-01 10:21:54',
      cashier: null,
      currency: 'GBP',
      lines: [
        expect.objectContaining({
          id: '1',
          kind: 'sale',
          sku: 'HF-1',
          quantity: '2',
          unitPrice: { amount: '12.00', currency: 'GBP' },
          amount: { amount: '24.00', currency: 'GBP' },
          taxes: [{ name: 'Tax', rate: '0.2', amount: { amount: '4.00', currency: 'GBP' }, included: true }],
        }),
        expect.objectContaining({ id: '2', sku: 'HF-2' }),
      ],
      taxes: [{ name: 'Tax', rate: '0.2', amount: { amount: '6.00', currency: 'GBP' }, included: true }],
      tenders: [{ type: 'CASH', id: null, amount: { amount: '36.00', currency: 'GBP' }, cashback: { amount: '0.00', currency: 'GBP' } }],
      rounding: { amount: '0.00', currency: 'GBP' },
      total: { amount: '36.00', currency: 'GBP' },
      links: [],
    })
    expect(inShort(sales)[1]).toBe('452: -1 HF-1 -12.00, CARD -12.00')
  })

  it('takes the lines of a receipt together wherever they stand, whatever pages and restarts lie between', async () => {
    const scattered = `${HEAD}WHI,2,2026-03-01,,451,HF-1,2,12.00,24.00,,CASH,36.00
WHI,3,2026-03-01,,451,HF-9,1,5.00,5.00,,CARD,5.00
WHI,2,2026-03-01,,452,HF-1,1,12.00,12.00,,CASH,12.00
WHI,2,2026-03-01,,453,HF-1,1,12.00,12.00,,CASH,12.00
WHI,2,2026-03-01,,454,HF-1,1,12.00,12.00,,CASH,12.00
WHI,2,2026-03-01,,451,HF-2,1,12.00,12.00,,CASH,36.00
`
    const wanted = [
      '451: 1 HF-9 5.00, CARD 5.00',
      '452: 1 HF-1 12.00, CASH 12.00',
      '453: 1 HF-1 12.00, CASH 12.00',
      '454: 1 HF-1 12.00, CASH 12.00',
      '451: 2 HF-1 24.00, 1 HF-2 12.00, CASH 36.00',
    ]
    for (const limit of [1, 2, 100])
      for (const isRestarted of [false, true]) {
        const { sales, rejected } = await readFile(LINES, scattered, { limit, isRestarted })
        expect([inShort(sales), rejected]).toEqual([wanted, []])
      }
  })

  it('reads separators, decimal commas, other dates and character sets as it is told', async () => {
    const german: SalesFile = {
      ...LINES,
      delimiter: ';',
      numbers: 'comma',
      dateFormat: 'DD.MM.YYYY',
      timeFormat: 'D.M.YYYY HH:mm',
      encoding: 'iso-8859-15',
      values: { ...LINES.values, title: 'name' },
      fixed: { currency: 'EUR', timeZone: 'Europe/Berlin' },
    }
    const text = `${HEAD.trim().replaceAll(',', ';')};name\nWHI;2;01.07.2026;1.7.2026 10:21;451;HF-1;1;1.234,50;1.234,50;19;EC;1.234,50;Stra\u00dfe 5 \u20ac\n`
    const bytes = Buffer.from(text.replace('\u20ac', '\u00a4'), 'latin1')
    const { sales, rejected } = await readFile(german, bytes)
    expect(rejected).toEqual([])
    expect(sales[0]).toMatchObject({
      businessDay: '2026-07-01',
      endedAt: '2026-07-01T08:21:00.000Z',
      total: { amount: '1234.50', currency: 'EUR' },
      lines: [{ title: 'Straße 5 €', taxes: [{ amount: { amount: '197.11' } }] }],
    })
  })

  it('sets aside a receipt with the line that is wrong in it, and takes the others', async () => {
    const { sales, rejected, keys } = await readFile(LINES, GOOD.replace('HF-2,1,12.00,12.00', 'HF-2,one,12.00,12.00'))
    expect(inShort(sales)).toEqual(['452: -1 HF-1 -12.00, CARD -12.00'])
    expect(rejected).toEqual([
      'sales.txt, line 2: receipt WHI/2/2026-03-01/451 is not taken: line 3: qty is "one", which is no number with a decimal point.',
    ])
    expect(new Set(keys).size).toBe(2)
  })

  it('sets aside a receipt that does not add up, with both amounts', async () => {
    const { rejected } = await readFile(LINES, GOOD.replaceAll('CASH,36.00', 'CASH,35.00'))
    expect(rejected).toEqual([
      'sales.txt, line 2: receipt WHI/2/2026-03-01/451 is not taken: the tenders add up to 35, and the total is 36.',
    ])
  })

  it('sets aside a line that cannot be read; receipts beside it are taken where their tenders prove them', async () => {
    const bad = `${GOOD}"WHI,2\nWHI,2,2026-03-01,,453,HF-1,1,12.00,12.00,,CASH,12.00\n`
    const proven = await readFile(LINES, bad)
    expect(proven.sales).toHaveLength(3)
    expect(proven.rejected).toEqual([expect.stringMatching(/^sales\.txt, line 5: a quote is opened and not closed\.$/)])
    const { tender: _, tenderAmount: __, ...values } = LINES.values
    const unproven = await readFile({ ...LINES, values }, bad)
    expect(unproven.sales.map(({ sequence }) => sequence)).toEqual(['451'])
    expect(unproven.rejected).toEqual([
      expect.stringContaining('line 5: a quote'),
      expect.stringContaining('receipt WHI/2/2026-03-01/452 is not taken: line 5 beside it cannot be read and may be one of it'),
      expect.stringContaining('receipt WHI/2/2026-03-01/453 is not taken: line 5 beside it'),
    ])
  })

  it('refuses a file that lacks a column, naming those it has', async () => {
    await expect(readFile({ ...LINES, values: { ...LINES.values, sku: 'article' } }, GOOD)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/no column "article".*store, till, date/),
    })
  })

  it('refuses a file of which nothing can be understood, before anything of it is taken', async () => {
    await expect(readFile({ ...LINES, dateFormat: 'MM/DD/YYYY' }, GOOD)).rejects.toMatchObject({
      message: expect.stringContaining('3 of its 3 records cannot be understood. Line 2: "2026-03-01" is not of the form MM/DD/YYYY'),
    })
  })

  it('knows returns, voided lines, voided receipts and the training mode by the words that are named', async () => {
    const typed: SalesFile = {
      ...LINES,
      values: { receipt: 'receipt', store: 'store', businessDate: 'date', sku: 'sku', quantity: 'qty', amount: 'amount', type: 'type' },
      types: [
        { value: 'V', means: 'sale' },
        { value: 'R', means: 'return' },
        { value: 'ST', means: 'void' },
        { value: 'TR', means: 'training' },
        { value: 'Z', means: 'no-sale' },
      ],
    }
    const text = `store,date,receipt,type,sku,qty,amount
A,2026-03-01,1,V,X,1,5.00
A,2026-03-01,1,st,Y,1,9.00
A,2026-03-01,2,R,X,1,5.00
A,2026-03-01,3,ST,X,1,5.00
A,2026-03-01,4,TR,X,1,5.00
A,2026-03-01,5,Z,X,0,0
A,2026-03-01,6,Q,X,1,5.00
`
    const { sales, rejected } = await readFile(typed, text)
    expect(inShort(sales)).toEqual(['1: 1 X 5.00', '2: -1 X -5.00'])
    expect(rejected).toEqual([
      expect.stringContaining('receipt A/2026-03-01/6 is not taken: it is not known whether "Q" in type means a sale'),
    ])
    const all = await readFile({ ...typed, also: ['voided', 'training'] }, text)
    expect(all.sales.map(({ sequence, status, training }) => [sequence, status, training])).toEqual([
      ['1', 'completed', false],
      ['2', 'completed', false],
      ['3', 'voided', false],
      ['4', 'completed', true],
    ])
  })

  it('counts sales after midnight to the day before where no column says the business date', async () => {
    const { businessDate: _, ...values } = LINES.values
    const night: SalesFile = { ...LINES, values, dayBegins: '04:00' }
    const text = GOOD.replaceAll('2026-03-01 10:30:00', '2026-03-02 01:30:00')
    expect((await readFile(night, text)).sales.map(({ businessDay }) => businessDay)).toEqual(['2026-03-01', '2026-03-01'])
  })

  it('adds up tenders that are stated for each line, and takes repeated ones once', async () => {
    const perLine = GOOD.replace('HF-1,2,12.00,24.00,20,CASH,36.00', 'HF-1,2,12.00,24.00,20,CASH,24.00').replace(
      'HF-2,1,12.00,12.00,20,CASH,36.00',
      'HF-2,1,12.00,12.00,20,CASH,12.00',
    )
    expect(inShort((await readFile({ ...LINES, tenderRows: 'line' }, perLine)).sales)[0]).toBe(
      '451: 2 HF-1 24.00, 1 HF-2 12.00, CASH 36.00',
    )
  })

  it('takes discounts off and tells the price that was paid', async () => {
    const { amount: _, ...values } = LINES.values
    const text = 'store,till,date,time,receipt,sku,qty,price,off,vat,tender,paid\nWHI,2,2026-03-01,,1,X,3,10.00,-3.00,,CASH,27.00\n'
    const { sales } = await readFile({ ...LINES, values: { ...values, discount: 'off' } }, text)
    expect(sales[0]?.lines[0]).toMatchObject({
      unitPrice: { amount: '9.00' },
      amount: { amount: '27.00' },
      discounts: [{ amount: { amount: '3.00' } }],
    })
  })
})

describe('sales as CSV with records for receipts, lines and tenders', () => {
  const RECORDS: SalesFile = {
    format: 'csv',
    delimiter: '|',
    kindColumn: '1',
    kinds: [
      { value: 'H', kind: 'header', columns: ['k', 'store', 'till', 'receipt', 'date', 'total', 'old'] },
      { value: 'L', kind: 'line', columns: ['k', 'sku', 'qty', 'amount'] },
      { value: 'T', kind: 'tender', columns: ['k', 'how', 'paid', 'change'] },
      { value: 'X', kind: 'tax', columns: ['k', 'taxName', 'tax'] },
      { value: 'E', kind: 'totals', columns: ['k', 'receipts', 'lines', 'amount'] },
      { value: '#', kind: 'nothing' },
    ],
    values: {
      receipt: 'receipt',
      store: 'store',
      register: 'till',
      businessDate: 'date',
      total: 'total',
      originalReceipt: 'old',
      sku: 'sku',
      quantity: 'qty',
      amount: 'amount',
      taxName: 'taxName',
      taxAmount: 'tax',
      tender: 'how',
      tenderAmount: 'paid',
      change: 'change',
    },
    fixed: { currency: 'EUR' },
    dateFormat: 'YYYYMMDD',
    taxIsAdded: true,
    totals: { receipts: 'receipts', lines: 'lines', sums: [{ of: 'amount', total: 'amount' }] },
  }
  const FILE = `#|made by till 7
H|A|1|17|20260301|12.00|
L|X|1|5.00
L|Y|1|5.00
X|VAT|2.00
T|CASH|20.00|8.00
H|A|1|18|20260301|-6.00|17
L|X|-1|-5.00
X|VAT|-1.00
T|CASH|-6.00|
E|2|3|5.00
`
  it('gives lines and tenders without a receipt number to the receipt before them', async () => {
    for (const limit of [1, 50]) {
      const { sales, rejected } = await readFile(RECORDS, FILE, { limit, isRestarted: true })
      expect(rejected).toEqual([])
      expect(inShort(sales)).toEqual(['17: 1 X 5.00, 1 Y 5.00, CASH 12.00', '18: -1 X -5.00, CASH -6.00'])
      expect(sales[1]?.links).toEqual([{ reason: 'Return', store: null, register: null, businessDay: null, sequence: '17' }])
      expect(sales[0]?.taxes).toEqual([{ name: 'VAT', rate: null, amount: { amount: '2.00', currency: 'EUR' }, included: false }])
    }
  })
  it('refuses a file whose counts or totals do not agree, or are missing, before anything of it is taken', async () => {
    const refused = (text: string) =>
      readFile(RECORDS, text).then(
        () => 'taken',
        (error: unknown) => (error as Error).message,
      )
    expect(await refused(FILE.replace('L|Y|1|5.00\n', ''))).toBe('Line 10 says that it has 3 lines, and it has 2.')
    expect(await refused(FILE.replace('E|2|3|5.00', 'E|2|3|6.00'))).toBe('Line 11 says that amount adds up to 6, and it adds up to 5.')
    expect(await refused(FILE.replace('E|2|3|5.00\n', ''))).toBe(
      'It has no record of counts and totals: it was not written or sent to its end.',
    )
  })
  it('sets aside receipts of one number that nothing tells apart', async () => {
    const { sales, rejected } = await readFile({ ...RECORDS, totals: undefined } as unknown as SalesFile, FILE.replace('|1|18|', '|2|17|'))
    expect(sales).toEqual([])
    expect(rejected).toEqual([expect.stringContaining('it has two records of its head (lines 2 and 7)')])
  })
  it('sets aside a record of a kind that is not named', async () => {
    const { rejected } = await readFile(RECORDS, FILE.replace('E|', 'Q|5\nE|'))
    expect(rejected).toEqual(['sales.txt, line 11: "Q" in 1 is none of the kinds of records that the settings name.'])
  })
  it('finds the line of totals in a file whose other lines have a header line', async () => {
    const counted: SalesFile = {
      format: 'csv',
      values: { receipt: 'receipt', sku: 'sku', quantity: 'qty', amount: 'amount', businessDate: 'date' },
      fixed: { store: 'A', currency: 'EUR' },
      kindColumn: 'receipt',
      kinds: [{ value: 'TOTAL', kind: 'totals', columns: ['mark', 'count'] }],
      totals: { records: 'count' },
    }
    const { sales } = await readFile(counted, 'receipt,date,sku,qty,amount\n1,2026-03-01,X,1,5\n2,2026-03-01,X,1,5\nTOTAL,2\n')
    expect(inShort(sales)).toEqual(['1: 1 X 5.00', '2: 1 X 5.00'])
  })
})

describe('large files of sales', () => {
  it('keeps no more than the receipt that is being read', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => {
      const receipt = Math.floor(at / 4)
      return `WHI,2,2026-03-01,,${receipt},HF-${at % 4},1,12.00,12.00,,CASH,48.00`
    })
    const { sales, rejected, largestCursor } = await readFile(LINES, `${HEAD}${lines.join('\n')}\n`, { limit: 500 })
    expect([sales.length, rejected]).toEqual([5_000, []])
    expect(largestCursor).toBeLessThan(2_000)
  })
  it('refuses a file whose receipts lie too far apart to be kept', async () => {
    const row = (receipt: number) => `WHI,2,2026-03-01,,${receipt},HF-1,1,12.00,12.00,,CASH,24.00`
    const rows = Array.from({ length: 20_000 }, (_, at) => row(at))
    await expect(readFile(LINES, `${HEAD}${[...rows, ...rows].join('\n')}\n`)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('Have it sorted by receipt.'),
    })
  })
})
