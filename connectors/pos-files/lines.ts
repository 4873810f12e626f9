// What was sold and taken back. A line with VoidFlag takes the line back that its ItemLink names; without a link it is itself the voided one.
import type { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSaleLine } from '#connectors/kit/retail/store-sale.ts'
import { all, decimal, flag, optional, sub, text, wrong, type Element } from './element.ts'
import { taxOf } from './taxes.ts'

export function linesOf(items: readonly Element[], currency: string): StoreSaleLine[] {
  const voided = new Set(
    items
      .filter((item) => flag(item, 'VoidFlag'))
      .flatMap((item) => articles(item).flatMap((article) => optional(article, 'ItemLink') ?? [])),
  )
  return items
    .filter((item) => !flag(item, 'VoidFlag') && !voided.has(optional(item, 'SequenceNumber') ?? ''))
    .flatMap((item) => articles(item).map((article) => lineOf(item, article, currency)))
}

const articles = (item: Element): readonly Element[] => [...all(item, 'Sale'), ...all(item, 'Return')]

function lineOf(item: Element, article: Element, currency: string): StoreSaleLine {
  const id = text(item, 'SequenceNumber')
  const quantity = decimal(article, 'Quantity')
  const price = decimal(article, 'ActualSalesUnitPrice') ?? decimal(article, 'RegularSalesUnitPrice')
  if (!quantity) throw wrong(`line ${id} has no Quantity`)
  const amount = decimal(article, 'ExtendedAmount') ?? price?.times(quantity)
  if (!amount) throw wrong(`line ${id} has no ExtendedAmount`)
  const isReturn = sub(item, 'Return') !== undefined || quantity.isNegative()
  const signed = (value: Decimal) => (isReturn ? value.abs().neg() : value)
  const identity = sub(article, 'POSIdentity')
  const barcode = optional(item, 'ScanData') ?? (identity && optional(identity, 'POSItemID')) ?? null
  const sku = optional(article, 'ItemID') ?? barcode
  if (sku === null) throw wrong(`line ${id} has no ItemID`)
  const unitPrice = price?.abs() ?? (quantity.isZero() ? amount : amount.div(quantity).abs().toDecimalPlaces(6))
  return {
    id,
    kind: isReturn ? 'return' : 'sale',
    sku,
    barcode,
    title: optional(article, 'Description') ?? null,
    itemType: optional(article, '@ItemType') ?? null,
    quantity: signed(quantity).toFixed(),
    unitPrice: moneyOf(unitPrice, currency),
    amount: moneyOf(signed(amount), currency),
    discounts: all(article, 'RetailPriceModifier').flatMap((modifier) => discountOf(modifier, currency)),
    taxes: all(article, 'Tax').map((tax) => taxOf(tax, isReturn, currency)),
  }
}

function discountOf(modifier: Element, currency: string): StoreSaleLine['discounts'] {
  const amount = decimal(modifier, 'Amount')
  if (!amount || flag(modifier, 'VoidFlag')) return []
  const stated = sub(modifier, 'Amount')
  const isAdded = stated !== undefined && /^add$/i.test(optional(stated, '@Action') ?? '')
  const label = optional(modifier, 'PromotionID') ?? optional(modifier, 'ReasonCode') ?? 'Discount'
  return [{ label, amount: moneyOf(isAdded ? amount.abs().neg() : amount.abs(), currency) }]
}
