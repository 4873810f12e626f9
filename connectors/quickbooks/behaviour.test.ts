// What the conformance suite does not know: amounts, request ids, tokens of records, the sign-in, and how QuickBooks says no.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { quickbooks } from './index.ts'
import { CONFIG, RECEIPT, SECRETS } from './quickbooks.testing.ts'
import { REALM } from './simulator/company.ts'
import { createQuickBooksSimulator } from './simulator/index.ts'

const books = simulated({
  connector: quickbooks,
  createSimulator: createQuickBooksSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => books.run(action, input) as Promise<Record<string, Json>>
const posts = async (path: string) => (await books.requests()).filter((one) => one.method === 'POST' && one.path.includes(path))

describe('QuickBooks Online', () => {
  beforeEach(async () => void (await signInAtSimulator(quickbooks, books.context(), books.baseUrl())))

  it('books amounts digit by digit, with tax on top or as it was charged', async () => {
    const lines = [{ itemId: '5', quantity: '3', unitPrice: '0.33333', taxCodeId: '2' }]
    expect(await run('create-sales-receipt', { ...RECEIPT, lines })).toMatchObject({ total: '1.20', tax: '0.20', currency: 'GBP' })
    const [sent] = await posts('/salesreceipt')
    expect(sent?.body).toContain('"Amount":1.00,')
    expect(sent?.body).toContain('"UnitPrice":0.33333')
    expect(sent?.path).toContain('minorversion=75')
    expect(await run('create-sales-receipt', { ...RECEIPT, number: 'HF-1002', tax: '5.99' })).toMatchObject({ total: '35.99', tax: '5.99' })
  })

  it('sends the same record under the same request id, and a mended one under a new one', async () => {
    const wrong = { ...RECEIPT, accountId: '999' }
    for (const receipt of [wrong, wrong, RECEIPT]) await run('create-sales-receipt', receipt).catch(() => undefined)
    const ids = (await posts('/salesreceipt')).map(({ path }) => new URLSearchParams(path.split('?')[1]).get('requestid'))
    expect(ids).toHaveLength(3)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
    expect(ids[0]?.length).toBeLessThanOrEqual(50)
    expect(await books.records('SalesReceipt')).toHaveLength(1)
  })

  it('says in the words of QuickBooks what is wrong with a record', async () => {
    await run('create-sales-receipt', RECEIPT)
    await expect(run('create-sales-receipt', { ...RECEIPT, note: 'again' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      disposition: 'rejected',
      message: expect.stringContaining('DocNumber=HF-1001 is assigned to TxnType=Sales Receipt'),
      details: { vendorCode: '6140' },
    })
  })

  it('takes a fault for one though its status is 200', async () => {
    const body = JSON.stringify({ Fault: { Error: [{ Message: 'Invalid Company Status', code: '6190' }], type: 'ValidationFault' } })
    await books.fail({ kind: 'strange', body })
    await expect(run('list-accounts', {})).rejects.toMatchObject({ code: 'vendor-rejected', details: { vendorCode: '6190' } })
  })

  it('refuses a journal that does not balance before it is sent', async () => {
    const lines = [
      { amount: '10.00', accountId: '3' },
      { amount: '-9.99', accountId: '5' },
    ]
    await expect(run('create-journal-entry', { number: 'Q-1', date: '2026-03-02', lines })).rejects.toMatchObject({
      code: 'action-input-invalid',
      message: 'The journal does not balance: debits less credits are 0.01.',
    })
    expect(await posts('/journalentry')).toEqual([])
  })

  it('refuses a receipt below zero, and a deposit of nothing', async () => {
    const lines = [{ itemId: '5', unitPrice: '-1.00', taxCodeId: '2' }]
    await expect(run('create-sales-receipt', { ...RECEIPT, lines })).rejects.toMatchObject({ code: 'action-input-invalid' })
    await expect(run('create-deposit', { date: '2026-03-04', accountId: '1' })).rejects.toMatchObject({ code: 'action-input-invalid' })
  })

  it('puts a receipt in one deposit only, less the fees', async () => {
    const { id = '' } = await run('create-sales-receipt', RECEIPT)
    const receipts = [{ id, kind: 'SalesReceipt', amount: '36.00' }]
    const payout = { date: '2026-03-04', accountId: '1', receipts, lines: [{ amount: '-0.74', accountId: '7' }] }
    expect(await run('create-deposit', payout)).toMatchObject({ total: '35.26' })
    await expect(run('create-deposit', { ...payout, note: 'again' })).rejects.toMatchObject({ code: 'vendor-rejected' })
  })

  it('finds names with quotation marks and backslashes', async () => {
    const name = String.raw`Finch's \ Co' OR DisplayName = 'x`
    await run('create-customer', { name })
    expect(await run('find-customers', { name })).toMatchObject({ customers: [{ name }], nextStart: null })
    await expect(run('create-customer', { name, email: 'other@example.com' })).rejects.toMatchObject({ details: { vendorCode: '6240' } })
  })

  it('changes only what is given, and reads inactive customers as changed ones', async () => {
    const { id = '' } = await run('create-customer', { name: 'Ada Finch', email: 'ada@example.com' })
    expect(await run('update-customer', { id, active: false })).toMatchObject({
      name: 'Ada Finch',
      email: 'ada@example.com',
      active: false,
    })
    expect(await run('find-customers', {})).toMatchObject({ customers: [] })
    const page = { cursor: undefined, since: new Date('2020-01-01T00:00:00Z'), limit: 10, options: {} }
    const { records } = await quickbooks.polls[0].poll(page, books.context())
    expect(records.at(-1)).toMatchObject({ key: id, value: { active: false } })
  })

  it('tries again when somebody else changed the customer in between', async () => {
    const { id = '' } = await run('create-customer', { name: 'Ada Finch' })
    const stale = { Fault: { Error: [{ Message: 'Stale Object Error', code: '5010' }], type: 'ValidationFault' } }
    await books.fail({ kind: 'strange', match: 'POST', body: JSON.stringify(stale) })
    await expect(run('update-customer', { id, email: 'a@b.example' })).rejects.toMatchObject({ disposition: 'retry' })
    expect(await run('update-customer', { id, email: 'a@b.example' })).toMatchObject({ email: 'a@b.example' })
  })
})

const unsigned = simulated({
  connector: quickbooks,
  createSimulator: createQuickBooksSimulator,
  config: { environment: 'sandbox', clientId: 'tillflow', simulator: 'sim' },
  secrets: SECRETS,
})

describe('a sign-in with QuickBooks', () => {
  it('tells which company was chosen; before, nothing is asked of any', async () => {
    await expect(quickbooks.test(unsigned.context())).rejects.toMatchObject({ code: 'credentials-invalid' })
    expect(await signInAtSimulator(quickbooks, unsigned.context(), unsigned.baseUrl())).toEqual({ realmId: REALM })
  })

  it('takes no company id that would lead to another path', () => {
    expect(quickbooks.auth[0]?.signIn?.learn?.({ realmId: '1/../2' })).toEqual({})
  })

  it('asks sandbox companies at another address', () => {
    expect(quickbooks.baseUrl({ environment: 'sandbox' })).toBe('https://sandbox-quickbooks.api.intuit.com')
    expect(quickbooks.baseUrl(CONFIG)).toBe('https://quickbooks.api.intuit.com')
  })
})
