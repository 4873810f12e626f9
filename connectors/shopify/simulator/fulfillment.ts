// Fulfilment orders of a new order, and fulfilling them: with the refusals that were recorded from a live store.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../gid.ts'
import { recordsOf } from './order-lines.ts'
import { locationAt, LOCATIONS, PRODUCTS } from './shop.ts'
import { release, ship } from './stock/movements.ts'

export interface FulfillmentInput {
  readonly trackingInfo?: {
    readonly number?: string | null
    readonly company?: string | null
    readonly url?: string | null
    readonly numbers?: readonly string[] | null
    readonly urls?: readonly string[] | null
  } | null
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string
    readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null
  }[]
}

export interface Refusal {
  readonly field: readonly string[]
  readonly message: string
}

/** One fulfilment order for each location that ships something of the order; one at the store where all of it is picked up. */
export function openFulfillmentOrders(order: SimulatorRecord, records: SimulatorRecords): void {
  const lines = recordsOf(order['line_items']).filter((line) => line['requires_shipping'] !== false)
  const store = LOCATIONS.findIndex(({ id }) => id === order['pickup_location_id'])
  const places = Map.groupBy(lines, (line) => (store >= 0 ? store : (PRODUCTS.find(({ sku }) => sku === line['sku'])?.location ?? 0)))
  for (const [place, items] of places) {
    const id = records.nextId('fulfillment_order', 9_825_000_000_001)
    const location = locationAt(place)
    records.put('fulfillment_order', id, {
      id,
      order_id: order['id'],
      created_at: order['created_at'] as string,
      updated_at: order['updated_at'] as string,
      status: 'open',
      request_status: 'unsubmitted',
      method: store >= 0 ? 'pick_up' : 'shipping',
      assigned_location_id: location.id,
      assigned_location: { location_id: location.id, ...location },
      line_items: items.map((line) => ({
        id: records.nextId('_fulfillment_order_line', 19_872_000_000_001),
        fulfillment_order_id: id,
        line_item_id: line['id'],
        sku: line['sku'],
        quantity: line['quantity'],
        fulfillable_quantity: line['quantity'],
      })),
    })
  }
}

/** Of a cancelled order: nothing of it is shipped any more, and what it had committed can be sold again. Answers the levels that changed. */
export function closeFulfillmentOrders(order: SimulatorRecord, records: SimulatorRecords, at: string): SimulatorRecord[] {
  const lineOf = (id: unknown) => recordsOf(order['line_items']).find((line) => String(line['id']) === String(id)) ?? {}
  return records
    .list('fulfillment_order')
    .filter((record) => record['order_id'] === order['id'] && record['status'] !== 'closed')
    .flatMap((open) => {
      records.put('fulfillment_order', open['id'], { ...open, status: 'closed', updated_at: at })
      const moved = recordsOf(open['line_items']).map((line) => ({
        line: lineOf(line['line_item_id']),
        quantity: Number(line['fulfillable_quantity']),
        location: open['assigned_location_id'] as unknown,
      }))
      return release(records, at, moved)
    })
}

/** Tells that fulfilment orders can be picked up, once each: all of them or, with the refusal, none. Call it inside `records.atomically`. */
export function prepareForPickup(
  ids: readonly string[],
  records: SimulatorRecords,
  at: string,
): (Refusal & { readonly code: string }) | undefined {
  const field = (index: number) => ['input', 'lineItemsByFulfillmentOrder', String(index), 'fulfillmentOrderId']
  const found = ids.map((id) => records.get('fulfillment_order', numberOf(id)))
  for (const [index, one] of found.entries()) {
    if (!one || one['method'] !== 'pick_up') {
      return { field: field(index), message: 'Invalid fulfillment order ID provided.', code: 'FULFILLMENT_ORDER_INVALID' }
    }
    if (one['prepared_at'] !== undefined || !['open', 'in_progress'].includes(String(one['status']))) {
      return {
        field: field(index),
        message: 'The fulfillment order does not have any line items that can be prepared.',
        code: 'NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER',
      }
    }
  }
  for (const one of found) {
    if (!one) continue
    records.put('fulfillment_order', one['id'], { ...one, prepared_at: at, updated_at: at })
    // The message to the customer.
    const id = records.nextId('pickup_message', 1)
    records.put('pickup_message', id, { id, order_id: one['order_id'], fulfillment_order_id: one['id'], sent_at: at })
  }
  return undefined
}

/** What was stored, or why not. Call it inside `records.atomically`. */
export function createFulfillment(input: FulfillmentInput, records: SimulatorRecords, at: string): SimulatorRecord | Refusal {
  const parts: { readonly fulfillmentOrder: SimulatorRecord; readonly taken: ReadonlyMap<string, number> }[] = []
  for (const [index, { fulfillmentOrderId, fulfillmentOrderLineItems }] of input.lineItemsByFulfillmentOrder.entries()) {
    const fulfillmentOrder = records.get('fulfillment_order', numberOf(fulfillmentOrderId))
    if (!fulfillmentOrder) return refused('Fulfillment order does not exist.')
    if (!['open', 'in_progress'].includes(String(fulfillmentOrder['status']))) {
      return refused(`Fulfillment order ${numberOf(fulfillmentOrderId)} has an unfulfillable status= ${fulfillmentOrder['status']}.`)
    }
    const zero = fulfillmentOrderLineItems?.findIndex(({ quantity }) => quantity <= 0) ?? -1
    if (zero >= 0) {
      const field = ['fulfillment', 'lineItemsByFulfillmentOrder', String(index), 'fulfillmentOrderLineItems', String(zero), 'quantity']
      return { field, message: 'Quantity must be greater than 0' }
    }
    const taken = takeLines(fulfillmentOrder, fulfillmentOrderLineItems)
    if (!taken) return refused('Invalid fulfillment order line item quantity requested.')
    parts.push({ fulfillmentOrder, taken })
  }
  const [first] = parts
  if (!first) return refused('At least one fulfillment order is required.')
  const sameOf = (name: string): boolean => parts.every((part) => part.fulfillmentOrder[name] === first.fulfillmentOrder[name])
  if (!sameOf('order_id')) return refused('All fulfillment orders must belong to the same order.')
  if (!sameOf('assigned_location_id')) return refused('All fulfillment orders must be assigned to the same location.')
  return store(input, parts, records, at)
}

/** Quantity of each line by its id, or nothing when more is asked for than remains. Without lines, all that remains. */
function takeLines(
  fulfillmentOrder: SimulatorRecord,
  asked: readonly { readonly id: string; readonly quantity: number }[] | null | undefined,
): ReadonlyMap<string, number> | undefined {
  const lines = recordsOf(fulfillmentOrder['line_items'])
  if (!asked || asked.length === 0) return new Map(lines.map((line) => [String(line['id']), Number(line['fulfillable_quantity'])]))
  const taken = new Map<string, number>()
  for (const { id, quantity } of asked) taken.set(numberOf(id), (taken.get(numberOf(id)) ?? 0) + quantity)
  const remaining = new Map(lines.map((line) => [String(line['id']), Number(line['fulfillable_quantity'])]))
  return [...taken].every(([id, quantity]) => quantity <= (remaining.get(id) ?? 0)) ? taken : undefined
}

function store(
  { trackingInfo }: FulfillmentInput,
  parts: readonly { readonly fulfillmentOrder: SimulatorRecord; readonly taken: ReadonlyMap<string, number> }[],
  records: SimulatorRecords,
  at: string,
): SimulatorRecord {
  const orderId: unknown = parts[0]?.fulfillmentOrder['order_id']
  const order = records.get('order', String(orderId)) ?? {}
  const shipped = new Map<string, number>()
  for (const { fulfillmentOrder, taken } of parts) {
    const lines = recordsOf(fulfillmentOrder['line_items']).map((line) => {
      const quantity = taken.get(String(line['id'])) ?? 0
      const lineItem = String(line['line_item_id'])
      if (quantity > 0) shipped.set(lineItem, (shipped.get(lineItem) ?? 0) + quantity)
      return { ...line, fulfillable_quantity: Number(line['fulfillable_quantity']) - quantity }
    })
    const isDone = lines.every(({ fulfillable_quantity: left }) => left === 0)
    records.put('fulfillment_order', fulfillmentOrder['id'], {
      ...fulfillmentOrder,
      updated_at: at,
      status: isDone ? 'closed' : 'in_progress',
      line_items: lines,
    })
  }
  const id = records.nextId('fulfillment', 8_036_000_000_001)
  const number = records.list('fulfillment').filter((other) => other['order_id'] === orderId).length + 1
  const numbers = trackingInfo?.numbers ?? (trackingInfo?.number ? [trackingInfo.number] : [])
  const urls = trackingInfo?.urls ?? (trackingInfo?.url ? [trackingInfo.url] : [])
  const fulfillment: SimulatorRecord = {
    id,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${id}`,
    order_id: orderId,
    name: `${order['name']}.${number}`,
    status: 'success',
    service: 'manual',
    shipment_status: null,
    created_at: at,
    updated_at: at,
    location_id: parts[0]?.fulfillmentOrder['assigned_location_id'],
    origin_address: {},
    receipt: {},
    tracking_company: trackingInfo?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    line_items: recordsOf(order['line_items'])
      .filter((line) => shipped.has(String(line['id'])))
      .map((line) => ({ ...line, quantity: shipped.get(String(line['id'])) })),
  }
  ship(
    records,
    at,
    recordsOf(fulfillment['line_items']).map((line) => ({
      line,
      quantity: Number(line['quantity']),
      location: fulfillment['location_id'] as unknown,
    })),
  )
  records.put('fulfillment', id, fulfillment)
  records.put('order', String(orderId), shippedOrder(order, shipped, fulfillment, at))
  return fulfillment
}

function shippedOrder(
  order: SimulatorRecord,
  shipped: ReadonlyMap<string, number>,
  fulfillment: SimulatorRecord,
  at: string,
): SimulatorRecord {
  const lines = recordsOf(order['line_items']).map((line) => {
    const left = Number(line['fulfillable_quantity'] ?? line['quantity']) - (shipped.get(String(line['id'])) ?? 0)
    const status = left === 0 ? 'fulfilled' : left < Number(line['quantity']) ? 'partial' : null
    return { ...line, fulfillable_quantity: left, fulfillment_status: line['requires_shipping'] === false ? null : status }
  })
  const isDone = lines.every((line: SimulatorRecord) => line['requires_shipping'] === false || line['fulfillable_quantity'] === 0)
  return {
    ...order,
    updated_at: at,
    fulfillment_status: isDone ? 'fulfilled' : 'partial',
    line_items: lines,
    fulfillments: [...recordsOf(order['fulfillments']), fulfillment],
  }
}

const refused = (message: string): Refusal => ({ field: ['fulfillment'], message })
