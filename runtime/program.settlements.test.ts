// Amazon's settlement reports on the file server become Xero's books in the whole program, with the shipped template as it is.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InboxItem } from '#shared/api/lookups.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
const { client, send, connect, clone, simulatorFor, recordsOf, arrives, onDesk } = clientOf(() => program)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-settlements-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

interface BankTransaction {
  readonly Reference: string
  readonly Type: string
  readonly Total: number
  readonly LineItems: readonly { readonly Description: string; readonly LineAmount: number; readonly AccountCode: string }[]
}
interface Journal {
  readonly Narration: string
  readonly JournalLines: readonly { readonly LineAmount: number; readonly AccountCode: string }[]
}

/** The columns of Amazon's documentation, in its order. */
const COLUMNS =
  'settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name amount-type amount-description amount fulfillment-id posted-date posted-date-time order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased promotion-id'.split(
    ' ',
  )
type Amount = readonly [transaction: string, type: string, what: string, amount: string]

function reportOf(id: string, total: string, amounts: readonly Amount[]): string {
  const line = (values: Readonly<Record<string, string>>) => COLUMNS.map((name) => values[name] ?? '').join('\t')
  const period = {
    'settlement-start-date': '2026-03-03 10:21:06 UTC',
    'settlement-end-date': '2026-03-17 10:21:06 UTC',
    'deposit-date': '2026-03-19 10:21:06 UTC',
  }
  return [
    COLUMNS.join('\t'),
    line({ 'settlement-id': id, ...period, 'total-amount': total, currency: 'GBP' }),
    ...amounts.map(([transaction, type, what, amount]) =>
      line({
        'settlement-id': id,
        'transaction-type': transaction,
        'order-id': '026-1234567-1234567',
        'amount-type': type,
        'amount-description': what,
        amount,
        'posted-date': '2026-03-04',
        sku: 'HF-MUG "NAVY"',
      }),
    ),
    '',
  ].join('\r\n')
}

describe('settlements of Amazon', () => {
  it('are booked to the penny, each once; what has no account waits in the lookup inbox, what does not add up for a person', async () => {
    const slots = { files: await connect('file-server'), books: await connect('xero', { auth: 'custom-connection' }) }
    const flow = await clone('amazon-settlement-to-xero', {}, slots)
    const { simulator } = await simulatorFor('file-server')
    const put = (name: string, body: string) => fetch(`${simulator?.url}/files/amazon/${name}`, { method: 'PUT', body })
    const deposits = () => recordsOf<BankTransaction>('xero', 'BankTransactions')
    const deposit = (id: string) => arrives(async () => (await deposits()).find(({ Reference }) => Reference === `AMAZON-${id}`))

    const amounts: readonly Amount[] = [
      ['Order', 'ItemPrice', 'Principal', '50.00'],
      ['Order', 'ItemPrice', 'Principal', '25.10'],
      ['Order', 'ItemPrice', 'Tax', '15.02'],
      ['Order', 'ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal', '-15.02'],
      ['Order', 'ItemPrice', 'Shipping', '3.99'],
      ['Order', 'Promotion', 'Shipping', '-3.99'],
      ['Order', 'ItemFees', 'Commission', '-11.49'],
      ['Refund', 'ItemPrice', 'Principal', '-25.10'],
      ['Refund', 'ItemFees', 'Commission', '3.84'],
      ['other-transaction', 'other-transaction', 'Previous Reserve Amount Balance', '90.10'],
      ['other-transaction', 'other-transaction', 'Current Reserve Amount', '-55.00'],
    ]
    await put('first.txt', reportOf('17000001', '77.45', amounts))
    const booked = await deposit('17000001')
    expect(booked).toMatchObject({ Type: 'RECEIVE', Total: 77.45 })
    const onAccount = (code: string) => booked.LineItems.filter((line) => line.AccountCode === code).map(({ LineAmount }) => LineAmount)
    expect({
      sales: onAccount('200'),
      shipping: onAccount('206'),
      tax: onAccount('820'),
      fees: onAccount('405'),
      reserve: onAccount('612'),
    }).toEqual({
      sales: [75.1, -25.1],
      shipping: [3.99, -3.99],
      tax: [15.02, -15.02],
      fees: [-11.49, 3.84],
      reserve: [90.1, -55],
    })

    // The same once more as another file; one that Amazon takes back; one that is kept back; one of the same number with another total.
    await put('first-again.txt', `${reportOf('17000001', '77.45', amounts)}\r\n`)
    await put(
      'back.txt',
      reportOf('17000002', '-13,5', [
        ['Order', 'ItemPrice', 'Principal', '1.000,00'],
        ['Refund', 'ItemPrice', 'Principal', '-1.013,50'],
      ]),
    )
    await put(
      'kept.txt',
      reportOf('17000003', '0.00', [
        ['Order', 'ItemPrice', 'Principal', '100.00'],
        ['Order', 'ItemFees', 'Commission', '-15.30'],
        ['other-transaction', 'other-transaction', 'Current Reserve Amount', '-84.70'],
      ]),
    )
    expect(await deposit('17000002')).toMatchObject({ Type: 'SPEND', Total: 13.5 })
    const journal = await arrives(async () =>
      (await recordsOf<Journal>('xero', 'ManualJournals')).find(({ Narration }) => Narration.includes('17000003')),
    )
    expect(journal.JournalLines.map(({ AccountCode, LineAmount }) => [AccountCode, LineAmount])).toEqual([
      ['200', -100],
      ['405', 15.3],
      ['612', 84.7],
    ])
    await put('other.txt', reportOf('17000001', '10.00', [['Order', 'ItemPrice', 'Principal', '10.00']]))
    await put('short.txt', reportOf('17000004', '77.45', amounts.slice(1)))
    await put('headless.txt', reportOf('17000005', '', amounts))
    await put('strange.txt', 'sku\tprice\r\nHF-TOTE\t7.25\r\n')
    for (const reason of [
      'Xero has AMAZON-17000001 with 77.45 already, and this report comes to 10.00.',
      'Settlement: Amounts 27.45 = 27.45, but Total of the report 77.45 = 77.45.',
      'The file headless.txt has no line with the total of the settlement 17000005.',
      'strange.txt cannot be read: it has no column "settlement-id".',
    ])
      await onDesk(reason)

    // A fee that nobody has seen: mapped once, and the settlement goes on.
    await put(
      'new-fee.txt',
      reportOf('17000006', '6.00', [
        ['Order', 'ItemPrice', 'Principal', '10.00'],
        ['Order', 'ItemFees', 'EcoFee2027', '-4.00'],
      ]),
    )
    const key = await arrives(async () => {
      const { items } = await send<{ items: InboxItem[] }>('GET', `${client}/lookup-inbox?environment=live`)
      return items.find((item) => item.key === 'ItemFees/EcoFee2027')
    })
    expect(key).toMatchObject({ table: 'settlement-accounts' })
    await send('POST', `${client}/lookup-inbox/map`, { environment: 'live', table: 'settlement-accounts', key: key.key, value: '405' })
    expect(await deposit('17000006')).toMatchObject({ Total: 6 })

    expect((await deposits()).map(({ Reference }) => Reference).toSorted()).toEqual([
      'AMAZON-17000001',
      'AMAZON-17000002',
      'AMAZON-17000006',
    ])
    const { items: runs } = await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}&limit=200`)
    // Nine files, and the settlement with the new fee once more.
    expect(runs).toHaveLength(10)
    const { items: desk } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?status=open&limit=200`)
    expect(desk.filter(({ error }) => error.code === 'lookup-missing')).toEqual([])
  }, 180_000)
})
