// How a simulated QuickBooks books: what it refuses, and what a document comes to.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { HOME_CURRENCY, stamped, TAX_RATES, UNDEPOSITED } from './company.ts'
import { businessError, missing, QuickBooksRefusal } from './refusal.ts'

type Lines = readonly SimulatorRecord[]
const NAMES: Readonly<Record<string, string>> = {
  SalesReceipt: 'Sales Receipt',
  RefundReceipt: 'Refund',
  JournalEntry: 'Journal Entry',
  CreditMemo: 'Credit Memo',
}

const ref = (holder: SimulatorRecord | undefined, name: string) => (holder?.[name] as { readonly value?: string } | undefined)?.value

/** The record that a reference names. */
function need(records: SimulatorRecords, type: 'Account' | 'Customer' | 'Item', id: string | undefined, name: string): SimulatorRecord {
  if (id === undefined) throw missing(name)
  const found = records.get(type, id)
  if (!found || found['Active'] === false)
    throw new QuickBooksRefusal('2500', 'Invalid Reference Id', `Invalid Reference Id : ${type}s element id ${id} not found`)
  return found
}

const linesOf = (given: SimulatorRecord): Lines => {
  const lines = (given['Line'] ?? []) as Lines
  if (lines.length === 0) throw missing('Line')
  return lines
}

function store(records: SimulatorRecords, type: string, given: SimulatorRecord, now: Date): SimulatorRecord {
  const { DocNumber } = given
  const same = DocNumber === undefined ? undefined : records.find(type, (one) => one['DocNumber'] === DocNumber)
  if (same)
    throw new QuickBooksRefusal(
      '6140',
      'Duplicate Document Number Error',
      `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${String(DocNumber)} is assigned to TxnType=${NAMES[type] ?? type} with TxnId=${String(same['Id'])}`,
    )
  if (String(DocNumber ?? '').length > 21)
    throw new QuickBooksRefusal('2050', 'String length is either shorter or longer than supported by specification', 'DocNumber: 21')
  const currency = ref(given, 'CurrencyRef')
  if (currency !== undefined && currency !== HOME_CURRENCY.value)
    throw businessError('Multi Currency should be enabled to perform this operation')
  // Transactions of all kinds share their ids.
  const id = String(records.nextId('_transaction', 101))
  const made = stamped({ ...given, CurrencyRef: HOME_CURRENCY }, id, now)
  records.put(type, id, made)
  return made
}

/** What the lines come to. Amounts and unit prices are without tax; where prices include it, what they are with tax stands beside. */
function priced(records: SimulatorRecords, given: SimulatorRecord): { readonly total: Decimal; readonly tax: Decimal } {
  const calculation = given['GlobalTaxCalculation']
  const isTaxed = calculation !== 'NotApplicable'
  let net = new Decimal(0)
  let tax = new Decimal(0)
  for (const line of linesOf(given)) {
    const detail = line['SalesItemLineDetail'] as SimulatorRecord | undefined
    need(records, 'Item', ref(detail, 'ItemRef'), 'ItemRef')
    const amount = new Decimal(String(line['Amount']))
    const product = new Decimal(String(detail?.['Qty'] ?? 1)).times(String(detail?.['UnitPrice'] ?? line['Amount'])).toDecimalPlaces(2)
    if (!product.equals(amount))
      throw new QuickBooksRefusal(
        '6070',
        'Amount calculation incorrect in the request',
        `Amount calculation incorrect in the request : Amount is not equal to UnitPrice * Qty. Supplied value:${amount.toFixed()}`,
      )
    const rate = TAX_RATES[ref(detail, 'TaxCodeRef') ?? '']
    if (isTaxed && rate === undefined) throw businessError('Make sure all your transactions have a VAT rate before you save.')
    if (calculation === 'TaxInclusive' && detail?.['TaxInclusiveAmt'] === undefined) throw missing('TaxInclusiveAmt')
    net = net.plus(amount)
    if (calculation === 'TaxInclusive') tax = tax.plus(new Decimal(String(detail?.['TaxInclusiveAmt'])).minus(amount))
    else tax = tax.plus(isTaxed ? amount.times(rate ?? 0) : 0)
  }
  const charged = (given['TxnTaxDetail'] as SimulatorRecord | undefined)?.['TotalTax']
  const total = charged === undefined ? tax.toDecimalPlaces(2) : new Decimal(String(charged))
  if (net.plus(total).isNegative()) throw businessError('Transaction amount must be 0 or greater.')
  return { tax: total, total: net.plus(total) }
}

export function bookReceipt(records: SimulatorRecords, type: 'SalesReceipt' | 'RefundReceipt', given: SimulatorRecord, now: Date) {
  const account = need(
    records,
    'Account',
    ref(given, 'DepositToAccountRef') ?? (type === 'SalesReceipt' ? UNDEPOSITED : undefined),
    'DepositToAccountRef',
  )
  if (account['AccountType'] !== 'Bank' && account['AccountType'] !== 'Other Current Asset')
    throw businessError('You must select a bank account or other current asset account for this transaction.')
  const customer = ref(given, 'CustomerRef')
  if (customer !== undefined) need(records, 'Customer', customer, 'CustomerRef')
  const { tax, total } = priced(records, given)
  return store(
    records,
    type,
    {
      ...given,
      DepositToAccountRef: { value: account['Id'], name: account['Name'] },
      TxnTaxDetail: { TotalTax: tax.toNumber() },
      TotalAmt: total.toNumber(),
      Balance: 0,
    },
    now,
  )
}

export function bookDocument(records: SimulatorRecords, type: 'Invoice' | 'CreditMemo', given: SimulatorRecord, now: Date) {
  need(records, 'Customer', ref(given, 'CustomerRef'), 'CustomerRef')
  const { tax, total } = priced(records, given)
  const amounts = { TxnTaxDetail: { TotalTax: tax.toNumber() }, TotalAmt: total.toNumber(), Balance: total.toNumber() }
  const due = type === 'Invoice' ? { DueDate: given['DueDate'] ?? given['TxnDate'] } : {}
  return store(records, type, { ...given, ...due, ...amounts }, now)
}

/** A payment and what it is set against: invoices it pays, credit memos that help to. */
export function bookPayment(records: SimulatorRecords, given: SimulatorRecord, now: Date) {
  need(records, 'Customer', ref(given, 'CustomerRef'), 'CustomerRef')
  const paid = new Decimal(String(given['TotalAmt'] ?? 0))
  if (paid.isNegative()) throw businessError('Transaction amount must be 0 or greater.')
  let left = paid
  const settled = ((given['Line'] ?? []) as Lines).map((line) => {
    const [linked] = (line['LinkedTxn'] ?? []) as Lines
    const type = String(linked?.['TxnType'])
    const document = type === 'Invoice' || type === 'CreditMemo' ? records.get(type, String(linked?.['TxnId'])) : undefined
    if (!document || ref(document, 'CustomerRef') !== ref(given, 'CustomerRef'))
      throw new QuickBooksRefusal(
        '2500',
        'Invalid Reference Id',
        `Invalid Reference Id : ${type} element id ${String(linked?.['TxnId'])} not found`,
      )
    const amount = new Decimal(String(line['Amount']))
    const balance = new Decimal(String(document['Balance'])).minus(amount)
    if (balance.isNegative()) throw businessError('The amount of this line is more than what is open on the transaction.')
    left = type === 'Invoice' ? left.minus(amount) : left.plus(amount)
    return { type, document, balance }
  })
  if (left.isNegative()) throw businessError('The amounts of the lines are more than the payment.')
  const made = store(records, 'Payment', { ...given, TotalAmt: paid.toNumber(), UnappliedAmt: left.toNumber() }, now)
  for (const { type, document, balance } of settled) {
    const id = String(document['Id'])
    records.put(type, id, stamped({ ...document, Balance: balance.toNumber() }, id, now, document))
  }
  return made
}

export function bookJournal(records: SimulatorRecords, given: SimulatorRecord, now: Date) {
  let sum = new Decimal(0)
  for (const line of linesOf(given)) {
    const detail = line['JournalEntryLineDetail'] as SimulatorRecord | undefined
    const account = need(records, 'Account', ref(detail, 'AccountRef'), 'AccountRef')
    const entity = ref(detail?.['Entity'] as SimulatorRecord | undefined, 'EntityRef')
    if (entity !== undefined) need(records, 'Customer', entity, 'EntityRef')
    else if (account['AccountType'] === 'Accounts Receivable')
      throw businessError('When you use Accounts Receivable, you must choose a customer in the Name field.')
    const amount = new Decimal(String(line['Amount']))
    if (amount.isNegative()) throw businessError('Transaction amount must be 0 or greater.')
    sum = detail?.['PostingType'] === 'Debit' ? sum.plus(amount) : sum.minus(amount)
  }
  if (!sum.isZero()) throw businessError('Please balance debits and credits.')
  return store(records, 'JournalEntry', given, now)
}

export function bookDeposit(records: SimulatorRecords, given: SimulatorRecord, now: Date) {
  const bank = need(records, 'Account', ref(given, 'DepositToAccountRef'), 'DepositToAccountRef')
  if (bank['AccountType'] !== 'Bank' && bank['AccountType'] !== 'Other Current Asset')
    throw businessError('You must select a bank account or other current asset account for this transaction.')
  let total = new Decimal(0)
  const taken: { readonly type: string; readonly receipt: SimulatorRecord }[] = []
  for (const line of linesOf(given)) {
    total = total.plus(String(line['Amount']))
    const [linked] = (line['LinkedTxn'] ?? []) as Lines
    if (linked) taken.push({ type: String(linked['TxnType']), receipt: needWaiting(records, linked, line) })
    else need(records, 'Account', ref(line['DepositLineDetail'] as SimulatorRecord | undefined, 'AccountRef'), 'AccountRef')
  }
  if (total.isNegative()) throw businessError('Transaction amount must be 0 or greater.')
  const made = store(records, 'Deposit', { ...given, TotalAmt: total.toNumber() }, now)
  for (const { type, receipt } of taken) {
    const id = String(receipt['Id'])
    records.put(type, id, stamped({ ...receipt, LinkedTxn: [{ TxnId: made['Id'], TxnType: 'Deposit' }] }, id, now, receipt))
  }
  return made
}

/** A receipt that waits in undeposited funds, with its whole amount. */
function needWaiting(records: SimulatorRecords, linked: SimulatorRecord, line: SimulatorRecord): SimulatorRecord {
  const type = String(linked['TxnType'])
  const receipt = records.get(type, String(linked['TxnId']))
  const amount = receipt && new Decimal(String(receipt['TotalAmt'])).times(type === 'RefundReceipt' ? -1 : 1)
  const isWaiting = receipt && ref(receipt, 'DepositToAccountRef') === UNDEPOSITED && receipt['LinkedTxn'] === undefined
  if (!isWaiting || !amount?.equals(String(line['Amount'])))
    throw businessError('A transaction that is linked to this deposit is not available for deposit with this amount.')
  return receipt
}
