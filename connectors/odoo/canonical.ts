// A sale of Odoo's Point of Sale as the retail model's store sale. Pure: the same records give the same sale.
import { Decimal } from 'decimal.js'
import type { Json } from '#shared/json.ts'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import type { StoreSale, StoreSaleLine, StoreSaleTax, StoreSaleTender } from '#connectors/kit/retail/store-sale.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { idOf, idsOf, nameOf, textOf, type OdooRow } from './client.ts'
import { fromOdoo } from './dates.ts'
import { decimalsOf, fromWire } from './decimals.ts'
import type { Till } from './pos.ts'

export interface PosSale {
  readonly order: OdooRow
  readonly till: Till
  readonly lines: readonly OdooRow[]
  readonly payments: readonly OdooRow[]
  readonly products: ReadonlyMap<number, OdooRow>
  readonly taxes: ReadonlyMap<number, OdooRow>
  readonly methods: ReadonlyMap<number, OdooRow>
  /** The sales whose lines come back, with their tills. */
  readonly originals: readonly { readonly order: OdooRow; readonly till: Till }[]
  /** IANA zone of the shops' clocks. */
  readonly timeZone: string
  /** A sale before this hour belongs to the day before. */
  readonly dayBeginsAtHour: number
}

/** More than any coin: a larger difference between lines and payments is an error of the data, not rounding. */
const LARGEST_ROUNDING = 1

/** What does not add up, as a sentence, instead of a sale that is wrong. */
export type SaleOrReason = { readonly sale: StoreSale } | { readonly reason: string }

export function toStoreSale(from: PosSale): SaleOrReason {
  const { order, till, timeZone } = from
  const currency = nameOf(order['currency_id']) ?? ''
  const isVoided = textOf(order['state']) === 'cancel'
  const lines = from.lines.map((line) => lineOf(line, from, currency))
  const tenders = isVoided ? [] : from.payments.map((payment) => tenderOf(payment, from, currency))
  const lineTotal = sum(lines.map(({ amount }) => amount.amount))
  const added = sum(lines.flatMap(({ taxes }) => taxes.filter(({ included }) => !included).map(({ amount }) => amount.amount)))
  const paid = isVoided ? lineTotal.plus(added) : sum(tenders.map(({ amount }) => amount.amount))
  const rounding = paid.minus(lineTotal).minus(added)
  const name = sequenceOf(order)
  if (rounding.abs().gt(LARGEST_ROUNDING)) {
    return {
      reason: `The sale ${name} of ${till.register} does not add up: lines and taxes are ${lineTotal.plus(added).toFixed()} ${currency}, payments ${paid.toFixed()} ${currency}.`,
    }
  }
  const at = fromOdoo(textOf(order['date_order']) ?? '1970-01-01 00:00:00')
  return {
    sale: {
      id: String(order.id),
      store: till.store,
      register: till.register,
      businessDay: businessDay(at, from),
      sequence: name,
      status: isVoided ? 'voided' : 'completed',
      training: false,
      offline: false,
      endedAt: at,
      tillClock: siteTime(new Date(at), timeZone).slice(0, 19),
      cashier: nameOf(order['employee_id']) ?? nameOf(order['user_id']) ?? null,
      currency,
      lines,
      taxes: sumTaxes(lines.flatMap(({ taxes }) => taxes)),
      tenders,
      rounding: moneyOf(rounding, currency),
      total: moneyOf(paid, currency),
      links: from.originals.map(({ order: original, till: earlier }) => ({
        reason: 'Return',
        store: earlier.store,
        register: earlier.register,
        businessDay: businessDay(fromOdoo(textOf(original['date_order']) ?? '1970-01-01 00:00:00'), from),
        sequence: sequenceOf(original),
      })),
    },
  }
}

/** The receipt's number where there is one. */
const sequenceOf = (order: OdooRow): string => textOf(order['pos_reference']) ?? textOf(order['name']) ?? String(order.id)

function businessDay(instant: string, { timeZone, dayBeginsAtHour }: Pick<PosSale, 'timeZone' | 'dayBeginsAtHour'>): string {
  return siteTime(new Date(Date.parse(instant) - dayBeginsAtHour * 3_600_000), timeZone).slice(0, 10)
}

const sum = (amounts: readonly string[]): Decimal => amounts.reduce<Decimal>((total, amount) => total.plus(amount), new Decimal(0))
const decimalOf = (value: Json | undefined): Decimal => new Decimal(typeof value === 'number' ? value : 0)

function lineOf(line: OdooRow, from: PosSale, currency: string): StoreSaleLine {
  const product = from.products.get(idOf(line['product_id']) ?? 0)
  const quantity = decimalOf(line['qty']).toDecimalPlaces(6)
  const net = new Decimal(fromWire(line['price_subtotal'], currency))
  const gross = new Decimal(fromWire(line['price_subtotal_incl'], currency))
  const taxes = taxesOf(line, from, gross.minus(net), currency)
  // A price with one tax inside and another on top has no amount of its own in Odoo: it is told net.
  const isIncluded = taxes.length > 0 && taxes.every(({ included }) => included)
  const amount = isIncluded ? gross : net
  const percent = decimalOf(line['discount'])
  const full = decimalOf(line['price_unit']).times(quantity).toDecimalPlaces(decimalsOf(currency), Decimal.ROUND_HALF_UP)
  const off = full.minus(amount).abs()
  return {
    id: String(line.id),
    kind: quantity.isNegative() ? 'return' : 'sale',
    sku: textOf(product?.['default_code']) ?? '',
    barcode: textOf(product?.['barcode']) ?? null,
    title: textOf(line['full_product_name']) ?? textOf(product?.['name']) ?? null,
    itemType: textOf(product?.['type']) ?? null,
    quantity: quantity.toFixed(),
    unitPrice: unitPriceOf(amount, quantity, line, currency),
    amount: moneyOf(amount, currency),
    discounts: percent.isZero() ? [] : [{ label: `${percent.toFixed()} %`, amount: moneyOf(off, currency) }],
    taxes: isIncluded || taxes.every(({ included }) => !included) ? taxes : taxes.map((tax) => ({ ...tax, included: false })),
  }
}

/** After discounts, to the digits that prices have in Odoo. */
function unitPriceOf(amount: Decimal, quantity: Decimal, line: OdooRow, currency: string): Money {
  const each = quantity.isZero() ? decimalOf(line['price_unit']) : amount.div(quantity)
  return moneyOf(each.toDecimalPlaces(Math.max(decimalsOf(currency), 4)), currency)
}

/**
 * Odoo keeps a line's tax as one amount. With several taxes in percent it is shared among them by their rates, the rest of the rounding on the
 * largest; taxes of other kinds (fixed amounts, groups) are told together under all their names.
 */
function taxesOf(line: OdooRow, from: PosSale, total: Decimal, currency: string): StoreSaleTax[] {
  const applied = idsOf(line['tax_ids_after_fiscal_position']).flatMap((id) => from.taxes.get(id) ?? [])
  const [first] = applied
  if (!first) return total.isZero() ? [] : [{ name: 'Tax', rate: null, amount: moneyOf(total, currency), included: false }]
  const included = (tax: OdooRow) => tax['price_include'] === true
  const name = (tax: OdooRow) => textOf(tax['name']) ?? String(tax.id)
  const isPercent = (tax: OdooRow) => tax['amount_type'] === 'percent'
  const rate = (tax: OdooRow) => (isPercent(tax) ? decimalOf(tax['amount']).div(100).toFixed() : null)
  if (applied.length === 1) return [{ name: name(first), rate: rate(first), amount: moneyOf(total, currency), included: included(first) }]
  const rates = applied.reduce<Decimal>((all, tax) => all.plus(decimalOf(tax['amount'])), new Decimal(0))
  if (!applied.every(isPercent) || rates.isZero() || new Set(applied.map(included)).size > 1) {
    return [{ name: applied.map(name).join(' + '), rate: null, amount: moneyOf(total, currency), included: applied.every(included) }]
  }
  const shares = applied.map((tax) =>
    total.times(decimalOf(tax['amount'])).div(rates).toDecimalPlaces(decimalsOf(currency), Decimal.ROUND_HALF_UP),
  )
  const largest = shares.reduce((best, share, index) => (share.abs().gt(shares[best]?.abs() ?? 0) ? index : best), 0)
  const rest = total.minus(shares.reduce<Decimal>((all, share) => all.plus(share), new Decimal(0)))
  return applied.map((tax, index) => ({
    name: name(tax),
    rate: rate(tax),
    amount: moneyOf((shares[index] ?? new Decimal(0)).plus(index === largest ? rest : 0), currency),
    included: included(tax),
  }))
}

function sumTaxes(taxes: readonly StoreSaleTax[]): StoreSaleTax[] {
  const groups = Map.groupBy(taxes, ({ name, rate, included }) => JSON.stringify([name, rate, included]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, amount: moneyOf(sum(group.map(({ amount }) => amount.amount)), first.amount.currency) }] : []
  })
}

function tenderOf(payment: OdooRow, { methods }: PosSale, currency: string): StoreSaleTender {
  const method = methods.get(idOf(payment['payment_method_id']) ?? 0)
  return {
    type: textOf(method?.['name']) ?? nameOf(payment['payment_method_id']) ?? '',
    id: textOf(payment['transaction_id']) ?? String(payment.id),
    amount: moneyOf(fromWire(payment['amount'], currency), currency),
    cashback: moneyOf(0, currency),
  }
}
