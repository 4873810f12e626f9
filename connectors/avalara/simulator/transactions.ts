// The simulated book of transactions: one for each company, code and type; adjusting keeps the number of versions.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { exists, locked, missing, required, wrongStatus } from './refusal.ts'
import { taxed } from './tax.ts'

const keyOf = (company: unknown, code: string, type: string) => `${String(company)}|${code}|${type}`
const two = (amount: Decimal) => amount.toDecimalPlaces(2).toNumber()

export function needTransaction(records: SimulatorRecords, company: string, code: string, type: string): SimulatorRecord {
  const found = records.get('transactions', keyOf(company, code, type))
  if (!found) throw missing(`Transaction ${code}`)
  return found
}

function assembled(model: SimulatorRecord, records: SimulatorRecords, now: Date, before?: SimulatorRecord): SimulatorRecord {
  const type = String(model['type'] ?? 'SalesOrder')
  const isOrder = type.endsWith('Order')
  const id = records.nextId('_transaction', 1_000_001)
  return {
    id,
    code: String(model['code'] ?? `guid-${id}`),
    companyId: 1,
    date: model['date'],
    status: isOrder ? 'Temporary' : model['commit'] === true ? 'Committed' : 'Saved',
    type,
    currencyCode: model['currencyCode'] ?? 'USD',
    customerCode: model['customerCode'],
    entityUseCode: model['entityUseCode'] ?? '',
    referenceCode: model['referenceCode'] ?? '',
    reportingLocationCode: model['reportingLocationCode'] ?? '',
    locked: false,
    version: Number(before?.['version'] ?? 0) + 1,
    modifiedDate: now.toISOString(),
    ...taxed(model),
  }
}

export const calculate = (records: SimulatorRecords, model: SimulatorRecord, now: Date): SimulatorRecord => assembled(model, records, now)

/** `mustExist`: adjusts only; otherwise creates what is not there. */
export function write(records: SimulatorRecords, model: SimulatorRecord, now: Date, mustExist: boolean): SimulatorRecord {
  const { code, type, companyCode } = model
  if (typeof code !== 'string' || typeof type !== 'string') return calculate(records, model, now)
  const key = keyOf(companyCode, code, type)
  const before = records.get('transactions', key)
  if (mustExist && !before) throw missing(`Transaction ${code}`)
  if (before?.['locked'] === true) throw locked()
  if (mustExist && before?.['status'] === 'Cancelled') throw wrongStatus('Cancelled')
  const transaction = assembled(model, records, now, before)
  records.put('transactions', key, { ...transaction, companyCode })
  return transaction
}

export function refund(records: SimulatorRecords, company: string, code: string, body: SimulatorRecord, now: Date): SimulatorRecord {
  const sale = needTransaction(records, company, code, 'SalesInvoice')
  if (sale['status'] !== 'Committed') throw wrongStatus(String(sale['status']))
  if (typeof body['refundDate'] !== 'string') throw required('refundDate')
  const refundCode = String(body['refundTransactionCode'])
  const key = keyOf(company, refundCode, 'ReturnInvoice')
  if (records.get('transactions', key)) throw exists(refundCode)
  const named = Array.isArray(body['refundLines']) ? (body['refundLines'] as string[]) : undefined
  const sold = sale['lines'] as SimulatorRecord[]
  for (const number of named ?? []) if (!sold.some((line) => line['lineNumber'] === number)) throw missing(`Line ${number}`)
  const share = body['refundPercentage'] === undefined ? new Decimal(1) : new Decimal(body['refundPercentage'] as number).div(100)
  const isTaxOnly = body['refundType'] === 'TaxOnly'
  const lines = sold
    .filter((line) => !named || named.includes(String(line['lineNumber'])))
    .map((line) => {
      const back = (member: string) => two(new Decimal(line[member] as number).times(share).neg())
      const none = isTaxOnly ? 0 : undefined
      return {
        ...line,
        lineAmount: none ?? back('lineAmount'),
        taxableAmount: none ?? back('taxableAmount'),
        exemptAmount: none ?? back('exemptAmount'),
        tax: back('tax'),
        taxCalculated: back('taxCalculated'),
      }
    })
  const sum = (member: string) =>
    two(lines.reduce((total, line) => total.plus((line as SimulatorRecord)[member] as number), new Decimal(0)))
  const returned = {
    ...sale,
    id: records.nextId('_transaction', 1_000_001),
    code: refundCode,
    type: 'ReturnInvoice',
    date: body['refundDate'],
    referenceCode: body['referenceCode'] ?? '',
    version: 1,
    modifiedDate: now.toISOString(),
    lines,
    summary: [],
    totalAmount: sum('lineAmount'),
    totalTax: sum('tax'),
    totalTaxCalculated: sum('taxCalculated'),
    totalTaxable: sum('taxableAmount'),
    totalExempt: sum('exemptAmount'),
  }
  records.put('transactions', key, returned)
  return returned
}

export function bring(
  records: SimulatorRecords,
  company: string,
  code: string,
  type: string,
  status: 'Committed' | 'Cancelled',
): SimulatorRecord {
  const found = needTransaction(records, company, code, type)
  if (found['locked'] === true) throw locked()
  const fits = status === 'Committed' ? found['status'] === 'Saved' : found['status'] !== 'Cancelled'
  if (!fits) throw wrongStatus(String(found['status']))
  const changed = { ...found, status }
  records.put('transactions', keyOf(company, code, type), changed)
  return changed
}

/** What Avalara's returns service does when a month is reported. */
export function lock(records: SimulatorRecords, payload: unknown): SimulatorRecord {
  const code = isRecord(payload) ? payload['code'] : undefined
  const found = records.find('transactions', (one) => one['code'] === code)
  if (!found) throw new Error(`There is no transaction ${String(code)}.`)
  const changed = { ...found, locked: true }
  records.put('transactions', keyOf(found['companyCode'], String(found['code']), String(found['type'])), changed)
  return changed
}
