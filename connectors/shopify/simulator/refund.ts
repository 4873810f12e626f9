// A refund of a stored order in the shape of Shopify's webhook: the lines asked for, or everything not refunded yet.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { recordsOf, setOf, sumOf, type OrderMoney } from './order-lines.ts'

/** `shipping: { full_refund: true }` pays the delivery back, too; `cash_rounding: '0.02'` is what the coins are more than the amount. */
export function newRefund(
  order: SimulatorRecord,
  { shipping, cash_rounding, ...payload }: SimulatorRecord,
  records: SimulatorRecords,
  at: string,
): SimulatorRecord {
  const money = { currency: String(order['currency']), presentment: String(order['presentment_currency'] ?? order['currency']) }
  const id: unknown = payload['id'] ?? records.nextId('refund', 929_361_000_001)
  const asked = recordsOf(payload['refund_line_items'])
  const lines = recordsOf(order['line_items']).filter((line) => Number(line['current_quantity']) > 0)
  const wanted =
    asked.length > 0 || Array.isArray(payload['refund_line_items']) ? asked : lines.map((line) => ({ line_item_id: line['id'] }))
  const refundLines = wanted.map((ask: SimulatorRecord) => {
    const line = lines.find((candidate) => String(candidate['id']) === String(ask['line_item_id']))
    return completeRefundLine(ask, line ?? {}, records.nextId('_refund_line', 488_100_000_001), money)
  })
  const shippingLines = isRecord(shipping) && shipping['full_refund'] === true ? recordsOf(order['shipping_lines']) : []
  const shippingTax = sumOf(
    shippingLines.flatMap((line) => recordsOf(line['tax_lines'])),
    'price',
  )
  // As on the order: with tax where its prices have it.
  const shippingBack = sumOf(shippingLines, 'price').plus(order['taxes_included'] === true ? 0 : shippingTax)
  const paidBack = refundLines.reduce<Decimal>(
    (sum, line) =>
      sum.plus(line['subtotal_set'].shop_money.amount).plus(order['taxes_included'] === true ? 0 : line['total_tax_set'].shop_money.amount),
    shippingBack,
  )
  const transaction = {
    id: records.nextId('_transaction', 7_120_000_000_001),
    order_id: order['id'],
    kind: 'refund',
    gateway: (order['payment_gateway_names'] as readonly string[] | undefined)?.[0] ?? 'shopify_payments',
    status: 'success',
    message: null,
    created_at: at,
    processed_at: at,
    test: order['test'] === true,
    source_name: order['source_name'] === 'pos' ? 'pos' : 'web',
    amount: paidBack.toFixed(2),
    currency: money.currency,
    authorization: null,
    location_id: order['source_name'] === 'pos' ? (order['location_id'] ?? null) : null,
    user_id: null,
    parent_id: null,
    device_id: null,
    error_code: null,
    receipt: {},
    payment_id: `${order['name']}.2`,
    total_unsettled_set: {
      presentment_money: { amount: '0.0', currency: money.presentment },
      shop_money: { amount: '0.0', currency: money.currency },
    },
    manual_payment_gateway: false,
    amount_rounding: typeof cash_rounding === 'string' ? cash_rounding : null,
  }
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${String(id)}`,
    order_id: order['id'],
    created_at: at,
    processed_at: at,
    note: null,
    user_id: 98_110_022_001,
    duties: [],
    total_duties_set: setOf('0.00', money),
    return: null,
    restock: true,
    order_adjustments: shippingBack.isZero() ? [] : [shippingRefund(order, id, shippingBack, shippingTax, records, money)],
    refund_shipping_lines: [],
    transactions: [{ ...transaction, admin_graphql_api_id: `gid://shopify/OrderTransaction/${transaction.id}` }],
    ...payload,
    refund_line_items: refundLines,
  }
}

/** Negative, and without the tax, which stands beside it. */
function shippingRefund(
  order: SimulatorRecord,
  refund: unknown,
  back: Decimal,
  tax: Decimal,
  records: SimulatorRecords,
  money: OrderMoney,
): SimulatorRecord {
  const [amount, taxAmount] = [tax.minus(back).toFixed(2), tax.neg().toFixed(2)]
  return {
    id: records.nextId('_adjustment', 230_100_000_001),
    order_id: order['id'],
    refund_id: refund,
    amount,
    tax_amount: taxAmount,
    kind: 'shipping_refund',
    reason: 'Shipping refund',
    amount_set: setOf(amount, money),
    tax_amount_set: setOf(taxAmount, money),
  }
}

/** The order after the refund: fewer of each line, a smaller total, its new payment status. */
export function refundedOrder(order: SimulatorRecord, refund: SimulatorRecord, at: string): SimulatorRecord {
  const back = new Map(recordsOf(refund['refund_line_items']).map((line) => [String(line['line_item_id']), Number(line['quantity'])]))
  const refunds = [...recordsOf(order['refunds']), refund]
  const successful = refunds.flatMap((one) => recordsOf(one['transactions'])).filter(({ status }) => status === 'success')
  const refunded = sumOf(successful, 'amount')
  const paid = sumOf(
    recordsOf(refund['transactions']).filter(({ status }) => status === 'success'),
    'amount',
  )
  // Lines that came back are off the order also where less was paid back for them, as in an exchange.
  const gone = Decimal.max(paid, goodsOf(order, refund))
  const left = Decimal.max(0, new Decimal(String(order['current_total_price'] ?? order['total_price'])).minus(gone)).toFixed(2)
  const taxLeft = Decimal.max(0, new Decimal(String(order['current_total_tax'] ?? order['total_tax'])).minus(taxOf(refund))).toFixed(2)
  const money = { currency: String(order['currency']), presentment: String(order['presentment_currency'] ?? order['currency']) }
  return {
    ...order,
    updated_at: at,
    refunds,
    financial_status: Number(left) === 0 ? 'refunded' : refunded.isZero() ? order['financial_status'] : 'partially_refunded',
    current_total_price: left,
    current_total_price_set: setOf(left, money),
    current_total_tax: taxLeft,
    current_total_tax_set: setOf(taxLeft, money),
    line_items: recordsOf(order['line_items']).map((line) => ({
      ...line,
      current_quantity: Math.max(0, Number(line['current_quantity']) - (back.get(String(line['id'])) ?? 0)),
    })),
  }
}

function goodsOf(order: SimulatorRecord, refund: SimulatorRecord): Decimal {
  const lines = recordsOf(refund['refund_line_items']).reduce<Decimal>(
    (sum, line) =>
      sum.plus(line['subtotal_set'].shop_money.amount).plus(order['taxes_included'] === true ? 0 : line['total_tax_set'].shop_money.amount),
    new Decimal(0),
  )
  const shipping = recordsOf(refund['order_adjustments']).filter(({ kind }) => kind === 'shipping_refund')
  return lines.minus(sumOf(shipping, 'amount')).minus(sumOf(shipping, 'tax_amount'))
}

const taxOf = (refund: SimulatorRecord): Decimal =>
  recordsOf(refund['refund_line_items'])
    .reduce<Decimal>((sum, line) => sum.plus(line['total_tax_set'].shop_money.amount), new Decimal(0))
    .minus(sumOf(recordsOf(refund['order_adjustments']), 'tax_amount'))

function completeRefundLine(ask: SimulatorRecord, line: SimulatorRecord, id: number, money: OrderMoney): SimulatorRecord {
  const quantity = Number(ask['quantity'] ?? line['current_quantity'] ?? 1)
  const share = new Decimal(quantity).dividedBy(Number(line['quantity'] ?? quantity))
  const discount = sumOf(recordsOf(line['discount_allocations']), 'amount').times(share)
  const tax = sumOf(recordsOf(line['tax_lines']), 'price').times(share).toFixed(2)
  const subtotal = new Decimal(String(line['price'] ?? '0')).times(quantity).minus(discount).toFixed(2)
  return {
    id,
    line_item_id: line['id'] ?? ask['line_item_id'],
    location_id: null,
    restock_type: 'return',
    ...ask,
    quantity,
    // Shopify sends these two as numbers, beside the exact sets.
    subtotal: Number(subtotal),
    subtotal_set: setOf(subtotal, money),
    total_tax: Number(tax),
    total_tax_set: setOf(tax, money),
    line_item: line,
  }
}
