// Lines of an order that is there already: changed, added and taken off, with Odoo's refusals.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { change, linked, type Database, type Values } from './database.ts'
import { followLines } from './deliveries.ts'
import { missingError, userError, validationError } from './errors.ts'
import { addLine, priceOrderLine, totalOf } from './sales.ts'

const PROTECTED: Readonly<Record<string, string>> = {
  product_id: 'Product',
  name: 'Description',
  price_unit: 'Unit Price',
  product_uom_qty: 'Quantity',
  tax_id: 'Taxes',
  tax_ids: 'Taxes',
  discount: 'Discount',
}

/** `order_line` of a write: commands `[0, 0, values]`, `[1, id, values]` and `[2, id]`. */
export function writeLines(db: Database, orderId: number, commands: readonly (readonly [number, number, Values?])[]): void {
  const order = db.records.get('sale.order', orderId)
  if (!order) throw missingError('sale.order', orderId)
  const ids = order['order_line'] as readonly number[]
  const added: number[] = []
  const removed = new Set<number>()
  for (const [command, id, values = {}] of commands) {
    if (command === 0) added.push(addLine(db, order, values))
    else if (command === 1) changeLine(db, order, lineOf(db, ids, id), values)
    else if (command === 2) {
      const line = lineOf(db, ids, id)
      if (order['state'] === 'sale' && !line['display_type']) {
        throw userError(
          "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced or delivered).\nSet the quantity to 0 instead.",
        )
      }
      removed.add(id)
      db.records.remove('sale.order.line', id)
    } else throw validationError(`Command ${command} is not simulated.`)
  }
  change(db, 'sale.order', orderId, { order_line: [...ids.filter((id) => !removed.has(id)), ...added] })
  totalOf(db, orderId)
  const changed = db.records.get('sale.order', orderId)
  if (changed?.['state'] === 'sale') followLines(db, changed)
}

function lineOf({ records }: Database, ids: readonly number[], id: number): SimulatorRecord {
  const line = ids.includes(id) ? records.get('sale.order.line', id) : undefined
  if (!line) throw missingError('sale.order.line', id)
  return line
}

function changeLine(db: Database, order: SimulatorRecord, line: SimulatorRecord, values: Values): void {
  const fields = Object.keys(values).flatMap((name) => PROTECTED[name] ?? [])
  if (order['locked'] === true && fields.length > 0) {
    throw userError(`It is forbidden to modify the following fields in a locked order:\n${[...new Set(fields)].join('\n')}`)
  }
  if (order['state'] === 'sale' && values['product_id'] !== undefined && values['product_id'] !== linked(line['product_id'])) {
    throw userError('You cannot modify the product of this order line.')
  }
  const quantity = values['product_uom_qty']
  if (order['state'] === 'sale' && quantity !== undefined && Number(quantity) < Number(line['qty_delivered'] ?? 0)) {
    throw userError(
      'The ordered quantity of a sale order line cannot be decreased below the amount already delivered. Instead, create a return in your inventory.',
    )
  }
  change(db, 'sale.order.line', line['id'] as number, priceOrderLine(db, order, line, values))
}
