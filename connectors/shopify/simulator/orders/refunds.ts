// What the shop suggests to give back, giving it back, and showing it.
import { Decimal } from 'decimal.js'
import type { GraphQLResolveInfo } from 'graphql'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { locationView } from '../fulfillment-view.ts'
import { idempotently } from '../idempotent.ts'
import { recordsOf, setOf, sumOf } from '../order-lines.ts'
import { gidOf, instant, keyOf, lineViews, moneyBag, orderView, shippingLineView, upper, type View } from '../order-view.ts'
import { newRefund, refundedOrder } from '../refund.ts'
import { placesOf, restock } from '../stock/movements.ts'
import { returnView } from './returns-root.ts'
import { saleViews } from '../transactions.ts'

export interface RefundLine {
  readonly lineItemId: string
  readonly quantity: number
  readonly restockType?: string | null
  readonly locationId?: string | null
}
interface RefundInput {
  readonly orderId: string
  readonly note?: string | null
  readonly refundLineItems?: readonly RefundLine[] | null
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null
  readonly transactions?: readonly { readonly amount: string; readonly gateway: string; readonly parentId?: string | null }[] | null
}

const moneyOf = (order: SimulatorRecord) => ({
  currency: String(order['currency']),
  presentment: String(order['presentment_currency'] ?? order['currency']),
})

export interface SuggestArguments {
  readonly refundLineItems?: readonly RefundLine[] | null
  readonly refundShipping?: boolean | null
  readonly shippingAmount?: string | null
}

/** The sum for lines and shipping, spread over the payments up to what each of them has left. */
export function suggestRefund(order: SimulatorRecord, asked: SuggestArguments): View {
  const money = moneyOf(order)
  const bag = (amount: Decimal) => moneyBag(setOf(amount.toFixed(2), money))
  const wanted = sumForLines(order, asked.refundLineItems ?? []).plus(
    asked.refundShipping === true ? sumForShipping(order) : new Decimal(asked.shippingAmount ?? 0),
  )
  const most = leftOf(order)
  const amount = Decimal.min(wanted, most)
  let left = amount
  const refunds = recordsOf(order['refunds']).flatMap((refund) => recordsOf(refund['transactions']))
  const transactions = saleViews(order).flatMap((sale) => {
    const paid = new Decimal((sale['amountSet'] as { shopMoney: { amount: string } }).shopMoney.amount)
    const back = sumOf(
      refunds.filter((refund) => gidOf('OrderTransaction', refund['parent_id']) === sale['id']),
      'amount',
    )
    const free = Decimal.max(0, paid.minus(back))
    const share = Decimal.min(left, free)
    left = left.minus(share)
    return [
      {
        gateway: sale['gateway'],
        kind: 'SUGGESTED_REFUND',
        amountSet: bag(share),
        maximumRefundableSet: bag(free),
        parentTransaction: sale,
      },
    ]
  })
  return { amountSet: bag(amount), maximumRefundableSet: bag(most), suggestedTransactions: transactions }
}

function sumForLines(order: SimulatorRecord, asked: readonly RefundLine[]): Decimal {
  return asked.reduce<Decimal>((sum, { lineItemId, quantity }) => {
    const line = recordsOf(order['line_items']).find((one) => String(one['id']) === numberOf(lineItemId))
    if (!line) return sum
    const share = new Decimal(quantity).dividedBy(Number(line['quantity']))
    const discount = sumOf(recordsOf(line['discount_allocations']), 'amount').times(share)
    const tax = order['taxes_included'] === true ? new Decimal(0) : sumOf(recordsOf(line['tax_lines']), 'price').times(share)
    return sum
      .plus(new Decimal(String(line['price'])).times(quantity))
      .minus(discount)
      .plus(tax.toFixed(2))
  }, new Decimal(0))
}

function sumForShipping(order: SimulatorRecord): Decimal {
  const lines = recordsOf(order['shipping_lines'])
  const taxes = order['taxes_included'] === true ? [] : lines.flatMap((line) => recordsOf(line['tax_lines']))
  return sumOf(lines, 'discounted_price').plus(sumOf(taxes, 'price'))
}

function leftOf(order: SimulatorRecord): Decimal {
  const back = sumOf(
    recordsOf(order['refunds']).flatMap((refund) => recordsOf(refund['transactions'])),
    'amount',
  )
  return Decimal.max(0, new Decimal(String(order['total_price'])).minus(back))
}

export function createRefund(input: RefundInput, context: ResolverContext, info: GraphQLResolveInfo): View {
  const refused = (field: readonly string[], message: string) => ({
    result: { refund: null, userErrors: [{ field, message }] },
    isRefusal: true,
  })
  const result = idempotently<SimulatorRecord>({
    records: context.records,
    info,
    input,
    run: () => {
      const order = context.records.get('order', numberOf(input.orderId))
      if (!order) return refused(['orderId'], 'Order does not exist')
      for (const [index, { lineItemId, quantity, restockType, locationId }] of (input.refundLineItems ?? []).entries()) {
        const line = recordsOf(order['line_items']).find((one) => String(one['id']) === numberOf(lineItemId))
        const field = ['refundLineItems', String(index)]
        if (!line) return refused([...field, 'lineItemId'], 'Line item does not exist')
        if (quantity > Number(line['current_quantity']))
          return refused([...field, 'quantity'], 'Quantity cannot refund more items than were purchased')
        if (restockType != null && restockType !== 'NO_RESTOCK' && locationId == null) {
          return refused([...field, 'locationId'], 'Location must be specified when restocking')
        }
      }
      const asked = sumOf((input.transactions ?? []) as readonly SimulatorRecord[], 'amount')
      const left = leftOf(order)
      if (asked.gt(left)) {
        return refused(['transactions'], `Refund amount ${asked.toFixed(2)} is greater than net payment received ${left.toFixed(2)}`)
      }
      return { result: { refund: storeRefund(order, input, context)['id'] as number, userErrors: [] }, isRefusal: false }
    },
    mismatch: () => ({
      refund: null,
      userErrors: [{ field: null, message: 'The same idempotency key was used with different parameters.' }],
    }),
  })
  const refund = result['refund'] === null ? undefined : context.records.get('refund', String(result['refund']))
  return { refund: refund ? refundView(refund, context.records) : null, userErrors: result['userErrors'] }
}

/** Stores it and takes it off the order; what is restocked is back in stock. */
export function storeRefund(
  order: SimulatorRecord,
  input: Omit<RefundInput, 'orderId'>,
  { records, at }: ResolverContext,
): SimulatorRecord {
  const time = at()
  const made = newRefund(
    order,
    {
      note: input.note ?? null,
      refund_line_items: (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType, locationId }) => ({
        line_item_id: Number(numberOf(lineItemId)),
        quantity,
        restock_type: (restockType ?? 'NO_RESTOCK').toLowerCase(),
        location_id: locationId == null ? null : Number(numberOf(locationId)),
      })),
    },
    records,
    time,
  )
  const [sample] = recordsOf(made['transactions'])
  const refund: SimulatorRecord = {
    ...made,
    transactions: (input.transactions ?? []).map(({ amount, gateway, parentId }) => {
      const id = records.nextId('_transaction', 7_120_000_000_001)
      return {
        ...sample,
        id,
        admin_graphql_api_id: gidOf('OrderTransaction', id),
        gateway,
        amount: new Decimal(amount).toFixed(2),
        parent_id: parentId == null ? null : Number(numberOf(parentId)),
      }
    }),
  }
  records.put('refund', String(refund['id']), refund)
  records.put('order', String(order['id']), refundedOrder(order, refund, time))
  for (const line of recordsOf(refund['refund_line_items'])) {
    const place = placesOf(order).find((candidate) => String(candidate.line['id']) === String(line['line_item_id']))
    if (place && line['restock_type'] !== 'no_restock' && line['location_id'] !== null) {
      restock(records, time, [{ line: place.line, quantity: Number(line['quantity']), location: line['location_id'] as number }])
    }
  }
  return refund
}

export function refundView(refund: SimulatorRecord, records: SimulatorRecords): View {
  const order = records.get('order', String(refund['order_id'])) ?? {}
  const money = moneyOf(order)
  const lines = lineViews(order)
  const transactions = recordsOf(refund['transactions'])
  return {
    __typename: 'Refund',
    id: gidOf('Refund', refund['id']),
    note: refund['note'] ?? null,
    createdAt: instant(refund['created_at']),
    processedAt: instant(refund['processed_at']),
    updatedAt: instant(refund['created_at']),
    totalRefundedSet: moneyBag(setOf(sumOf(transactions, 'amount').toFixed(2), money)),
    refundLineItems: (page: PageArguments) =>
      pageOf(
        recordsOf(refund['refund_line_items']).map((line) => ({
          id: gidOf('RefundLineItem', line['id']),
          quantity: line['quantity'],
          restockType: upper(line['restock_type']),
          restocked: line['restock_type'] !== 'no_restock',
          lineItem: lines.find(({ id }) => id === gidOf('LineItem', line['line_item_id'])),
          priceSet: moneyBag(line['line_item']?.price_set ?? setOf('0.00', money)),
          subtotalSet: moneyBag(line['subtotal_set']),
          totalTaxSet: moneyBag(line['total_tax_set']),
        })),
        keyOf,
        page,
      ),
    order: () => orderView(order, records),
    return: () => {
      const from = records.get('return', String(refund['return']?.id))
      return from ? returnView(from, { records }) : null
    },
    refundShippingLines: (page: PageArguments) => pageOf(shippingBack(refund, order), keyOf, page),
    transactions: (page: PageArguments) =>
      pageOf(
        transactions.map((transaction) => ({
          __typename: 'OrderTransaction',
          id: gidOf('OrderTransaction', transaction['id']),
          kind: upper(transaction['kind']),
          status: upper(transaction['status']),
          gateway: transaction['gateway'],
          paymentId: transaction['payment_id'] ?? null,
          processedAt: instant(transaction['processed_at']),
          amountSet: moneyBag(setOf(String(transaction['amount']), money)),
          amountRoundingSet: transaction['amount_rounding'] == null ? null : moneyBag(setOf(String(transaction['amount_rounding']), money)),
          location: locationView(transaction['location_id']),
        })),
        keyOf,
        page,
      ),
  }
}

/** What the webhook tells as an adjustment is a line of its own here; prices with tax in them have it here, too. */
function shippingBack(refund: SimulatorRecord, order: SimulatorRecord): View[] {
  const money = moneyOf(order)
  const [line] = recordsOf(order['shipping_lines'])
  return recordsOf(refund['order_adjustments']).flatMap((adjustment) => {
    if (adjustment['kind'] !== 'shipping_refund' || !line) return []
    const tax = new Decimal(String(adjustment['tax_amount'])).neg()
    const net = new Decimal(String(adjustment['amount'])).neg()
    return [
      {
        id: gidOf('RefundShippingLine', adjustment['id']),
        subtotalAmountSet: moneyBag(setOf((order['taxes_included'] === true ? net.plus(tax) : net).toFixed(2), money)),
        taxAmountSet: moneyBag(setOf(tax.toFixed(2), money)),
        shippingLine: shippingLineView(line, []),
      },
    ]
  })
}
