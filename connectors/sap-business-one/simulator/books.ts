// Payments and journal entries of a simulated company.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { ACCOUNTS, LOCAL_CURRENCY, numbered, RATES, save, type Clock } from './company.ts'
import { Refusal } from './refusal.ts'

export function makePayment(records: SimulatorRecords, given: SimulatorRecord, clock: Clock): SimulatorRecord {
  if (!records.get('BusinessPartners', String(given['CardCode']))) throw new Refusal(-10, 'Enter a valid code [ORCT.CardCode]')
  needAccount(given['TransferAccount'] ?? given['CashAccount'], '[ORCT.TrsfrAcct]')
  const total = new Decimal((given['TransferSum'] ?? 0) as number).plus((given['CashSum'] ?? 0) as number)
  if (total.lte(0)) throw new Refusal(-10, 'Enter the amount that was paid')
  for (const [index, { DocEntry, SumApplied, AppliedFC }] of ((given['PaymentInvoices'] ?? []) as readonly SimulatorRecord[]).entries()) {
    const invoice = records.get('Invoices', Number(DocEntry))
    if (!invoice) throw new Refusal(-5002, `Invoice is not valid [RCT2.DocEntry][line: ${index + 1}]`)
    if (invoice['DocumentStatus'] === 'bost_Close')
      throw new Refusal(-5002, `Invoice is already closed or blocked [RCT2.DocEntry][line: ${index + 1}]`)
    const isForeign = (invoice['DocTotalFc'] as number) !== 0
    if (isForeign !== (AppliedFC !== undefined))
      throw new Refusal(-5002, `Amount applied is in another currency [RCT2.AppliedFC][line: ${index + 1}]`)
    const owed = (isForeign ? invoice['DocTotalFc'] : invoice['DocTotal']) as number
    const paid = new Decimal(invoice['PaidToDate'] as number).plus((AppliedFC ?? SumApplied ?? 0) as number)
    if (paid.gt(owed)) throw new Refusal(-5002, `Amount applied is larger than the balance due [RCT2.SumApplied][line: ${index + 1}]`)
    const status = paid.eq(owed) ? 'bost_Close' : 'bost_Open'
    save(records, 'Invoices', Number(DocEntry), { ...invoice, PaidToDate: paid.toNumber(), DocumentStatus: status }, clock)
  }
  const number = numbered(records, 24, given['Series'])
  if (!number) throw new Refusal(-10, 'The series is not valid [ORCT.Series]')
  const DocEntry = records.nextId('_entry-IncomingPayments')
  const payment = {
    CashSum: 0,
    TransferSum: 0,
    Remarks: null,
    DocCurrency: LOCAL_CURRENCY,
    ...given,
    DocEntry,
    DocNum: number.number,
    Cancelled: 'tNO',
    CancelStatus: 'csNo',
  }
  records.put('IncomingPayments', DocEntry, payment)
  return payment
}

export function makeEntry(records: SimulatorRecords, given: SimulatorRecord): SimulatorRecord {
  const lines = (given['JournalEntryLines'] ?? []) as readonly SimulatorRecord[]
  let difference = new Decimal(0)
  for (const [index, line] of lines.entries()) {
    if (line['ShortName'] === undefined) needAccount(line['AccountCode'], `[JDT1.Account][line: ${index + 1}]`)
    else if (!records.get('BusinessPartners', String(line['ShortName'])))
      throw new Refusal(-10, `Enter a valid code [JDT1.ShortName][line: ${index + 1}]`)
    const rate = line['FCCurrency'] === undefined ? 1 : RATES[String(line['FCCurrency'])]
    if (rate === undefined) throw new Refusal(-10, `Currency code is not valid [JDT1.FCCurrency][line: ${index + 1}]`)
    const debit = (line['Debit'] ?? line['FCDebit'] ?? 0) as number
    difference = difference.plus(new Decimal(debit).minus((line['Credit'] ?? line['FCCredit'] ?? 0) as number).times(rate))
  }
  if (!difference.toDecimalPlaces(2).isZero()) throw new Refusal(-5012, 'Unbalanced transaction [JDT1]')
  const number = numbered(records, 30, given['Series'])
  if (!number) throw new Refusal(-10, 'The series is not valid [OJDT.Series]')
  const JdtNum = records.nextId('_entry-JournalEntries')
  const entry = { Reference: null, ...given, JdtNum, Number: number.number, OriginalJournal: 'ttJournalEntry' }
  records.put('JournalEntries', JdtNum, entry)
  return entry
}

function needAccount(account: unknown, where: string): void {
  if (!ACCOUNTS.includes(String(account))) throw new Refusal(-10, `G/L account is missing or not valid ${where}`)
}
