// Invoices, returns, deliveries, payments, journals and counts: amounts, links and what happens on the second try.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { ADA, CASES, COUNT, DELIVERY, INVOICE, JOURNAL, PAYMENT } from './erpnext.testing.ts'
import { erpnext } from './index.ts'

describe('ERPNext', () => {
  const harness = openHarness(CASES)
  const run = (id: string, input: Json) => {
    const action = erpnext.actions.find((one) => one.id === id)
    if (!action) throw new Error(id)
    return harness.run(action, input) as Promise<Record<string, Json>>
  }
  const records = async (type: string) => (await harness.sim(`/records/${encodeURIComponent(type)}`)) as readonly Record<string, Json>[]
  const pounds = (amount: string) => ({ amount, currency: 'GBP' })
  const outstanding = async (reference = '#1001') => (await run('get-sales-invoice', { customer: ADA, reference }))['outstanding']
  const stockOf = async (itemCode: string) => (await run('get-stock', { itemCode }))['levels']

  it('books the taxes of the template as rows: named alone, ERPNext may add none', async () => {
    expect(await run('create-sales-invoice', INVOICE)).toMatchObject({
      stage: 'submitted',
      status: 'Unpaid',
      date: '2026-03-01',
      net: pounds('25.00'),
      tax: pounds('5.00'),
      total: pounds('30.00'),
      outstanding: pounds('30.00'),
    })
    const [stored] = await records('Sales Invoice')
    expect(stored).toMatchObject({ taxes: [{ account_head: 'VAT - HF', rate: 20, included_in_print_rate: 0 }], disable_rounded_total: 1 })
    const order = {
      poNumber: 'T-1',
      customer: ADA,
      date: '2026-03-01',
      deliveryDate: '2026-03-02',
      currency: 'GBP',
      taxTemplate: 'UK VAT 20% - HF',
    }
    expect(await run('create-sales-order', { ...order, submit: true, lines: INVOICE.lines })).toMatchObject({ total: pounds('30.00') })
  })
  it('takes tax out of prices that include it', async () => {
    const lines = [{ itemCode: 'HF-1010', quantity: '1', rate: '12.00' }]
    expect(await run('create-sales-invoice', { ...INVOICE, pricesIncludeTax: true, lines })).toMatchObject({
      net: pounds('10.00'),
      tax: pounds('2.00'),
      total: pounds('12.00'),
    })
  })
  it('leaves a draft when the totals differ, and submits it when they do not', async () => {
    const error = await harness.failure(run('create-sales-invoice', { ...INVOICE, expectedTotal: '25.00' }))
    expect(error.message).toMatch(
      /^ERPNext computes a total of 30 GBP for #1001, and it should be 25.00\. ACC-SINV-\d{4}-00001 stays a draft\.$/,
    )
    expect(await run('create-sales-invoice', { ...INVOICE, expectedTotal: '30' })).toMatchObject({ stage: 'submitted' })
    expect(await records('Sales Invoice')).toHaveLength(1)
  })
  it('says which tax template is not there, before anything is made', async () => {
    const error = await harness.failure(run('create-sales-invoice', { ...INVOICE, taxTemplate: 'No VAT' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: 'ERPNext: Sales Taxes and Charges Template No VAT not found' })
    expect(await records('Sales Invoice')).toEqual([])
  })
  it('ties the lines of an invoice to those of its order, and says which are not in it', async () => {
    await run('create-sales-invoice', { ...INVOICE, salesOrder: 'A-1' })
    const [stored] = await records('Sales Invoice')
    expect((stored?.['items'] as Json[] | undefined)?.[0]).toMatchObject({
      so_detail: expect.stringMatching(/^SAL-ORD-.*-items-1$/) as string,
    })
    const other = { ...INVOICE, reference: '#1002', salesOrder: 'A-1', lines: [{ itemCode: 'HF-1011', quantity: '1', rate: '1' }] }
    expect(await harness.failure(run('create-sales-invoice', other))).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/lines/0/itemCode' }],
    })
  })
  it('books a return below zero, against what is still open of its invoice', async () => {
    await run('create-sales-invoice', INVOICE)
    const back = { ...INVOICE, reference: '#1001-R1', returnOf: '#1001', lines: [{ itemCode: 'HF-1010', quantity: '1', rate: '12.50' }] }
    expect(await run('create-sales-return', back)).toMatchObject({ isReturn: true, total: pounds('-15.00'), outstanding: pounds('0.00') })
    expect(await outstanding()).toEqual(pounds('15.00'))
    // An invoice and a return of one reference are two documents.
    expect(await harness.failure(run('get-sales-invoice', { customer: ADA, reference: '#1001-R1' }))).toMatchObject({
      code: 'vendor-rejected',
    })
    expect(await run('get-sales-invoice', { customer: ADA, reference: '#1001-R1', isReturn: true })).toMatchObject({ isReturn: true })
  })
  it('books payments once, in parts, and pays returns of paid invoices back', async () => {
    await run('create-sales-invoice', INVOICE)
    const part = { ...PAYMENT, amount: '10.00', invoices: [{ reference: '#1001', amount: '10.00' }] }
    const first = await run('create-payment-entry', part)
    expect(first).toMatchObject({ stage: 'submitted', amount: '10', unallocated: '0' })
    expect(await run('create-payment-entry', part)).toEqual(first)
    expect(await outstanding()).toEqual(pounds('20.00'))
    await run('create-payment-entry', {
      ...PAYMENT,
      reference: 'ch_2',
      amount: '20.00',
      invoices: [{ reference: '#1001', amount: '20.00' }],
    })
    expect(await outstanding()).toEqual(pounds('0.00'))

    const back = { ...INVOICE, reference: '#1001-R1', returnOf: '#1001', lines: [{ itemCode: 'HF-1010', quantity: '1', rate: '12.50' }] }
    expect(await run('create-sales-return', back)).toMatchObject({ outstanding: pounds('-15.00') })
    const paidBack = {
      ...PAYMENT,
      reference: 're_1',
      direction: 'pay',
      amount: '15.00',
      invoices: [{ reference: '#1001-R1', amount: '15.00' }],
    }
    expect(await run('create-payment-entry', paidBack)).toMatchObject({ unallocated: '0' })
    expect((await records('Payment Entry')).at(-1)).toMatchObject({ payment_type: 'Pay', paid_from: 'Bank - HF', paid_to: 'Debtors - HF' })
  })
  it('submits the payment that an earlier try left behind, and refuses another amount under its reference', async () => {
    await run('create-sales-invoice', INVOICE)
    await harness.fail({ kind: '500', match: 'PUT' })
    expect((await harness.failure(run('create-payment-entry', PAYMENT))).code).toBe('vendor-unavailable')
    expect(await run('create-payment-entry', PAYMENT)).toMatchObject({ stage: 'submitted' })
    expect(await records('Payment Entry')).toHaveLength(1)
    const other = { ...PAYMENT, amount: '31.00' }
    expect((await harness.failure(run('create-payment-entry', other))).message).toContain('of 30 already, and this one is of 31.00')
    expect((await harness.failure(run('create-payment-entry', { ...PAYMENT, reference: 'x', amount: '1.00' }))).code).toBe(
      'action-input-invalid',
    )
  })
  it('delivers at the rates of the order, and takes the goods from stock', async () => {
    expect(await run('create-delivery-note', DELIVERY)).toMatchObject({ status: 'To Bill', trackingNumber: '1Z999AA10123456784' })
    const [stored] = await records('Delivery Note')
    expect((stored?.['items'] as Json[] | undefined)?.[0]).toMatchObject({
      rate: 12.5,
      so_detail: expect.stringMatching(/-items-1$/) as string,
    })
    expect(await stockOf('HF-1010')).toMatchObject([{ warehouse: 'WH1 - HF', actual: '39' }, { actual: '40' }])
    const tooMuch = { ...DELIVERY, reference: 'A-1-F2', lines: [{ itemCode: 'HF-1010', quantity: '100', warehouse: 'WH1 - HF' }] }
    expect((await harness.failure(run('create-delivery-note', tooMuch))).message).toContain('61 units of Item HF-1010 needed')
    expect(await stockOf('HF-1010')).toMatchObject([{ actual: '39' }, { actual: '40' }])
  })
  it('books a journal that balances, and sends no other', async () => {
    expect(await run('create-journal-entry', JOURNAL)).toMatchObject({ stage: 'submitted', total: '120' })
    const wrong = { ...JOURNAL, reference: 'Q-2', lines: [...JOURNAL.lines.slice(0, 2), { account: 'VAT - HF', amount: '-19.99' }] }
    expect((await harness.failure(run('create-journal-entry', wrong))).message).toBe(
      'The entry does not balance: debits less credits are 0.01.',
    )
    expect(await records('Journal Entry')).toHaveLength(1)
  })
  it('counts once for a warehouse and time, on the clock of the site', async () => {
    const summer = { ...COUNT, countedAt: '2026-07-01T21:30:00Z' }
    const counted = await run('reconcile-stock', summer)
    expect(counted).toMatchObject({ stage: 'submitted' })
    expect(await records('Stock Reconciliation')).toMatchObject([
      { posting_date: '2026-07-01', posting_time: '22:30:00', set_warehouse: 'WH1 - HF' },
    ])
    expect(await stockOf('HF-1010')).toMatchObject([{ actual: '37' }, { actual: '40' }])
    expect(await run('reconcile-stock', summer)).toEqual(counted)
    // All is as it was counted: nothing to book.
    expect(await run('reconcile-stock', { ...summer, countedAt: '2026-07-02T21:30:00Z' })).toEqual({ number: null, stage: null })
  })
})
