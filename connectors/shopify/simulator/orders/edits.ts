// Editing an order: a session that is begun, changed and committed; nothing of it is on the order before that.
// Messages recorded from a live store (2026-04) where there was one.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { findVariant } from '../catalogue/prices.ts'
import type { ResolverContext } from '../context.ts'
import { openFulfillmentOrders } from '../fulfillment.ts'
import { completeLine, recordsOf, setOf, shippingLine, sumOf } from '../order-lines.ts'
import { gidOf, orderView, type View } from '../order-view.ts'
import { commit, placesOf, release } from '../stock/movements.ts'

/** Types that begin with `_` are no records. */
const EDITS = '_order_edit'

const failed = (field: string, message: string): View => ({ calculatedOrder: null, order: null, userErrors: [{ field: [field], message }] })
const shown = (edit: SimulatorRecord, records: SimulatorRecords): View => ({
  // The one that was added last; lines have ids of their own as long as they are not on the order.
  calculatedLineItem: { id: `gid://shopify/CalculatedLineItem/new-${String(edit['id'])}-${recordsOf(edit['added']).length}` },
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
    orderEditAddLineItemDiscount: (args: {
      readonly id: string
      readonly lineItemId: string
      readonly discount: { readonly description?: string | null; readonly percentValue?: number | null }
    }) =>
      change(args.id, (edit) => {
        const place = new RegExp(`/new-${String(edit['id'])}-(\\d+)$`).exec(args.lineItemId)?.[1]
        const percent = args.discount.percentValue ?? 0
        if (place === undefined) return failed('lineItemId', 'The line item was not added in this edit.')
        if (percent <= 0 || percent > 100) return failed('discount', 'The percentage must be between 0 and 100.')
        const { description } = args.discount
        return {
          ...edit,
          added: recordsOf(edit['added']).map((line, index) =>
            index + 1 === Number(place) ? { ...line, _percent: percent, ...(description != null && { _reason: description }) } : line,
          ),
        }
      }),
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
  return editOrder(order, { quantities: {}, added }, context)
}

/** What the admin can change of an order, in one go; quantities are those that it shall have. */
export interface Edit {
  readonly quantities: Readonly<Record<string, number>>
  readonly added: readonly SimulatorRecord[]
  /** More off a line, by its id. */
  readonly discounts?: Readonly<Record<string, string>>
  /** Instead of the delivery that is on the order; nothing takes it off. */
  readonly shipping?: SimulatorRecord | null
}

export const editOrder = (order: SimulatorRecord, edit: Edit, context: ResolverContext): SimulatorRecord =>
  commitEdit({ id: '', order_id: order['id'] as number, ...edit }, order, context)

function commitEdit(edit: SimulatorRecord, order: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  const money = { currency: String(order['currency']), presentment: String(order['presentment_currency'] ?? order['currency']) }
  const taxesIncluded = order['taxes_included'] === true
  const quantities = edit['quantities'] as Readonly<Record<string, number>>
  const discounts = (edit['discounts'] ?? {}) as Readonly<Record<string, string>>
  const applications = recordsOf(order['discount_applications'])
  const lines = recordsOf(order['line_items']).map((line): SimulatorRecord => {
    const wanted = quantities[String(line['id'])] ?? Number(line['current_quantity'])
    const off = discounts[String(line['id'])]
    const delta = wanted - Number(line['current_quantity'])
    if (delta === 0 && off === undefined) return line
    const allocations = recordsOf(line['discount_allocations'])
    const changed: SimulatorRecord = {
      ...line,
      // As ordered, with what was taken off since.
      quantity: Number(line['quantity']) + Math.max(0, delta),
      current_quantity: wanted,
      fulfillable_quantity: Math.max(0, Number(line['fulfillable_quantity']) + delta),
      discount_allocations:
        off === undefined
          ? allocations
          : [...allocations, { amount: off, amount_set: setOf(off, money), discount_application_index: applications.length }],
    }
    const { tax_lines: _, ...untaxed } = changed
    return delta > 0 || off !== undefined ? completeLine(untaxed, { id: 0, money, taxesIncluded }) : changed
  })
  const reduced = recordsOf(edit['added']).filter((line) => line['_percent'] !== undefined)
  const added = recordsOf(edit['added']).map((line) =>
    completeLine(withDiscount(line, applications.length + (Object.keys(discounts).length === 0 ? 0 : 1), reduced), {
      id: records.nextId('_edited_line', 15_299_000_000_001),
      money,
      taxesIncluded,
    }),
  )
  const shipping = edit['shipping'] as SimulatorRecord | null | undefined
  const delivery = recordsOf(order['shipping_lines']).map((line): SimulatorRecord =>
    shipping === undefined ? line : { ...line, is_removed: true },
  )
  const edited = {
    ...order,
    updated_at: at(),
    line_items: [...lines, ...added],
    shipping_lines: shipping
      ? [...delivery, shippingLine(shipping, { id: records.nextId('_edited_shipping', 5_299_000_000_001), money, taxesIncluded })]
      : delivery,
    discount_applications: [
      ...applications,
      ...(Object.keys(discounts).length === 0 ? [] : [STAFF_DISCOUNT]),
      ...reduced.map(percentDiscount),
    ],
  }
  const totals = currentTotals(edited)
  const set = (amount: Decimal) => setOf(amount.toFixed(2), money)
  const paid = new Decimal(String(order['total_price'])).minus(String(order['total_outstanding'] ?? '0'))
  const refunded = sumOf(
    recordsOf(order['refunds']).flatMap((refund) => recordsOf(refund['transactions'])),
    'amount',
  )
  const outstanding = totals.total.minus(paid).plus(refunded).toFixed(2)
  const changed: SimulatorRecord = {
    ...edited,
    current_subtotal_price: totals.subtotal.toFixed(2),
    current_subtotal_price_set: set(totals.subtotal),
    current_total_discounts: totals.discounts.toFixed(2),
    current_total_discounts_set: set(totals.discounts),
    current_shipping_price_set: set(totals.shipping),
    current_total_tax: totals.tax.toFixed(2),
    current_total_tax_set: set(totals.tax),
    current_total_price: totals.total.toFixed(2),
    current_total_price_set: set(totals.total),
    total_outstanding: outstanding,
    total_outstanding_set: setOf(outstanding, money),
    ...(Number(outstanding) > 0 && { financial_status: 'partially_paid' }),
  }
  records.put('order', String(order['id']), changed)
  moveStock(order, changed, added, { records, at })
  records.remove(EDITS, String(edit['id']))
  return changed
}

/** A line that was added with some percent off, by the place of its discount among those of the order. */
function withDiscount(
  { _percent, _reason, ...line }: SimulatorRecord,
  first: number,
  reduced: readonly SimulatorRecord[],
): SimulatorRecord {
  if (_percent === undefined) return line
  const amount = new Decimal(String(line['price'])).times(Number(line['quantity'])).times(Number(_percent)).div(100).toFixed(2)
  const nth = reduced.findIndex((one) => one['variant_id'] === line['variant_id'] && one['title'] === line['title'])
  return { ...line, discount_allocations: [{ amount, discount_application_index: first + nth }] }
}

const percentDiscount = ({ _percent, _reason }: SimulatorRecord): SimulatorRecord => ({
  ...STAFF_DISCOUNT,
  title: (_reason as string | undefined) ?? 'Discount',
  description: (_reason as string | undefined) ?? 'Discount',
  value: String(_percent),
  value_type: 'percentage',
})

const STAFF_DISCOUNT = {
  type: 'manual',
  title: 'Staff discount',
  description: 'Staff discount',
  value: '0.0',
  value_type: 'fixed_amount',
  allocation_method: 'one',
  target_type: 'line_item',
  target_selection: 'explicit',
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

/** What the order costs now: shares of lines that were taken off in part are rounded line by line. */
function currentTotals(order: SimulatorRecord) {
  const zero = new Decimal(0)
  const add = (amounts: readonly Decimal[]) => amounts.reduce((sum, amount) => sum.plus(amount), zero)
  const lines = recordsOf(order['line_items']).map((line) => {
    const share = new Decimal(Number(line['current_quantity'])).dividedBy(Number(line['quantity']) || 1)
    const part = (member: string, amount: string) =>
      sumOf(recordsOf(line[member]), amount).times(share).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
    const discount = part('discount_allocations', 'amount')
    return {
      discount,
      net: new Decimal(String(line['price'])).times(Number(line['current_quantity'])).minus(discount),
      tax: part('tax_lines', 'price'),
    }
  })
  const shippingLines = recordsOf(order['shipping_lines']).filter((line) => line['is_removed'] !== true)
  const shipping = sumOf(shippingLines, 'discounted_price')
  const subtotal = add(lines.map(({ net }) => net))
  const tax = add(lines.map((line) => line.tax)).plus(
    sumOf(
      shippingLines.flatMap((line) => recordsOf(line['tax_lines'])),
      'price',
    ),
  )
  return {
    subtotal,
    shipping,
    tax,
    discounts: add(lines.map(({ discount }) => discount)).plus(
      sumOf(
        shippingLines.flatMap((line) => recordsOf(line['discount_allocations'])),
        'amount',
      ),
    ),
    total: subtotal
      .plus(shipping)
      .plus(order['taxes_included'] === true ? 0 : tax)
      .plus(String(order['total_tip_received'] ?? '0')),
  }
}
