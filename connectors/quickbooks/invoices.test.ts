// Invoices, payments and credit memos, and prices that include tax.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { quickbooks } from './index.ts'
import { CONFIG, INVOICE, RECEIPT, SECRETS } from './quickbooks.testing.ts'
import { createQuickBooksSimulator } from './simulator/index.ts'

const books = simulated({
  connector: quickbooks,
  createSimulator: createQuickBooksSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => books.run(action, input) as Promise<Record<string, Json>>
const sent = async (path: string) => {
  const posts = (await books.requests()).filter((one) => one.method === 'POST' && one.path.includes(path))
  return posts.map(({ body }) => JSON.parse(body) as Record<string, Json>)
}
const line = (over = {}) => ({ itemId: '5', quantity: '1', unitPrice: '10.00', taxCodeId: '2', ...over })
const receipt = (lines: Json) => ({ ...RECEIPT, taxCalculation: 'TaxInclusive', lines })

beforeEach(async () => {
  await signInAtSimulator(quickbooks, books.context(), books.baseUrl())
  await run('create-customer', { name: 'Ada Finch' })
})

describe('prices that include tax', () => {
  it('are sent without it, with what they are with tax beside them; the shopper’s total stands', async () => {
    expect(
      await run(
        'create-sales-receipt',
        receipt([line({ unitPrice: '12.00' }), line({ unitPrice: '21.00', taxCodeId: '4' }), line({ taxCodeId: '3' })]),
      ),
    ).toMatchObject({
      total: '43.00',
      tax: '3.00',
    })
    const [body] = await sent('/salesreceipt')
    expect(body?.['GlobalTaxCalculation']).toBe('TaxInclusive')
    expect(body?.['Line']).toMatchObject([
      { Amount: 10, SalesItemLineDetail: { UnitPrice: 10, TaxInclusiveAmt: 12 } },
      { Amount: 20, SalesItemLineDetail: { UnitPrice: 20, TaxInclusiveAmt: 21 } },
      { Amount: 10, SalesItemLineDetail: { UnitPrice: 10, TaxInclusiveAmt: 10 } },
    ])
  })
  it('keep their total where the unit price without tax has no end', async () => {
    // 3 x 9.99 = 29.97, of which 5.00 (4.995) is tax.
    expect(await run('create-sales-receipt', receipt([line({ quantity: '3', unitPrice: '9.99' })]))).toMatchObject({
      total: '29.97',
      tax: '5.00',
    })
    const [body] = await sent('/salesreceipt')
    expect(body?.['Line']).toMatchObject([{ Amount: 24.97, SalesItemLineDetail: { Qty: 3, UnitPrice: 8.323, TaxInclusiveAmt: 29.97 } }])
  })
  it('take the tax that the shop says, to the cent, and ask for no rate then', async () => {
    const answer = await run('create-sales-receipt', receipt([line({ quantity: '3', unitPrice: '9.99', taxAmount: '4.98' })]))
    expect(answer).toMatchObject({ total: '29.97', tax: '4.98' })
    expect((await books.requests()).filter(({ path }) => path.includes('TaxCode'))).toEqual([])
  })
  it('reductions included, so that what is paid is what is booked', async () => {
    const lines = [line({ quantity: '2', unitPrice: '15.00' }), line({ unitPrice: '-3.00' })]
    expect(await run('create-refund-receipt', { ...receipt(lines), number: 'HF-R', accountId: '1' })).toMatchObject({
      total: '27.00',
      tax: '4.50',
    })
  })
  it('need a tax code whose rate can be told', async () => {
    const untold = { code: 'vendor-rejected', message: expect.stringContaining('rate of the tax code 77') as string }
    expect(await books.failure(run('create-sales-receipt', receipt([line({ taxCodeId: '77' })])))).toMatchObject(untold)
    for (const taxCodeId of ['TAX', undefined]) {
      const wrong = { ...line(), ...(taxCodeId === undefined ? { taxCodeId: undefined } : { taxCodeId }) }
      const error = await books.failure(run('create-sales-receipt', receipt(JSON.parse(JSON.stringify([wrong])) as Json)))
      expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/lines/0/taxCodeId' }] })
    }
    expect(await books.records('SalesReceipt')).toEqual([])
  })
})

describe('invoices', () => {
  it('are made once for a number, also when QuickBooks has forgotten the request', async () => {
    const first = await run('create-invoice', INVOICE)
    expect(first).toMatchObject({
      number: 'HF-1001',
      total: '30.00',
      tax: '5.00',
      balance: '30.00',
      customerId: '1',
      dueDate: '2026-03-02',
      created: true,
    })
    const again = await books.run('create-invoice', { ...INVOICE, note: 'mended' }, { idempotencyKey: 'another' })
    expect(again).toMatchObject({ id: first['id'], created: false })
    expect(await books.records('Invoice')).toHaveLength(2)
  })
  it('with a number of somebody else are refused', async () => {
    const error = await books.failure(run('create-invoice', { ...INVOICE, number: 'HF-0001' }))
    expect(error.message).toBe('QuickBooks has an invoice HF-0001 already, of the customer 900 instead of 1.')
  })
  it('are paid in parts and by credit', async () => {
    const { id = '' } = await run('create-invoice', INVOICE)
    const pay = (reference: string, amount: string, more: object) =>
      run('create-payment', { reference, date: '2026-03-04', customerId: '1', amount, ...more } as Json)
    expect(await pay('ch_1', '12.00', { invoices: [{ id, amount: '10.00' }] })).toMatchObject({
      created: true,
      total: '12.00',
      unapplied: '2.00',
    })
    expect(await pay('ch_1', '12.00', { invoices: [{ id, amount: '10.00' }] })).toMatchObject({ created: false })
    expect(await run('get-invoice', { number: 'HF-1001' })).toMatchObject({ balance: '20.00' })

    const credit = await run('create-credit-memo', { ...INVOICE, number: 'HF-R-1', lines: [line({ unitPrice: '15.00' })] })
    expect(credit).toMatchObject({ total: '15.00', balance: '15.00', dueDate: null })
    await pay('set-1', '0', { invoices: [{ id, amount: '15.00' }], creditMemos: [{ id: credit['id'], amount: '15.00' }] })
    expect(await run('get-invoice', { number: 'HF-1001' })).toMatchObject({ balance: '5.00' })
    expect(await books.records('CreditMemo')).toMatchObject([{ Balance: 0 }])
  })
  it('are not paid with more than there is', async () => {
    const { id = '' } = await run('create-invoice', INVOICE)
    const payment = { reference: 'ch_1', date: '2026-03-04', customerId: '1', amount: '5.00', invoices: [{ id, amount: '10.00' }] }
    expect(await books.failure(run('create-payment', payment))).toMatchObject({ code: 'action-input-invalid' })
    expect(await books.records('Payment')).toEqual([])
    await run('create-payment', { ...payment, amount: '10.00' })
    const error = await books.failure(run('create-payment', { ...payment, amount: '11.00' }))
    expect(error.message).toBe('QuickBooks has a payment ch_1 of 10.00 already, and this one is of 11.00.')
  })
})
