// What invoices, deliveries, payments, journals and counts do in a simulated ERPNext: as drafts, and when they are submitted.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { FrappeError } from './frappe.ts'
import { draft, need, priced, put, requireFields } from './selling.ts'

type Rows = readonly SimulatorRecord[]
const rowsIn = (document: SimulatorRecord, field: string): Rows => (document[field] ?? []) as Rows
const sumOf = (rows: Rows, field: string): Decimal => rows.reduce<Decimal>((sum, row) => sum.plus(Number(row[field] ?? 0)), new Decimal(0))
const year = (at: string) => at.slice(0, 4)
/** Frappe writes today's date unless it is told that a date was meant. */
const postingDate = (body: SimulatorRecord, at: string) =>
  (body['set_posting_time'] === 1 ? body['posting_date'] : at.slice(0, 10)) as string

export function createInvoice(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  const amounts = priced(records, 'Sales Invoice', body)
  const isReturn = body['is_return'] === 1
  if (isReturn !== amounts.grand_total < 0)
    throw new FrappeError('ValidationError', isReturn ? 'Quantity must be negative in return document' : 'Grand Total must be positive')
  if (body['return_against'] !== undefined) {
    const original = need(records, 'Sales Invoice', body['return_against'], 'Return Against')
    if (original['docstatus'] !== 1) throw new FrappeError('ValidationError', `Sales Invoice ${String(original['name'])} must be submitted`)
  }
  for (const row of rowsIn(body, 'items'))
    if (row['sales_order'] !== undefined) need(records, 'Sales Order', row['sales_order'], 'Sales Order')
  const series = `ACC-SINV-${isReturn ? 'RET-' : ''}${year(at)}`
  const values = { is_return: 0, debit_to: 'Debtors - HF', currency: 'GBP', ...body, ...amounts, posting_date: postingDate(body, at) }
  return draft(records, 'Sales Invoice', series, { ...values, outstanding_amount: amounts.grand_total }, at)
}

export function createDelivery(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  const amounts = priced(records, 'Delivery Note', body)
  return draft(
    records,
    'Delivery Note',
    `MAT-DN-${year(at)}`,
    { currency: 'GBP', ...body, ...amounts, posting_date: postingDate(body, at) },
    at,
  )
}

export function createPayment(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  const labels = {
    payment_type: 'Payment Type',
    paid_from: 'Account Paid From',
    paid_to: 'Account Paid To',
    paid_amount: 'Paid Amount',
    received_amount: 'Received Amount',
  }
  requireFields('Payment Entry', body, labels)
  need(records, 'Account', body['paid_from'], 'Account Paid From')
  need(records, 'Account', body['paid_to'], 'Account Paid To')
  const references = rowsIn(body, 'references')
  for (const row of references) {
    const invoice = need(records, 'Sales Invoice', row['reference_name'], 'Reference Name')
    const open = new Decimal(invoice['outstanding_amount'] as number)
    if (open.abs().lt(Math.abs(Number(row['allocated_amount']))) || open.isNegative() !== Number(row['allocated_amount']) < 0)
      throw new FrappeError(
        'ValidationError',
        `Row #1: Allocated Amount cannot be greater than Outstanding Amount of invoice ${String(invoice['name'])}`,
      )
  }
  const unallocated = new Decimal(body['paid_amount'] as number).minus(sumOf(references, 'allocated_amount').abs())
  return draft(records, 'Payment Entry', `ACC-PAY-${year(at)}`, { ...body, unallocated_amount: unallocated.toNumber() }, at)
}

export function createJournal(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  requireFields('Journal Entry', body, {
    voucher_type: 'Entry Type',
    company: 'Company',
    posting_date: 'Posting Date',
    accounts: 'Accounting Entries',
  })
  const rows = rowsIn(body, 'accounts')
  for (const row of rows) {
    const account = need(records, 'Account', row['account'], 'Account')
    if (account['account_type'] === 'Receivable' && row['party'] === undefined)
      throw new FrappeError('ValidationError', 'Party Type and Party is required for Receivable / Payable account Debtors - HF')
  }
  const [debit, credit] = [sumOf(rows, 'debit_in_account_currency'), sumOf(rows, 'credit_in_account_currency')]
  if (!debit.equals(credit))
    throw new FrappeError(
      'ValidationError',
      `Total Debit must be equal to Total Credit. The difference is ${debit.minus(credit).toFixed()}`,
    )
  return draft(records, 'Journal Entry', `ACC-JV-${year(at)}`, { ...body, total_debit: debit.toNumber() }, at)
}

export function createCount(records: SimulatorRecords, body: SimulatorRecord, at: string): SimulatorRecord {
  requireFields('Stock Reconciliation', body, { company: 'Company', purpose: 'Purpose', items: 'Items' })
  const items = rowsIn(body, 'items')
  for (const row of items) need(records, 'Item', row['item_code'], 'Item Code')
  const changed = items.filter((row) => Number(binOf(records, row)?.['actual_qty'] ?? 0) !== Number(row['qty']))
  if (changed.length === 0)
    throw new FrappeError('EmptyStockReconciliationItemsError', 'None of the items have any change in quantity or value.')
  return draft(records, 'Stock Reconciliation', `MAT-RECO-${year(at)}`, { ...body, items: changed }, at)
}

const binOf = (records: SimulatorRecords, row: SimulatorRecord) =>
  records.find('Bin', (bin) => bin['item_code'] === row['item_code'] && bin['warehouse'] === row['warehouse'])

function setStock(records: SimulatorRecords, row: SimulatorRecord, quantity: Decimal, at: string): void {
  const bin = binOf(records, row)
  const name = String(bin?.['name'] ?? `${String(row['item_code'])}-${String(row['warehouse'])}`)
  const standard = { reserved_qty: 0, ordered_qty: 0, creation: at, docstatus: 0, item_code: row['item_code'], warehouse: row['warehouse'] }
  const quantities = { actual_qty: quantity.toNumber(), projected_qty: quantity.toNumber() }
  records.put('Bin', name, { ...standard, ...bin, ...quantities, name, modified: at })
}

function takeStock(records: SimulatorRecords, document: SimulatorRecord, at: string): void {
  for (const row of rowsIn(document, 'items')) {
    const place = { ...row, warehouse: row['warehouse'] ?? 'WH1 - HF' }
    const left = new Decimal(Number(binOf(records, place)?.['actual_qty'] ?? 0)).minus(row['qty'] as number)
    if (left.isNegative()) {
      const text = `${left.abs().toFixed()} units of <strong>Item ${String(row['item_code'])}</strong> needed in <strong>Warehouse ${String(place.warehouse)}</strong>`
      throw new FrappeError('NegativeStockError', `${text} to complete this transaction.`)
    }
    setStock(records, place, left, at)
  }
}

function settle(records: SimulatorRecords, name: unknown, amount: number, at: string): void {
  const invoice = need(records, 'Sales Invoice', name, 'Sales Invoice')
  const left = new Decimal(invoice['outstanding_amount'] as number).minus(amount)
  const status = left.isZero() ? (invoice['is_return'] === 1 ? 'Return' : 'Paid') : 'Partly Paid'
  put(records, 'Sales Invoice', { ...invoice, outstanding_amount: left.toNumber(), status, modified: at })
}

/** What a document does to others when it is submitted, and what changes in itself. */
export function bookSubmitted(records: SimulatorRecords, doctype: string, document: SimulatorRecord, at: string): SimulatorRecord {
  switch (doctype) {
    case 'Sales Invoice':
      return submitInvoice(records, document, at)
    case 'Delivery Note':
      takeStock(records, document, at)
      return { status: 'To Bill' }
    case 'Payment Entry':
      for (const row of rowsIn(document, 'references')) settle(records, row['reference_name'], Number(row['allocated_amount']), at)
      return { status: 'Submitted' }
    case 'Stock Reconciliation':
      for (const row of rowsIn(document, 'items')) setStock(records, row, new Decimal(row['qty'] as number), at)
      return { status: 'Submitted' }
    case 'Sales Order':
      return { status: 'To Deliver and Bill' }
    default:
      return { status: 'Submitted' }
  }
}

function submitInvoice(records: SimulatorRecords, document: SimulatorRecord, at: string): SimulatorRecord {
  if (document['update_stock'] === 1) takeStock(records, document, at)
  if (document['is_return'] !== 1) return { status: document['grand_total'] === 0 ? 'Paid' : 'Unpaid' }
  const back = Math.abs(Number(document['grand_total']))
  const original = document['return_against'] === undefined ? undefined : records.get('Sales Invoice', String(document['return_against']))
  // ERPNext lowers the invoice only where all of it is still open; otherwise the return keeps its own amount.
  if (!original || document['update_outstanding_for_self'] !== 0 || Number(original['outstanding_amount']) < back)
    return { status: 'Return' }
  settle(records, original['name'], back, at)
  return { status: 'Return', outstanding_amount: 0 }
}
