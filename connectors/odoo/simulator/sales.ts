// What Odoo's Sales app does with an order: numbers it, takes defaults, computes taxes line by line, confirms it.
import { missingError, userError, validationError } from './errors.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { add, change, linked, related, textIn, type Database, type Values } from './database.ts'
import { cancelPickings, deliver } from './deliveries.ts'
import { digitsOf, priceLine, sumOf } from './taxes.ts'

const mandatory = (model: string, field: string) =>
  validationError(
    `The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted.\n\nModel: ${model}\nField: ${field}`,
  )

/** The new order's id. Everything or nothing: a wrong line leaves no order behind. */
export function createOrder(db: Database, values: Values): number {
  const { records } = db
  const commands = (values['order_line'] ?? []) as readonly [number, unknown, Values][]
  if (typeof values['partner_id'] !== 'number') throw mandatory('Sales Order (sale.order)', 'Customer (partner_id)')
  const first = (model: string) => records.list(model)[0]?.['id'] as number
  const company = related(records, 'res.company', values['company_id'] ?? first('res.company'))
  const pricelist = related(records, 'product.pricelist', values['pricelist_id'] ?? first('product.pricelist'))
  const currency = records.get('product.pricelist', pricelist[0])?.['currency_id'] as [number, string]
  const position =
    values['fiscal_position_id'] === undefined ? false : related(records, 'account.fiscal.position', values['fiscal_position_id'])

  const order = add(db, 'sale.order', {
    client_order_ref: textIn(values, 'client_order_ref'),
    reference: textIn(values, 'reference'),
    origin: textIn(values, 'origin'),
    note: textIn(values, 'note'),
    state: 'draft',
    date_order: textIn(values, 'date_order') || db.now,
    partner_id: related(records, 'res.partner', values['partner_id']),
    warehouse_id: related(records, 'stock.warehouse', values['warehouse_id'] ?? first('stock.warehouse')),
    pricelist_id: pricelist,
    currency_id: currency,
    company_id: company,
    fiscal_position_id: position,
  })
  const lines = commands.map(([command, , line]) => {
    if (command !== 0) throw validationError('Only new lines can be given with a new order.')
    return addLine(db, order, line)
  })
  change(db, 'sale.order', order.id, { name: `S${String(order.id).padStart(5, '0')}`, order_line: lines })
  totalOf(db, order.id)
  return order.id
}

/** The id of a new line. */
export function addLine(db: Database, order: SimulatorRecord, line: Values): number {
  const digits = digitsOf(db, linked(order['currency_id']))
  const priced = line['display_type'] ? remark(db, line) : orderLine(db, line, digits, linked(order['fiscal_position_id']))
  return add(db, 'sale.order.line', { order_id: [order['id'], ''], qty_delivered: 0, qty_invoiced: 0, ...priced }).id
}

/** A line with other values, computed anew. */
export function priceOrderLine(db: Database, order: SimulatorRecord, line: SimulatorRecord, values: Values): Values {
  const taxes = taxField(db)
  const all = { ...line, product_id: linked(line['product_id']), [taxes]: [[6, 0, line[taxes]]], ...values }
  return orderLine(db, all, digitsOf(db, linked(order['currency_id'])), linked(order['fiscal_position_id']))
}

export function totalOf(db: Database, orderId: number): void {
  const order = db.records.get('sale.order', orderId)
  const lines = ((order?.['order_line'] ?? []) as number[]).map((id) => db.records.get('sale.order.line', id) ?? {})
  const digits = digitsOf(db, linked(order?.['currency_id']))
  change(db, 'sale.order', orderId, {
    amount_untaxed: sumOf(lines, 'price_subtotal', digits),
    amount_tax: sumOf(lines, 'price_tax', digits),
    amount_total: sumOf(lines, 'price_total', digits),
  })
}

export const taxField = ({ version }: Database) => (version === 17 ? 'tax_id' : 'tax_ids')

const remark = (db: Database, values: Values) => ({
  display_type: values['display_type'],
  name: values['name'],
  product_id: false,
  product_uom_qty: 0,
  price_unit: 0,
  discount: 0,
  [taxField(db)]: [],
  price_subtotal: 0,
  price_tax: 0,
  price_total: 0,
})

function orderLine(db: Database, values: Values, digits: number, fiscalPositionId: number) {
  if (values['product_id'] === undefined || values['product_id'] === false) {
    throw validationError('Missing required fields on accountable sale order line.')
  }
  const line = priceLine(
    db,
    {
      productId: values['product_id'],
      quantity: values['product_uom_qty'],
      price: values['price_unit'],
      discount: values['discount'],
      taxes: values[taxField(db)],
      fiscalPositionId,
    },
    digits,
  )
  return {
    display_type: false,
    name: values['name'] ?? line.product[1],
    product_id: line.product,
    product_uom_qty: line.quantity,
    price_unit: line.price,
    discount: line.discount,
    [taxField(db)]: line.taxIds,
    price_subtotal: line.subtotal,
    price_tax: line.tax,
    price_total: line.total,
  }
}

export function confirmOrders(db: Database, ids: readonly number[]): true {
  for (const id of ids) {
    const order = db.records.get('sale.order', id)
    if (!order) throw missingError('sale.order', id)
    if (order['state'] !== 'draft' && order['state'] !== 'sent') {
      throw userError(`Some orders are not in a state requiring confirmation: ${String(order['name'])}`)
    }
    deliver(db, change(db, 'sale.order', id, { state: 'sale' }))
  }
  return true
}

/** `true`, or the window that Odoo opens to ask whether the customer is to be told. */
export function cancelOrders(db: Database, ids: readonly number[], context: Values): true | Values {
  for (const id of ids) {
    const order = db.records.get('sale.order', id)
    if (!order) throw missingError('sale.order', id)
    if (order['locked'] === true) throw userError('You cannot cancel a locked order. Please unlock it first.')
    if (order['state'] !== 'draft' && context['disable_cancel_warning'] !== true) {
      return { type: 'ir.actions.act_window', name: 'Cancel Sales Order', res_model: 'sale.order.cancel' }
    }
    cancelPickings(db, id)
    change(db, 'sale.order', id, { state: 'cancel' })
  }
  return true
}
