// A refund made at a till as the retail model's store sale: negative lines and tenders, the rounding of cash, and the sale that it belongs to.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSale, StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'
import { shopMoney } from './canonical.ts'
import { dayIn, toTax } from './canonical-store-sale.ts'
import type { RefundedLine, RefundedShipping, WholeRefund } from './documents/whole-refund.ts'
import { numberOf } from './gid.ts'
import { sum, sumsOf, taxesBack, type Bag, type TaxLine } from './refund-sums.ts'

/** `timeZone`: of the shop. The day is that of the refund, not that of the sale. */
export function toStoreRefund(refund: WholeRefund, timeZone: string): StoreSale {
  const { order } = refund
  const currency = order.currencyCode
  const money = (amount: Decimal | number) => moneyOf(amount, currency)
  // What stands on no line is an account of its own, never a product.
  const { payments, total, rounding, rest } = sumsOf(refund)
  const goods = [
    ...refund.refundLineItems.nodes.map((line) => toLine(line, order.taxesIncluded)),
    ...refund.refundShippingLines.nodes.map((line) => toShipping(line, order.taxesIncluded)),
  ]
  return {
    id: refund.id,
    store: (payments.find(({ location }) => location)?.location ?? order.retailLocation)?.name ?? 'unknown',
    register: order.sourceName ?? 'pos',
    businessDay: dayIn(refund.processedAt, timeZone),
    sequence: `${order.name}-${numberOf(refund.id)}`,
    status: 'completed',
    training: order.test,
    offline: false,
    endedAt: refund.processedAt,
    tillClock: null,
    cashier: null,
    currency,
    lines: rest.isZero() ? goods : [...goods, extra('adjustment', 'ADJUSTMENT', 'Refund adjustment', money(rest.neg()), [])],
    taxes: byName(
      goods.flatMap((line) => line.taxes),
      money,
    ),
    tenders: payments.map(({ id, method, amount }) => ({ type: method, id, amount: money(amount.neg()), cashback: money(0) })),
    rounding: money(rounding.neg()),
    total: money(total.neg()),
    links: [
      {
        reason: 'Return',
        store: order.retailLocation?.name ?? null,
        register: null,
        businessDay: dayIn(order.processedAt, timeZone),
        sequence: order.name,
      },
    ],
  }
}

function toLine({ id, quantity, lineItem, subtotalSet, totalTaxSet }: RefundedLine, included: boolean): StoreSaleLine {
  const { amount, currency } = shopMoney(subtotalSet)
  const back = new Decimal(amount).neg()
  return {
    id: numberOf(id ?? lineItem.id),
    kind: 'return',
    sku: lineItem.sku ?? lineItem.name,
    barcode: null,
    title: lineItem.name,
    itemType: lineItem.isGiftCard ? 'GiftCard' : null,
    quantity: String(-quantity),
    unitPrice: moneyOf(quantity === 0 ? back.neg() : back.neg().div(quantity).toDecimalPlaces(4), currency),
    amount: moneyOf(back, currency),
    discounts: [],
    taxes: taxesOf(lineItem.taxLines, totalTaxSet, included),
  }
}

function toShipping({ id, subtotalAmountSet, taxAmountSet, shippingLine }: RefundedShipping, included: boolean): StoreSaleLine {
  const { amount, currency } = shopMoney(subtotalAmountSet)
  const taxes = taxesOf(shippingLine.taxLines, taxAmountSet, included)
  return extra(numberOf(id), 'SHIPPING', shippingLine.title, moneyOf(new Decimal(amount).neg(), currency), taxes)
}

/** `quantity` is one, with the sign of the amount: an adjustment may also keep something back. */
function extra(id: string, sku: string, title: string, amount: StoreSaleLine['amount'], taxes: readonly StoreSaleTax[]): StoreSaleLine {
  const isBack = amount.amount.startsWith('-')
  return {
    id,
    kind: isBack ? 'return' : 'sale',
    sku,
    barcode: null,
    title,
    itemType: sku === 'SHIPPING' ? 'Shipping' : title,
    quantity: isBack ? '-1' : '1',
    unitPrice: moneyOf(new Decimal(amount.amount).abs(), amount.currency),
    amount,
    discounts: [],
    taxes: [...taxes],
  }
}

function taxesOf(sold: readonly TaxLine[], back: Bag, included: boolean): StoreSaleTax[] {
  return taxesBack(sold, back).map(({ tax, amount }) => ({
    ...(tax ? toTax(tax, included) : { name: 'Tax', rate: null, included }),
    amount: moneyOf(new Decimal(amount.amount).neg(), amount.currency),
  }))
}

/** The taxes of the whole transaction: each tax once. */
function byName(taxes: readonly StoreSaleTax[], money: (amount: Decimal) => StoreSaleTax['amount']): StoreSaleTax[] {
  return [...Map.groupBy(taxes, ({ name, rate }) => `${name}\n${rate ?? ''}`).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, amount: money(sum([first, ...more].map(({ amount }) => new Decimal(amount.amount)))) }] : [],
  )
}
