// A sale at a Square till as the retail model's order, with its tenders and what it takes back. Pure: the same answer gives the same sale.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { Money, moneyOf, moneyOfMinor } from '#connectors/kit/retail/money.ts'
import { CanonicalOrder, type CanonicalLine, type CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import type { Location, SquareLine, SquareMoney, SquareOrder } from './schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'

const money = (title: string) => Type.Object(Money.properties, { title })
export const Sale = speaking(
  'order',
  Type.Object(
    {
      ...CanonicalOrder.properties,
      timeZone: orNull('Time zone of the store'),
      tenders: Type.Array(
        Type.Object({
          id: orNull('Tender id'),
          type: Type.String({ title: 'Tender', description: 'CARD, CASH, SQUARE_GIFT_CARD, OTHER, …: the key for a lookup table' }),
          amount: money('Amount'),
          tip: money('Tip'),
          paymentId: orNull('Payment id'),
          cardBrand: orNull('Card'),
        }),
        { title: 'Tenders' },
      ),
      returns: Type.Array(
        Type.Object({
          sourceOrderId: orNull('Sale that it comes from'),
          sourceLineId: orNull('Line that it comes from'),
          sku: orNull('SKU'),
          title: Type.String({ title: 'Title' }),
          quantity: Type.Number({ title: 'Quantity' }),
          amount: money('Amount'),
          tax: money('Tax'),
        }),
        { title: 'What came back', description: 'Lines that this sale takes back of an earlier one' },
      ),
    },
    { title: 'Sale' },
  ),
  {},
)
export type Sale = Static<typeof Sale>

/** SKU by catalogue id: the lines of a sale carry none themselves. */
export type Skus = ReadonlyMap<string, string>

const currencyOf = (order: SquareOrder): string => order.total_money?.currency ?? order.net_amount_due_money?.currency ?? 'USD'
const minor = (value: SquareMoney | null | undefined): number => value?.amount ?? 0

export function toHead(order: SquareOrder): CanonicalOrderHead {
  const currency = currencyOf(order)
  const back = minor(order.return_amounts?.total_money)
  const total = minor(order.total_money)
  return {
    id: order.id,
    name: order.reference_id || order.ticket_name || order.id,
    status: order.state === 'CANCELED' ? 'cancelled' : order.state === 'COMPLETED' ? 'closed' : 'open',
    financialStatus: minor(order.net_amount_due_money) > 0 ? 'pending' : 'paid',
    fulfillmentStatus: order.state === 'COMPLETED' ? 'fulfilled' : 'unfulfilled',
    createdAt: order.created_at,
    processedAt: order.closed_at ?? order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.state === 'CANCELED' ? (order.closed_at ?? order.updated_at) : null,
    currency,
    presentmentCurrency: currency,
    email: null,
    source: order.source?.name ?? null,
    tags: [],
    total: moneyOfMinor(total, currency),
    presentmentTotal: moneyOfMinor(total, currency),
    currentTotal: moneyOfMinor(total - back, currency),
    refunded: moneyOfMinor(back, currency),
  }
}

export function toSale(order: SquareOrder, location: Location, skus: Skus): Sale {
  const currency = currencyOf(order)
  const at = (value: SquareMoney | null | undefined) => moneyOfMinor(minor(value), currency)
  const lines = (order.line_items ?? []).map((line) => lineOf(line, order, skus))
  const extra = extraLines(order)
  const subtotal = [...lines, ...extra].reduce<Decimal>((sum, { lineTotal }) => sum.plus(lineTotal.amount), new Decimal(0))
  return {
    ...toHead(order),
    cancelReason: null,
    note: null,
    phone: null,
    taxesIncluded: (order.taxes ?? []).some(({ type }) => type === 'INCLUSIVE'),
    paymentGateways: [...new Set((order.tenders ?? []).map(({ type }) => type))],
    attributes: [],
    location: { id: location.id, name: location.name ?? location.id },
    timeZone: location.timezone ?? null,
    customer: order.customer_id ? { id: order.customer_id, firstName: null, lastName: null, email: null } : null,
    billingAddress: null,
    shippingAddress: null,
    lines: [...lines, ...extra],
    shipping: [],
    discounts: (order.discounts ?? []).map(({ name }) => ({ label: name ?? 'Discount', kind: 'manual', target: 'line' })),
    taxes: (order.taxes ?? []).map((tax) => ({ title: tax.name ?? 'Tax', rate: rateOf(tax.percentage), amount: at(tax.applied_money) })),
    subtotal: moneyOf(subtotal, currency),
    discountTotal: at(order.total_discount_money),
    shippingTotal: moneyOfMinor(0, currency),
    taxTotal: at(order.total_tax_money),
    tip: at(order.total_tip_money),
    duties: null,
    outstanding: at(order.net_amount_due_money),
    tenders: (order.tenders ?? []).map((tender) => ({
      id: tender.id ?? null,
      type: tender.type,
      amount: at(tender.amount_money),
      tip: at(tender.tip_money),
      paymentId: tender.payment_id ?? null,
      cardBrand: tender.card_details?.card?.card_brand ?? null,
    })),
    returns: (order.returns ?? []).flatMap(({ source_order_id: source, return_line_items: items }) =>
      (items ?? []).map((line) => ({
        sourceOrderId: source ?? null,
        sourceLineId: line.source_line_item_uid ?? null,
        sku: skuOf(line.catalog_object_id, skus),
        title: line.name ?? 'Item',
        quantity: new Decimal(line.quantity).toNumber(),
        amount: moneyOfMinor(minor(line.gross_return_money) - minor(line.total_discount_money), currency),
        tax: at(line.total_tax_money),
      })),
    ),
  }
}

/** Amounts hold what is on the till: with tax where a tax is INCLUSIVE. */
function lineOf(line: SquareLine, order: SquareOrder, skus: Skus): CanonicalLine {
  const currency = currencyOf(order)
  const quantity = new Decimal(line.quantity)
  const gross = minor(line.gross_sales_money)
  const discount = minor(line.total_discount_money)
  const names = new Map((order.discounts ?? []).map(({ uid, name }) => [uid, name ?? 'Discount']))
  const unit = quantity.isZero()
    ? moneyOfMinor(gross, currency)
    : moneyOf(new Decimal(moneyOfMinor(gross, currency).amount).div(quantity).toDecimalPlaces(6), currency)
  return {
    id: line.uid ?? '',
    sku: skuOf(line.catalog_object_id, skus),
    title: line.name ?? 'Item',
    variantTitle: line.variation_name ?? null,
    variantId: line.catalog_object_id ?? null,
    quantity: quantity.toDecimalPlaces(0, Decimal.ROUND_CEIL).toNumber(),
    currentQuantity: quantity.toDecimalPlaces(0, Decimal.ROUND_CEIL).toNumber(),
    unitPrice: unit,
    discounts: (line.applied_discounts ?? []).map(({ discount_uid: uid, applied_money: applied }) => ({
      label: names.get(uid) ?? 'Discount',
      amount: moneyOfMinor(minor(applied), currency),
    })),
    discountTotal: moneyOfMinor(discount, currency),
    lineTotal: moneyOfMinor(gross - discount, currency),
    taxes: taxesOf(line.applied_taxes, order),
    isGiftCard: line.item_type === 'GIFT_CARD',
    requiresShipping: false,
    taxable: (line.applied_taxes ?? []).length > 0,
    attributes: [],
  }
}

/** Service charges and cash rounding have no place of their own: they are lines without a SKU. */
function extraLines(order: SquareOrder): readonly CanonicalLine[] {
  const currency = currencyOf(order)
  const line = (id: string, title: string, amount: number, taxes: CanonicalLine['taxes']): CanonicalLine => ({
    id,
    sku: null,
    title,
    variantTitle: null,
    variantId: null,
    quantity: 1,
    currentQuantity: 1,
    unitPrice: moneyOfMinor(amount, currency),
    discounts: [],
    discountTotal: moneyOfMinor(0, currency),
    lineTotal: moneyOfMinor(amount, currency),
    taxes,
    isGiftCard: false,
    requiresShipping: false,
    taxable: taxes.length > 0,
    attributes: [],
  })
  const rounding = minor(order.rounding_adjustment?.amount_money)
  return [
    ...(order.service_charges ?? []).map((charge) =>
      line(
        charge.uid ?? 'service-charge',
        charge.name ?? 'Service charge',
        minor(charge.applied_money),
        taxesOf(charge.applied_taxes, order),
      ),
    ),
    ...(rounding === 0 ? [] : [line('rounding', 'Cash rounding', rounding, [])]),
  ]
}

function taxesOf(applied: SquareLine['applied_taxes'], order: SquareOrder): CanonicalLine['taxes'] {
  const taxes = new Map((order.taxes ?? []).map((tax) => [tax.uid, tax]))
  return (applied ?? []).map(({ tax_uid: uid, applied_money: amount }) => ({
    title: taxes.get(uid)?.name ?? 'Tax',
    rate: rateOf(taxes.get(uid)?.percentage),
    amount: moneyOfMinor(minor(amount), currencyOf(order)),
  }))
}

const rateOf = (percentage: string | null | undefined): string | null => (percentage ? new Decimal(percentage).div(100).toFixed() : null)
const skuOf = (id: string | null | undefined, skus: Skus): string | null => (id ? (skus.get(id) ?? null) : null)
