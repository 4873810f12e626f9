// How it was paid: change is taken off the tender that it belongs to, money that was paid out is negative.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleTender } from '#connectors/kit/retail/store-sale.ts'
import { all, decimal, flag, optional, wrong, type Element } from './element.ts'

export const tendersOf = (items: readonly Element[], currency: string): StoreSaleTender[] =>
  items
    .filter((item) => !flag(item, 'VoidFlag'))
    .flatMap((item) => all(item, 'Tender'))
    .map((tender) => tenderOf(tender, currency))

function tenderOf(tender: Element, currency: string): StoreSaleTender {
  const given = decimal(tender, 'Amount')
  if (!given) throw wrong('a Tender has no Amount')
  const isPaidOut = /refund|change/i.test(optional(tender, '@TypeCode') ?? '')
  const change = all(tender, 'TenderChange').reduce((total, part) => total.plus(decimal(part, 'Amount') ?? 0), new Decimal(0))
  const amount = isPaidOut ? given.abs().neg() : given.minus(change.abs())
  return {
    type: optional(tender, '@TenderType') ?? 'Tender',
    id: optional(tender, 'TenderID') ?? null,
    amount: moneyOf(amount, currency),
    cashback: moneyOf(decimal(tender, 'Cashback') ?? 0, currency),
  }
}
