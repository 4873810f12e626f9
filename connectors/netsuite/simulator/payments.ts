// Payments and deposits of customers in the simulated account. A payment knows its invoices by their ids: named again, an invoice is not paid twice.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { CURRENCIES, linesOf } from './documents.ts'

/** By the record's name: its type in SuiteQL. */
export const PAYMENTS: Readonly<Record<string, string>> = { customerPayment: 'CustPymt', customerDeposit: 'CustDep' }

const refOf = (value: unknown, name: string): string | number | undefined =>
  isRecord(value) ? (value[name] as string | number | undefined) : undefined
const number = (value: unknown) => new Decimal((value ?? 0) as Decimal.Value)

/** The internal id, or why not. */
export function putPayment(
  records: SimulatorRecords,
  record: string,
  externalId: string,
  body: SimulatorRecord,
  at: string,
): number | string {
  const type = PAYMENTS[record] ?? ''
  const before = records.find('transaction', (row) => row['externalid'] === externalId && row['type'] === type)
  const customer = records.find('customer', (row) => row['externalid'] === refOf(body['customer'], 'externalId'))
  if (!customer) return 'Invalid reference for customer.'
  const account = refOf(body['account'], 'id')
  if (body['undepFunds'] !== true && !records.get('account', String(account))) return 'Please enter value(s) for: Account'
  const order = refOf(body['salesOrder'], 'id')
  if (order !== undefined && records.get('transaction', String(order))?.['entity'] !== String(customer['id']))
    return 'Invalid reference for salesOrder.'
  const applied = new Map(((before?.['applied'] as SimulatorRecord[] | undefined) ?? []).map((one) => [one['doc'], one]))
  for (const { doc, amount } of linesOf(body, 'apply')) {
    const invoice = records.get('transaction', String(refOf(doc, 'id')))
    if (invoice?.['type'] !== 'CustInvc' || invoice['entity'] !== String(customer['id'])) return 'Invalid reference for apply.'
    if (number(amount).gt(number(invoice['total']))) return 'The amount applied is more than the amount due.'
    applied.set(invoice['id'], { doc: invoice['id'], amount })
  }
  const sum = [...applied.values()].reduce<Decimal>((all, { amount }) => all.plus(number(amount)), new Decimal(0))
  if (sum.gt(number(body['payment']))) return 'The total amount applied cannot be more than the payment amount.'
  const id = (before?.['id'] as number | undefined) ?? records.nextId('transaction', 8_801)
  const currencyId = Number(refOf(body['currency'], 'id') ?? 1)
  records.put('transaction', id, {
    ...before,
    id,
    type,
    tranid: `${type === 'CustDep' ? 'CD' : 'PYMT'}${id}`,
    externalid: externalId,
    status: 'C',
    entity: String(customer['id']),
    currency: CURRENCIES.find(([known]) => known === currencyId)?.[1] ?? 'GBP',
    payment: body['payment'],
    account: account ?? null,
    undepfunds: body['undepFunds'] === true,
    salesorder: order ?? null,
    memo: body['memo'] ?? null,
    trandate: body['tranDate'] ?? null,
    applied: [...applied.values()],
    ...Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('cust') && name !== 'customer')),
    changed: at,
    lastmodifieddate: at,
  })
  return id
}
