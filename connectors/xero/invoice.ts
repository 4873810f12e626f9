// An invoice as flows see it, and how it is found.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { read } from './client.ts'
import { isGone } from './document.ts'
import { Invoices, type XeroInvoice } from './schemas.ts'
import { dayOf, decimalText, instantOf, Reference } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { INVOICE_FIELDS } from './retail.ts'

export const Invoice = speaking(
  'order',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    kind: Type.Union([Type.Literal('sale'), Type.Literal('bill')], { title: 'Kind' }),
    number: orNull('Number'),
    reference: orNull('Reference'),
    status: Type.String({ title: 'Status', description: 'DRAFT, SUBMITTED, AUTHORISED, PAID or VOIDED' }),
    contact: Type.Object({ id: orNull('Contact id'), name: orNull('Name') }, { title: 'Contact' }),
    date: orNull('Date'),
    dueDate: orNull('Due date'),
    total: Money,
    tax: Money,
    due: Money,
    paid: Money,
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  INVOICE_FIELDS,
)
export type Invoice = Static<typeof Invoice>

export const INVOICE: Invoice = {
  id: '220ddca8-3144-4085-9a88-2d72c5133734',
  kind: 'sale',
  number: 'HF-1001',
  reference: '#1001',
  status: 'AUTHORISED',
  contact: { id: 'bd2270c3-8706-4c11-9cfb-000b551c3f51', name: 'Web shop' },
  date: '2026-03-02',
  dueDate: '2026-03-02',
  total: { amount: '120.00', currency: 'GBP' },
  tax: { amount: '20.00', currency: 'GBP' },
  due: { amount: '120.00', currency: 'GBP' },
  paid: { amount: '0.00', currency: 'GBP' },
  updatedAt: '2026-03-02T09:15:00.000Z',
}

export function toInvoice(invoice: XeroInvoice): Invoice {
  const money = (amount: number | undefined) => moneyOf(decimalText(amount ?? 0), invoice.CurrencyCode)
  return {
    id: invoice.InvoiceID,
    kind: invoice.Type === 'ACCPAY' ? 'bill' : 'sale',
    number: invoice.InvoiceNumber ?? null,
    reference: invoice.Reference ?? null,
    status: invoice.Status,
    contact: { id: invoice.Contact.ContactID ?? null, name: invoice.Contact.Name ?? null },
    date: invoice.Date === undefined ? null : dayOf(invoice.Date),
    dueDate: invoice.DueDate === undefined ? null : dayOf(invoice.DueDate),
    total: money(invoice.Total),
    tax: money(invoice.TotalTax),
    due: money(invoice.AmountDue),
    paid: money(invoice.AmountPaid),
    updatedAt: instantOf(invoice.UpdatedDateUTC),
  }
}

/** Sales invoices have a number once; suppliers may use the same number for their bills. */
export async function findByNumber(context: CallContext, number: string, type: 'ACCREC' | 'ACCPAY'): Promise<readonly XeroInvoice[]> {
  const { Invoices: found } = await read(context, '/Invoices', Invoices, { InvoiceNumbers: number, page: 1, pageSize: 100 })
  return found.filter((invoice) => invoice.Type === type && invoice.InvoiceNumber === number && !isGone(invoice))
}

export const InvoiceChoice = {
  invoiceId: Type.Optional(Type.String({ title: 'Invoice id', description: "Xero's own id.", pattern: '^[0-9a-fA-F-]{36}$' })),
  number: Type.Optional(Reference('Invoice number', 'Of a sales invoice, where the id is not known.')),
}

/** With its payments. Throws `vendor-rejected` when there is none. */
export async function needInvoice(
  context: CallContext,
  choice: { readonly invoiceId?: string; readonly number?: string },
): Promise<XeroInvoice> {
  const { invoiceId, number } = choice
  if (invoiceId === undefined && number === undefined)
    throw new AppError('action-input-invalid', { message: 'Say which invoice: by its id or by its number.' })
  const id = invoiceId ?? (await findByNumber(context, number ?? '', 'ACCREC'))[0]?.InvoiceID
  if (id === undefined) throw new AppError('vendor-rejected', { message: say`Xero has no sales invoice ${number ?? ''}.` })
  const [invoice] = (await read(context, `/Invoices/${id}`, Invoices, { unitdp: 4 })).Invoices
  if (!invoice) throw new AppError('vendor-rejected', { message: say`Xero has no invoice ${id}.` })
  return invoice
}
