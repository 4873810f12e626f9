// What Odoo's Sales app does with an order: numbers it, takes defaults, computes taxes line by line, confirms it.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { missingError, userError, validationError } from './errors.ts'

const MANDATORY = (field: string) =>
  validationError(
    `The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: another model requires the record being deleted.\n\nModel: Sales Order (sale.order)\nField: ${field}`,
  )

export function related(records: SimulatorRecords, model: string, id: unknown): [number, string] {
  const found = typeof id === 'number' ? records.get(model, id) : undefined
  if (!found) throw missingError(model, id)
  return [found['id'] as number, String(found['display_name'] ?? found['name'])]
}

/** The new order's id. Everything or nothing: a wrong line leaves no order behind. */
export function createOrder(records: SimulatorRecords, values: Readonly<Record<string, unknown>>, now: string): number {
  const commands = (values['order_line'] ?? []) as readonly [number, unknown, Readonly<Record<string, unknown>>][]
  if (typeof values['partner_id'] !== 'number') throw MANDATORY('Customer (partner_id)')
  const first = (model: string) => records.list(model)[0]?.['id'] as number
  const company = related(records, 'res.company', values['company_id'] ?? first('res.company'))
  const pricelist = related(records, 'product.pricelist', values['pricelist_id'] ?? first('product.pricelist'))
  const currency = records.get('product.pricelist', pricelist[0])?.['currency_id'] as [number, string]
  const digits = Number(records.get('res.currency', currency[0])?.['decimal_places'] ?? 2)

  const id = records.nextId('sale.order')
  const lines = commands.map(([command, , line]) => {
    if (command !== 0) throw validationError('Only new lines can be given with a new order.')
    return createLine(records, id, line, digits)
  })
  const sum = (field: string) =>
    toFloat(
      lines.reduce<Decimal>((total, line) => total.plus(line[field] as number), new Decimal(0)),
      digits,
    )
  const text = (field: string) => (typeof values[field] === 'string' && values[field] !== '' ? values[field] : false)
  records.put('sale.order', id, {
    id,
    name: `S${String(id).padStart(5, '0')}`,
    client_order_ref: text('client_order_ref'),
    reference: text('reference'),
    origin: text('origin'),
    note: text('note'),
    state: 'draft',
    date_order: text('date_order') || now,
    partner_id: related(records, 'res.partner', values['partner_id']),
    warehouse_id: related(records, 'stock.warehouse', values['warehouse_id'] ?? first('stock.warehouse')),
    pricelist_id: pricelist,
    currency_id: currency,
    company_id: company,
    order_line: lines.map((line) => line['id'] as number),
    amount_untaxed: sum('price_subtotal'),
    amount_tax: sum('price_tax'),
    amount_total: sum('price_total'),
    create_date: now,
    write_date: now,
  })
  return id
}

function createLine(
  records: SimulatorRecords,
  orderId: number,
  values: Readonly<Record<string, unknown>>,
  digits: number,
): SimulatorRecord {
  const id = records.nextId('sale.order.line')
  const line = { id, order_id: orderId, ...(values['display_type'] ? remark(values) : priced(records, values, digits)) }
  records.put('sale.order.line', id, line)
  return line
}

const remark = (values: Readonly<Record<string, unknown>>) => ({
  display_type: values['display_type'],
  name: values['name'],
  product_id: false,
  product_uom_qty: 0,
  price_unit: 0,
  discount: 0,
  tax_id: [],
  price_subtotal: 0,
  price_tax: 0,
  price_total: 0,
})

function priced(records: SimulatorRecords, values: Readonly<Record<string, unknown>>, digits: number) {
  if (values['product_id'] === undefined || values['product_id'] === false) {
    throw validationError('Missing required fields on accountable sale order line.')
  }
  const product = related(records, 'product.product', values['product_id'])
  const stored = records.get('product.product', product[0])
  const number = (field: string, otherwise: number) => new Decimal((values[field] ?? otherwise) as number)
  // Odoo's decimal precision "Product Price" and "Discount" is two, "Product Unit of Measure" is two.
  const quantity = number('product_uom_qty', 1).toDecimalPlaces(2)
  const price = number('price_unit', Number(stored?.['lst_price'] ?? 0)).toDecimalPlaces(2)
  const discount = number('discount', 0).toDecimalPlaces(2)
  const command = values['tax_id'] as [[number, number, number[]]] | undefined
  const taxIds = command ? (command[0]?.[2] ?? []) : ((stored?.['taxes_id'] ?? []) as number[])
  const taxes = taxIds.map((taxId) => {
    related(records, 'account.tax', taxId)
    return records.get('account.tax', taxId) as SimulatorRecord
  })

  const total = price.times(quantity).times(new Decimal(100).minus(discount)).dividedBy(100)
  const rateOf = (tax: SimulatorRecord) => new Decimal(tax['amount'] as number).dividedBy(100)
  const includedRate = taxes.filter((tax) => tax['price_include']).reduce<Decimal>((sum, tax) => sum.plus(rateOf(tax)), new Decimal(0))
  const base = total.dividedBy(includedRate.plus(1))
  // Rounded per line and tax, the default of Odoo.
  const tax = taxes.reduce<Decimal>(
    (sum, one) => sum.plus(base.times(rateOf(one)).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)),
    new Decimal(0),
  )
  const includedTax = taxes
    .filter((one) => one['price_include'])
    .reduce<Decimal>((sum, one) => sum.plus(base.times(rateOf(one)).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)), new Decimal(0))
  const subtotal = total.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).minus(includedTax)
  return {
    display_type: false,
    name: values['name'] ?? product[1],
    product_id: product,
    product_uom_qty: quantity.toNumber(),
    price_unit: price.toNumber(),
    discount: discount.toNumber(),
    tax_id: taxIds,
    price_subtotal: toFloat(subtotal, digits),
    price_tax: toFloat(tax, digits),
    price_total: toFloat(subtotal.plus(tax), digits),
  }
}

const toFloat = (value: Decimal, digits: number) => Number(value.toFixed(digits, Decimal.ROUND_HALF_UP))

export function confirmOrders(records: SimulatorRecords, ids: readonly number[], now: string): true {
  for (const id of ids) {
    const order = records.get('sale.order', id)
    if (!order) throw missingError('sale.order', id)
    if (order['state'] !== 'draft' && order['state'] !== 'sent') {
      throw userError(`Some orders are not in a state requiring confirmation: ${String(order['name'])}`)
    }
    records.put('sale.order', id, { ...order, state: 'sale', write_date: now })
  }
  return true
}
