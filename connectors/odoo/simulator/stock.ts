// Quants: what is where, and inventory adjustments that set it.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { missingError, userError } from './errors.ts'
import { add, change, linked, related, type Database, type Values } from './database.ts'

export const findQuant = ({ records }: Database, productId: number, locationId: number): SimulatorRecord | undefined =>
  records.find('stock.quant', (row) => linked(row['product_id']) === productId && linked(row['location_id']) === locationId)

/** Adds to what is there; Odoo lets stock become negative. */
export function moveStock(
  db: Database,
  productId: number,
  locationId: number,
  by: { readonly quantity: number; readonly reserved: number },
): void {
  const quant = findQuant(db, productId, locationId)
  const sum = (field: string, more: number) => new Decimal(Number(quant?.[field] ?? 0)).plus(more).toNumber()
  const values = { quantity: sum('quantity', by.quantity), reserved_quantity: sum('reserved_quantity', by.reserved) }
  if (!quant) {
    add(db, 'stock.quant', {
      product_id: related(db.records, 'product.product', productId),
      location_id: related(db.records, 'stock.location', locationId),
      inventory_quantity: 0,
      ...values,
    })
  } else if (values.quantity === 0 && values.reserved_quantity === 0) db.records.remove('stock.quant', quant['id'] as number)
  else change(db, 'stock.quant', quant['id'] as number, values)
}

/** In inventory mode a count belongs to the quant that is there. */
export function createCount(db: Database, values: Values, context: Values): number {
  if (context['inventory_mode'] !== true) throw userError("Quant's creation is restricted, you can't do this operation.")
  const [productId] = related(db.records, 'product.product', values['product_id'])
  const [locationId] = related(db.records, 'stock.location', values['location_id'])
  const quant =
    findQuant(db, productId, locationId) ??
    add(db, 'stock.quant', {
      product_id: related(db.records, 'product.product', productId),
      location_id: related(db.records, 'stock.location', locationId),
      quantity: 0,
      reserved_quantity: 0,
    })
  return change(db, 'stock.quant', quant['id'] as number, { inventory_quantity: values['inventory_quantity'] })['id'] as number
}

export function applyCounts(db: Database, ids: readonly number[]): false {
  for (const id of ids) {
    const quant = db.records.get('stock.quant', id)
    if (!quant) throw missingError('stock.quant', id)
    const counted = Number(quant['inventory_quantity'])
    const difference = new Decimal(counted).minus(Number(quant['quantity'])).toNumber()
    add(db, 'stock.move', {
      picking_id: false,
      product_id: quant['product_id'],
      location_id: quant['location_id'],
      product_uom_qty: Math.abs(difference),
      quantity: Math.abs(difference),
      picked: true,
      state: 'done',
    })
    moveStock(db, linked(quant['product_id']), linked(quant['location_id']), { quantity: difference, reserved: 0 })
  }
  return false
}
