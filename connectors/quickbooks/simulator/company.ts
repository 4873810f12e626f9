// The company a simulated QuickBooks holds: a British one with VAT and one currency.
import { Decimal } from 'decimal.js'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export const REALM = '4620816365291273490'
export const COMPANY_NAME = harbourFinch().name
export const HOME_CURRENCY = { value: 'GBP', name: 'British Pound Sterling' }

/** Rates by the id of the tax code. */
export const TAX_RATES: Readonly<Record<string, string>> = { '2': '0.2', '3': '0', '4': '0.05' }
const TAX_NAMES: Readonly<Record<string, string>> = { '2': '20.0% S', '3': '0.0% Z', '4': '5.0% R' }

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
  seedOpenInvoice(records, metaOf(0))
  for (const [code, rate] of Object.entries(TAX_RATES)) {
    const [TaxRateRef, Name] = [{ value: `1${code}` }, TAX_NAMES[code]]
    records.put('TaxRate', TaxRateRef.value, {
      Id: TaxRateRef.value,
      Name,
      RateValue: Number(rate) * 100,
      Active: true,
      MetaData: metaOf(0),
    })
    const SalesTaxRateList = { TaxRateDetail: [{ TaxRateRef, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: 0 }] }
    records.put('TaxCode', code, { Id: code, Name, Active: true, Taxable: true, TaxGroup: true, SalesTaxRateList, MetaData: metaOf(0) })
  }
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

/** An invoice from before, of a customer that is kept and no longer offered. */
function seedOpenInvoice(records: SimulatorRecords, MetaData: SimulatorRecord): void {
  const common = { SyncToken: '0', CurrencyRef: HOME_CURRENCY, MetaData }
  records.put('Customer', '900', { ...common, Id: '900', DisplayName: 'Counter sales until 2025', Active: false })
  records.put('Invoice', '100', {
    ...common,
    Id: '100',
    DocNumber: 'HF-0001',
    TxnDate: '2025-12-30',
    DueDate: '2026-01-29',
    CustomerRef: { value: '900', name: 'Counter sales until 2025' },
    TxnTaxDetail: { TotalTax: 4 },
    TotalAmt: 24,
    Balance: 24,
    Line: [],
  })
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
