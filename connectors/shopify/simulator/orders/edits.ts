// Editing an order: a session that is begun, changed and committed; nothing of it is on the order before that.
// Messages recorded from a live store (2026-04) where there was one.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { findVariant } from '../catalogue/prices.ts'
import type { ResolverContext } from '../context.ts'
import { openFulfillmentOrders } from '../fulfillment.ts'
import { completeLine, recordsOf, setOf, sumOf } from '../order-lines.ts'
import { gidOf, orderView, type View } from '../order-view.ts'
import { commit, placesOf, release } from '../stock/movements.ts'

/** Types that begin with `_` are no records. */
const EDITS = '_order_edit'

const failed = (field: string, message: string): View => ({ calculatedOrder: null, order: null, userErrors: [{ field: [field], message }] })
const shown = (edit: SimulatorRecord, records: SimulatorRecords): View => ({
  calculatedOrder: {
    id: gidOf('CalculatedOrder', edit['id']),
    originalOrder: orderView(records.get('order', String(edit['order_id'])) ?? {}, records),
  },
  userErrors: [],
})

export function editsRoot(context: ResolverContext): View {
  const { records } = context
  const change = (id: string, apply: (edit: SimulatorRecord, order: SimulatorRecord) => SimulatorRecord | View): View => {
    const edit = records.get(EDITS, numberOf(id))
    const order = edit && records.get('order', String(edit['order_id']))
    if (!edit || !order) return failed('id', 'The calculated order does not exist.')
    const changed = apply(edit, order)
    if ('userErrors' in changed) return changed as View
    records.put(EDITS, String(edit['id']), changed as SimulatorRecord)
    return shown(changed as SimulatorRecord, records)
  }
  return {
    orderEditBegin({ id }: { readonly id: string }) {
      const order = records.get('order', numberOf(id))
      if (!order) return failed('id', 'The order does not exist.')
      if (order['cancelled_at'] !== null) return failed('base', 'The order cannot be edited because it is cancelled.')
      const edit = { id: records.nextId(EDITS, 112_432_000_001), order_id: order['id'] as number, quantities: {}, added: [] }
      records.put(EDITS, edit.id, edit)
      return shown(edit, records)
    },
    orderEditSetQuantity: (args: { readonly id: string; readonly lineItemId: string; readonly quantity: number }) =>
      change(args.id, (edit, order) => {
        const line = recordsOf(order['line_items']).find((one) => String(one['id']) === numberOf(args.lineItemId))
        if (!line) return failed('lineItemId', 'The line item does not exist.')
        const shipped = Number(line['quantity']) - Number(line['fulfillable_quantity'])
        if (args.quantity < shipped) return failed('quantity', 'The quantity cannot be less than what has been fulfilled.')
        return { ...edit, quantities: { ...edit['quantities'], [String(line['id'])]: args.quantity } }
      }),
    orderEditAddVariant: (args: {
      readonly id: string
      readonly variantId: string
      readonly quantity: number
      readonly allowDuplicates?: boolean | null
    }) =>
      change(args.id, (edit, order) => {
        const found = findVariant(numberOf(args.variantId), records)
        if (!found) return failed('variantId', 'The variant does not exist.')
        const { product, variant } = found
        const isThere = recordsOf(order['line_items']).some(
          (line) => line['variant_id'] === variant['id'] && Number(line['current_quantity']) > 0,
        )
        if (isThere && args.allowDuplicates !== true)
          return failed('id', `${product['title']} was not added because it's already on the order.`)
        const line = {
          sku: variant['sku'] as string,
          title: product['title'] as string,
          price: variant['price'] as string,
          quantity: args.quantity,
        }
        return {
          ...edit,
          added: [...recordsOf(edit['added']), { ...line, variant_id: variant['id'] as number, product_id: product['id'] as number }],
        }
      }),
    orderEditAddCustomItem: (args: {
      readonly id: string
      readonly title: string
      readonly price: { readonly amount: string }
      readonly quantity: number
      readonly requiresShipping?: boolean | null
    }) =>
      change(args.id, (edit) => ({
        ...edit,
        added: [
          ...recordsOf(edit['added']),
          {
            title: args.title,
            price: new Decimal(args.price.amount).toFixed(2),
            quantity: args.quantity,
            requires_shipping: args.requiresShipping === true,
          },
        ],
      })),
    orderEditCommit({ id }: { readonly id: string }) {
      const edit = records.get(EDITS, numberOf(id))
      const order = edit && records.get('order', String(edit['order_id']))
      if (!edit || !order) return failed('id', 'The calculated order does not exist.')
      const changed = records.atomically(() => commitEdit(edit, order, context))
      return { order: orderView(changed, records), successMessages: ['Order updated'], userErrors: [] }
    },
  }
}

/** More lines on an order, to be shipped, such as what is sent in exchange. */
export function addLines(order: SimulatorRecord, added: readonly SimulatorRecord[], context: ResolverContext): SimulatorRecord {
  return commitEdit({ id: '', order_id: order['id'] as number, quantities: {}, added }, order, context)
}

function commitEdit(edit: SimulatorRecord, order: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  const money = { currency: String(order['currency']), presentment: String(order['presentment_currency'] ?? order['currency']) }
  const quantities = edit['quantities'] as Readonly<Record<string, number>>
  const lines = recordsOf(order['line_items']).map((line): SimulatorRecord => {
    const wanted = quantities[String(line['id'])]
    if (wanted === undefined) return line
    const delta = wanted - Number(line['current_quantity'])
    return { ...line, current_quantity: wanted, fulfillable_quantity: Math.max(0, Number(line['fulfillable_quantity']) + delta) }
  })
  const added = recordsOf(edit['added']).map((line) =>
    completeLine(line, { id: records.nextId('_edited_line', 15_299_000_000_001), money, taxesIncluded: order['taxes_included'] === true }),
  )
  const all = [...lines, ...added]
  const total = currentTotal({ ...order, line_items: all }).toFixed(2)
  const paid = new Decimal(String(order['total_price'])).minus(String(order['total_outstanding'] ?? '0'))
  const refunded = sumOf(
    recordsOf(order['refunds']).flatMap((refund) => recordsOf(refund['transactions'])),
    'amount',
  )
  const outstanding = new Decimal(total).minus(paid).plus(refunded).toFixed(2)
  const changed: SimulatorRecord = {
    ...order,
    updated_at: at(),
    line_items: all,
    current_total_price: total,
    current_total_price_set: setOf(total, money),
    total_outstanding: outstanding,
    total_outstanding_set: setOf(outstanding, money),
    ...(Number(outstanding) > 0 && { financial_status: 'partially_paid' }),
  }
  records.put('order', String(order['id']), changed)
  moveStock(order, changed, added, { records, at })
  records.remove(EDITS, String(edit['id']))
  return changed
}

/** Fulfilment orders follow: fewer of what was removed, more of what was raised, and one for what is new. */
function moveStock(
  before: SimulatorRecord,
  after: SimulatorRecord,
  added: readonly SimulatorRecord[],
  { records, at }: Pick<ResolverContext, 'records' | 'at'>,
): void {
  for (const open of records.list('fulfillment_order').filter((one) => one['order_id'] === after['id'] && one['status'] !== 'closed')) {
    const lines = recordsOf(open['line_items']).map((line) => {
      const now = recordsOf(after['line_items']).find((one) => one['id'] === line['line_item_id'])
      const left = Number(now?.['fulfillable_quantity'] ?? line['fulfillable_quantity'])
      return { ...line, fulfillable_quantity: left, quantity: Math.max(left, Number(line['quantity'])) }
    })
    records.put('fulfillment_order', String(open['id']), { ...open, line_items: lines })
  }
  const places = placesOf(before)
  for (const line of recordsOf(after['line_items'])) {
    const place = places.find((one) => one.line['id'] === line['id'])
    if (!place) continue
    const delta = Number(line['current_quantity']) - place.quantity
    if (delta > 0) commit(records, at(), [{ ...place, quantity: delta }])
    if (delta < 0) release(records, at(), [{ ...place, quantity: -delta }])
  }
  if (added.length === 0) return
  const extra = { ...after, line_items: added }
  openFulfillmentOrders(extra, records)
  commit(
    records,
    at(),
    placesOf(extra).filter(({ line }) => line['requires_shipping'] !== false),
  )
}

function currentTotal(order: SimulatorRecord): Decimal {
  const withTax = order['taxes_included'] !== true
  const lines = recordsOf(order['line_items']).reduce<Decimal>((sum, line) => {
    const share = new Decimal(Number(line['current_quantity'])).dividedBy(Number(line['quantity']) || 1)
    const discount = sumOf(recordsOf(line['discount_allocations']), 'amount').times(share)
    const tax = withTax ? sumOf(recordsOf(line['tax_lines']), 'price').times(share) : new Decimal(0)
    return sum
      .plus(new Decimal(String(line['price'])).times(Number(line['current_quantity'])))
      .minus(discount)
      .plus(tax)
  }, new Decimal(0))
  const shipping = recordsOf(order['shipping_lines'])
  const shippingTax = withTax
    ? sumOf(
        shipping.flatMap((line) => recordsOf(line['tax_lines'])),
        'price',
      )
    : new Decimal(0)
  return lines
    .plus(sumOf(shipping, 'discounted_price'))
    .plus(shippingTax)
    .plus(String(order['total_tip_received'] ?? '0'))
}
