import { describe, expect, it } from 'vitest'
import { readBalanceAmount, writeBalanceAmount, type BalanceAmount } from './balance-amount.ts'

const KNOWN: readonly (readonly [BalanceAmount, string])[] = [
  [{ of: 'result', field: 'total', orZero: false }, 'total'],
  [{ of: 'result', field: 'totals.gross', orZero: false }, 'totals.gross'],
  [{ of: 'source', field: 'total_price', orZero: false }, '$source.total_price'],
  [{ of: 'result', field: 'tip', orZero: true }, '(tip ? tip : "0")'],
  [{ of: 'source', field: 'tip', orZero: true }, '($source.tip ? $source.tip : "0")'],
  [{ of: 'result', list: 'lines', field: 'amount', orZero: false }, '$sumMoney(lines, "amount")'],
  [{ of: 'result', list: 'lines', field: 'amount', orZero: true }, '$sumMoney(lines.amount)'],
  [{ of: 'source', list: 'line_items', field: 'price_set.amount', orZero: false }, '$sumMoney($source.line_items, "price_set.amount")'],
  [{ of: 'source', list: 'line_items.tax_lines', field: 'price', orZero: true }, '$sumMoney($source.line_items.tax_lines.price)'],
]

describe('an amount of a balance', () => {
  it.each(KNOWN)('%o is %s, there and back', (amount, text) => {
    expect(writeBalanceAmount(amount)).toBe(text)
    expect(readBalanceAmount(text)).toEqual(amount)
  })

  it('adds up a field with other characters, though no text can name it', () => {
    expect(writeBalanceAmount({ of: 'result', list: 'lines', field: '`net amount`', orZero: false })).toBe('$sumMoney(lines.`net amount`)')
  })

  it.each([
    '$sumMoney(lines.$multiply(unitPrice, quantity))',
    '(tip ? tax : "0")',
    '(tip ? tip : "1")',
    '$sumMoney(lines)',
    '$sumMoney($source.amount)',
    '$subtract(a, b)',
    '1 +',
    '"12.50"',
  ])('%s is left as it is: no list says it', (text) => {
    const read = readBalanceAmount(text)
    expect(read === undefined || writeBalanceAmount(read) === text).toBe(true)
    expect(read).toBeUndefined()
  })
})
