// What ERPNext does when a customer or a sales order is made or submitted.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { folded, FrappeError } from './frappe.ts'

const STANDARD = ['name', 'creation', 'modified', 'docstatus']
/** Fields of the types that the simulated site has. */
export const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  Customer: new Set([...STANDARD, 'customer_name', 'customer_type', 'customer_group', 'email_id', 'mobile_no']),
  'Sales Order': new Set([
    ...STANDARD,
    'po_no',
    'customer',
    'transaction_date',
    'delivery_date',
    'currency',
    'status',
    'grand_total',
    'company',
  ]),
  Item: new Set([...STANDARD, 'item_code', 'item_name', 'item_group']),
  Bin: new Set([...STANDARD, 'item_code', 'warehouse', 'actual_qty', 'reserved_qty', 'ordered_qty', 'projected_qty']),
}

export function createDocument(records: SimulatorRecords, doctype: string, body: SimulatorRecord, at: string): SimulatorRecord {
  if (doctype === 'Customer') return createCustomer(records, body, at)
  if (doctype === 'Sales Order') return createOrder(records, body, at)
  throw new FrappeError(
    'PermissionError',
    `User integration@tillflow.dev does not have doctype access via role permission for document <strong>${doctype}</strong>`,
  )
}

function createCustomer(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  requireFields('Customer', body, { customer_name: 'Customer Name', customer_type: 'Customer Type' })
  // Two of one name are told apart by a number.
  const same = records.list('Customer').filter((row) => row['customer_name'] === body['customer_name']).length
  const name = same === 0 ? String(body['customer_name']) : `${String(body['customer_name'])} - ${same}`
  return put(records, 'Customer', { customer_group: 'Individual', ...body, name, creation: at, modified: at, docstatus: 0 })
}

function createOrder(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  requireFields('Sales Order', body, { customer: 'Customer', items: 'Items' })
  if (!records.get('Customer', String(body['customer'])))
    throw new FrappeError('LinkValidationError', `Could not find Customer: ${String(body['customer'])}`)
  const items = body['items'] as readonly SimulatorRecord[]
  for (const [index, line] of items.entries()) {
    const code = String(line['item_code'])
    if (!records.get('Item', code)) throw new FrappeError('LinkValidationError', `Could not find Row #${index + 1}: Item Code: ${code}`)
  }
  if (String(body['delivery_date']) < String(body['transaction_date']))
    throw new FrappeError('ValidationError', 'Expected Delivery Date should be after Sales Order Date')
  const twin = records.find(
    'Sales Order',
    (row) => folded(row['po_no']) === folded(body['po_no']) && row['customer'] === body['customer'] && row['docstatus'] !== 2,
  )
  if (twin && body['po_no'] !== undefined)
    throw new FrappeError(
      'ValidationError',
      `Sales Order <strong>${String(twin['name'])}</strong> already exists against Customer&#39;s Purchase Order <strong>${String(body['po_no'])}</strong>.`,
    )
  const total = items.reduce((sum, line) => sum.plus(new Decimal(line['qty'] as number).times(line['rate'] as number)), new Decimal(0))
  const name = `SAL-ORD-${at.slice(0, 4)}-${String(records.nextId('Sales Order')).padStart(5, '0')}`
  return put(records, 'Sales Order', {
    company: 'Harbour & Finch',
    ...body,
    name,
    creation: at,
    modified: at,
    docstatus: 0,
    status: 'Draft',
    grand_total: total.toDecimalPlaces(2).toNumber(),
  })
}

/** A PUT: drafts may change, and go on to submitted; submitted ones only to cancelled. */
export function updateDocument(
  records: SimulatorRecords,
  doctype: string,
  name: string,
  body: SimulatorRecord,
  at: string,
): SimulatorRecord {
  const before = records.get(doctype, name)
  if (!before) throw new FrappeError('DoesNotExistError', `${doctype} ${name} not found`)
  const from = Number(before['docstatus'])
  const to = Number(body['docstatus'] ?? from)
  if (from === 2) throw new FrappeError('ValidationError', 'Cannot edit cancelled document')
  if (to < from || to - from > 1) throw new FrappeError('ValidationError', `Cannot change docstatus from ${from} to ${to}`)
  if (from === 1 && to === 1)
    throw new FrappeError('UpdateAfterSubmitError', 'Not allowed to change <strong>Items</strong> after submission')
  const status = ['Draft', 'To Deliver and Bill', 'Cancelled'][to]
  return put(records, doctype, { ...before, ...body, docstatus: to, status, modified: at })
}

function requireFields(doctype: string, body: SimulatorRecord, fields: Readonly<Record<string, string>>): void {
  const missing = Object.keys(fields).filter((field) => body[field] === undefined || body[field] === '')
  if (missing.length > 0) throw new FrappeError('MandatoryError', `[${doctype}]: ${missing.join(', ')}`)
}

function put(records: SimulatorRecords, doctype: string, document: SimulatorRecord): SimulatorRecord {
  records.put(doctype, String(document['name']), document)
  return { ...document, doctype }
}
