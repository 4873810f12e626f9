// A sale of Lightspeed as the retail model's store sale. Pure: the same answer gives the same sale.
// Lightspeed counts without tax and with five decimals; a till, a bank and the books count what was paid. Where an outlet's prices contain tax, so do the
// amounts here. All of it is rounded together, so that lines, taxes and tenders add up to the cent.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { minorDigits, moneyOf } from '#connectors/kit/retail/money.ts'
import { roundTogether } from '#connectors/kit/retail/round-together.ts'
import type { StoreSale, StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'
import { sumOf } from '../amounts.ts'
import type { LightspeedOutlet, LightspeedSale } from '../schemas.ts'
import { partsOf, type Known, type Part } from './parts.ts'
import { tendersOf } from './tenders.ts'

export interface Surroundings extends Known {
  readonly outlet: LightspeedOutlet
  /** The sale that this one takes back, where it could be read. */
  readonly original?: LightspeedSale
}

/** Throws `unbalanced` for a closed sale whose payments do not pay it, and `vendor-answer-invalid` for one without a time. */
export function toStoreSale(sale: LightspeedSale, surroundings: Surroundings): StoreSale {
  const { outlet, original } = surroundings
  const { currency } = outlet
  const digits = minorDigits(currency)
  const included = outlet.display_prices !== 'exclusive'
  const status = statusOf(sale)

  const parts = partsOf(sale, surroundings)
  const taxAmounts = roundTogether(
    parts.flatMap(({ taxes }) => taxes.map(({ amount }) => amount)),
    digits,
  )
  const tax = sumOf(taxAmounts)
  const gross = parts.map((part) => part.net.plus(sumOf(part.taxes.map(({ amount }) => amount))))
  const total = sumOf(gross).toDecimalPlaces(digits)
  const amounts = included
    ? roundTogether(gross, digits, total)
    : roundTogether(
        parts.map(({ net }) => net),
        digits,
        total.minus(tax),
      )
  let nth = 0
  const lines = parts.map((part, index) => {
    const taxes = part.taxes.map(({ name, rate }): StoreSaleTax => {
      const amount = moneyOf(taxAmounts[nth++] ?? 0, currency)
      return { name, rate, amount, included }
    })
    return lineOf(part, amounts[index] ?? new Decimal(0), taxes, currency, included ? gross[index] : part.net)
  })

  const { tenders, rounding } = tendersOf(sale.payments ?? [], total, currency, status === 'completed')
  const soldAt = instantOf(sale)
  return {
    id: sale.id,
    store: outlet.id,
    register: sale.source?.register_id ?? '',
    businessDay: dayOf(soldAt, outlet.time_zone),
    sequence: sequenceOf(sale),
    status,
    training: false,
    offline: false,
    endedAt: soldAt.toISOString(),
    tillClock: null,
    cashier: sale.source?.author?.id ?? null,
    currency,
    lines,
    taxes: summed(lines, currency),
    tenders: [...tenders],
    rounding: moneyOf(rounding, currency),
    total: moneyOf(total.plus(rounding), currency),
    links: linksOf(sale, original, outlet),
  }
}

/** On account and layby sales are suspended until they are paid: they have no tenders that a journal could balance with. */
function statusOf({ state, deleted_at: deleted }: LightspeedSale): StoreSale['status'] {
  if (deleted || state === 'voided') return 'voided'
  return state === 'closed' ? 'completed' : 'suspended'
}

function lineOf(part: Part, amount: Decimal, taxes: StoreSaleTax[], currency: string, exact: Decimal | undefined): StoreSaleLine {
  const digits = minorDigits(currency)
  const factor = part.net.isZero() || !exact ? new Decimal(1) : exact.div(part.net)
  const off = part.discounts.map(({ amount: one }) => one.times(factor))
  const rounded = roundTogether(off, digits)
  return {
    id: part.id,
    kind: part.kind,
    sku: part.sku,
    barcode: null,
    title: part.title,
    itemType: part.itemType,
    quantity: part.quantity.toFixed(),
    unitPrice: moneyOf(part.quantity.isZero() ? amount : amount.div(part.quantity).toDecimalPlaces(5), currency),
    amount: moneyOf(amount, currency),
    discounts: part.discounts.map(({ label }, index) => ({ label, amount: moneyOf(rounded[index] ?? 0, currency) })),
    taxes,
  }
}

function summed(lines: readonly StoreSaleLine[], currency: string): StoreSaleTax[] {
  const groups = Map.groupBy(
    lines.flatMap(({ taxes }) => taxes),
    ({ name, rate }) => JSON.stringify([name, rate]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, amount: moneyOf(sumOf(group.map(({ amount }) => new Decimal(amount.amount))), currency) }] : []
  })
}

function linksOf(sale: LightspeedSale, original: LightspeedSale | undefined, outlet: LightspeedOutlet): StoreSale['links'] {
  const id = sale.return?.original_sale_id
  if (!id) return []
  const sold = original && Date.parse(original.date ?? '')
  return [
    {
      reason: 'Return',
      store: original?.source?.outlet_id ?? null,
      register: original?.source?.register_id ?? null,
      businessDay: sold === undefined || Number.isNaN(sold) ? null : dayOf(new Date(sold), outlet.time_zone),
      sequence: original ? sequenceOf(original) : id,
    },
  ]
}

const sequenceOf = (sale: LightspeedSale): string => sale.receipt_number || sale.invoice_number || sale.id

function instantOf({ id, date }: LightspeedSale): Date {
  const instant = new Date(date ?? '')
  if (Number.isNaN(instant.getTime())) throw new AppError('vendor-answer-invalid', { message: say`Lightspeed's sale ${id} has no date.` })
  return instant
}

/** The day on the outlet's calendar. */
function dayOf(instant: Date, timeZone: string | null | undefined): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timeZone || 'UTC' }).formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}
