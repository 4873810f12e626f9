// A retailer's day as far as it happens in this ERP: goods go from a warehouse to a shop as an internal transfer. A place is a warehouse of Odoo, made
// when goods first leave or reach it.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { add, change, linked, related, type Database } from './database.ts'
import { missingError } from './errors.ts'
import { addWarehouse } from './seed.ts'
import { findQuant, moveStock } from './stock.ts'

const RETAILER = harbourFinch()
const PLACES = new Map([...RETAILER.warehouses, ...RETAILER.stores].map(({ code, name }) => [code, name]))
/** What a warehouse has of an article that nobody counted there before. */
export const OPENING_STOCK = 500

/** False for what happens elsewhere: sales and orders reach an ERP through flows. */
export function playTransfers(event: RetailEvent, db: Database): boolean {
  if (event.kind !== 'transfer') return false
  const [source, target] = [needWarehouse(db, event.from), needWarehouse(db, event.to)]
  const [from, to] = [linked(source['lot_stock_id']), linked(target['lot_stock_id'])]
  const type = db.records.find('stock.picking.type', (row) => linked(row['warehouse_id']) === source['id'] && row['code'] === 'internal')
  const picking = add(db, 'stock.picking', {
    origin: `${event.from} to ${event.to}`,
    sale_id: false,
    partner_id: false,
    picking_type_id: [type?.['id'], type?.['name']],
    picking_type_code: 'internal',
    location_id: source['lot_stock_id'],
    location_dest_id: target['lot_stock_id'],
    scheduled_date: db.now,
    date_done: db.now,
    backorder_id: false,
    carrier_tracking_ref: false,
    state: 'done',
  })
  const name = `${event.from}/INT/${String(picking.id).padStart(5, '0')}`
  change(db, 'stock.picking', picking.id, { name })
  for (const { sku, quantity } of event.lines) {
    const product = db.records.find('product.product', (row) => row['default_code'] === sku)
    if (!product) throw missingError('product.product', 0)
    const productId = product['id'] as number
    if (!findQuant(db, productId, from)) moveStock(db, productId, from, { quantity: OPENING_STOCK, reserved: 0 })
    add(db, 'stock.move', {
      picking_id: [picking.id, name],
      product_id: related(db.records, 'product.product', productId),
      location_id: source['lot_stock_id'],
      location_dest_id: target['lot_stock_id'],
      product_uom_qty: quantity,
      quantity,
      reserved: 0,
      picked: true,
      state: 'done',
    })
    moveStock(db, productId, from, { quantity: -quantity, reserved: 0 })
    moveStock(db, productId, to, { quantity, reserved: 0 })
  }
  return true
}

export function needWarehouse({ records }: Database, code: string): SimulatorRecord {
  const known = () => records.find('stock.warehouse', (row) => row['code'] === code)
  const company = records.list('res.company')[0]
  if (!known()) addWarehouse(records, code, PLACES.get(code) ?? code, { company_id: [company?.['id'], company?.['name']] })
  return known() ?? {}
}
