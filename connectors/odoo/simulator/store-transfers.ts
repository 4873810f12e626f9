// Head office sends goods to a store, as a resupply route has it: out of the warehouse into transit, and from there into the store.
import { change, linked, type Database } from './database.ts'
import { cancelTransfers, chain } from './chains.ts'
import { validatePickings } from './deliveries.ts'
import { needWarehouse, OPENING_STOCK } from './play.ts'
import { findQuant, moveStock } from './stock.ts'
import { confirmPickings, createPicking } from './transfers.ts'

interface Sent {
  /** An open transfer, such as what an earlier one left behind. Absent: a new one is made. */
  readonly number?: string
  /** Short names of warehouses. */
  readonly from?: string
  readonly to?: string
  /** `sent`: fewer leave now. */
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly sent?: number }[]
  /** False: it stays where it is. */
  readonly leaves?: boolean
}

/** Answers the id of the transfer out of the warehouse. */
export function dispatchTransfer(db: Database, given: Sent): number {
  const id = given.number === undefined ? replenish(db, given) : find(db, given.number)
  if (given.leaves === false) return id
  const fewer = new Map((given.lines ?? []).flatMap(({ sku, sent }) => (sent === undefined ? [] : [[sku, sent] as const])))
  for (const move of db.records.list('stock.move').filter((one) => linked(one['picking_id']) === id)) {
    const product = db.records.get('product.product', linked(move['product_id']))
    const quantity = fewer.get(String(product?.['default_code'])) ?? Number(move['product_uom_qty'])
    change(db, 'stock.move', move['id'] as number, { quantity, picked: quantity > 0 })
  }
  validatePickings(db, [id], { skip_backorder: true })
  return id
}

export function giveUpTransfer(db: Database, { number }: { readonly number: string }): number {
  const id = find(db, number)
  cancelTransfers(db, [id])
  return id
}

function find({ records }: Database, number: string): number {
  const found = records.find('stock.picking', (one) => one['name'] === number)
  if (!found) throw new Error(`The simulated Odoo has no transfer ${number}.`)
  return found['id'] as number
}

function replenish(db: Database, { from = 'WH', to = 'SHOP', lines = [{ sku: 'HF-MUG-NAVY', quantity: 12 }] }: Sent): number {
  const { records } = db
  const [source, target] = [needWarehouse(db, from), needWarehouse(db, to)]
  const transit = records.find('stock.location', (row) => row['usage'] === 'transit')?.['id'] as number
  const stock = linked(source['lot_stock_id'])
  const goods = lines.map(({ sku, quantity }) => {
    const product = records.find('product.product', (row) => row['default_code'] === sku)
    if (!product) throw new Error(`The simulated Odoo has no product ${sku}.`)
    const id = product['id'] as number
    if (!findQuant(db, id, stock)) moveStock(db, id, stock, { quantity: OPENING_STOCK, reserved: 0 })
    return { name: String(product['name']), product_id: id, product_uom_qty: quantity }
  })
  const make = (warehouse: unknown, code: string, places: object): number =>
    createPicking(db, {
      picking_type_id: records.find('stock.picking.type', (row) => linked(row['warehouse_id']) === warehouse && row['code'] === code)?.[
        'id'
      ],
      origin: `Replenishment ${to}`,
      move_ids: goods.map((move) => [0, 0, move]),
      ...places,
    })
  const out = make(source['id'], 'outgoing', { location_id: stock, location_dest_id: transit })
  const into = make(target['id'], 'incoming', { location_id: transit, location_dest_id: linked(target['lot_stock_id']) })
  const movesOf = (id: number) => records.list('stock.move').filter((one) => linked(one['picking_id']) === id)
  for (const [at, move] of movesOf(out).entries()) chain(db, move['id'] as number, movesOf(into)[at]?.['id'] as number)
  confirmPickings(db, [out, into])
  return out
}
