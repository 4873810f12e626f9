// What a shopper, a till or the staff does to the shop: stores it and tells the subscribers.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { finishBulk, holdBulk } from './bulk/run.ts'
import { putMetafield, type MetafieldInput } from './catalogue/metafields.ts'
import { productPayload } from './catalogue/views.ts'
import type { ResolverContext } from './context.ts'
import { changeCustomer, createCustomer, mergeCustomers } from './customers/by-hand.ts'
import type { Deliveries, SentDelivery } from './deliveries.ts'
import { closeFulfillmentOrders, createFulfillment, openFulfillmentOrders } from './fulfillment.ts'
import { giftCardOrder, sellGiftCard, useGiftCard } from './gift-cards/by-hand.ts'
import { FIRST_NUMBER, newOrder } from './new-order.ts'
import { recordsOf } from './order-lines.ts'
import { gidOf } from './order-view.ts'
import { editByHand } from './orders/edit-by-hand.ts'
import { returnByHand } from './orders/return-by-hand.ts'
import { createReturn, returnPayload, shippedLines, touchOrder } from './orders/returns.ts'
import { payOut, payoutPaid } from './payments/settle.ts'
import { newRefund, refundedOrder } from './refund.ts'
import { locationAt } from './shop.ts'
import { changeLevel, levelOf, levelPayload } from './stock/levels.ts'
import { commit, placesOf, restock, sell, type Moved } from './stock/movements.ts'

interface EventContext extends ResolverContext {
  readonly deliveries: Deliveries
}

export interface Happened {
  readonly recordId: string
  readonly deliveries: readonly SentDelivery[]
  /** What was stored. */
  readonly record: SimulatorRecord
}

/** Throws a plain Error for an event the simulator cannot make happen: its caller is a test or the demo. */
export async function happen(event: string, payload: unknown, context: EventContext): Promise<Happened> {
  const { metafields, ...given }: SimulatorRecord = isRecord(payload) ? payload : {}
  // Record and deliveries in one commit: what was told to somebody is there after a crash.
  const { record, prepared } = context.records.atomically(() => {
    const { record: stored, levels = [], placed, refunded, told = stored } = store(event, given, context)
    const { deliveries, records } = context
    const owner = String(stored['admin_graphql_api_id'])
    if (Array.isArray(metafields)) for (const field of metafields) putMetafield(owner, field as MetafieldInput, records)
    return {
      record: stored,
      prepared: [
        ...(placed ? deliveries.prepare('orders/create', placed) : []),
        ...deliveries.prepare(event, told),
        ...(refunded ? deliveries.prepare('refunds/create', refunded) : []),
        ...levels.flatMap((level) => deliveries.prepare('inventory_levels/update', levelPayload(level))),
      ],
    }
  })
  const deliveries = await context.deliveries.send(prepared)
  return { recordId: String(record['admin_graphql_api_id']), deliveries, record }
}

/** What an event stored: its record, and the stock levels that it changed. */
interface Stored {
  readonly record: SimulatorRecord
  readonly levels?: readonly SimulatorRecord[]
  /** The order that had to be there first. */
  readonly placed?: SimulatorRecord
  /** What was given back with it. */
  readonly refunded?: SimulatorRecord
  /** Where that is something else than the record. */
  readonly told?: SimulatorRecord
}

function store(event: string, payload: SimulatorRecord, context: EventContext): Stored {
  switch (event) {
    case 'orders/create':
      return createOrder(payload, context)
    case 'orders/updated':
      return { record: changeOrder(payload, context, payload) }
    case 'orders/edited':
      return changeContents(payload, context)
    case 'orders/fulfilled':
      return shipOrder(payload, context)
    case 'orders/cancelled':
      return cancelOrder(payload, context)
    case 'refunds/create':
      return createRefund(payload, context)
    case 'tills/refunded': {
      const { record } = createOrder({ source_name: 'pos', payment_gateway_names: ['cash'] }, context)
      return createRefund({ ...payload, order_id: record['id'] as number }, context)
    }
    case 'gift-cards/sold':
      return { record: sellGiftCard(payload, createOrder(giftCardOrder(payload), context).record, context) }
    case 'gift-cards/used':
      return { record: useGiftCard(payload, context) }
    case 'orders/paid-out':
      createOrder(payload, context)
      return { record: payOut({}, context) }
    case 'bulk_operations/hold':
      return { record: holdBulk(payload, context) }
    case 'bulk_operations/finish':
      return { record: finishBulk(payload, context) }
    case 'payouts/create':
      return { record: payOut(payload, context) }
    case 'payouts/paid':
      return { record: payoutPaid(payload, context) }
    case 'returns/request':
    case 'returns/approve':
    case 'returns/close':
    case 'returns/reopen':
    case 'returns/cancel':
    case 'returns/decline':
      return { record: changeReturn(event, payload, context) }
    case 'counters/returned':
      return takeBack(payload, context)
    case 'customers/create':
      return { record: createCustomer(payload, context) }
    case 'customers/update':
      return { record: changeCustomer(payload, context) }
    case 'customers/merge':
      return mergeCustomers(payload, context)
    case 'products/update':
      return { record: changeProduct(payload, context) }
    case 'price_lists/create':
      return { record: openPriceList(payload, context) }
    case 'locations/create':
      return { record: openLocation(payload, context) }
    case 'inventory_levels/update':
      return { record: changeStock(payload, context) }
    default:
      throw new Error(`The simulated shop has no event ${event}.`)
  }
}

function createOrder(payload: SimulatorRecord, { records, shop, now, at }: EventContext): Stored {
  const isTaken = (name: unknown) => records.find('order', (order) => order['name'] === name) !== undefined
  let sequence = records.nextId('_order_number')
  // A number that came with a payload is not given out again.
  while (isTaken(`#${FIRST_NUMBER + sequence}`)) sequence = records.nextId('_order_number')
  // A payload sent a second time is a second order: only what is not taken yet is kept of its identity.
  const isIdTaken = payload['id'] !== undefined && records.get('order', String(payload['id'])) !== undefined
  const isNameTaken = isTaken(payload['name'])
  const kept = Object.entries(payload).filter(
    ([member]) => !(isIdTaken && IDENTITY.has(member)) && !((isIdTaken || isNameTaken) && NAMING.has(member)),
  )
  const order = newOrder({ sequence, shop, now: now(), payload: Object.fromEntries(kept) })
  records.put('order', String(order['id']), order)
  if (order['source_name'] === 'pos') return { record: order, levels: sell(records, at(), placesOf(order)) }
  openFulfillmentOrders(order, records)
  return { record: order, levels: commit(records, at(), placesOf(order).filter(isShipped)) }
}

const isShipped = ({ line }: Moved): boolean => line['requires_shipping'] !== false

const IDENTITY: ReadonlySet<string> = new Set(['id', 'admin_graphql_api_id', 'token', 'confirmation_number', 'order_status_url'])
const NAMING: ReadonlySet<string> = new Set(['name', 'number', 'order_number'])

function changeOrder(payload: SimulatorRecord, { records, at }: EventContext, changes: SimulatorRecord): SimulatorRecord {
  const order = findOrder(payload, records)
  const changed = { ...order, updated_at: at(), ...changes, id: order['id'] }
  records.put('order', String(order['id']), changed)
  return changed
}

/** A payload as Shopify sends it, of an order that is not here: the order is placed first. */
function changeContents(payload: SimulatorRecord, context: EventContext): Stored {
  const { records } = context
  const sent = isRecord(payload['order_edit']) ? payload['order_edit'] : {}
  const id = sent['order_id'] ?? payload['id']
  const isHere = sent['order_id'] === undefined || records.get('order', String(id)) !== undefined
  const placed = isHere ? undefined : createOrder({ id: id as number }, context).record
  const order = placed ?? findOrder({ ...payload, ...(id !== undefined && { id: id as number }) }, records)
  return { ...editByHand(order, payload, context), ...(placed && { placed }) }
}

/** The warehouse ships what is open of an order. */
function shipOrder(payload: SimulatorRecord, context: EventContext): Stored {
  const { records, at } = context
  const order = findOrder(payload, records)
  const open = records.list('fulfillment_order').filter((one) => one['order_id'] === order['id'] && one['status'] !== 'closed')
  for (const one of open) {
    const made = createFulfillment(
      {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: gidOf('FulfillmentOrder', one['id']) }],
        trackingInfo: { number: `HF${String(one['id'])}` },
      },
      records,
      at(),
    )
    if ('field' in made) throw new Error(String(made['message']))
  }
  return { record: records.get('order', String(order['id'])) ?? order }
}

/** A whole payload, such as a sample, of an order that is not open here, is placed first. */
function cancelOrder(payload: SimulatorRecord, context: EventContext): Stored {
  const { records } = context
  const at = context.at()
  const known = records.get('order', String(payload['id']))
  const isSample = recordsOf(payload['line_items']).length > 0 && (!known || known['cancelled_at'] !== null)
  const placed = isSample ? createOrder({ ...payload, cancelled_at: null, cancel_reason: null }, context).record : undefined
  const named = placed ? { id: placed['id'], name: placed['name'] } : payload
  const changes = placed ? { cancel_reason: payload['cancel_reason'] ?? 'customer', cancelled_at: at } : payload
  const order = changeOrder(named, context, { cancelled_at: at, cancel_reason: 'customer', ...changes })
  return { record: order, levels: closeFulfillmentOrders(order, records, at), ...(placed && { placed }) }
}

function createRefund(given: SimulatorRecord, context: EventContext): Stored {
  const { records } = context
  const at = context.at()
  const isAgain = given['id'] !== undefined && records.get('refund', String(given['id'])) !== undefined
  const placed = orderOfSample(given, isAgain, context)
  // Sent a second time it is a second refund.
  const payload = isAgain ? without(given, 'id', 'admin_graphql_api_id', 'transactions') : given
  const order = placed ?? findOrder({ id: payload['order_id'] }, records)
  const refund = newRefund(order, { ...payload, order_id: order['id'] }, records, at)
  records.put('refund', String(refund['id']), refund)
  records.put('order', String(order['id']), refundedOrder(order, refund, at))
  const back = recordsOf(refund['refund_line_items']).filter((line) => line['restock_type'] === 'return')
  const places = placesOf(order)
  const levels = back.flatMap((line) => {
    const place = places.find((candidate) => String(candidate.line['id']) === String(line['line_item_id']))
    return place ? restock(records, at, [{ ...place, quantity: Number(line['quantity']) }]) : []
  })
  return { record: refund, levels, ...(placed && { placed }) }
}

/** A whole refund, such as a sample, of an order that is not here, or that was sent before: the order is placed first, with the lines that the refund shows. */
function orderOfSample(refund: SimulatorRecord, isAgain: boolean, context: EventContext): SimulatorRecord | undefined {
  const sold = recordsOf(refund['refund_line_items']).flatMap(({ line_item: line }) => (isRecord(line) ? [line] : []))
  const isKnown = context.records.get('order', String(refund['order_id'])) !== undefined
  if (sold.length === 0 || (isKnown && !isAgain)) return undefined
  return createOrder({ id: refund['order_id'], line_items: sold }, context).record
}

const without = (record: SimulatorRecord, ...members: readonly string[]): SimulatorRecord =>
  Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)))

const STATUS_AFTER: Readonly<Record<string, string>> = {
  'returns/approve': 'open',
  'returns/reopen': 'open',
  'returns/close': 'closed',
  'returns/cancel': 'canceled',
  'returns/decline': 'declined',
}

/** A shopper asks to return everything of a shipped order (`{ "order_id": … }`; without one, of the newest); staff allows, declines, closes, reopens or cancels the return (`{ "id": … }`). */
function changeReturn(event: string, payload: SimulatorRecord, context: EventContext): SimulatorRecord {
  const { records, at } = context
  const known = records.list('return').findLast((one) => payload['id'] === undefined || String(one['id']) === String(payload['id']))
  if (known && event !== 'returns/request') {
    const status = STATUS_AFTER[event] ?? 'open'
    const changed = { ...known, status, closed_at: status === 'closed' ? at() : null }
    records.put('return', String(known['id']), changed)
    touchOrder(known['order_id'], context)
    return returnPayload(event, changed)
  }
  const order = findOrder({ id: payload['order_id'] }, records)
  const made = createReturn(
    {
      orderId: gidOf('Order', order['id']),
      returnLineItems: shippedLines(order, records)
        .filter(({ returnable }) => returnable > 0)
        .map(({ id, returnable }) => ({
          fulfillmentLineItemId: id,
          quantity: returnable,
          returnReasonDefinitionId: gidOf('ReturnReasonDefinition', 3),
          returnReasonNote: '',
        })),
      unprocessed: true,
    },
    event === 'returns/request' ? 'requested' : 'open',
    context,
  )
  if ('refusal' in made) throw new Error(made.refusal.message)
  if (recordsOf(made.record['return_line_items']).length === 0) throw new Error('Nothing of this order was shipped. Fulfil it first.')
  return returnPayload(event, made.record)
}

function takeBack(payload: SimulatorRecord, context: EventContext): Stored {
  const { record, refund } = returnByHand(findOrder(payload, context.records), payload, context)
  return { record, ...(refund && { refunded: refund }) }
}

/** Staff changes a product in the admin: `{ "handle": "canvas-tote", "title": "…", "price": "16.00" }`; the price is that of all variants. */
function changeProduct(payload: SimulatorRecord, context: EventContext): SimulatorRecord {
  const { records, at } = context
  const { price, ...changes } = payload
  const product = records.find('product', ({ id, handle }) => String(id) === String(payload['id']) || handle === payload['handle'])
  if (!product) throw new Error('The simulated shop has no such product. Give its handle or id.')
  const variants = recordsOf(product['variants']).map((variant) =>
    typeof price === 'string' ? { ...variant, price, updated_at: at() } : variant,
  )
  const changed = { ...product, ...changes, id: product['id'] as number, variants, updated_at: at() }
  records.put('product', changed.id, changed)
  return productPayload(changed, context)
}

/** The price list of another market. */
function openPriceList(payload: SimulatorRecord, { records }: EventContext): SimulatorRecord {
  const id = records.nextId('price_list', 28_510_101)
  const list = { name: `Market ${id - 28_510_100}`, currency: 'EUR', ...payload, id }
  records.put('price_list', id, list)
  return { ...list, admin_graphql_api_id: `gid://shopify/PriceList/${id}` }
}

/** Another shop or warehouse; nothing is kept there yet. */
function openLocation(payload: SimulatorRecord, { records }: EventContext): SimulatorRecord {
  const id = records.nextId('location', 70_210_400_001)
  const location = { name: `Shop ${id - 70_210_400_000}`, country_code: 'GB', ...payload, id, active: true }
  records.put('location', id, location)
  return { ...location, admin_graphql_api_id: `gid://shopify/Location/${id}` }
}

/** A count or a sale elsewhere: `{ "sku": "HF-TOTE", "location_id": …, "available": 5 }`; without a location, the first one. */
function changeStock(payload: SimulatorRecord, { records, at }: EventContext): SimulatorRecord {
  const item = records.find('inventory_item', (record) =>
    payload['sku'] === undefined ? String(record['id']) === String(payload['inventory_item_id']) : record['sku'] === payload['sku'],
  )
  const level = item && levelOf(records, item['id'], payload['location_id'] ?? locationAt(0).id)
  if (!level) throw new Error('The simulated shop keeps no such stock. Give a sku of its catalogue, and a location_id of it.')
  const available = Number(payload['available'] ?? Number(level['available']) - 1)
  return levelPayload(changeLevel(records, level, { available: available - Number(level['available']) }, at()))
}

/** The order named by id or name, or the newest. */
function findOrder(payload: SimulatorRecord, records: SimulatorRecords): SimulatorRecord {
  const orders = recordsOf(records.list('order'))
  const found =
    payload['id'] === undefined && payload['name'] === undefined
      ? orders.at(-1)
      : orders.find((order) => String(order['id']) === String(payload['id']) || order['name'] === payload['name'])
  if (!found) throw new Error('The simulated shop has no such order. Create one with orders/create first.')
  return found
}
