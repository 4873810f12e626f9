// The organisation a simulated Xero holds, and how it books: accounts, tax rates, totals.
import { randomUUID } from 'node:crypto'
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { XeroRefusal } from './refusal.ts'

export const TENANT = {
  id: '5f7a9c10-0000-4000-8000-000000000001',
  tenantId: '8a1f0d3e-6f4b-4c58-9f0e-3c1d2b7a9e55',
  tenantType: 'ORGANISATION',
  tenantName: 'Harbour & Finch',
}

const ACCOUNTS = [
  ['090', 'Bank', 'BANK', 'NONE'],
  ['091', 'Stripe clearing', 'BANK', 'NONE'],
  ['200', 'Sales', 'REVENUE', 'OUTPUT2'],
  ['206', 'Shipping charged', 'REVENUE', 'OUTPUT2'],
  ['270', 'Gift cards that expired', 'REVENUE', 'NONE'],
  ['310', 'Cost of goods', 'DIRECTCOSTS', 'INPUT2'],
  ['404', 'Payment fees', 'EXPENSE', 'EXEMPTINPUT'],
  ['405', 'Marketplace fees', 'EXPENSE', 'NONE'],
  ['429', 'Shop expenses', 'EXPENSE', 'NONE'],
  ['497', 'Cash over and short', 'EXPENSE', 'NONE'],
  ['498', 'Rounding of cash', 'EXPENSE', 'NONE'],
  ['611', 'Card takings on their way', 'CURRENT', 'NONE'],
  ['612', 'Kept back by marketplaces', 'CURRENT', 'NONE'],
  ['820', 'VAT', 'CURRLIAB', 'NONE'],
  ['825', 'Gift cards', 'CURRLIAB', 'NONE'],
  ['860', 'Cash in tills', 'CURRENT', 'NONE'],
  ['861', 'Safe', 'CURRENT', 'NONE'],
] as const

const RATES: Readonly<Record<string, string>> = {
  OUTPUT2: '0.2',
  INPUT2: '0.2',
  RROUTPUT: '0.05',
  ZERORATEDOUTPUT: '0',
  EXEMPTINPUT: '0',
  NONE: '0',
}

export function seedOrganisation(records: SimulatorRecords): void {
  for (const [Code, Name, Type, TaxType] of ACCOUNTS) {
    const AccountID = randomUUID()
    records.put('Accounts', Code, {
      AccountID,
      Code,
      Name,
      Type,
      TaxType,
      Status: 'ACTIVE',
      Class: Type === 'REVENUE' ? 'REVENUE' : 'ASSET',
      EnablePaymentsToAccount: Type === 'BANK',
      UpdatedDateUTC: xeroDate(new Date(0)),
      ...(Type === 'BANK' && { CurrencyCode: 'GBP' }),
    })
  }
}

export const xeroDate = (at: Date): string => `/Date(${at.getTime()}+0000)/`
export const xeroDay = (day: unknown): string => xeroDate(new Date(`${String(day).slice(0, 10)}T00:00:00Z`))

/** In a journal Xero takes no bank account: its balance is that of the bank's statement. */
export function needAccount(records: SimulatorRecords, code: unknown, isJournal = false): SimulatorRecord {
  const account = records.get('Accounts', String(code))
  if (!account || (isJournal && account['Type'] === 'BANK'))
    throw new XeroRefusal(`Account code '${String(code)}' is not a valid code for this document.`)
  return account
}

/** The contact that is named, made when nobody has its name yet. */
export function contactOf(records: SimulatorRecords, given: SimulatorRecord, changed: SimulatorRecord): SimulatorRecord {
  const { ContactID, ContactNumber, Name, EmailAddress } = given
  const known = records.find(
    'Contacts',
    (one) =>
      (ContactID !== undefined && one['ContactID'] === ContactID) ||
      (ContactNumber !== undefined && one['ContactNumber'] === ContactNumber) ||
      (ContactID === undefined && ContactNumber === undefined && one['Name'] === Name),
  )
  if (known) return known
  if (typeof Name !== 'string' || Name === '') throw new XeroRefusal('A Contact must be specified for this type of transaction')
  const made = {
    ContactID: randomUUID(),
    ContactStatus: 'ACTIVE',
    Name,
    ...(ContactNumber !== undefined && { ContactNumber }),
    ...(EmailAddress !== undefined && { EmailAddress }),
    ...changed,
  }
  records.put('Contacts', made.ContactID, made)
  return made
}

/** Lines with their amounts, and the sums of the document. */
export function book(records: SimulatorRecords, given: readonly SimulatorRecord[], amounts: unknown): SimulatorRecord {
  if (given.length === 0) throw new XeroRefusal('One or more line items must be specified')
  let subTotal = new Decimal(0)
  let tax = new Decimal(0)
  const lines = given.map((line) => {
    const account = needAccount(records, line['AccountCode'])
    const taxType = String(line['TaxType'] ?? account['TaxType'])
    const rate = RATES[taxType]
    if (rate === undefined)
      throw new XeroRefusal(`The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`)
    const amount = new Decimal(line['Quantity'] ?? 1).times(line['UnitAmount'] ?? 0).toDecimalPlaces(2)
    const own =
      amounts === 'NoTax'
        ? new Decimal(0)
        : line['TaxAmount'] !== undefined
          ? new Decimal(line['TaxAmount'])
          : amounts === 'Inclusive'
            ? amount.minus(amount.div(new Decimal(1).plus(rate))).toDecimalPlaces(2)
            : amount.times(rate).toDecimalPlaces(2)
    subTotal = subTotal.plus(amounts === 'Inclusive' ? amount.minus(own) : amount)
    tax = tax.plus(own)
    return { ...line, LineItemID: randomUUID(), TaxType: taxType, TaxAmount: own.toNumber(), LineAmount: amount.toNumber() }
  })
  return { LineItems: lines, SubTotal: subTotal.toNumber(), TotalTax: tax.toNumber(), Total: subTotal.plus(tax).toNumber() }
}
