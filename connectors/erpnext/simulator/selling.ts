// What documents with items have in common in ERPNext: links that must lead somewhere, totals with taxes, a number, a draft.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { FrappeError } from './frappe.ts'

type Rows = readonly SimulatorRecord[]

export function requireFields(doctype: string, body: SimulatorRecord, fields: Readonly<Record<string, string>>): void {
  const missing = Object.keys(fields).filter((field) => body[field] === undefined || body[field] === '')
  if (missing.length > 0) throw new FrappeError('MandatoryError', `[${doctype}]: ${missing.join(', ')}`)
}

export function put(records: SimulatorRecords, doctype: string, document: SimulatorRecord): SimulatorRecord {
  records.put(doctype, String(document['name']), document)
  return { ...document, doctype }
}

/** A new document with its tables' rows named, as a draft. */
export function draft(records: SimulatorRecords, doctype: string, series: string, body: SimulatorRecord, at: string): SimulatorRecord {
  const name = `${series}-${String(records.nextId(doctype)).padStart(5, '0')}`
  const named = Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field,
      Array.isArray(value) ? (value as Rows).map((row, index) => ({ ...row, name: `${name}-${field}-${index + 1}` })) : (value as unknown),
    ]),
  )
  return put(records, doctype, { company: 'Harbour & Finch', status: 'Draft', ...named, name, creation: at, modified: at, docstatus: 0 })
}

export function need(records: SimulatorRecords, doctype: string, name: unknown, label: string): SimulatorRecord {
  const found = records.get(doctype, String(name))
  if (!found) throw new FrappeError('LinkValidationError', `Could not find ${label}: ${String(name)}`)
  return found
}

/** Checks customer and items, and computes the totals. Taxes count only as rows: a template that is named alone adds none. */
export function priced(records: SimulatorRecords, doctype: string, body: SimulatorRecord) {
  requireFields(doctype, body, { customer: 'Customer', items: 'Items' })
  need(records, 'Customer', body['customer'], 'Customer')
  const items = body['items'] as Rows
  for (const [index, line] of items.entries()) {
    const code = String(line['item_code'])
    if (!records.get('Item', code)) throw new FrappeError('LinkValidationError', `Could not find Row #${index + 1}: Item Code: ${code}`)
  }
  const sum = items.reduce((total, line) => total.plus(new Decimal(line['qty'] as number).times(Number(line['rate'] ?? 0))), new Decimal(0))
  const taxes = (body['taxes'] ?? []) as Rows
  for (const row of taxes) need(records, 'Account', row['account_head'], 'Account Head')
  const rateOf = (rows: Rows) => rows.reduce((total, row) => total.plus(Number(row['rate'] ?? 0)), new Decimal(0)).div(100)
  const inside = rateOf(taxes.filter((row) => row['included_in_print_rate'] === 1))
  const net = sum.div(inside.plus(1)).toDecimalPlaces(2)
  const fixed = taxes.reduce(
    (total, row) => total.plus(row['charge_type'] === 'Actual' ? Number(row['tax_amount'] ?? 0) : 0),
    new Decimal(0),
  )
  const onTop = net.times(rateOf(taxes.filter((row) => row['included_in_print_rate'] !== 1))).toDecimalPlaces(2)
  const tax = sum.minus(net).plus(onTop).plus(fixed).toDecimalPlaces(2)
  return {
    net_total: net.toNumber(),
    total_taxes_and_charges: tax.toNumber(),
    grand_total: net.plus(tax).toDecimalPlaces(2).toNumber(),
  }
}
