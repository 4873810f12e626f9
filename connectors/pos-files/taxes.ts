// Taxes of a line, and those of the transaction: as the till states them, or summed over the lines where it does not.
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'
import { addedTaxes } from './added-taxes.ts'
import { all, decimal, flag, optional, sub, wrong, type Element } from './element.ts'

/** Prices include a tax when its taxable amount says so. */
export function taxOf(tax: Element, isReturn: boolean, currency: string): StoreSaleTax {
  const amount = decimal(tax, 'Amount')
  if (!amount) throw wrong('a Tax has no Amount')
  const taxable = sub(tax, 'TaxableAmount')
  const percent = decimal(tax, 'Percent')
  const name = [optional(tax, 'TaxAuthority'), optional(tax, 'TaxGroupID') ?? optional(tax, 'TaxRuleID')].filter(
    (part) => part !== undefined,
  )
  return {
    name: name.join(' ') || 'Tax',
    rate: percent?.div(100).toFixed() ?? null,
    amount: moneyOf(isReturn ? amount.abs().neg() : amount, currency),
    included: taxable !== undefined && flag(taxable, 'TaxIncludedInTaxableAmountFlag'),
  }
}

export function taxesOf(items: readonly Element[], lines: readonly StoreSaleLine[], isReturn: boolean, currency: string): StoreSaleTax[] {
  const stated = items.filter((item) => !flag(item, 'VoidFlag')).flatMap((item) => all(item, 'Tax'))
  if (stated.length > 0) return stated.map((tax) => taxOf(tax, isReturn, currency))
  return addedTaxes(lines, currency)
}
