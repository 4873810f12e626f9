// A POSLog transaction (ARTS IXRetail, versions 2.2 to 6) as the retail model's store sale. The record is what `parseXml` makes of the element
// <Transaction>: elements without prefixes, attributes with @, everything text.
import { Decimal } from 'decimal.js'
import { isRecord, type Json } from '#shared/json.ts'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { all, decimal, flag, optional, sub, text, wrong, type Element } from './element.ts'
import { linesOf } from './lines.ts'
import { taxesOf } from './taxes.ts'
import { tendersOf } from './tenders.ts'

/** Elements that may repeat. */
export const LISTS = [
  'LineItem',
  'Tax',
  'Tender',
  'TenderChange',
  'RetailPriceModifier',
  'Total',
  'TransactionLink',
  'POSIdentity',
  'Description',
]

/**
 * Nothing for a transaction that is no retail transaction (a till was opened, a cashier signed on). Throws a plain Error with a sentence for
 * people where the transaction cannot be named, or its lines, taxes and tenders do not add up to its total.
 */
export function toStoreSale(record: Json): StoreSale | undefined {
  if (!isRecord(record)) throw wrong('it is empty')
  const transaction = record as Element
  const retail = sub(transaction, 'RetailTransaction')
  if (!retail) return undefined
  const name = nameOf(transaction)
  const items = all(retail, 'LineItem')
  const currency = currencyOf(transaction, retail, items)
  const money = (amount: Decimal) => moneyOf(amount, currency)

  const lines = linesOf(items, currency)
  const isReturn = lines.length > 0 && lines.every(({ kind }) => kind === 'return')
  const taxes = taxesOf(items, lines, isReturn, currency)
  const tenders = tendersOf(items, currency)
  const status = statusOf(transaction, retail)
  const rounding = totalOf(retail, ['RoundingAmount', 'TransactionRoundingAmount']) ?? new Decimal(0)
  const added = sum(lines.map(({ amount }) => amount.amount))
    .plus(sum(taxes.filter(({ included }) => !included).map(({ amount }) => amount.amount)))
    .plus(rounding)
  const stated = totalOf(retail, ['TransactionGrandAmount'])
  const total = stated && isReturn ? stated.abs().neg() : (stated ?? added)
  if (status === 'completed') {
    mustBe(added, total, 'the lines, taxes and rounding')
    mustBe(sum(tenders.map(({ amount }) => amount.amount)).minus(sum(tenders.map(({ cashback }) => cashback.amount))), total, 'the tenders')
  }

  const ended = optional(transaction, 'EndDateTime') ?? optional(transaction, 'BeginDateTime')
  return {
    ...name,
    status,
    training: flag(transaction, 'TrainingModeFlag'),
    offline: flag(transaction, 'OfflineFlag'),
    endedAt: instantOf(ended),
    tillClock: ended ?? null,
    cashier: optional(transaction, 'OperatorID') ?? null,
    currency,
    lines,
    taxes,
    tenders,
    rounding: money(rounding),
    total: money(total),
    links: all(retail, 'TransactionLink').map((link) => ({
      reason: optional(link, '@ReasonCode') ?? 'Return',
      store: storeOf(link) ?? null,
      register: optional(link, 'WorkstationID') ?? null,
      businessDay: optional(link, 'BusinessDayDate') ?? null,
      sequence: optional(link, 'SequenceNumber') ?? null,
    })),
  }
}

function nameOf(transaction: Element) {
  const store = storeOf(transaction)
  if (store === undefined) throw wrong('it has no store (RetailStoreID, or UnitID of BusinessUnit)')
  const register = text(transaction, 'WorkstationID')
  const businessDay = text(transaction, 'BusinessDayDate').slice(0, 10)
  if (!isDay(businessDay)) throw wrong(`its business day "${businessDay}" is no day`)
  const sequence = text(transaction, 'SequenceNumber')
  return { id: [store, register, businessDay, sequence].join('/'), store, register, businessDay, sequence }
}

const storeOf = (element: Element): string | undefined => {
  const unit = sub(element, 'BusinessUnit')
  return optional(element, 'RetailStoreID') ?? (unit && optional(unit, 'UnitID'))
}

function isDay(day: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined
  return instant !== undefined && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day)
}

function currencyOf(transaction: Element, retail: Element, items: readonly Element[]): string {
  const articles = items.flatMap((item) => [...all(item, 'Sale'), ...all(item, 'Return')])
  const amounts = [...all(retail, 'Total'), ...articles.flatMap((article) => all(article, 'ExtendedAmount'))]
  const found = [
    optional(transaction, 'CurrencyCode'),
    ...amounts.flatMap((amount) => [optional(amount, '@Currency'), optional(amount, '@CurrencyCode')]),
  ].find((code) => code !== undefined)
  if (found === undefined || !/^[A-Z]{3}$/.test(found)) throw wrong('it has no currency (CurrencyCode)')
  return found
}

const COMPLETED = /^(complete|completed|delivered|finish|finished|returned|suspendedretrieved|tendered|totaled|)$/i

/**
 * Version 2.2 has a flag, later ones a status with words of their own, such as PostVoided, SuspendedDeleted and SuspendedRetrieved. A word that is
 * not known is no sale: a person looks at it.
 */
function statusOf(transaction: Element, retail: Element): StoreSale['status'] {
  const status = optional(retail, '@TransactionStatus') ?? optional(transaction, '@TransactionStatus') ?? ''
  if (flag(transaction, 'CancelFlag') || /void|cancel|deleted/i.test(status)) return 'voided'
  if (/^suspended$/i.test(status)) return 'suspended'
  if (!COMPLETED.test(status)) throw wrong(`it is not known whether its status "${status}" means a sale`)
  return 'completed'
}

function totalOf(retail: Element, types: readonly string[]): Decimal | undefined {
  const found: Element | undefined = all(retail, 'Total').find(
    (total) => types.includes(optional(total, '@TotalType') ?? '') && !optional(total, '@TypeCode'),
  )
  return found && decimal(found, '#text')
}

const instantOf = (time: string | undefined): string | null => {
  if (time === undefined || !/T.*(Z|[+-]\d{2}:\d{2})$/.test(time)) return null
  const instant = new Date(time)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}

const sum = (amounts: readonly string[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

function mustBe(added: Decimal, total: Decimal, what: string): void {
  if (!added.eq(total)) throw wrong(`${what} add up to ${added.toString()}, and the total is ${total.toString()}`)
}
