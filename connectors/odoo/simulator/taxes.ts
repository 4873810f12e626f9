// How Odoo computes a line: discount, taxes in or on top of the price, rounded per line and tax (its default).
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { related, type Database, type Values } from './database.ts'

export const toFloat = (value: Decimal, digits: number): number => Number(value.toFixed(digits, Decimal.ROUND_HALF_UP))

export interface PricedLine {
  readonly product: [number, string]
  readonly quantity: number
  readonly price: number
  readonly discount: number
  readonly taxIds: readonly number[]
  readonly subtotal: number
  readonly tax: number
  readonly total: number
}

export interface LineRequest {
  readonly productId: unknown
  readonly quantity: unknown
  readonly price: unknown
  readonly discount: unknown
  /** A command `[[6, 0, ids]]`; absent: the taxes of the product, as the fiscal position maps them. */
  readonly taxes: unknown
  readonly fiscalPositionId?: unknown
}

export function priceLine({ records }: Database, line: LineRequest, digits: number): PricedLine {
  const product = related(records, 'product.product', line.productId)
  const stored = records.get('product.product', product[0])
  const number = (value: unknown, otherwise: number) => new Decimal((value ?? otherwise) as number)
  // Odoo's decimal precision "Product Price" and "Discount" is two, "Product Unit of Measure" is two.
  const quantity = number(line.quantity, 1).toDecimalPlaces(2)
  const price = number(line.price, Number(stored?.['lst_price'] ?? 0)).toDecimalPlaces(2)
  const discount = number(line.discount, 0).toDecimalPlaces(2)
  const command = line.taxes as [[number, number, number[]]] | undefined
  const taxIds = command
    ? (command[0]?.[2] ?? [])
    : mapped(records.get('account.fiscal.position', Number(line.fiscalPositionId ?? 0)), stored)
  const taxes = taxIds.map((taxId) => {
    related(records, 'account.tax', taxId)
    return records.get('account.tax', taxId) as SimulatorRecord
  })

  const total = price.times(quantity).times(new Decimal(100).minus(discount)).dividedBy(100)
  const rateOf = (tax: SimulatorRecord) => new Decimal(tax['amount'] as number).dividedBy(100)
  const inside = taxes.filter((tax) => tax['price_include'])
  const base = total.dividedBy(inside.reduce<Decimal>((sum, tax) => sum.plus(rateOf(tax)), new Decimal(1)))
  const taxOf = (some: readonly SimulatorRecord[]) =>
    some.reduce<Decimal>((sum, one) => sum.plus(base.times(rateOf(one)).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)), new Decimal(0))
  const tax = taxOf(taxes)
  const subtotal = total.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).minus(taxOf(inside))
  return {
    product,
    quantity: quantity.toNumber(),
    price: price.toNumber(),
    discount: discount.toNumber(),
    taxIds,
    subtotal: toFloat(subtotal, digits),
    tax: toFloat(tax, digits),
    total: toFloat(subtotal.plus(tax), digits),
  }
}

function mapped(position: SimulatorRecord | undefined, product: SimulatorRecord | undefined): readonly number[] {
  const own = (product?.['taxes_id'] ?? []) as number[]
  const map = (position?.['tax_map'] ?? {}) as Readonly<Record<string, number>>
  return own.map((id) => map[String(id)] ?? id)
}

export const digitsOf = ({ records }: Database, currencyId: number): number =>
  Number(records.get('res.currency', currencyId)?.['decimal_places'] ?? 2)

export function sumOf(lines: readonly Values[], field: string, digits: number): number {
  return toFloat(
    lines.reduce<Decimal>((total, line) => total.plus(line[field] as number), new Decimal(0)),
    digits,
  )
}
