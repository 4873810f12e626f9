// Gives money back for lines, shipping or a sum. It looks first for the refund of this record, by a mark in its note: what Shopify suggests to give back
// is another thing after the first try. `refundCreate` gets a key as well, as Shopify demands, which keeps two calls at the same moment apart.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { CREATE_REFUND, REFUND_PLAN, type SuggestedTransaction } from '../../documents/refund.ts'
import { RETAIL_REFUND } from '../../examples/refunds.ts'
import { lineItemGid, LineItemId, locationGid, LocationId, orderGid, OrderId } from '../../gid.ts'
import { keyOf } from '../../idempotent.ts'
import { choice } from '../../schemas/parts.ts'
import { markerOf, withMarker } from '../marker.ts'
import { needInput } from '../need-input.ts'
import { orderMissing } from '../orders/get-order.ts'
import { RetailRefund, toRetailRefund } from './retail-refund.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS, REFUND_FIELDS } from '../../retail.ts'

const AMOUNT = { pattern: '^[0-9]{1,12}(\\.[0-9]{1,3})?$' }

const Input = Type.Object(
  {
    orderId: OrderId,
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineItemId: LineItemId,
            quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 1_000_000 }),
            restock: Type.Optional(
              choice(['return', 'cancel', 'no_restock'], {
                title: 'Restock',
                description: 'return: it came back; cancel: it was never sent; both go back into the stock of the location',
                default: 'no_restock',
              }),
            ),
            locationId: Type.Optional({ ...LocationId, description: 'Where it goes back to; needed with return and cancel' }),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 250 },
      ),
    ),
    shipping: Type.Optional(
      Type.Union([Type.Literal('full'), Type.String(AMOUNT)], {
        title: 'Shipping',
        description: 'full, or the part of it that is given back, such as 2.50',
      }),
    ),
    amount: Type.Optional(
      Type.String({
        title: 'Amount',
        description:
          'What is given back altogether, in the currency that the shopper paid in. Left out: what Shopify computes for lines and shipping.',
        ...AMOUNT,
      }),
    ),
    money: Type.Optional(
      choice(['original', 'none'], {
        title: 'Pay back',
        description: 'original: the way it was paid; none: only the lines are booked back, such as when a till has paid',
        default: 'original',
      }),
    ),
    note: Type.Optional(Type.String({ title: 'Note', description: 'For staff', minLength: 1, maxLength: 200 })),
    notifyCustomer: Type.Optional(Type.Boolean({ title: 'Notify the customer', default: false })),
  },
  { additionalProperties: false },
)

export const createRefund = {
  id: 'create-refund',
  label: 'Refund an order',
  description: 'Gives money back for lines, shipping or a sum, the way it was paid, and restocks what came back.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, REFUND_INPUT_FIELDS),
  output: speaking('refund', RetailRefund, REFUND_FIELDS),
  example: RETAIL_REFUND,
  async run(input, context) {
    const given = parseInput(Input, input)
    const { lines = [], shipping, amount, money, note, notifyCustomer } = given
    needInput(lines.length > 0 || shipping !== undefined || amount !== undefined, '/lines', 'Give lines, shipping or an amount.')
    const id = orderGid(given.orderId)
    const refundLineItems = lines.map((line, index) => {
      const { restock = 'no_restock', locationId } = line
      needInput(
        restock === 'no_restock' || locationId !== undefined,
        `/lines/${index}/locationId`,
        'Give the location where it goes back to.',
      )
      return {
        lineItemId: lineItemGid(line.lineItemId),
        quantity: line.quantity,
        restockType: restock.toUpperCase(),
        ...(locationId !== undefined && { locationId: locationGid(locationId) }),
      }
    })
    const { order } = await graphql(context, REFUND_PLAN, {
      id,
      lines: refundLineItems,
      fullShipping: shipping === 'full',
      shipping: shipping === undefined || shipping === 'full' ? null : shipping,
    })
    if (!order) throw orderMissing(id)
    const marker = markerOf(context)
    const made = order.refunds.find((refund) => refund.note?.includes(marker) === true)
    if (made) return toRetailRefund(made, order) satisfies Static<typeof RetailRefund>

    const suggested = order.suggestedRefund?.suggestedTransactions ?? []
    const refund: Record<string, Json> = {
      orderId: order.id,
      currency: order.presentmentCurrencyCode,
      note: withMarker(note, marker),
      notify: notifyCustomer ?? false,
      refundLineItems,
      ...(shipping !== undefined && { shipping: shipping === 'full' ? { fullRefund: true } : { amount: shipping } }),
      transactions: money === 'none' ? [] : paybacks(suggested, amount, order),
    }
    const answer = await graphql(context, CREATE_REFUND, { input: refund, key: keyOf(context, refund) })
    const payload = payloadOf(answer.refundCreate, 'refund the order')
    refuseUserErrors('refund the order', payload.userErrors)
    if (!payload.refund)
      throw new AppError('vendor-answer-invalid', { message: 'Shopify refunded the order without answering with the refund.' })
    return toRetailRefund(payload.refund, order)
  },
} as const satisfies Action

/** To each payment what Shopify suggests, or a sum of the flow, spread over the payments up to what each of them can give back. */
function paybacks(
  suggested: readonly SuggestedTransaction[],
  amount: string | undefined,
  order: { readonly id: string; readonly name: string; readonly presentmentCurrencyCode: string },
): Json[] {
  let left = amount === undefined ? undefined : new Decimal(amount)
  const found = suggested.flatMap(({ gateway, amountSet, maximumRefundableSet, parentTransaction }) => {
    const most = new Decimal((maximumRefundableSet ?? amountSet).presentmentMoney.amount)
    const share = left === undefined ? new Decimal(amountSet.presentmentMoney.amount) : Decimal.min(left, most)
    left = left?.minus(share)
    if (share.lte(0)) return []
    return [
      {
        orderId: order.id,
        kind: 'REFUND',
        gateway: gateway ?? '',
        amount: share.toFixed(),
        ...(parentTransaction && { parentId: parentTransaction.id }),
      },
    ]
  })
  if (left !== undefined && left.gt(0)) {
    throw new AppError('vendor-rejected', {
      message: say`${order.name} can give back ${new Decimal(amount ?? 0).minus(left).toFixed()} ${order.presentmentCurrencyCode}, not ${amount ?? 'nothing'}.`,
      fix: 'Refund no more than was paid and not given back yet.',
      issues: [{ path: '/amount', code: 'vendor-rejected', message: 'More than was paid and not given back yet.' }],
    })
  }
  return found
}
