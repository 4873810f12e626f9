// What the shipped template makes of Amazon's settlement report V2, in the numbers and words of its marketplaces.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'amazon-settlement-to-xero')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

type Row = readonly [transaction: string, type: string, what: string, amount: string]
interface Report {
  readonly total?: string
  readonly currency?: string
  readonly deposit?: string
  readonly rows: readonly Row[]
}

const reportOf = ({ total, currency = 'GBP', deposit = '2026-03-19 10:21:06 UTC', rows }: Report) => ({
  file: 'report.txt',
  number: '17000001',
  records: [
    ...(total === undefined ? [] : [{ 'deposit-date': deposit, 'total-amount': total, currency }]),
    ...rows.map(([transaction, type, what, amount]) => ({
      'transaction-type': transaction,
      'amount-type': type,
      ...(what !== '' && { 'amount-description': what }),
      amount,
    })),
  ],
})

interface Line {
  readonly description: string
  readonly unitAmount: string
  readonly amount: string
  readonly accountCode: string
}
interface Booked {
  readonly kind: string
  readonly date: string
  readonly reference: string
  readonly lines: readonly Line[]
}

async function booked(report: Report, answers: Readonly<Record<string, unknown>> = {}, answering: object = {}) {
  if (!template) throw new Error('The template is gone.')
  const { view, calls } = await tryTemplate(template, { sandbox, input: reportOf(report), answers, answering: { ...answering } })
  return {
    status: view.run.status,
    calls: calls.map(({ action, input }) => ({ action, ...(input as Booked) })),
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])),
  }
}
const accountsOf = (rows: Record<string, string>) => ({ accounts: Object.entries(rows).map(([key, value]) => ({ key, value })) })

describe('a settlement of Amazon', () => {
  it.each<[string, Report, string, string]>([
    [
      'Britain',
      {
        total: '8.50',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '10.00'],
          ['Order', 'ItemFees', 'Commission', '-1.50'],
        ],
      },
      '2026-03-19',
      '8.50',
    ],
    [
      'Germany',
      {
        total: '1.008,5',
        deposit: '19.03.2026 22:21:06 UTC',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '1.010'.concat(',00')],
          ['Order', 'ItemFees', 'Commission', '-1,5'],
        ],
      },
      '2026-03-19',
      '1008.5',
    ],
    [
      'the United States',
      {
        total: '1,008.50',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '1,010.00'],
          ['Order', 'ItemFees', 'Commission', '-1.50'],
        ],
      },
      '2026-03-19',
      '1008.50',
    ],
    [
      'Japan',
      {
        total: '8,500',
        deposit: '2026/03/19 10:21:06 UTC',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '10,000'],
          ['Order', 'ItemFees', 'Commission', '-1500'],
        ],
      },
      '2026-03-19',
      '8500',
    ],
  ])('is read as %s writes it', async (_, report, day, total) => {
    const { said, calls } = await booked(report)
    expect(said).toEqual([])
    const sum = (calls[0]?.lines ?? []).reduce((pence, line) => pence + Math.round(Number(line.unitAmount) * 100), 0)
    expect([calls[0]?.date, sum]).toEqual([day, Math.round(Number(total) * 100)])
  })

  it.each<[string, Report, string]>([
    [
      'a line is missing',
      { total: '8.50', rows: [['Order', 'ItemPrice', 'Principal', '10.00']] },
      'Settlement: Amounts 10.00 = 10.00, but Total of the report 8.50 = 8.50.',
    ],
    ['it is a penny off', { total: '10.01', rows: [['Order', 'ItemPrice', 'Principal', '10.00']] }, 'They differ by 0.01; 0 is allowed.'],
    [
      'nothing is paid out and it does not add up',
      { total: '0.00', rows: [['Order', 'ItemPrice', 'Principal', '0.01']] },
      'Settlement: Amounts 0.01',
    ],
    [
      'it does not tell its total',
      { rows: [['Order', 'ItemPrice', 'Principal', '10.00']] },
      'The file report.txt has no line with the total of the settlement 17000001.',
    ],
    [
      'there is no bank account for its currency',
      { total: '10.00', currency: 'SEK', rows: [['Order', 'ItemPrice', 'Principal', '10.00']] },
      'SEK',
    ],
    ['an amount is a text', { total: '10.00', rows: [['Order', 'ItemPrice', 'Principal', 'ten']] }, 'ten'],
    [
      'nobody knows an amount of it',
      {
        total: '9.00',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '10.00'],
          ['Order', 'ItemFees', 'NewFee', '-1.00'],
        ],
      },
      'The lookup table "settlement-accounts" has no entry for "ItemFees/NewFee".',
    ],
    [
      'it is in another currency and pays nothing out',
      {
        total: '0.00',
        currency: 'EUR',
        rows: [
          ['Order', 'ItemPrice', 'Principal', '5.00'],
          ['Order', 'ItemFees', 'Commission', '-5.00'],
        ],
      },
      'The settlement 17000001 pays nothing out and is in EUR; a journal in Xero is in GBP.',
    ],
  ])('is not booked where %s', async (_, report, reason) => {
    const { calls, said } = await booked(report)
    expect(calls).toEqual([])
    expect(said.join(' ')).toContain(reason)
  })

  it('goes to the account that says most exactly what it is', async () => {
    const rows: Row[] = [
      ['Order', 'ItemPrice', 'Principal', '10.00'],
      ['Refund', 'ItemPrice', 'Principal', '-3.00'],
      ['Order', 'Promotion', 'Anything new', '-1.00'],
      ['Refund', 'Promotion', 'Anything new', '0.50'],
      ['FBAFees', 'Some fee of 2027', 'Base fee', '-2.00'],
      ['FBAFees', 'Some fee of 2027', '', '-0.25'],
      ['FBAFees', 'Known fee', 'Base fee', '-0.75'],
    ]
    const answers = accountsOf({
      'ItemPrice/Principal': '1',
      'Refund: ItemPrice/Principal': '2',
      'Promotion/*': '3',
      'Refund: *': '4',
      'FBAFees: *': '5',
      'Known fee/Base fee': '6',
    })
    const { calls, said } = await booked({ total: '3.50', rows }, answers)
    expect(said).toEqual([])
    expect(calls[0]?.lines.map(({ description, accountCode }) => [description, accountCode])).toEqual([
      ['Order: ItemPrice/Principal, 1', '1'],
      ['Refund: ItemPrice/Principal, 1', '2'],
      ['Order: Promotion/Anything new, 1', '3'],
      ['Refund: Promotion/Anything new, 1', '3'],
      ['FBAFees: Some fee of 2027/Base fee, 1', '5'],
      ['FBAFees: Some fee of 2027, 1', '5'],
      ['FBAFees: Known fee/Base fee, 1', '6'],
    ])
  })

  it('has no line for what adds up to nothing, and is nothing without amounts', async () => {
    const rows: Row[] = [
      ['Order', 'ItemPrice', 'Tax', '2.00'],
      ['Order', 'ItemPrice', 'Tax', '-2.00'],
      ['Order', 'ItemPrice', 'Principal', '4.00'],
    ]
    expect((await booked({ total: '4.00', rows })).calls[0]?.lines).toHaveLength(1)
    expect(await booked({ total: '0.00', rows: [] })).toMatchObject({ calls: [], said: [] })
    expect(await booked({ total: '0.00', rows: rows.slice(0, 2) })).toMatchObject({ calls: [], said: [] })
  })

  it('of a number that was booked with another total is told', async () => {
    const report: Report = { total: '4.00', rows: [['Order', 'ItemPrice', 'Principal', '4.00']] }
    const before = (total: string) => ({ 'create-bank-transaction': { id: 'x', status: 'AUTHORISED', total, created: false } })
    expect((await booked(report, {}, before('4.00'))).said).toEqual([])
    expect((await booked(report, {}, before('4.50'))).said).toEqual([
      'Xero has AMAZON-17000001 with 4.50 already, and this report comes to 4.00. Compare the two with Amazon; correct the one in Xero, or discard this.',
    ])
  })

  it('of 60,000 lines is a few sums, to the penny', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index): Row[] => [
      ['Order', 'ItemPrice', 'Principal', `${index % 90}.01`],
      ['Order', 'ItemFees', 'Commission', `-${index % 9}.30`],
    ]).flat()
    const pence = rows.reduce((sum, [, , , amount]) => sum + Math.round(Number(amount) * 100), 0)
    const { calls, said } = await booked({ total: (pence / 100).toFixed(2), rows })
    expect(said).toEqual([])
    expect(calls[0]?.lines.map(({ description }) => description)).toEqual([
      'Order: ItemPrice/Principal, 30000',
      'Order: ItemFees/Commission, 30000',
    ])
  }, 60_000)
})
