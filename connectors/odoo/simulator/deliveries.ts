// Deliveries of confirmed orders: reserved as far as stock is there, validated with what left, the rest as a backorder.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { missingError, userError } from './errors.ts'
import { add, change, linked, related, type Database, type Values } from './database.ts'
import { findQuant, moveStock } from './stock.ts'

export function deliver(db: Database, order: SimulatorRecord): void {
  const { records } = db
  const goods = (order['order_line'] as number[]).flatMap((id) => {
    const line = records.get('sale.order.line', id)
    const product = records.get('product.product', linked(line?.['product_id']))
    const isDelivered = line !== undefined && product !== undefined && product['type'] !== 'service' && line['product_uom_qty'] > 0
    return isDelivered ? [{ productId: product['id'] as number, quantity: Number(line['product_uom_qty']) }] : []
  })
  if (goods.length === 0) return
  const warehouse = records.get('stock.warehouse', linked(order['warehouse_id']))
  const type = records.find('stock.picking.type', (row) => linked(row['warehouse_id']) === warehouse?.['id'] && row['code'] === 'outgoing')
  if (!warehouse || !type) throw missingError('stock.picking.type', 0)
  makePicking(db, { order, warehouse, type, goods, backorderOf: false })
}

interface Wanted {
  readonly order: SimulatorRecord
  readonly warehouse: SimulatorRecord
  readonly type: SimulatorRecord
  readonly goods: readonly { readonly productId: number; readonly quantity: number }[]
  readonly backorderOf: [number, string] | false
}

function makePicking(db: Database, { order, warehouse, type, goods, backorderOf }: Wanted): void {
  const locationId = linked(warehouse['lot_stock_id'])
  const picking = add(db, 'stock.picking', {
    origin: order['name'],
    sale_id: [order['id'], order['name']],
    partner_id: order['partner_id'],
    picking_type_id: [type['id'], type['name']],
    picking_type_code: 'outgoing',
    location_id: warehouse['lot_stock_id'],
    scheduled_date: order['date_order'],
    date_done: false,
    backorder_id: backorderOf,
    carrier_tracking_ref: false,
  })
  const name = `${String(warehouse['code'])}/OUT/${String(picking.id).padStart(5, '0')}`
  const isReady = goods.map(({ productId, quantity }) => {
    const quant = findQuant(db, productId, locationId)
    const free = new Decimal(Number(quant?.['quantity'] ?? 0)).minus(Number(quant?.['reserved_quantity'] ?? 0))
    const reserved = Decimal.max(0, Decimal.min(free, quantity)).toNumber()
    if (reserved > 0) moveStock(db, productId, locationId, { quantity: 0, reserved })
    add(db, 'stock.move', {
      picking_id: [picking.id, name],
      product_id: related(db.records, 'product.product', productId),
      location_id: warehouse['lot_stock_id'],
      product_uom_qty: quantity,
      quantity: reserved,
      reserved,
      picked: false,
      state: reserved === quantity ? 'assigned' : 'confirmed',
    })
    return reserved === quantity
  })
  change(db, 'stock.picking', picking.id, { name, state: isReady.every(Boolean) ? 'assigned' : 'confirmed' })
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
    const moves = db.records.list('stock.move').filter((move) => linked(move['picking_id']) === id && move['state'] !== 'cancel')
    const anyPicked = moves.some((move) => move['picked'] === true)
    const leaving = (move: SimulatorRecord) => (anyPicked && move['picked'] !== true ? 0 : Number(move['quantity']))
    if (moves.every((move) => leaving(move) === 0)) {
      throw userError('You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.')
    }
    const rest = moves.flatMap((move) => {
      const quantity = new Decimal(Number(move['product_uom_qty'])).minus(leaving(move))
      return quantity.gt(0) ? [{ productId: linked(move['product_id']), quantity: quantity.toNumber() }] : []
    })
    if (rest.length > 0 && context['skip_backorder'] !== true) {
      return { type: 'ir.actions.act_window', name: 'Create Backorder?', res_model: 'stock.backorder.confirmation' }
    }
    for (const move of moves) {
      const quantity = leaving(move)
      moveStock(db, linked(move['product_id']), linked(move['location_id']), {
        quantity: -quantity,
        reserved: -Number(move['reserved'] ?? 0),
      })
      change(db, 'stock.move', move['id'] as number, {
        quantity,
        reserved: 0,
        ...(quantity > 0 ? { product_uom_qty: quantity, state: 'done' } : { state: 'cancel' }),
      })
    }
    change(db, 'stock.picking', id, { state: 'done', date_done: db.now })
    const isGivenUp = ((context['picking_ids_not_to_backorder'] ?? []) as number[]).includes(id)
    if (rest.length > 0 && !isGivenUp) backorder(db, picking, rest)
  }
  return true
}

function backorder(db: Database, picking: SimulatorRecord, goods: Wanted['goods']): void {
  const order = db.records.get('sale.order', linked(picking['sale_id']))
  const type = db.records.get('stock.picking.type', linked(picking['picking_type_id']))
  const warehouse = db.records.get('stock.warehouse', linked(type?.['warehouse_id']))
  if (!order || !type || !warehouse) throw missingError('stock.picking', picking['id'])
  makePicking(db, { order, type, warehouse, goods, backorderOf: [picking['id'] as number, String(picking['name'])] })
}
