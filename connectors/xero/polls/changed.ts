// Invoices, credit notes, payments and contacts by the time they changed. Xero compares whole seconds, and shows a change late at most by some.
import { Type, type Static, type TSchema } from 'typebox'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { readerOf } from '../by-change.ts'
import { CONTACT, Contact, toContact } from '../contact.ts'
import { CREDIT_NOTE, CreditNote, toCreditNote } from '../credit-note.ts'
import { Invoice, INVOICE, toInvoice } from '../invoice.ts'
import { Contacts, CreditNotes, Invoices, Payments, type XeroPayment } from '../schemas.ts'
import { dayOf, decimalText, instantOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS } from '../retail.ts'

const OVERLAP_MS = 60_000

const Payment = speaking(
  'payment',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    invoiceId: Type.Union([Type.String(), Type.Null()], { title: 'Invoice id' }),
    invoiceNumber: Type.Union([Type.String(), Type.Null()], { title: 'Invoice number' }),
    amount: Type.Union([Money, Type.Null()], { title: 'Amount', description: 'Nothing for payments of other things than invoices' }),
    date: Type.String({ title: 'Date' }),
    reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference' }),
    accountCode: Type.Union([Type.String(), Type.Null()], { title: 'Account' }),
    status: Type.String({ title: 'Status', description: 'AUTHORISED or DELETED' }),
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  PAYMENT_FIELDS,
)

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

const pollOf =
  <S extends TSchema>(path: string, schema: S, toValues: Parameters<typeof readerOf<S>>[3], filter = {}): PollTrigger['poll'] =>
  (page, context) =>
    readChanged({ ...page, overlapMs: OVERLAP_MS, ...readerOf(context, path, schema, toValues, filter) })

export const invoicesChanged = {
  kind: 'poll',
  id: 'invoices-changed',
  label: 'New and changed invoices',
  description: 'Reads sales invoices and bills by the time they changed, without their lines.',
  output: Invoice,
  example: INVOICE,
  poll: pollOf('/Invoices', Invoices, (answer) => answer.Invoices.map(toInvoice)),
} as const satisfies PollTrigger

export const creditNotesChanged = {
  kind: 'poll',
  id: 'credit-notes-changed',
  label: 'New and changed credit notes',
  description: 'Reads credit notes for customers and of suppliers by the time they changed, without their lines.',
  output: CreditNote,
  example: CREDIT_NOTE,
  poll: pollOf('/CreditNotes', CreditNotes, (answer) => answer.CreditNotes.map(toCreditNote)),
} as const satisfies PollTrigger

export const contactsChanged = {
  kind: 'poll',
  id: 'contacts-changed',
  label: 'New and changed contacts',
  description: 'Reads customers and suppliers by the time they changed, also those that were archived.',
  output: Contact,
  example: CONTACT,
  poll: pollOf('/Contacts', Contacts, (answer) => answer.Contacts.map(toContact), { includeArchived: true }),
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
