// Taxes of a whole transaction, where only its lines state them.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'

export function addedTaxes(lines: readonly StoreSaleLine[], currency: string): StoreSaleTax[] {
  const groups = Map.groupBy(
    lines.flatMap(({ taxes }) => taxes),
    ({ name, rate, included }) => JSON.stringify([name, rate, included]),
  )
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const amount = more.reduce((total, tax) => total.plus(tax.amount.amount), new Decimal(first.amount.amount))
    return [{ ...first, amount: moneyOf(amount, currency) }]
  })
}
