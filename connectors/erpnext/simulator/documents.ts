// What ERPNext does when a customer or a sales order is made or submitted.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { bookSubmitted, createCount, createDelivery, createInvoice, createJournal, createPayment } from './books.ts'
import { checkAdded } from './customized.ts'
import { folded, FrappeError } from './frappe.ts'
import { draft, priced, put, requireFields } from './selling.ts'

const STANDARD = ['name', 'creation', 'modified', 'docstatus']
const SELLING = ['po_no', 'customer', 'company', 'currency', 'status', 'grand_total', 'net_total', 'total_taxes_and_charges']
/** Fields of the types that the simulated site has. */
export const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  Customer: new Set([...STANDARD, 'customer_name', 'customer_type', 'customer_group', 'email_id', 'mobile_no', 'tax_id', 'disabled']),
  'Sales Order': new Set([...STANDARD, ...SELLING, 'transaction_date', 'delivery_date']),
  'Sales Invoice': new Set([
    ...STANDARD,
    ...SELLING,
    'posting_date',
    'due_date',
    'debit_to',
    'is_return',
    'outstanding_amount',
    'return_against',
  ]),
  'Delivery Note': new Set([...STANDARD, ...SELLING, 'posting_date', 'lr_no']),
  'Payment Entry': new Set([...STANDARD, 'reference_no', 'party', 'payment_type', 'paid_amount', 'unallocated_amount', 'posting_date']),
  'Journal Entry': new Set([...STANDARD, 'cheque_no', 'company', 'total_debit', 'posting_date']),
  'Stock Reconciliation': new Set([...STANDARD, 'set_warehouse', 'posting_date', 'posting_time', 'company']),
  'Sales Taxes and Charges Template': new Set([...STANDARD, 'title', 'company']),
  Account: new Set([...STANDARD, 'account_type', 'company']),
  Item: new Set([
    ...STANDARD,
    'item_code',
    'item_name',
    'item_group',
    'brand',
    'variant_of',
    'stock_uom',
    'is_stock_item',
    'has_variants',
    'disabled',
  ]),
  'Item Price': new Set([
    ...STANDARD,
    'item_code',
    'price_list',
    'selling',
    'customer',
    'uom',
    'currency',
    'price_list_rate',
    'valid_from',
    'valid_upto',
  ]),
  Bin: new Set([...STANDARD, 'item_code', 'warehouse', 'actual_qty', 'reserved_qty', 'ordered_qty', 'projected_qty']),
}

type Maker = (records: SimulatorRecords, body: SimulatorRecord, at: string) => SimulatorRecord
const MAKERS: Readonly<Record<string, Maker>> = {
  Customer: createCustomer,
  'Sales Order': createOrder,
  'Sales Invoice': createInvoice,
  'Delivery Note': createDelivery,
  'Payment Entry': createPayment,
  'Journal Entry': createJournal,
  'Stock Reconciliation': createCount,
}

export function createDocument(records: SimulatorRecords, doctype: string, body: SimulatorRecord, at: string): SimulatorRecord {
  checkAdded(doctype, body)
  const make = MAKERS[doctype]
  if (make) return make(records, body, at)
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
  return put(records, 'Customer', { customer_group: 'Individual', disabled: 0, ...body, name, creation: at, modified: at, docstatus: 0 })
}

function createOrder(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  const amounts = priced(records, 'Sales Order', body)
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
  return draft(records, 'Sales Order', `SAL-ORD-${at.slice(0, 4)}`, { ...body, ...amounts }, at)
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
  const effects = from === 0 && to === 1 ? bookSubmitted(records, doctype, before, at) : { status: ['Draft', '', 'Cancelled'][to] }
  return put(records, doctype, { ...before, ...body, docstatus: to, ...effects, modified: at })
}
