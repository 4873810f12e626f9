// What people do in the office and the warehouse: by hand, for tests and the demo.
import type { Database } from './database.ts'
import { linked, change } from './database.ts'
import { validatePickings } from './deliveries.ts'
import { createMove, postMoves } from './invoices.ts'
import { confirmOrders, createOrder, taxField } from './sales.ts'

/** Somebody invoices what is ordered or delivered of an order and was not invoiced yet, and posts it. */
export function invoiceOrder(db: Database, { reference }: { readonly reference: string }): number {
  const order = db.records.list('sale.order').findLast((row) => row['client_order_ref'] === reference)
  if (!order) throw new Error(`The simulated Odoo has no sales order with the reference ${reference}.`)
  const lines = (order['order_line'] as number[])
    .flatMap((id) => db.records.get('sale.order.line', id) ?? [])
    .filter((line) => !line['display_type'])
  const invoice = createMove(db, {
    move_type: 'out_invoice',
    partner_id: linked(order['partner_id']),
    currency_id: linked(order['currency_id']),
    invoice_origin: order['name'],
    ref: order['client_order_ref'],
    invoice_line_ids: lines.map((line) => [
      0,
      0,
      {
        product_id: linked(line['product_id']),
        name: line['name'] as string,
        quantity: Number(line['product_uom_qty']) - Number(line['qty_invoiced']),
        price_unit: line['price_unit'] as number,
        discount: line['discount'] as number,
        tax_ids: [[6, 0, line[taxField(db)]]],
      },
    ]),
  })
  postMoves(db, [invoice])
  for (const line of lines) change(db, 'sale.order.line', line['id'] as number, { qty_invoiced: line['product_uom_qty'] as number })
  return invoice
}

/** Somebody posts what a supplier invoiced or credited. */
export function postBill(db: Database, { reference }: { readonly reference: string }): number {
  const bill = db.records.list('account.move').findLast((row) => row['ref'] === reference)
  if (!bill) throw new Error(`The simulated Odoo has no document with the reference ${reference}.`)
  postMoves(db, [bill['id'] as number])
  return bill['id'] as number
}

interface Shipped {
  readonly reference: string
  /** For an order that is not there: it is made first. */
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly price?: number }[]
}

/** Everything that is reserved for an order leaves the warehouse. */
export function shipOrder(db: Database, { reference, lines = [] }: Shipped): number {
  const { records } = db
  const find = () => records.list('sale.order').findLast((row) => row['client_order_ref'] === reference)
  if (!find()) {
    const id = createOrder(db, {
      client_order_ref: reference,
      partner_id: records.find('res.partner', (row) => row['ref'] === 'WEB-GUEST')?.['id'],
      order_line: lines.map(({ sku, quantity, price = 10 }) => [
        0,
        0,
        {
          product_id: records.find('product.product', (row) => row['default_code'] === sku)?.['id'],
          product_uom_qty: quantity,
          price_unit: price,
        },
      ]),
    })
    confirmOrders(db, [id])
  }
  const order = find()
  const open = records.list('stock.picking').filter((one) => linked(one['sale_id']) === order?.['id'] && one['state'] === 'assigned')
  validatePickings(
    db,
    open.map(({ id }) => id as number),
    { skip_backorder: true },
  )
  return order?.['id'] as number
}

/** The warehouse takes in what is expected of a purchase order. */
export function receiveGoods(db: Database, { number }: { readonly number: string }): number {
  const open = db.records.list('stock.picking').filter((one) => one['origin'] === number && one['state'] === 'assigned')
  validatePickings(
    db,
    open.map(({ id }) => id as number),
    { skip_backorder: true },
  )
  return open.length
}
