// What the conformance suite does not show: how amounts, exemptions, returns and repetitions come out, and how Avalara says no.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { CONFIG, OPTIONS, ORDER, PORTLAND, SALE, SECRETS, SHOP_ORDER } from './avalara.testing.ts'
import { documentOf } from './canonical.ts'
import { avalara } from './index.ts'
import type { TaxResult } from './result.ts'
import { createAvalaraSimulator } from './simulator/index.ts'

const tax = simulated({
  connector: avalara,
  createSimulator: createAvalaraSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: object) => tax.run(action, input as Json) as unknown as Promise<TaxResult>
const bodyOf = async (path: string) => (await tax.requests()).findLast((one) => one.path.includes(path))?.body ?? ''
const transactions = () => tax.records('transactions')

describe('an order', () => {
  it('is taxed where it is shipped to, and not recorded', async () => {
    const result = await run('calculate-tax', ORDER)
    expect(result).toMatchObject({
      type: 'SalesOrder',
      status: 'Temporary',
      amount: { amount: '106.95', currency: 'USD' },
      tax: { amount: '5.88' },
      lines: [
        { number: '1', tax: { amount: '5.50' } },
        { number: 'shipping', tax: { amount: '0.38' } },
      ],
      taxes: [{ name: 'ME STATE TAX', jurisdiction: 'MAINE', rate: '0.055', amount: { amount: '5.88' } }],
    })
    expect(await transactions()).toEqual([])
  })
  it('has a tax for each jurisdiction', async () => {
    const to = { line1: '1 Broadway', city: 'New York', region: 'NY', postalCode: '10004', country: 'US' }
    const { taxes, tax: total } = await run('calculate-tax', { ...ORDER, to, lines: [{ number: '1', amount: '100.00' }] })
    expect(taxes.map(({ level, rate, amount }) => [level, rate, amount.amount])).toEqual([
      ['State', '0.04', '4.00'],
      ['City', '0.045', '4.50'],
      ['Special', '0.00375', '0.38'],
    ])
    expect(total.amount).toBe('8.88')
  })
  it('goes digit by digit, never through a float', async () => {
    await run('calculate-tax', { ...ORDER, lines: [{ number: '1', amount: '1000000000.10', quantity: '3' }] })
    expect(await bodyOf('/transactions/create')).toContain('"amount":1000000000.1,')
    await run('record-return', { ...SALE, code: 'R-1', lines: [{ number: '1', amount: '0.07', tax: '0.00' }] })
    const sent = await bodyOf('/createoradjust')
    expect(sent).toContain('"amount":-0.07,')
    expect(sent).toContain('"taxAmount":0,')
  })
  it('of a customer who is exempt has no tax', async () => {
    for (const exempt of [{ entityUseCode: 'G' }, { exemptionNo: 'ME-1' }])
      expect(await run('calculate-tax', { ...ORDER, ...exempt })).toMatchObject({ tax: { amount: '0.00' }, exempt: { amount: '106.95' } })
    const lines = [
      { number: '1', amount: '100.00', entityUseCode: 'G' },
      { number: '2', amount: '10.00' },
    ]
    expect(await run('calculate-tax', { ...ORDER, lines })).toMatchObject({ tax: { amount: '0.55' } })
  })
  it('in a store has the address of the store', async () => {
    const { date, customerCode, currency, lines } = ORDER
    const at = { city: 'London', postalCode: 'SE1 9SG', country: 'GB' }
    const gbp = [{ number: '1', amount: '12.50', taxIncluded: true }]
    expect(
      await run('calculate-tax', { date: date ?? '', customerCode: customerCode ?? '', currency: 'GBP', at, lines: gbp }),
    ).toMatchObject({
      amount: { amount: '10.42', currency: 'GBP' },
      tax: { amount: '2.08' },
    })
    const nowhere = { date: date ?? '', customerCode: customerCode ?? '', currency: currency ?? '', lines: lines ?? [] }
    for (const wrong of [nowhere, { ...ORDER, at: PORTLAND }])
      expect(await tax.failure(run('calculate-tax', wrong))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('a recorded sale', () => {
  it('is one transaction however often it is recorded, and the last one counts', async () => {
    await run('record-sale', SALE)
    await run('record-sale', SALE)
    const result = await run('record-sale', { ...SALE, lines: [{ number: '1', amount: '80.00' }] })
    expect(result).toMatchObject({ code: 'HF-1042', status: 'Committed', amount: { amount: '80.00' }, tax: { amount: '4.40' } })
    expect(await transactions()).toHaveLength(1)
    expect(await run('get-transaction', { code: 'HF-1042' })).toEqual({ transaction: result })
  })
  it('has the tax that was charged, with what AvaTax would have taken beside it', async () => {
    const lines = [
      { number: '1', amount: '105.00', taxIncluded: true, tax: '5.00' },
      { number: '2', amount: '10.00', tax: '0.00' },
    ]
    expect(await run('record-sale', { ...SALE, lines })).toMatchObject({
      amount: { amount: '110.00' },
      tax: { amount: '5.00' },
      calculatedTax: { amount: '6.02' },
    })
  })
  it('waits for the tax return until it is committed, and is taken out by voiding', async () => {
    expect(await run('record-sale', { ...SALE, commit: false })).toMatchObject({ status: 'Saved' })
    expect(await run('commit-transaction', { code: 'HF-1042' })).toMatchObject({ status: 'Committed' })
    expect(await run('void-transaction', { code: 'HF-1042' })).toMatchObject({ status: 'Cancelled' })
    expect(await tax.failure(run('adjust-sale', { ...SALE, reason: 'PriceAdjusted' }))).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('This document status is incorrect for this operation.'),
    })
    expect(await tax.failure(run('commit-transaction', { code: 'nothing' }))).toMatchObject({ code: 'vendor-rejected' })
  })
  it('cannot be changed once it was reported', async () => {
    await run('record-sale', SALE)
    await tax.emit('transaction.reported', { code: 'HF-1042' })
    expect(await tax.failure(run('record-sale', { ...SALE, lines: [{ number: '1', amount: '1.00' }] }))).toMatchObject({
      code: 'vendor-rejected',
      disposition: 'rejected',
      details: { vendorCode: 'CannotModifyLockedTransaction' },
      message: expect.stringContaining('Create a return instead.'),
    })
  })
  it('may have a code with characters that paths cannot carry', async () => {
    const code = 'HF/10+42?100% #1'
    await run('record-sale', { ...SALE, code })
    expect(await run('void-transaction', { code })).toMatchObject({ code, status: 'Cancelled' })
    expect(await tax.failure(run('record-sale', { ...SALE, code: 'a_-ava2f-_b' }))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('what comes back', () => {
  it('is below zero, with the rates of the day it was sold', async () => {
    const result = await run('record-return', { ...SALE, code: 'R-1', soldOn: '2026-02-20' })
    expect(result).toMatchObject({ type: 'ReturnInvoice', amount: { amount: '-106.95' }, tax: { amount: '-5.88' } })
    expect((await transactions())[0]).toMatchObject({ taxDate: '2026-02-20T00:00:00Z' })
  })
  it('of a recorded sale has exactly its tax: lines, a share, or the tax alone', async () => {
    await run('record-sale', {
      ...SALE,
      lines: [
        { number: '1', amount: '100.00', tax: '5.43' },
        { number: '2', amount: '10.00' },
      ],
    })
    const refund = (refundCode: string, more: object) =>
      run('refund-sale', { saleCode: 'HF-1042', refundCode, date: '2026-03-05', ...more })
    expect(await refund('R-1', { kind: 'Partial', lines: ['1'] })).toMatchObject({
      amount: { amount: '-100.00' },
      tax: { amount: '-5.43' },
    })
    expect(await refund('R-2', { kind: 'Percentage', percentage: '50' })).toMatchObject({ amount: { amount: '-55.00' } })
    expect(await refund('R-3', { kind: 'TaxOnly' })).toMatchObject({ amount: { amount: '0.00' }, tax: { amount: '-5.98' } })
    const full = await refund('R-4', { kind: 'Full' })
    expect(await refund('R-4', { kind: 'Full' })).toEqual(full)
    expect(await transactions()).toHaveLength(5)
    for (const wrong of [{ kind: 'Partial' }, { kind: 'Full', lines: ['1'] }, { kind: 'Percentage' }])
      expect(await tax.failure(refund('R-5', wrong))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('an order of a shop', () => {
  const order = (over: Partial<CanonicalOrder> = {}) => documentOf({ ...SHOP_ORDER, ...over }, OPTIONS)
  const [line] = SHOP_ORDER.lines
  if (!line) throw new Error('the order has a line')

  it("is recorded with the tax that was charged, on the seller's day", async () => {
    const result = await run('record-order', { order: SHOP_ORDER, options: OPTIONS })
    expect(result).toMatchObject({ code: SHOP_ORDER.id, date: '2026-02-28', tax: { amount: '5.88' }, customerCode: '8123' })
    expect(new Decimal(result.amount.amount).plus(result.tax.amount).toFixed(2)).toBe(SHOP_ORDER.total.amount)
    await run('record-order', { order: SHOP_ORDER, options: OPTIONS })
    expect(await transactions()).toHaveLength(1)
  })
  it('leaves the tax to AvaTax where the shop charges none', () => {
    expect(documentOf(SHOP_ORDER, { ...OPTIONS, tax: 'calculated' }).lines.map(({ tax: own }) => own)).toEqual([undefined, undefined])
  })
  it('keeps prices that contain tax as they are', () => {
    const total = { amount: '106.95', currency: 'USD' }
    const document = order({ taxesIncluded: true, total })
    expect(document.lines.map(({ amount, tax: own, taxIncluded }) => [amount, own, taxIncluded])).toEqual([
      ['100', '5.5', true],
      ['6.95', '0.38', true],
    ])
  })
  it('of a till has one place', () => {
    expect(order({ shippingAddress: null, location: { id: '1', name: 'Boston' } })).toMatchObject({ at: OPTIONS.from })
  })
  it.each<[string, Partial<CanonicalOrder>, string]>([
    ['parts that are not its total', { total: { amount: '112.84', currency: 'USD' } }, 'unbalanced'],
    ['a gift card without a tax code for it', { lines: [{ ...line, isGiftCard: true }] }, 'action-input-invalid'],
    ['a cancellation', { status: 'cancelled' }, 'action-input-invalid'],
  ])('is refused with %s', (_, over, code) => {
    expect(() => order(over)).toThrow(expect.objectContaining({ code }))
  })
})

describe('how Avalara says no', () => {
  it('is said in its words, at the field', async () => {
    const error = await tax.failure(run('calculate-tax', { ...ORDER, to: { city: 'Portland' } }))
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      message: 'Avalara: The address value was incomplete. The address must have a country, and in the USA a postal code.',
      issues: [{ path: '/addresses/shipTo', code: 'invalid-address' }],
    })
  })
  it('to two lines of one number is ours', async () => {
    const lines = [
      { number: '1', amount: '1.00' },
      { number: '1', amount: '2.00' },
    ]
    expect(await tax.failure(run('record-sale', { ...SALE, lines }))).toMatchObject({
      code: 'action-input-invalid',
      issues: [{ path: '/lines/1/number' }],
    })
  })
  it('to credentials is an answer of 200', async () => {
    await tax.fail({ kind: 'strange', body: '{"authenticated":false,"version":"26.11.0"}' })
    expect(await tax.failure(avalara.test(tax.context()))).toMatchObject({ code: 'credentials-invalid' })
    await tax.fail({ kind: 'strange', match: '/companies', body: '{"value":[]}' })
    expect(await tax.failure(avalara.test(tax.context()))).toMatchObject({
      message: expect.stringContaining('no company with the code HARBOUR'),
    })
  })
  it('to an address that is not there is no error', async () => {
    expect(await run('resolve-address', { city: 'Portland' })).toMatchObject({
      address: null,
      quality: 'NotCoded',
      messages: [expect.stringContaining('geocoded')],
    })
    expect(await run('resolve-address', PORTLAND)).toMatchObject({ address: { city: 'PORTLAND', region: 'ME' }, messages: [] })
  })
})
