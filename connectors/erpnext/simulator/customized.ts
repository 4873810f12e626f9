// What people added to the simulated site with Customize Form, and how a document type describes itself to the site's forms.
import { FrappeError } from './frappe.ts'

interface Added {
  readonly fieldname: string
  readonly fieldtype: 'Check' | 'Currency' | 'Data' | 'Datetime' | 'Int' | 'Select' | 'Small Text'
  readonly label: string
  readonly options?: string
}

const ADDED: Readonly<Record<string, readonly Added[]>> = {
  'Sales Order': [
    { fieldname: 'custom_gift', fieldtype: 'Check', label: 'Gift' },
    { fieldname: 'custom_gift_message', fieldtype: 'Small Text', label: 'Gift message' },
    { fieldname: 'custom_deposit', fieldtype: 'Currency', label: 'Deposit' },
    { fieldname: 'custom_pickup_at', fieldtype: 'Datetime', label: 'Pick-up' },
    { fieldname: 'custom_channel', fieldtype: 'Select', label: 'Channel', options: '\nWeb\nPhone\nFair' },
  ],
  Customer: [
    { fieldname: 'custom_loyalty_number', fieldtype: 'Data', label: 'Loyalty number' },
    { fieldname: 'custom_points', fieldtype: 'Int', label: 'Points' },
  ],
}
const STANDARD: Readonly<
  Record<string, readonly (Omit<Added, 'fieldtype'> & { readonly fieldtype: string; readonly read_only?: number })[]>
> = {
  'Sales Order': [
    { fieldname: 'customer_section', fieldtype: 'Section Break', label: 'Customer' },
    { fieldname: 'po_no', fieldtype: 'Data', label: "Customer's Purchase Order" },
    { fieldname: 'items', fieldtype: 'Table', label: 'Items', options: 'Sales Order Item' },
    { fieldname: 'grand_total', fieldtype: 'Currency', label: 'Grand Total', read_only: 1 },
    { fieldname: 'terms', fieldtype: 'Text Editor', label: 'Terms and Conditions Details' },
  ],
  Customer: [
    { fieldname: 'customer_name', fieldtype: 'Data', label: 'Customer Name' },
    { fieldname: 'tax_id', fieldtype: 'Data', label: 'Tax ID' },
  ],
}

export function doctypeForm(doctype: string) {
  const standard = STANDARD[doctype]
  if (!standard) throw new FrappeError('DoesNotExistError', `DocType ${doctype} not found`)
  const fields = standard.map((field) => ({ reqd: 0, read_only: 0, hidden: 0, ...field }))
  const added = (ADDED[doctype] ?? []).map((field) => ({ reqd: 0, read_only: 0, hidden: 0, is_custom_field: 1, ...field }))
  return { docs: [{ doctype: 'DocType', name: doctype, fields: [...fields, ...added] }] }
}

/** As Frappe refuses what a field does not take. */
export function checkAdded(doctype: string, body: Readonly<Record<string, unknown>>): void {
  for (const { fieldname, fieldtype, label, options = '' } of ADDED[doctype] ?? []) {
    const value = body[fieldname]
    if (value === undefined || value === null) continue
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    if (fieldtype === 'Select' && !options.split('\n').includes(text))
      throw new FrappeError('ValidationError', `${label} cannot be "${text}". It should be one of ${options}`)
    if (fieldtype === 'Datetime' && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text))
      throw new FrappeError('DataError', `Incorrect datetime value: '${text}' for column '${fieldname}'`)
    if (fieldtype === 'Check' && value !== 0 && value !== 1) throw new FrappeError('DataError', `Incorrect value for ${label}`)
  }
}
