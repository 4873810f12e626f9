// The company a simulated QuickBooks holds: a British one with VAT and one currency.
import { Decimal } from 'decimal.js'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export const REALM = '4620816365291273490'
export const COMPANY_NAME = harbourFinch().name
export const HOME_CURRENCY = { value: 'GBP', name: 'British Pound Sterling' }

/** Rates by the id of the tax code. */
export const TAX_RATES: Readonly<Record<string, string>> = { '2': '0.2', '3': '0', '4': '0.05' }

export const UNDEPOSITED = '4'
const ACCOUNTS = [
  ['1', '1200', 'Bank', 'Bank', 'Checking'],
  ['2', '1100', 'Debtors', 'Accounts Receivable', 'AccountsReceivable'],
  ['3', '1250', 'Cash in tills', 'Bank', 'CashOnHand'],
  [UNDEPOSITED, '1260', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
  ['5', '4000', 'Sales', 'Income', 'SalesOfProductIncome'],
  ['6', '4100', 'Shipping charged', 'Income', 'ServiceFeeIncome'],
  ['7', '7900', 'Payment fees', 'Expense', 'BankCharges'],
  ['8', '2200', 'VAT Control', 'Other Current Liability', 'GlobalTaxPayable'],
  ['9', '2300', 'Gift cards', 'Other Current Liability', 'OtherCurrentLiabilities'],
] as const

/** Enough of the range for pages; the whole of it is in the shop. */
const ITEMS = 40
const SEEDED = Date.parse('2026-01-02T09:00:00Z')

export function seedCompany(records: SimulatorRecords): void {
  const metaOf = (nth: number) => metaData(new Date(SEEDED + nth * 1_000))
  for (const [nth, [Id, AcctNum, Name, AccountType, AccountSubType]] of ACCOUNTS.entries())
    records.put('Account', Id, {
      Id,
      SyncToken: '0',
      Name,
      AcctNum,
      AccountType,
      AccountSubType,
      Active: true,
      CurrencyRef: HOME_CURRENCY,
      MetaData: metaOf(nth),
    })
  for (const { sku, title, variant, price } of harbourFinch().articles.slice(0, ITEMS)) {
    const nth = records.nextId('Item')
    const Name = variant === null ? title : `${title} ${variant}`
    records.put('Item', nth, {
      Id: String(nth),
      SyncToken: '0',
      Name,
      Sku: sku,
      Type: 'NonInventory',
      Active: true,
      UnitPrice: new Decimal(price).toNumber(),
      IncomeAccountRef: { value: '5', name: 'Sales' },
      MetaData: metaOf(nth),
    })
  }
}

/** QuickBooks writes whole seconds in Pacific time. */
function metaData(at: Date, created?: string) {
  const time = `${new Date(at.getTime() - 8 * 3_600_000).toISOString().slice(0, 19)}-08:00`
  return { CreateTime: created ?? time, LastUpdatedTime: time }
}

/** A record as it is stored: with its id, its first or next token, and its times. */
export function stamped(given: SimulatorRecord, Id: string, at: Date, before?: SimulatorRecord): SimulatorRecord {
  const { sparse: _, ...members } = given
  return {
    ...members,
    Id,
    SyncToken: before ? String(Number(before['SyncToken']) + 1) : '0',
    domain: 'QBO',
    sparse: false,
    MetaData: metaData(at, (before?.['MetaData'] as { readonly CreateTime: string } | undefined)?.CreateTime),
  }
}
