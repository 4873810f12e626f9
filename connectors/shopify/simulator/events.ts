// What a shopper, a till or the staff does to the shop: stores it and tells the subscribers.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Deliveries, SentDelivery } from './deliveries.ts'
import { openFulfillmentOrders } from './fulfillment.ts'
import { FIRST_NUMBER, newOrder, shopTime } from './new-order.ts'
import { recordsOf } from './order-lines.ts'
import { newRefund, refundedOrder } from './refund.ts'
import type { Shop } from './shop.ts'

interface EventContext {
  readonly records: SimulatorRecords
  readonly deliveries: Deliveries
  readonly shop: Shop
  readonly now: () => Date
}

export interface Happened {
  readonly recordId: string
  readonly deliveries: readonly SentDelivery[]
  /** What was stored. */
  readonly record: SimulatorRecord
}

/** Throws a plain Error for an event the simulator cannot make happen: its caller is a test or the demo. */
export async function happen(event: string, payload: unknown, context: EventContext): Promise<Happened> {
  const given: SimulatorRecord = isRecord(payload) ? payload : {}
  // Record and deliveries in one commit: what was told to somebody is there after a crash.
  const { record, prepared } = context.records.atomically(() => {
    const stored = store(event, given, context)
    return { record: stored, prepared: context.deliveries.prepare(event, stored) }
  })
  const deliveries = await context.deliveries.send(prepared)
  return { recordId: String(record['admin_graphql_api_id']), deliveries, record }
}

function store(event: string, payload: SimulatorRecord, context: EventContext): SimulatorRecord {
  switch (event) {
    case 'orders/create':
      return createOrder(payload, context)
    case 'orders/updated':
      return changeOrder(payload, context, payload)
    case 'orders/cancelled':
      return cancelOrder(payload, context)
    case 'refunds/create':
      return createRefund(payload, context)
    default:
      throw new Error(`The simulated shop has no event ${event}.`)
  }
}

function createOrder(payload: SimulatorRecord, { records, shop, now }: EventContext): SimulatorRecord {
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
  if (order['source_name'] !== 'pos') openFulfillmentOrders(order, records)
  return order
}

const IDENTITY: ReadonlySet<string> = new Set(['id', 'admin_graphql_api_id', 'token', 'confirmation_number', 'order_status_url'])
const NAMING: ReadonlySet<string> = new Set(['name', 'number', 'order_number'])

function changeOrder(payload: SimulatorRecord, { records, shop, now }: EventContext, changes: SimulatorRecord): SimulatorRecord {
  const order = findOrder(payload, records)
  const changed = { ...order, updated_at: shopTime(now(), shop.timezone), ...changes, id: order['id'] }
  records.put('order', String(order['id']), changed)
  return changed
}

function cancelOrder(payload: SimulatorRecord, context: EventContext): SimulatorRecord {
  const at = shopTime(context.now(), context.shop.timezone)
  const order = changeOrder(payload, context, { cancelled_at: at, cancel_reason: 'customer', ...payload })
  for (const open of context.records.list('fulfillment_order').filter((record) => record['order_id'] === order['id'])) {
    context.records.put('fulfillment_order', open['id'], { ...open, status: 'closed' })
  }
  return order
}

function createRefund(payload: SimulatorRecord, { records, shop, now }: EventContext): SimulatorRecord {
  const at = shopTime(now(), shop.timezone)
  const order = findOrder({ id: payload['order_id'] }, records)
  const refund = newRefund(order, payload, records, at)
  records.put('refund', String(refund['id']), refund)
  records.put('order', String(order['id']), refundedOrder(order, refund, at))
  return refund
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
