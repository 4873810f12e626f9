// Odoo's Point of Sale as cashiers use it: a session, sales and returns pushed by the till, cash put in and taken out, the close.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { userError } from './errors.ts'
import { add, change, linked, related, type Database } from './database.ts'
import { moveStock } from './stock.ts'
import { digitsOf, priceLine, sumOf, toFloat } from './taxes.ts'

export interface TillSale {
  readonly lines: readonly {
    readonly sku: string
    /** Negative for what comes back. */
    readonly quantity: number
    /** Absent: that of the product. */
    readonly price?: number
    readonly discount?: number
    /** Absent: those of the product, as the till's fiscal position maps them. */
    readonly taxes?: readonly string[]
  }[]
  readonly payments: readonly { readonly method: string; readonly amount: number; readonly change?: boolean }[]
  /** Id of the sale whose lines come back, in the same order. */
  readonly returnOf?: number
}

export function sell(db: Database, { lines, payments, returnOf }: TillSale): number {
  const { records } = db
  const session = openSession(db)
  const digits = digitsOf(db, linked(session['currency_id']))
  const position = records.find('account.fiscal.position', (row) => row['name'] === 'Till prices')?.['id']
  const originals = records.list('pos.order.line').filter((line) => linked(line['order_id']) === returnOf)
  const number = records.list('pos.order').length + 1
  const reference = `Order ${String(session['id']).padStart(5, '0')}-001-${String(number).padStart(4, '0')}`
  const order = add(db, 'pos.order', {
    name: `${String(session['config_id'][1])}/${String(number).padStart(4, '0')}${returnOf === undefined ? '' : ' REFUND'}`,
    pos_reference: reference,
    state: 'paid',
    date_order: db.now,
    session_id: [session['id'], session['name']],
    config_id: session['config_id'],
    currency_id: session['currency_id'],
    user_id: [2, 'Grace Hopper'],
  })
  const made = lines.map((line, index) => {
    const product = records.find('product.product', (row) => row['default_code'] === line.sku)
    if (!product) throw userError(`No product ${line.sku}.`)
    const taxes = line.taxes?.map((name) => records.find('account.tax', (row) => row['name'] === name)?.['id'])
    const priced = priceLine(
      db,
      {
        productId: product['id'],
        quantity: line.quantity,
        price: line.price,
        discount: line.discount,
        taxes: taxes && [[6, 0, taxes]],
        fiscalPositionId: position,
      },
      digits,
    )
    const original = originals[index]
    return add(db, 'pos.order.line', {
      order_id: [order.id, order['name']],
      product_id: priced.product,
      full_product_name: product['name'],
      qty: priced.quantity,
      price_unit: priced.price,
      discount: priced.discount,
      price_subtotal: priced.subtotal,
      price_subtotal_incl: priced.total,
      price_tax: priced.tax,
      tax_ids: product['taxes_id'],
      tax_ids_after_fiscal_position: priced.taxIds,
      refunded_orderline_id: original ? [original['id'], original['full_product_name']] : false,
    })
  })
  for (const { method: name, amount, change: isChange = false } of payments) {
    const method = records.find('pos.payment.method', (row) => row['name'] === name)
    if (!method) throw userError(`No payment method ${name}.`)
    add(db, 'pos.payment', {
      pos_order_id: [order.id, order['name']],
      session_id: order['session_id'],
      payment_method_id: [method['id'], name],
      amount,
      is_change: isChange,
      transaction_id: false,
    })
  }
  change(db, 'pos.order', order.id, {
    amount_total: sumOf(made, 'price_subtotal_incl', digits),
    amount_tax: sumOf(made, 'price_tax', digits),
    amount_paid: sumOf(payments as unknown as SimulatorRecord[], 'amount', digits),
  })
  return order.id
}

function openSession(db: Database): SimulatorRecord {
  const open = db.records.find('pos.session', (row) => row['state'] === 'opened')
  if (open) return open
  const config = db.records.list('pos.config')[0]
  const company = db.records.list('res.company')[0]
  const before = db.records.list('pos.session').at(-1)
  const session = add(db, 'pos.session', {
    state: 'opened',
    config_id: [config?.['id'], config?.['name']],
    currency_id: company?.['currency_id'],
    start_at: db.now,
    stop_at: false,
    rescue: false,
    order_count: 0,
    move_id: false,
    cash_register_balance_start: before?.['cash_register_balance_end_real'] ?? 100,
    cash_moves: 0,
  })
  return change(db, 'pos.session', session.id, { name: `POS/${String(session.id).padStart(5, '0')}` })
}

/** Put in, or taken out when negative. */
export function moveCash(db: Database, amount: number): number {
  const session = openSession(db)
  const moves = new Decimal(session['cash_moves'] as number).plus(amount).toNumber()
  return change(db, 'pos.session', session['id'] as number, { cash_moves: moves })['id'] as number
}

/** Stock and books follow only now. `counted`: in the drawer; absent: what should be there. */
export function closeSession(db: Database, counted?: number): number {
  const session = openSession(db)
  const id = session['id'] as number
  const { records } = db
  const digits = digitsOf(db, linked(session['currency_id']))
  const cashMethods = new Set(records.list('pos.payment.method').flatMap((row) => (row['is_cash_count'] ? [row['id'] as number] : [])))
  const cash = records
    .list('pos.payment')
    .filter((row) => linked(row['session_id']) === id && cashMethods.has(linked(row['payment_method_id'])))
  const expected = new Decimal(session['cash_register_balance_start'] as number)
    .plus(session['cash_moves'] as number)
    .plus(sumOf(cash, 'amount', digits))
  const orders = records.list('pos.order').filter((row) => linked(row['session_id']) === id)
  const type = records.get('stock.picking.type', linked(records.get('pos.config', linked(session['config_id']))?.['picking_type_id']))
  const locationId = linked(records.get('stock.warehouse', linked(type?.['warehouse_id']))?.['lot_stock_id'])
  for (const order of orders) {
    change(db, 'pos.order', order['id'] as number, { state: 'done' })
    for (const line of records.list('pos.order.line').filter((row) => linked(row['order_id']) === order['id'])) {
      moveStock(db, linked(line['product_id']), locationId, { quantity: -Number(line['qty']), reserved: 0 })
      add(db, 'stock.move', {
        picking_id: false,
        product_id: line['product_id'],
        location_id: related(records, 'stock.location', locationId),
        product_uom_qty: Math.abs(Number(line['qty'])),
        quantity: Math.abs(Number(line['qty'])),
        picked: true,
        state: 'done',
      })
    }
  }
  const real = new Decimal(counted ?? expected)
  change(db, 'pos.session', id, {
    state: 'closed',
    stop_at: db.now,
    order_count: orders.length,
    cash_register_balance_end: toFloat(expected, digits),
    cash_register_balance_end_real: toFloat(real, digits),
    cash_register_difference: toFloat(real.minus(expected), digits),
  })
  return id
}
