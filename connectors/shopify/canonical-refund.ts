// A refund as the books want it: lines, shipping and what stands on no line add up to the money that went back.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { Money, moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { customerOf, shopMoney } from './canonical.ts'
import type { WholeRefund } from './documents/whole-refund.ts'
import { numberOf } from './gid.ts'
import { exchangedOf, sumsOf, taxesBack, type Bag, type TaxLine } from './refund-sums.ts'
import { list, nullable, text } from './schemas/parts.ts'

const Taxes = list(Type.Object({ title: text('Name'), rate: orNull('Rate', 'Decimal text: 0.055 is 5.5 %'), amount: Money }), 'Taxes')

export const RefundDocument = speaking(
  'refund',
  Type.Object({
    id: text('Refund id'),
    number: text('Refund number', 'The number of the order and which of its refunds this is, such as #1042-R1'),
    orderId: text('Order id'),
    orderName: text('Order number', 'As shown to the shopper, such as #1042'),
    createdAt: text('Made', 'ISO instant'),
    currency: text('Currency', 'Of the shop; all amounts are in it'),
    taxesIncluded: Type.Boolean({ title: 'Tax included', description: 'Amounts of lines and shipping have their tax in them' }),
    test: Type.Boolean({ title: 'Test order' }),
    note: orNull('Note', 'For staff'),
    customer: nullable(
      Type.Object({ id: text('Customer id'), firstName: orNull('First name'), lastName: orNull('Last name'), email: orNull('E-mail') }),
    ),
    email: orNull('E-mail', 'Of the order'),
    total: moneyField('Total', 'What went back, with tax; nothing when the refund only takes lines off the order'),
    lines: list(
      Type.Object({
        lineId: text('Line id', "Of the order's line"),
        sku: orNull('SKU'),
        title: text('Title'),
        isGiftCard: Type.Boolean({ title: 'Gift card' }),
        quantity: Type.Integer({ title: 'Quantity' }),
        unitPrice: moneyField('Unit price', 'After discounts'),
        amount: moneyField('Amount', 'After discounts'),
        taxTotal: moneyField('Tax'),
        taxes: Taxes,
        restock: text('Restock', 'return: it came back; cancel: it was never sent; no_restock; legacy_restock'),
      }),
      'Lines',
    ),
    shipping: list(
      Type.Object({ id: text('Id'), title: text('Title'), amount: moneyField('Amount'), taxTotal: moneyField('Tax'), taxes: Taxes }),
      'Shipping',
    ),
    rounding: moneyField('Cash rounding', 'Of a refund in coins: more given than asked for is above zero'),
    exchanged: moneyField(
      'Set against an exchange',
      'Of the goods that came back: not paid out, because others are sent instead; those are sold on the order',
    ),
    adjustment: moneyField('On no line', 'The rest of the total: goodwill and duties are above zero, a fee that is kept back below'),
    payments: list(
      Type.Object({ id: text('Payment id'), method: text('Tender', 'Such as shopify_payments, gift_card or cash'), amount: Money }),
      'Payments',
    ),
  }),
  {
    id: 'refund.id',
    number: 'refund.number',
    orderId: 'order.id',
    orderName: 'order.name',
    createdAt: 'refund.createdAt',
    currency: 'refund.currency',
    customer: 'refund.customer',
    'customer.id': 'refund.customer.id',
    'customer.firstName': 'refund.customer.firstName',
    'customer.lastName': 'refund.customer.lastName',
    'customer.email': 'refund.customer.email',
    note: 'refund.note',
    total: 'refund.total',
    adjustment: 'refund.adjustment',
    lines: 'refund.line',
    'lines.lineId': 'order.line.id',
    'lines.sku': 'refund.line.sku',
    'lines.title': 'refund.line.title',
    'lines.quantity': 'refund.line.quantity',
    'lines.unitPrice': 'refund.line.unitPrice',
    'lines.taxTotal': 'refund.line.taxTotal',
    payments: 'refund.payment',
    'payments.id': 'refund.payment.id',
    'payments.method': 'refund.payment.method',
    'payments.amount': 'refund.payment.amount',
  },
)
export type RefundDocument = Static<typeof RefundDocument>

export function toRefundDocument(refund: WholeRefund): RefundDocument {
  const { order } = refund
  const currency = order.currencyCode
  const { payments, total, rounding, rest } = sumsOf(refund)
  const exchanged = exchangedOf(refund, rest)
  return {
    id: refund.id,
    number: `${order.name}-R${ordinal(refund)}`,
    orderId: order.id,
    orderName: order.name,
    createdAt: refund.processedAt,
    currency,
    taxesIncluded: order.taxesIncluded,
    test: order.test,
    note: refund.note,
    customer: order.customer && { ...customerOf(order.customer), id: numberOf(order.customer.id) },
    email: order.email,
    total: moneyOf(total, currency),
    lines: refund.refundLineItems.nodes.map(({ lineItem, quantity, restockType, subtotalSet, totalTaxSet }) => ({
      lineId: numberOf(lineItem.id),
      sku: lineItem.sku,
      title: lineItem.name,
      isGiftCard: lineItem.isGiftCard,
      quantity,
      unitPrice: moneyOf(quantity === 0 ? 0 : new Decimal(subtotalSet.shopMoney.amount).div(quantity).toDecimalPlaces(4), currency),
      amount: shopMoney(subtotalSet),
      taxTotal: shopMoney(totalTaxSet),
      taxes: taxesOf(lineItem.taxLines, totalTaxSet),
      restock: restockType.toLowerCase(),
    })),
    shipping: refund.refundShippingLines.nodes.map(({ id, shippingLine, subtotalAmountSet, taxAmountSet }) => ({
      id: numberOf(id),
      title: shippingLine.title,
      amount: shopMoney(subtotalAmountSet),
      taxTotal: shopMoney(taxAmountSet),
      taxes: taxesOf(shippingLine.taxLines, taxAmountSet),
    })),
    rounding: moneyOf(rounding, currency),
    exchanged: moneyOf(exchanged, currency),
    adjustment: moneyOf(rest.plus(exchanged), currency),
    payments: payments.map(({ id, method, amount }) => ({ id, method, amount: moneyOf(amount, currency) })),
  }
}

/** Which refund of its order this is; refunds are never taken away. */
function ordinal({ id, order }: WholeRefund): number {
  const inOrder = order.refunds.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '') || a.id.localeCompare(b.id))
  return inOrder.findIndex((refund) => refund.id === id) + 1
}

const taxesOf = (sold: readonly TaxLine[], back: Bag) =>
  taxesBack(sold, back).map(({ tax, amount }) => ({
    title: tax?.title ?? 'Tax',
    rate: tax === undefined || tax.rate === null ? null : new Decimal(tax.rate).toFixed(),
    amount,
  }))
