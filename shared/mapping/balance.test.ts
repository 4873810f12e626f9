import { describe, expect, it } from 'vitest'
import { hasErrorCode } from '../errors.ts'
import type { BalanceContract } from '../flow/nodes/balance.ts'
import { compileMapping } from './balance.ts'
import { balanceReport, checkBalance, type BalanceSpec } from './functions/balance.ts'
import { compileRowsWithSpans, locateRow } from './rows.ts'

const spec = (over: Partial<BalanceSpec> = {}): BalanceSpec => ({
  label: 'Order total',
  terms: [
    { label: 'Lines', side: 'left' },
    { label: 'Discounts', side: 'left', subtract: true },
    { label: 'Total', side: 'right' },
  ],
  tolerance: '0.05',
  residual: ['rounding', 'amount'],
  ...over,
})

function refusal(action: () => unknown) {
  try {
    action()
  } catch (error) {
    if (hasErrorCode(error)) return { code: error.code, message: error.message, details: error.details }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a balance', () => {
  it.each([
    ['agrees', ['20.00', '1.50', '18.5'], 'balanced', '0.00'],
    ['differs within what is allowed', ['20.00', '1.50', '18.55'], 'residual', '0.05'],
    ['differs the other way', ['20.00', '1.50', '18.45'], 'residual', '-0.05'],
    ['differs by more', ['20.00', '1.50', '18.56'], 'unbalanced', '0.06'],
    ['is exact where doubles are not', ['0.3', '0.1', '0.2'], 'balanced', '0.0'],
  ])('%s', (_, amounts, state, difference) => {
    expect(balanceReport(spec(), amounts)).toMatchObject({ state, difference })
  })

  it('writes what is left over into its field, beside what is there', () => {
    const record = { total: '18.53', rounding: { account: '4900' } }
    expect(checkBalance(record, spec(), ['20.00', '1.50', '18.53'])).toEqual({
      total: '18.53',
      rounding: { account: '4900', amount: '0.03' },
    })
    expect(record).toEqual({ total: '18.53', rounding: { account: '4900' } })
    expect(checkBalance(record, spec(), ['20.00', '1.50', '18.50'])).toBe(record)
  })

  it('has a tolerance only for sums in its currency, or in none', () => {
    const inEuro = spec({ currency: 'EUR' })
    const amounts = (currency: string) => ['20.00', '1.50', '18.53'].map((amount) => ({ amount, currency }))
    expect(balanceReport(inEuro, amounts('EUR'))).toMatchObject({ state: 'residual', tolerance: '0.05' })
    expect(balanceReport(inEuro, ['20.00', '1.50', '18.53'])).toMatchObject({ state: 'residual', tolerance: '0.05' })
    expect(balanceReport(inEuro, amounts('USD'))).toMatchObject({ state: 'unbalanced', tolerance: '0' })
    expect(refusal(() => checkBalance({}, inEuro, amounts('USD'))).message).toMatch(/They differ by USD 0.03; 0 is allowed\.$/)
  })

  it('refuses a record with both sums and every amount', () => {
    expect(refusal(() => checkBalance({}, spec(), ['20.00', '1.50', '24']))).toMatchObject({
      code: 'unbalanced',
      message: 'Order total: Lines 20.00 - Discounts 1.50 = 18.50, but Total 24.00 = 24.00. They differ by 5.50; 0.05 is allowed.',
      details: { left: '18.50', right: '24.00', difference: '5.50' },
    })
  })

  it('names the amount that is missing, and amounts of two currencies', () => {
    expect(refusal(() => balanceReport(spec(), ['20.00', undefined, '18.50']))).toMatchObject({
      code: 'money-invalid',
      message: 'Order total, Discounts: an amount is missing.',
    })
    const [eur, usd] = ['EUR', 'USD'].map((currency) => ({ amount: '1.00', currency }))
    expect(refusal(() => balanceReport(spec(), [eur, '0', usd])).code).toBe('currencies-mixed')
    expect(balanceReport(spec(), [eur, '0', eur])).toMatchObject({ state: 'balanced', currency: 'EUR' })
  })
})

describe('a mapping with balances', () => {
  const rows = [
    { target: 'a', rule: { kind: 'expression' as const, expression: 'x + 1' } },
    { target: 'b.c', rule: { kind: 'expression' as const, expression: 'y' } },
  ]
  const contract: BalanceContract = { label: 'B', left: [{ label: 'A', amount: 'a' }], right: [{ label: 'B', amount: 'b.c' }] }

  it('still leads from a position back to its row', () => {
    const [plain, balanced] = [compileRowsWithSpans(rows), compileMapping(rows, [contract])]
    const at = balanced.expression.indexOf('x + 1') + 4
    expect(locateRow(balanced, at)).toEqual(locateRow(plain, plain.expression.indexOf('x + 1') + 4))
    expect(locateRow(balanced, at)).toMatchObject({ path: '0', target: 'a', position: 4 })
  })

  it('is what it was when there is none', () => {
    expect(compileMapping(rows)).toEqual(compileRowsWithSpans(rows))
  })
})
