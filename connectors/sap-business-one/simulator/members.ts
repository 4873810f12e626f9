// What may be written. The Service Layer refuses a request with a member that it does not know; those that begin with U_ are the company's own.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { isUserField } from './user-fields.ts'
import { Refusal } from './refusal.ts'

const LINE = [
  'ItemCode',
  'ItemDescription',
  'Quantity',
  'UnitPrice',
  'PriceAfterVAT',
  'DiscountPercent',
  'VatGroup',
  'TaxCode',
  'WarehouseCode',
]
const BASE = ['BaseType', 'BaseEntry', 'BaseLine']
const DOCUMENT = [
  'CardCode',
  'DocDate',
  'DocDueDate',
  'TaxDate',
  'NumAtCard',
  'DocCurrency',
  'DocRate',
  'Series',
  'BPL_IDAssignedToInvoice',
  'Comments',
  'AddressExtension',
  'DocumentLines',
]

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Document: DOCUMENT,
  DocumentLines: [...LINE, ...BASE, 'AccountCode'],
  AddressExtension: ['ShipTo', 'BillTo'].flatMap((side) =>
    ['Street', 'Building', 'City', 'ZipCode', 'State', 'Country'].map((member) => side + member),
  ),
  BusinessPartner: [
    'CardCode',
    'Series',
    'CardName',
    'CardType',
    'EmailAddress',
    'Phone1',
    'Currency',
    'GroupCode',
    'FederalTaxID',
    'BPAddresses',
  ],
  BPAddresses: ['AddressName', 'AddressType', 'Street', 'City', 'ZipCode', 'State', 'Country'],
  Payment: [
    'DocType',
    'CardCode',
    'DocDate',
    'TaxDate',
    'Remarks',
    'DocCurrency',
    'DocRate',
    'Series',
    'BPLID',
    'CashAccount',
    'CashSum',
    'TransferAccount',
    'TransferSum',
    'TransferDate',
    'TransferReference',
    'PaymentInvoices',
  ],
  PaymentInvoices: ['DocEntry', 'InvoiceType', 'SumApplied', 'AppliedFC'],
  JournalEntry: ['ReferenceDate', 'DueDate', 'TaxDate', 'Reference', 'Memo', 'Series', 'JournalEntryLines'],
  JournalEntryLines: [
    'AccountCode',
    'ShortName',
    'Debit',
    'Credit',
    'FCDebit',
    'FCCredit',
    'FCCurrency',
    'LineMemo',
    'CostingCode',
    'ProjectCode',
    'BPLID',
  ],
}

export function checkMembers(type: string, body: SimulatorRecord, records: SimulatorRecords): void {
  for (const [name, value] of Object.entries(body)) {
    if (!MEMBERS[type]?.includes(name) && !isUserField(records, type, name))
      throw new Refusal(-1000, `Property '${name}' of '${type}' is invalid`)
    for (const one of Array.isArray(value) ? value : [value]) if (isRecord(one)) checkMembers(name, one as SimulatorRecord, records)
  }
}
