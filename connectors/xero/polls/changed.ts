// Invoices and payments by the time they changed. Xero compares whole seconds, and shows a change late at most by some.
import { Type, type Static, type TSchema } from 'typebox'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { readChanged, type ChangedRecord } from '#connectors/kit/changed-poll.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { LARGEST_PAGE, read } from '../client.ts'
import { Invoice, INVOICE, toInvoice } from '../invoice.ts'
import { Invoices, Payments, type XeroPayment } from '../schemas.ts'
import { dayOf, decimalText, instantOf } from '../values.ts'

const OVERLAP_MS = 60_000

const Payment = Type.Object({
  id: Type.String({ title: 'Id' }),
  invoiceId: Type.Union([Type.String(), Type.Null()], { title: 'Invoice id' }),
  invoiceNumber: Type.Union([Type.String(), Type.Null()], { title: 'Invoice number' }),
  amount: Type.Union([Money, Type.Null()], { title: 'Amount', description: 'Nothing for payments of other things than invoices' }),
  date: Type.String({ title: 'Date' }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference' }),
  accountCode: Type.Union([Type.String(), Type.Null()], { title: 'Account' }),
  status: Type.String({ title: 'Status', description: 'AUTHORISED or DELETED' }),
  updatedAt: Type.String({ title: 'Changed at' }),
})

function toPayment(payment: XeroPayment): Static<typeof Payment> {
  const { Invoice: invoice, Account: account } = payment
  return {
    id: payment.PaymentID,
    invoiceId: invoice?.InvoiceID ?? null,
    invoiceNumber: invoice?.InvoiceNumber ?? null,
    amount: invoice?.CurrencyCode === undefined ? null : moneyOf(decimalText(payment.Amount), invoice.CurrencyCode),
    date: dayOf(payment.Date),
    reference: payment.Reference ?? null,
    accountCode: account?.Code ?? null,
    status: payment.Status,
    updatedAt: instantOf(payment.UpdatedDateUTC),
  }
}

const second = (instant: string) => `${instant.slice(0, 19)}.000Z`

function pollOf<S extends TSchema>(
  path: string,
  schema: S,
  toRecords: (answer: Static<S>) => readonly (ChangedRecord['value'] & { readonly id: string; readonly updatedAt: string })[],
): PollTrigger['poll'] {
  /** Pages are numbered from the first; a place in the middle of one is cut out of it. */
  const pageOf = async (context: CallContext, since: string, page: number, pageSize: number) =>
    toRecords(await read(context, path, schema, { page, pageSize, order: 'UpdatedDateUTC ASC' }, since)).map((value): ChangedRecord => ({
      key: value.id,
      version: value.updatedAt,
      changedAt: second(value.updatedAt),
      value,
    }))
  return ({ cursor, since, limit }, context) =>
    readChanged({
      cursor,
      since,
      limit: Math.min(limit, LARGEST_PAGE),
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since: from, limit: most, skip }) {
        // "Modified since" leaves out the second itself.
        const before = new Date(Date.parse(second(from)) - 1_000).toISOString()
        if (skip === 0) return pageOf(context, before, 1, most)
        const page = Math.floor(skip / LARGEST_PAGE) + 1
        return (await pageOf(context, before, page, LARGEST_PAGE)).slice(skip % LARGEST_PAGE).slice(0, most)
      },
    })
}

export const invoicesChanged = {
  kind: 'poll',
  id: 'invoices-changed',
  label: 'New and changed invoices',
  description: 'Reads sales invoices and bills by the time they changed, without their lines.',
  output: Invoice,
  example: INVOICE,
  poll: pollOf('/Invoices', Invoices, (answer) => answer.Invoices.map(toInvoice)),
} as const satisfies PollTrigger

export const paymentsChanged = {
  kind: 'poll',
  id: 'payments-changed',
  label: 'New and changed payments',
  description: 'Reads payments by the time they changed, also those that were taken back.',
  output: Payment,
  example: {
    id: '99ea7f6b-c513-4066-bc27-b7c65dcd76c2',
    invoiceId: INVOICE.id,
    invoiceNumber: 'HF-1001',
    amount: { amount: '120.00', currency: 'GBP' },
    date: '2026-03-02',
    reference: 'po_1001',
    accountCode: '090',
    status: 'AUTHORISED',
    updatedAt: '2026-03-02T10:00:00.000Z',
  },
  poll: pollOf('/Payments', Payments, (answer) => answer.Payments.map(toPayment)),
} as const satisfies PollTrigger
