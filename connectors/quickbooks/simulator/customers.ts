// Customers of a simulated QuickBooks: unique names, and tokens that keep two writers apart.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { HOME_CURRENCY, stamped } from './company.ts'
import { missing, notFound, QuickBooksRefusal } from './refusal.ts'

export function writeCustomer(records: SimulatorRecords, given: SimulatorRecord, now: Date): SimulatorRecord {
  const { Id, SyncToken } = given
  const before = Id === undefined ? undefined : records.get('Customer', String(Id))
  if (Id !== undefined && !before) throw notFound()
  if (before && SyncToken === undefined) throw missing('SyncToken')
  if (before && before['SyncToken'] !== SyncToken)
    throw new QuickBooksRefusal(
      '5010',
      'Stale Object Error',
      'Stale Object Error : You and somebody else were working on this at the same time. They finished before you did, so your work was not saved.',
    )
  // What is not sparse replaces the whole record.
  const wanted = { Active: true, CurrencyRef: HOME_CURRENCY, ...(given['sparse'] === true && before), ...given } as SimulatorRecord
  const name = String(wanted['DisplayName'] ?? '')
  if (name === '') throw missing('DisplayName')
  const same = records.find(
    'Customer',
    (one) => String(one['DisplayName']).toLowerCase() === name.toLowerCase() && one['Id'] !== before?.['Id'],
  )
  if (same)
    throw new QuickBooksRefusal(
      '6240',
      'Duplicate Name Exists Error',
      `The name supplied already exists. : Another customer, supplier or employee is already using this name. Please use a different name.: Id=${String(same['Id'])}`,
    )
  const id = before ? String(before['Id']) : String(records.nextId('Customer'))
  const made = stamped(wanted, id, now, before)
  records.put('Customer', id, made)
  return made
}
