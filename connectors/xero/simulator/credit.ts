// What becomes of credit in the simulated organisation, and contacts as they are written by themselves.
import { randomUUID } from 'node:crypto'
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { xeroDay } from './organisation.ts'
import { XeroRefusal } from './refusal.ts'

const number = (value: unknown) => new Decimal((value ?? 0) as Decimal.Value)

/** Takes an amount off what is left of a credit note. `more`: what says where it went. */
export function useCredit(
  records: SimulatorRecords,
  note: SimulatorRecord,
  amount: unknown,
  changed: SimulatorRecord,
  more: SimulatorRecord,
): void {
  const left = number(note['RemainingCredit']).minus(number(amount))
  if (left.isNegative()) throw new XeroRefusal('Payment amount exceeds the amount outstanding on this document')
  records.put('CreditNotes', String(note['CreditNoteID']), {
    ...note,
    ...more,
    ...changed,
    RemainingCredit: left.toNumber(),
    Status: left.isZero() ? 'PAID' : note['Status'],
  })
}

export function allocate(records: SimulatorRecords, id: string, given: SimulatorRecord, changed: SimulatorRecord): SimulatorRecord {
  const note = records.get('CreditNotes', id)
  if (!note || note['Status'] !== 'AUTHORISED') throw new XeroRefusal('The credit note is not in a status that can be allocated.')
  const invoice = records.get('Invoices', String((given['Invoice'] as SimulatorRecord | undefined)?.['InvoiceID']))
  if (!invoice || invoice['Status'] !== 'AUTHORISED') throw new XeroRefusal('Allocations can only be made against Authorised documents')
  const contactOf = (document: SimulatorRecord) => (document['Contact'] as SimulatorRecord)['ContactID']
  if (contactOf(note) !== contactOf(invoice)) throw new XeroRefusal('The contact of the credit note is not that of the invoice.')
  const due = number(invoice['AmountDue']).minus(number(given['Amount']))
  if (due.isNegative()) throw new XeroRefusal('Allocation amount exceeds the amount outstanding on this document')
  const made = {
    AllocationID: randomUUID(),
    Amount: given['Amount'],
    Date: xeroDay(given['Date']),
    Invoice: { InvoiceID: invoice['InvoiceID'], InvoiceNumber: invoice['InvoiceNumber'] },
  }
  useCredit(records, note, given['Amount'], changed, { Allocations: [...(note['Allocations'] as object[]), made] })
  records.put('Allocations', made.AllocationID, made)
  records.put('Invoices', String(invoice['InvoiceID']), {
    ...invoice,
    ...changed,
    AmountDue: due.toNumber(),
    Status: due.isZero() ? 'PAID' : 'AUTHORISED',
  })
  return made
}

/** Only what is sent is changed; an address or phone replaces the one of its type. */
export function saveContact(records: SimulatorRecords, given: SimulatorRecord, changed: SimulatorRecord): SimulatorRecord {
  const id = given['ContactID']
  const known = id === undefined ? undefined : records.get('Contacts', String(id))
  if (id !== undefined && !known) throw new XeroRefusal('The contact does not exist.')
  const name = given['Name'] ?? known?.['Name']
  if (typeof name !== 'string' || name === '') throw new XeroRefusal('The contact name must be specified')
  const isTaken = (field: string, value: unknown) =>
    value !== undefined && records.find('Contacts', (one) => one[field] === value && one['ContactID'] !== id) !== undefined
  if (isTaken('Name', name) || isTaken('ContactNumber', given['ContactNumber']))
    throw new XeroRefusal(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    )
  const merged = (list: 'Addresses' | 'Phones', type: string) => {
    const sent = (given[list] ?? []) as readonly SimulatorRecord[]
    const kept = ((known?.[list] ?? []) as readonly SimulatorRecord[]).filter((one) => !sent.some((other) => other[type] === one[type]))
    return [...kept, ...sent]
  }
  const contact = {
    ContactStatus: 'ACTIVE',
    IsCustomer: false,
    IsSupplier: false,
    ...known,
    ...given,
    Addresses: merged('Addresses', 'AddressType'),
    Phones: merged('Phones', 'PhoneType'),
    ContactID: known?.['ContactID'] ?? randomUUID(),
    ...changed,
  }
  records.put('Contacts', String(contact.ContactID), contact)
  return contact
}
