// Deliveries of confirmed orders: reserved as far as stock is there, validated with what left, the rest as a backorder.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { missingError, userError } from './errors.ts'
import { add, change, linked, related, type Database, type Values } from './database.ts'
import { feedNext, keepRest } from './chains.ts'
import { countReceived } from './purchases.ts'
import { findQuant, moveStock } from './stock.ts'

interface Goods {
  readonly productId: number
  readonly quantity: number
  /** Of the sales order. */
  readonly lineId: number
}

const decimal = (value: unknown) => new Decimal(Number(value ?? 0))

export function deliver(db: Database, order: SimulatorRecord): void {
  const goods = goodsOf(db, order).filter(({ quantity }) => quantity > 0)
  if (goods.length > 0) makePicking(db, { order, ...wayOut(db, order), goods, backorderOf: false })
}

/** What the lines of an order say of goods; services leave no warehouse. */
function goodsOf({ records }: Database, order: SimulatorRecord): readonly Goods[] {
  return (order['order_line'] as number[]).flatMap((id) => {
    const line = records.get('sale.order.line', id)
    const product = records.get('product.product', linked(line?.['product_id']))
    const isDelivered = line !== undefined && product !== undefined && product['type'] !== 'service'
    return isDelivered ? [{ productId: product['id'] as number, quantity: Number(line['product_uom_qty']), lineId: id }] : []
  })
}

function wayOut({ records }: Database, order: SimulatorRecord) {
  const warehouse = records.get('stock.warehouse', linked(order['warehouse_id']))
  const type = records.find('stock.picking.type', (row) => linked(row['warehouse_id']) === warehouse?.['id'] && row['code'] === 'outgoing')
  if (!warehouse || !type) throw missingError('stock.picking.type', 0)
  return { warehouse, type }
}

interface Wanted {
  readonly order: SimulatorRecord
  readonly warehouse: SimulatorRecord
  readonly type: SimulatorRecord
  readonly goods: readonly Goods[]
  readonly backorderOf: [number, string] | false
}

function makePicking(db: Database, { order, warehouse, type, goods, backorderOf }: Wanted): void {
  const picking = add(db, 'stock.picking', {
    origin: order['name'],
    sale_id: [order['id'], order['name']],
    partner_id: order['partner_id'],
    picking_type_id: [type['id'], type['name']],
    picking_type_code: 'outgoing',
    location_id: warehouse['lot_stock_id'],
    location_dest_id: type['default_location_dest_id'],
    scheduled_date: order['date_order'],
    date_done: false,
    backorder_id: backorderOf,
    carrier_tracking_ref: false,
  })
  change(db, 'stock.picking', picking.id, { name: `${String(warehouse['code'])}/OUT/${String(picking.id).padStart(5, '0')}` })
  for (const one of goods) addMove(db, picking.id, one)
  settleState(db, picking.id)
}

function addMove(db: Database, pickingId: number, { productId, quantity, lineId }: Goods): void {
  const picking = db.records.get('stock.picking', pickingId) ?? {}
  const move = add(db, 'stock.move', {
    picking_id: [pickingId, picking['name']],
    sale_line_id: [lineId, ''],
    product_id: related(db.records, 'product.product', productId),
    location_id: picking['location_id'],
    location_dest_id: picking['location_dest_id'],
    product_uom_qty: 0,
    quantity: 0,
    reserved: 0,
    picked: false,
    state: 'confirmed',
  })
  setDemand(db, move, new Decimal(quantity))
}

/** Reserves what is free, and frees what is not wanted any more. */
function setDemand(db: Database, move: SimulatorRecord, demand: Decimal): void {
  const [productId, locationId] = [linked(move['product_id']), linked(move['location_id'])]
  const had = decimal(move['reserved'])
  const quant = findQuant(db, productId, locationId)
  const free = decimal(quant?.['quantity']).minus(decimal(quant?.['reserved_quantity'])).plus(had)
  const reserved = Decimal.max(0, Decimal.min(free, demand))
  if (!reserved.equals(had)) moveStock(db, productId, locationId, { quantity: 0, reserved: reserved.minus(had).toNumber() })
  change(db, 'stock.move', move['id'] as number, {
    product_uom_qty: demand.toNumber(),
    quantity: reserved.toNumber(),
    reserved: reserved.toNumber(),
    state: demand.isZero() ? 'cancel' : reserved.equals(demand) ? 'assigned' : 'confirmed',
  })
}

const movesOf = ({ records }: Database, pickingId: number) =>
  records.list('stock.move').filter((move) => linked(move['picking_id']) === pickingId && move['state'] !== 'cancel')

function settleState(db: Database, pickingId: number): void {
  const moves = movesOf(db, pickingId)
  const state = moves.length === 0 ? 'cancel' : moves.every((move) => move['state'] === 'assigned') ? 'assigned' : 'confirmed'
  change(db, 'stock.picking', pickingId, { state })
}

/** After lines of a confirmed order were changed: what is still to leave follows, in a delivery that is open or in a new one. */
export function followLines(db: Database, order: SimulatorRecord): void {
  const isOpen = (picking: SimulatorRecord | undefined) =>
    picking !== undefined && picking['state'] !== 'done' && picking['state'] !== 'cancel'
  const open = () =>
    db.records.list('stock.picking').find((one) => linked(one['sale_id']) === order['id'] && isOutgoing(one) && isOpen(one))
  for (const one of goodsOf(db, order)) {
    const moves = db.records.list('stock.move').filter((move) => linked(move['sale_line_id']) === one.lineId && move['state'] !== 'cancel')
    let more = new Decimal(one.quantity).minus(underWay(db, moves))
    const changeable = moves.filter((move) => isOpen(db.records.get('stock.picking', linked(move['picking_id']))))
    for (const move of changeable.toReversed()) {
      if (more.isZero()) break
      const demand = decimal(move['product_uom_qty'])
      const next = Decimal.max(0, demand.plus(more))
      setDemand(db, move, next)
      settleState(db, linked(move['picking_id']))
      more = more.minus(next.minus(demand))
    }
    if (more.lte(0)) continue
    const goods = { ...one, quantity: more.toNumber() }
    const picking = open()
    if (!picking) makePicking(db, { order, ...wayOut(db, order), goods: [goods], backorderOf: false })
    else {
      addMove(db, picking['id'] as number, goods)
      settleState(db, picking['id'] as number)
    }
  }
}

const isOutgoing = (picking: SimulatorRecord | undefined) => picking?.['picking_type_code'] === 'outgoing'

/** What left and what is to leave, without what came back. */
function underWay({ records }: Database, moves: readonly SimulatorRecord[]): Decimal {
  return moves.reduce<Decimal>((sum, move) => {
    const quantity = decimal(move['state'] === 'done' ? move['quantity'] : move['product_uom_qty'])
    if (isOutgoing(records.get('stock.picking', linked(move['picking_id'])))) return sum.plus(quantity)
    return move['to_refund'] === true ? sum.minus(quantity) : sum
  }, new Decimal(0))
}

/** Those that have left stay as they are; what the others had reserved is free again. */
export function cancelPickings(db: Database, orderId: number): void {
  const open = db.records.list('stock.picking').filter((one) => linked(one['sale_id']) === orderId && one['state'] !== 'done')
  for (const { id } of open) {
    for (const move of db.records.list('stock.move').filter((one) => linked(one['picking_id']) === id)) {
      moveStock(db, linked(move['product_id']), linked(move['location_id']), { quantity: 0, reserved: -Number(move['reserved'] ?? 0) })
      change(db, 'stock.move', move['id'] as number, { reserved: 0, quantity: 0, state: 'cancel' })
    }
    change(db, 'stock.picking', id as number, { state: 'cancel' })
  }
}

/** `true`, or the window that Odoo opens to ask about the rest. */
export function validatePickings(db: Database, ids: readonly number[], context: Values): true | Values {
  for (const id of ids) {
    const picking = db.records.get('stock.picking', id)
    if (!picking) throw missingError('stock.picking', id)
    if (picking['state'] === 'done' || picking['state'] === 'cancel') throw userError('This transfer is already done or cancelled.')
    const moves = movesOf(db, id)
    const anyPicked = moves.some((move) => move['picked'] === true)
    const leaving = (move: SimulatorRecord) => (anyPicked && move['picked'] !== true ? 0 : Number(move['quantity']))
    if (moves.every((move) => leaving(move) === 0)) {
      throw userError('You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.')
    }
    const rest = moves.flatMap((move) => {
      const quantity = decimal(move['product_uom_qty']).minus(leaving(move))
      return quantity.gt(0)
        ? [{ productId: linked(move['product_id']), quantity: quantity.toNumber(), lineId: linked(move['sale_line_id']) }]
        : []
    })
    if (rest.length > 0 && context['skip_backorder'] !== true) {
      return { type: 'ir.actions.act_window', name: 'Create Backorder?', res_model: 'stock.backorder.confirmation' }
    }
    for (const move of moves) {
      const quantity = leaving(move)
      const [productId, from, to] = [linked(move['product_id']), linked(move['location_id']), linked(move['location_dest_id'])]
      if (isOurs(db, from)) moveStock(db, productId, from, { quantity: -quantity, reserved: -Number(move['reserved'] ?? 0) })
      if (isOurs(db, to) && quantity !== 0) moveStock(db, productId, to, { quantity, reserved: 0 })
      change(db, 'stock.move', move['id'] as number, {
        quantity,
        reserved: 0,
        ...(quantity > 0 ? { product_uom_qty: quantity, state: 'done' } : { state: 'cancel' }),
      })
      countDelivered(db, linked(move['sale_line_id']))
      countReceived(db, linked(move['purchase_line_id']))
    }
    change(db, 'stock.picking', id, { state: 'done', date_done: db.now })
    const isGivenUp = ((context['picking_ids_not_to_backorder'] ?? []) as number[]).includes(id)
    if (rest.length > 0 && !isGivenUp) {
      if (isOutgoing(picking) && linked(picking['sale_id']) > 0) backorder(db, picking, rest)
      else keepRest(db, picking, moves)
    }
    for (const move of moves) feedNext(db, move)
  }
  return true
}

/** Stock is counted there; what is with customers and suppliers, or scrap, is not. */
const isOurs = ({ records }: Database, locationId: number) =>
  ['internal', 'transit'].includes(String(records.get('stock.location', locationId)?.['usage']))

function countDelivered(db: Database, lineId: number): void {
  const done = db.records.list('stock.move').filter((move) => linked(move['sale_line_id']) === lineId && move['state'] === 'done')
  if (db.records.get('sale.order.line', lineId)) change(db, 'sale.order.line', lineId, { qty_delivered: underWay(db, done).toNumber() })
}

function backorder(db: Database, picking: SimulatorRecord, goods: Wanted['goods']): void {
  const order = db.records.get('sale.order', linked(picking['sale_id']))
  const type = db.records.get('stock.picking.type', linked(picking['picking_type_id']))
  const warehouse = db.records.get('stock.warehouse', linked(type?.['warehouse_id']))
  if (!order || !type || !warehouse) throw missingError('stock.picking', picking['id'])
  makePicking(db, { order, type, warehouse, goods, backorderOf: [picking['id'] as number, String(picking['name'])] })
}
