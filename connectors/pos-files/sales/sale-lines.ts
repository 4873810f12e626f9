// What was sold and taken back, and its taxes.
import { Decimal } from 'decimal.js'
import { minorDigits, moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'
import type { Row } from './layout.ts'
import { numberIn, type ReadNumber } from './numbers.ts'
import type { SalesFile, ValueName } from './options.ts'
import { wrong } from './problem.ts'
import type { Meaning } from './types.ts'

export interface RowReading {
  readonly options: SalesFile
  readonly number: ReadNumber
  readonly meaning: (word: string | undefined) => Meaning | undefined
}

/** `ofReceipt`: what the receipt as a whole is, for lines that do not say it. `id`: for lines without a number. */
export function saleLine(row: Row, reading: RowReading, ofReceipt: Meaning | undefined, id: string, currency: string): StoreSaleLine {
  const { options } = reading
  const decimal = (name: ValueName) => numberIn(reading.number, options, row, name)
  const sku = row.value('sku') ?? row.value('barcode')
  if (sku === undefined) throw wrong(`it has no item (${options.values.sku})`)
  const quantity = decimal('quantity')
  if (!quantity) throw wrong(`it has no quantity (${options.values.quantity})`)
  const price = decimal('unitPrice')
  const discount = decimal('discount')?.abs()
  const stated =
    decimal('amount') ??
    price
      ?.abs()
      .times(quantity.abs())
      .minus(discount ?? 0)
  if (!stated)
    throw wrong(
      `it has no amount (${options.values.amount ?? options.values.unitPrice ?? 'no setting says where amounts or prices stand'})`,
    )
  const means = reading.meaning(row.value('type')) ?? ofReceipt
  const isReturn = means === 'return' || quantity.isNegative() || (quantity.isZero() && stated.isNegative())
  const signed = (value: Decimal) => (isReturn ? value.abs().neg() : value)
  const amount = signed(stated)
  const isDiscounted = discount !== undefined && !discount.isZero()
  const unitPrice = !isDiscounted && price ? price : quantity.isZero() ? amount : amount.div(quantity).toDecimalPlaces(6)
  return {
    id: row.value('line') ?? id,
    kind: isReturn ? 'return' : 'sale',
    sku,
    barcode: row.value('barcode') ?? null,
    title: row.value('title') ?? null,
    itemType: row.value('itemType') ?? null,
    quantity: signed(quantity).toFixed(),
    unitPrice: moneyOf(unitPrice.abs(), currency),
    amount: moneyOf(amount, currency),
    discounts: isDiscounted ? [{ label: 'Discount', amount: moneyOf(discount, currency) }] : [],
    taxes: saleTax(row, reading, isReturn, currency, amount),
  }
}

/** None where the row says nothing of taxes. `amount`: what the rate is of, where only the rate is stated. */
export function saleTax(row: Row, { options, number }: RowReading, isReturn: boolean, currency: string, amount?: Decimal): StoreSaleTax[] {
  const stated = numberIn(number, options, row, 'taxAmount')
  const written = numberIn(number, options, row, 'taxRate')
  const rate = options.taxRateIs === 'fraction' ? written : written?.div(100)
  const included = options.taxIsAdded !== true
  const calculated = amount && rate && (included ? amount.times(rate).div(rate.plus(1)) : amount.times(rate))
  const tax = stated ? (isReturn ? stated.abs().neg() : stated) : calculated?.toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP)
  if (!tax) return []
  return [{ name: row.value('taxName') ?? 'Tax', rate: rate?.toFixed() ?? null, amount: moneyOf(tax, currency), included }]
}
