// Purchase orders: confirmed by a buyer, received by the warehouse, invoiced by the supplier.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { add, change, linked, related, type Database, type Values } from './database.ts'
import { missingError, userError, validationError } from './errors.ts'
import { digitsOf, priceLine, sumOf } from './taxes.ts'
import { confirmPickings, createPicking } from './transfers.ts'

interface Ordered {
  /** Reference of the supplier's contact. */
  readonly supplier?: string
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[]
}

/** A buyer orders and confirms; the goods are expected. Answers the order's id. */
export function orderGoods(
  db: Database,
  { supplier = 'SUP-QUAY', lines = [{ sku: 'HF-MUG-NAVY', quantity: 48, price: 5 }] }: Ordered,
): number {
  const { records, now } = db
  const partner = records.find('res.partner', (row) => row['ref'] === supplier)
  if (!partner) throw new Error(`The simulated Odoo has no contact with the reference ${supplier}.`)
  const company = records.list('res.company')[0] ?? {}
  const type = records.find('stock.picking.type', (row) => row['code'] === 'incoming')
  const order = add(db, 'purchase.order', {
    partner_id: related(records, 'res.partner', partner['id']),
    partner_ref: false,
    state: 'purchase',
    date_order: now,
    date_approve: now,
    date_planned: now,
    currency_id: company['currency_id'],
    company_id: [company['id'], company['name']],
    picking_type_id: [type?.['id'], type?.['name']],
  })
  const name = `P${String(order.id).padStart(5, '0')}`
  const unit = records.list('uom.uom')[0]
  const ids = lines.map(({ sku, quantity, price }) => {
    const product = records.find('product.product', (row) => row['default_code'] === sku)
    if (!product) throw new Error(`The simulated Odoo has no product ${sku}.`)
    return add(db, 'purchase.order.line', {
      order_id: [order.id, name],
      product_id: related(records, 'product.product', product['id']),
      name: product['name'] as string,
      product_qty: quantity,
      qty_received: 0,
      qty_invoiced: 0,
      price_unit: price,
      date_planned: now,
      [db.version === 17 ? 'product_uom' : 'product_uom_id']: [unit?.['id'], unit?.['name']],
      [db.version === 17 ? 'taxes_id' : 'tax_ids']: product['taxes_id'],
    }).id
  })
  change(db, 'purchase.order', order.id, { name, order_line: ids })
  compute(db, order.id)
  const receipt = createPicking(db, {
    picking_type_id: type?.['id'],
    partner_id: partner['id'],
    origin: name,
    move_ids: ids.map((id) => {
      const line = records.get('purchase.order.line', id) ?? {}
      return [
        0,
        0,
        {
          name: line['name'] as string,
          product_id: linked(line['product_id']),
          product_uom_qty: line['product_qty'] as number,
          purchase_line_id: id,
        },
      ]
    }),
  })
  confirmPickings(db, [receipt])
  return order.id
}

function compute(db: Database, orderId: number): void {
  const order = db.records.get('purchase.order', orderId)
  if (!order) throw missingError('purchase.order', orderId)
  const digits = digitsOf(db, linked(order['currency_id']))
  const lines = (order['order_line'] as number[]).map((id) => {
    const line = db.records.get('purchase.order.line', id) ?? {}
    const taxes: unknown = line[db.version === 17 ? 'taxes_id' : 'tax_ids']
    const priced = priceLine(
      db,
      {
        productId: linked(line['product_id']),
        quantity: line['product_qty'],
        price: line['price_unit'],
        discount: 0,
        taxes: [[6, 0, taxes]],
      },
      digits,
    )
    return change(db, 'purchase.order.line', id, { price_subtotal: priced.subtotal, price_tax: priced.tax, price_total: priced.total })
  })
  change(db, 'purchase.order', orderId, {
    amount_untaxed: sumOf(lines, 'price_subtotal', digits),
    amount_tax: sumOf(lines, 'price_tax', digits),
    amount_total: sumOf(lines, 'price_total', digits),
  })
}

/** `order_line` of a write. What is expected follows. */
export function writePurchaseLines(db: Database, orderId: number, commands: readonly (readonly [number, number, Values?])[]): void {
  for (const [command, id, values = {}] of commands) {
    if (command !== 1) throw validationError('Only lines that are there can be changed.')
    const line = db.records.get('purchase.order.line', id)
    if (!line || linked(line['order_id']) !== orderId) throw missingError('purchase.order.line', id)
    if (values['product_qty'] !== undefined && Number(values['product_qty']) < Number(line['qty_received'])) {
      throw userError('You cannot decrease the ordered quantity below the received quantity.\nCreate a return first.')
    }
    change(db, 'purchase.order.line', id, values)
    const open = db.records
      .list('stock.move')
      .find((move) => linked(move['purchase_line_id']) === id && move['state'] !== 'done' && move['state'] !== 'cancel')
    if (open && values['product_qty'] !== undefined) {
      const left = new Decimal(Number(values['product_qty'])).minus(Number(line['qty_received'])).toNumber()
      change(db, 'stock.move', open['id'] as number, { product_uom_qty: left, quantity: left, ...(left === 0 && { state: 'cancel' }) })
    }
  }
  compute(db, orderId)
}

/** After a receipt. */
export function countReceived(db: Database, lineId: number): void {
  if (!db.records.get('purchase.order.line', lineId)) return
  const done = db.records.list('stock.move').filter((move) => linked(move['purchase_line_id']) === lineId && move['state'] === 'done')
  const received = done.reduce<Decimal>((sum, move) => sum.plus(Number(move['quantity'])), new Decimal(0))
  change(db, 'purchase.order.line', lineId, { qty_received: received.toNumber() })
}

/** After a bill, or a refund that takes from it. */
export function countBilled(db: Database, lines: readonly SimulatorRecord[], sign: 1 | -1): void {
  for (const line of lines) {
    const bought = db.records.get('purchase.order.line', linked(line['purchase_line_id']))
    if (!bought) continue
    const billed = new Decimal(Number(bought['qty_invoiced'])).plus(new Decimal(Number(line['quantity'])).times(sign)).toNumber()
    change(db, 'purchase.order.line', bought['id'] as number, { qty_invoiced: billed })
  }
}
