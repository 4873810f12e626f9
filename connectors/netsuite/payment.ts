// What money from customers has in common, whether it pays invoices or is paid ahead: amount, day, customer and where it goes.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { accountIds } from './active-ids.ts'
import { quoted, suiteQl } from './client.ts'
import { CustomerExternalId, notFound } from './document.ts'

export const PaidAmount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(?=.*[1-9])(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$' })

export const PAID = {
  externalId: Type.String({
    title: 'External id',
    description: 'Names the payment for ever, such as the id of the charge at the provider.',
    minLength: 1,
    maxLength: 100,
  }),
  customerExternalId: CustomerExternalId,
  date: Type.String({ title: 'Date', description: 'YYYY-MM-DD, in an open period.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  amount: PaidAmount('Amount', 'In the payment’s currency, as decimal text.'),
  currencyId: Type.Optional(
    Type.String({ title: 'Currency’s internal id', description: 'Where the customer’s own is not meant.', pattern: '^\\d+$' }),
  ),
  account: Type.Optional(
    Type.String({
      title: 'Account',
      description: 'Number of the account that gets the money. Empty: undeposited funds.',
      minLength: 1,
      maxLength: 60,
    }),
  ),
  memo: Type.Optional(Type.String({ title: 'Memo', maxLength: 999 })),
  fields: SystemFields,
}
const Paid = Type.Object(PAID)

export async function paidValues(context: CallContext, paid: Omit<Static<typeof Paid>, 'fields'>): Promise<object> {
  const { customerExternalId, date, amount, currencyId, account, memo } = paid
  const accounts = account === undefined ? undefined : await accountIds(context, [account], () => '/account')
  return {
    customer: { externalId: customerExternalId },
    tranDate: date,
    payment: exactNumber(amount),
    ...(currencyId !== undefined && { currency: { id: currencyId } }),
    ...(account === undefined ? { undepFunds: true } : { undepFunds: false, account: { id: accounts?.get(account) ?? '' } }),
    ...(memo !== undefined && { memo }),
  }
}

export const WrittenPayment = Type.Object({
  id: Type.String({ title: 'Internal id' }),
  number: Type.String({ title: 'Number', description: 'As NetSuite numbers it.' }),
  externalId: Type.String({ title: 'External id' }),
  currency: Type.String({ title: 'Currency', description: 'ISO 4217.' }),
})
export const WRITTEN_PAYMENT = { id: '9301', number: '1042', externalId: 'ch_3P1', currency: 'GBP' }

/** Without the amount: NetSuite counts some below zero. */
export async function findPayment(
  context: CallContext,
  type: 'CustPymt' | 'CustDep',
  externalId: string,
): Promise<Static<typeof WrittenPayment>> {
  const { rows } = await suiteQl(
    context,
    `SELECT t.id, t.tranid, c.symbol AS currency FROM transaction t JOIN currency c ON c.id = t.currency
      WHERE t.type = ${quoted(type)} AND t.externalid = ${quoted(externalId)}`,
    { limit: 1 },
  )
  const [row] = rows
  if (!row) throw notFound(externalId)
  return { id: row['id'] ?? '', number: row['tranid'] ?? '', externalId, currency: row['currency'] ?? '' }
}
