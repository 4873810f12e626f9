// Kinds of records that changes are told of, and one as flows see it whatever its kind.
import { Type, type Static } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import type { AnyRecord } from './schemas.ts'
import { decimalText, instantOf } from './values.ts'

export const ENTITIES = [
  'Invoice',
  'CreditMemo',
  'Payment',
  'SalesReceipt',
  'RefundReceipt',
  'JournalEntry',
  'Deposit',
  'Customer',
  'Item',
] as const
export type Entity = (typeof ENTITIES)[number]
export const EntityName = (words: { readonly title?: string; readonly description?: string } = {}) =>
  Type.Unsafe<Entity>({ ...Type.Union(ENTITIES.map((entity) => Type.Literal(entity))), ...words })

export const AnyEntity = Type.Object({
  entity: Type.String({ title: 'Kind', description: 'Such as Invoice' }),
  id: Type.String({ title: 'Id' }),
  deleted: Type.Boolean({ title: 'Deleted' }),
  name: orNull('Number or name', 'Of a document its number, of a payment its reference'),
  date: orNull('Date', 'Of a document'),
  customerId: orNull('Customer', "QuickBooks' id"),
  total: orNull('Total', 'Decimal text'),
  balance: orNull('Balance', 'Decimal text: what is open'),
  currency: orNull('Currency', 'ISO 4217 code'),
  createdAt: orNull('Made at'),
  updatedAt: Type.String({ title: 'Changed at' }),
})

export const ANY_ENTITY = {
  entity: 'Invoice',
  id: '145',
  deleted: false,
  name: 'HF-1001',
  date: '2026-03-02',
  customerId: '58',
  total: '36.00',
  balance: '0.00',
  currency: 'GBP',
  createdAt: '2026-03-02T09:15:00.000Z',
  updatedAt: '2026-03-02T09:15:00.000Z',
}

const amount = (value: number | undefined) => (value === undefined ? null : decimalText(value))

export const toAnyEntity = (entity: string, record: AnyRecord): Static<typeof AnyEntity> => ({
  entity,
  id: record.Id,
  deleted: record.status === 'Deleted',
  name: record.DocNumber ?? record.PaymentRefNum ?? record.DisplayName ?? record.Name ?? null,
  date: record.TxnDate ?? null,
  customerId: record.CustomerRef?.value ?? null,
  total: amount(record.TotalAmt),
  balance: amount(record.Balance),
  currency: record.CurrencyRef?.value ?? null,
  createdAt: record.MetaData.CreateTime === undefined ? null : instantOf(record.MetaData.CreateTime),
  updatedAt: instantOf(record.MetaData.LastUpdatedTime),
})
