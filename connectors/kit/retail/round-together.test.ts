import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundTogether } from './round-together.ts'

const of = (...amounts: readonly string[]) => amounts.map((amount) => new Decimal(amount))
const text = (amounts: readonly Decimal[]) => amounts.map((amount) => amount.toFixed(2))
const sum = (amounts: readonly Decimal[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

describe('amounts that are rounded together', () => {
  it('give what is left to those that lost most, the earlier first', () => {
    expect(text(roundTogether(of('3.33333', '3.33333', '3.33334'), 2))).toEqual(['3.33', '3.33', '3.34'])
    expect(text(roundTogether(of('0.335', '0.335', '0.33'), 2))).toEqual(['0.34', '0.33', '0.33'])
    expect(text(roundTogether(of('-10.41667', '10.41667', '-0.005'), 2, new Decimal('-0.01')))).toEqual(['-10.42', '10.42', '-0.01'])
  })
  it('add up to a total that is given', () => {
    expect(text(roundTogether(of('1.005', '1.005'), 2, new Decimal('2.02')))).toEqual(['1.01', '1.01'])
    expect(text(roundTogether(of('1.00', '1.00'), 2, new Decimal('1.99')))).toEqual(['0.99', '1.00'])
    expect(roundTogether([], 2)).toEqual([])
  })
  it('always add up, each within a unit of what it was', () => {
    const amount = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((units) => new Decimal(units).div(100_000))
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 30 }), (amounts) => {
        const rounded = roundTogether(amounts, 2)
        expect(sum(rounded).toFixed()).toBe(sum(amounts).toDecimalPlaces(2).toFixed())
        for (const [index, one] of rounded.entries())
          expect(
            one
              .minus(amounts[index] ?? 0)
              .abs()
              .lte('0.01'),
          ).toBe(true)
      }),
    )
  })
})
