// What a sale consists of before anything is rounded: its lines, and the tips, fees and charges that stand beside them.
import { Decimal } from 'decimal.js'
import { decimalOf, sumOf } from '../amounts.ts'
import type { LightspeedLine, LightspeedProduct, LightspeedSale, LightspeedTax } from '../schemas.ts'

export interface Part {
  readonly id: string
  readonly kind: 'sale' | 'return'
  readonly sku: string
  readonly title: string | null
  readonly itemType: string | null
  readonly quantity: Decimal
  /** Without tax. */
  readonly net: Decimal
  readonly taxes: readonly { readonly name: string; readonly rate: string | null; readonly amount: Decimal }[]
  /** Without tax; already taken off. */
  readonly discounts: readonly { readonly label: string; readonly amount: Decimal }[]
}

export interface Known {
  readonly taxes: ReadonlyMap<string, LightspeedTax>
  /** By id. */
  readonly products: ReadonlyMap<string, LightspeedProduct>
}

export const partsOf = (sale: LightspeedSale, known: Known): readonly Part[] => [
  ...(sale.line_items ?? []).map((line) => partOfLine(line, known)),
  ...besides(sale),
]

function partOfLine(line: LightspeedLine, { taxes, products }: Known): Part {
  const product = products.get(line.product.id)
  const quantity = new Decimal(line.quantity)
  const { total, price, discount_total: discount } = line.pricing
  return {
    id: line.id,
    kind: line.return?.is_return === true || quantity.isNegative() ? 'return' : 'sale',
    sku: product?.sku ?? line.product.id,
    title: product?.variant_name || product?.name || null,
    itemType: line.gift_card_number ? 'GiftCard' : null,
    quantity,
    net: total === null || total === undefined ? decimalOf(price).times(quantity) : decimalOf(total),
    taxes: taxesOf(line, taxes),
    discounts: discountsOf(line, decimalOf(discount).abs()),
  }
}

/** A tax group is divided by its rates, in the proportion of the line's components, whose signs are not those of returns. */
function taxesOf(line: LightspeedLine, taxes: Known['taxes']): Part['taxes'] {
  const total =
    line.tax?.total === null || line.tax?.total === undefined ? decimalOf(line.tax?.amount).times(line.quantity) : decimalOf(line.tax.total)
  const tax = taxes.get(line.tax?.id ?? '')
  const rates = tax?.rates ?? []
  const components = line._metadata?.tax_components ?? []
  const whole = sumOf(components.map(({ total_tax: amount }) => decimalOf(amount).abs()))
  if (components.length < 2 || whole.isZero()) {
    if (total.isZero()) return []
    const rate = rates.length === 0 ? null : sumOf(rates.map((one) => decimalOf(one.rate))).toFixed()
    return [{ name: tax?.display_name || tax?.name || 'Tax', rate, amount: total }]
  }
  return components.map(({ rate_id: id, total_tax: amount }) => {
    const rate = rates.find((one) => one.id === id)
    return {
      name: rate?.display_name || rate?.name || tax?.name || 'Tax',
      rate: rate ? decimalOf(rate.rate).toFixed() : null,
      amount: total.times(decimalOf(amount).abs()).div(whole),
    }
  })
}

function discountsOf({ promotions }: LightspeedLine, total: Decimal): Part['discounts'] {
  if (total.isZero()) return []
  const named = (promotions ?? []).map(({ name, amount }) => ({ label: name || 'Promotion', weight: decimalOf(amount).abs() }))
  const weights = sumOf(named.map(({ weight }) => weight))
  if (weights.isZero()) return [{ label: named[0]?.label ?? 'Discount', amount: total }]
  return named.map(({ label, weight }) => ({ label, amount: total.times(weight).div(weights) }))
}

/** Tips, fees, surcharges of cards and charges of the web shop have no product. */
function besides(sale: LightspeedSale): readonly Part[] {
  const part = (id: string, title: string, itemType: string, net: Decimal, tax: Decimal): Part => ({
    id,
    kind: net.isNegative() ? 'return' : 'sale',
    sku: id,
    title,
    itemType,
    quantity: new Decimal(net.isNegative() ? -1 : 1),
    net,
    taxes: tax.isZero() ? [] : [{ name: 'Tax', rate: null, amount: tax }],
    discounts: [],
  })
  const adjustments = (sale.adjustments ?? [])
    .filter(({ adjustment_type: type }) => type !== 'SURCHARGE')
    .map(({ adjustment_type: type, name, total, tax_components: taxes }, index) =>
      part(
        `adjustment-${index + 1}`,
        name || type || 'Adjustment',
        type ?? 'Adjustment',
        decimalOf(total),
        sumOf((taxes ?? []).map(({ total_tax: amount }) => decimalOf(amount))),
      ),
    )
  const charges = (sale.ecom_custom_charges ?? []).map(({ name, total, total_tax: tax }, index) =>
    part(`charge-${index + 1}`, name || 'Charge', 'Charge', decimalOf(total), decimalOf(tax)),
  )
  const surcharges = (sale.line_items ?? []).flatMap((line) => line.surcharges ?? [])
  const surcharge = part(
    'surcharge',
    'Surcharge',
    'Surcharge',
    sumOf(surcharges.map(({ value }) => decimalOf(value))),
    sumOf(surcharges.flatMap(({ tax_components: taxes }) => (taxes ?? []).map(({ total_tax: amount }) => decimalOf(amount)))),
  )
  return [...adjustments, ...charges, surcharge].filter(({ net }) => !net.isZero())
}
