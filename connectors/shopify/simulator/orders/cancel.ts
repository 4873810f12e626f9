// Cancelling an order: by the shopper or staff (an event), or over the API, with the refusals recorded from a live store (2026-04).
import { createHash } from 'node:crypto'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import type { ResolverContext } from '../context.ts'
import { closeFulfillmentOrders } from '../fulfillment.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf, type View } from '../order-view.ts'
import { saleViews } from '../transactions.ts'
import { storeRefund } from './refunds.ts'

interface CancelArguments {
  readonly orderId: string
  readonly reason: string
  readonly restock: boolean
  readonly refund?: boolean | null
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null
  readonly staffNote?: string | null
}

export function cancelOverApi(args: CancelArguments, context: ResolverContext): View {
  const refused = (field: string, message: string, code: string): View => ({
    job: null,
    orderCancelUserErrors: [{ field: [field], message, code }],
  })
  const { records, at } = context
  const order = records.get('order', numberOf(args.orderId))
  if (!order) return refused('orderId', 'Order does not exist', 'NOT_FOUND')
  if (order['cancelled_at'] !== null) return refused('orderId', 'Cannot cancel an order that has already been canceled', 'INVALID')
  if (args.refund != null && args.refundMethod != null) {
    return refused('refund', 'Only one of the arguments `refund` or `refund_method` is allowed.', 'INVALID')
  }
  if ((args.staffNote ?? '').length > 255)
    return refused('staffNote', 'Staff note is too long. Maximum length is 255 characters.', 'INVALID')
  records.atomically(() => {
    const time = at()
    records.put('order', String(order['id']), {
      ...order,
      cancelled_at: time,
      closed_at: time,
      updated_at: time,
      cancel_reason: args.reason.toLowerCase(),
    })
    closeFulfillmentOrders(order, records, time)
    if (args.refund === true || args.refundMethod?.originalPaymentMethodsRefund === true) refundAll(order, context)
  })
  const hex = createHash('sha256')
    .update(`cancel/${String(order['id'])}`)
    .digest('hex')
  return { job: { id: gidOf('Job', `${hex.slice(0, 8)}-${hex.slice(8, 12)}`), done: false }, orderCancelUserErrors: [] }
}

function refundAll(order: SimulatorRecord, context: ResolverContext): void {
  const now = context.records.get('order', String(order['id'])) ?? order
  storeRefund(
    now,
    {
      refundLineItems: recordsOf(now['line_items'])
        .filter((line) => Number(line['current_quantity']) > 0)
        .map((line) => ({
          lineItemId: gidOf('LineItem', line['id']),
          quantity: Number(line['current_quantity']),
          restockType: 'NO_RESTOCK',
        })),
      transactions: saleViews(now).map((sale) => ({
        amount: (sale['amountSet'] as { shopMoney: { amount: string } }).shopMoney.amount,
        gateway: String(sale['gateway']),
        parentId: String(sale['id']),
      })),
    },
    context,
  )
}
