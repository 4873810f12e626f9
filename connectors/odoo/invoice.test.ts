import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const line = (over = {}) => ({ sku: 'HF-MUG-NAVY', quantity: 2, unitPrice: '12.50', taxes: ['20%'], ...over })
const invoice = (over = {}) => ({ reference: '#1', customer: { ref: 'WEB-GUEST' }, lines: [line()], ...over })

describe.each(Object.entries(CONNECTIONS))('invoices over %s', (_, config) => {
  const { run, records, failure, at, fail } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })
  const payment = (over = {}) => ({ reference: 'pi_1', invoiceReference: '#1', journal: 'CARD', amount: '30.00', ...over }) as Json

  it('are posted with a number, in the words of Odoo', async () => {
    at('2026-03-01T09:00:00Z')
    const answer = await run(
      'create-invoice',
      invoice({
        date: '2026-02-27',
        dueDate: '2026-03-27',
        currency: 'EUR',
        company: 'Harbour & Finch',
        origin: 'Shopify #1',
        expectedTotal: '30',
      }) as Json,
    )
    expect(answer).toMatchObject({
      number: 'INV/2026/00001',
      state: 'posted',
      created: true,
      currency: 'EUR',
      amountUntaxed: '25.00',
      amountTax: '5.00',
      amountTotal: '30.00',
      amountDue: '30.00',
    })
    expect(await records('account.move')).toMatchObject([
      { invoice_date: '2026-02-27', invoice_date_due: '2026-03-27', invoice_origin: 'Shopify #1' },
    ])
  })
  it('stay drafts without a number when that is wanted, or when the totals differ', async () => {
    expect(await run('create-invoice', invoice({ post: false }) as Json)).toMatchObject({ number: null, state: 'draft' })
    const error = await failure(run('create-invoice', invoice({ reference: '#2', expectedTotal: '29.99' }) as Json))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('30.00 GBP') as string })
    // Once corrected in the mapping, the same draft is posted.
    expect(await run('create-invoice', invoice({ reference: '#2', expectedTotal: '30.00' }) as Json)).toMatchObject({
      created: false,
      state: 'posted',
    })
    expect(await records('account.move')).toHaveLength(2)
  })
  it('are posted by the next try when the answer to the post was lost before it', async () => {
    await fail({ kind: '500', match: 'action_post' })
    await failure(run('create-invoice', invoice() as Json))
    expect(await run('create-invoice', invoice() as Json)).toMatchObject({ created: false, state: 'posted' })
  })
  it('follow the fiscal position where lines name no tax', async () => {
    const lines = [{ sku: 'HF-MUG-NAVY', quantity: 1, unitPrice: '12.00' }]
    expect(await run('create-invoice', invoice({ lines }) as Json)).toMatchObject({ amountTax: '2.40', amountTotal: '14.40' })
    expect(await run('create-invoice', invoice({ reference: '#2', lines, fiscalPosition: 'Till prices' }) as Json)).toMatchObject({
      amountUntaxed: '10.00',
      amountTax: '2.00',
      amountTotal: '12.00',
    })
    expect(await run('create-invoice', invoice({ reference: '#3', lines, fiscalPosition: 'Export' }) as Json)).toMatchObject({
      amountTax: '0.00',
    })
    expect(await failure(run('create-invoice', invoice({ reference: '#4', fiscalPosition: 'Moon' }) as Json))).toMatchObject({
      message: 'Odoo has no fiscal position named "Moon".',
    })
  })
  it('have no cents in yen', async () => {
    const answer = await run('create-invoice', invoice({ currency: 'JPY', lines: [line({ unitPrice: '1250', quantity: 1 })] }) as Json)
    expect(answer).toMatchObject({ amountTotal: '1500', amountDue: '1500' })
  })
  it('are paid in parts, each payment once', async () => {
    await run('create-invoice', invoice() as Json)
    expect(await run('register-payment', payment({ amount: '10.00' }))).toMatchObject({
      created: true,
      amountDue: '20.00',
      paymentState: 'partial',
    })
    expect(await run('register-payment', payment({ amount: '10.00' }))).toMatchObject({ created: false, amountDue: '20.00' })
    expect(await run('register-payment', payment({ reference: 'gc_1', journal: 'GIFT', amount: '20' }))).toMatchObject({
      amountDue: '0.00',
      paymentState: 'paid',
    })
    expect((await records('account.payment')).map(({ amount, payment_type: type }) => [amount, type])).toEqual([
      [10, 'inbound'],
      [20, 'inbound'],
    ])
    const error = await failure(run('register-payment', payment({ amount: '11.00' })))
    expect(error.message).toBe('Odoo has a payment pi_1 of 10.00 GBP already, and this one is of 11.00.')
  })
  it('are not paid before they are posted', async () => {
    await run('create-invoice', invoice({ post: false }) as Json)
    expect((await failure(run('register-payment', payment()))).message).toContain('is not posted')
    expect(await records('account.payment')).toEqual([])
  })
  it('are settled by their credit note as far as they are unpaid', async () => {
    await run('create-invoice', invoice() as Json)
    const credit = { ...invoice({ reference: '#1-R1', lines: [line({ quantity: 1 })] }), invoiceReference: '#1' } as Json
    expect(await run('create-credit-note', credit)).toMatchObject({
      number: expect.stringMatching(/^RINV\//) as string,
      amountTotal: '15.00',
      amountDue: '0.00',
    })
    expect(await run('get-invoice', { reference: '#1' })).toMatchObject({ amountDue: '15.00', paymentState: 'partial' })
    expect(await run('get-invoice', { reference: '#1-R1', kind: 'credit-note' })).toMatchObject({ paymentState: 'paid' })
  })
  it('that are paid leave the credit note open, to be paid out', async () => {
    await run('create-invoice', invoice() as Json)
    await run('register-payment', payment())
    const credit = { ...invoice({ reference: '#1-R1', lines: [line({ quantity: 1 })] }), invoiceReference: '#1' } as Json
    expect(await run('create-credit-note', credit)).toMatchObject({ amountDue: '15.00' })
    const out = payment({ reference: 're_1', invoiceReference: '#1-R1', kind: 'credit-note', amount: '15.00' })
    expect(await run('register-payment', out)).toMatchObject({ amountDue: '0.00' })
    expect((await records('account.payment')).at(-1)).toMatchObject({ payment_type: 'outbound', amount: 15 })
  })
  it('are credited only when they are posted', async () => {
    await run('create-invoice', invoice({ post: false }) as Json)
    const credit = { ...invoice({ reference: '#1-R1' }), invoiceReference: '#1' } as Json
    expect(await failure(run('create-credit-note', credit))).toMatchObject({ issues: [{ path: '/invoiceReference', code: 'not-posted' }] })
    expect(await records('account.move')).toHaveLength(1)
  })
})
