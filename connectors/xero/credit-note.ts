// A credit note as flows see it, and how it is found.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { read } from './client.ts'
import { isGone } from './document.ts'
import { FOUND_CREDIT_NOTE_FIELDS } from './retail.ts'
import { CreditNotes, type XeroCreditNote } from './schemas.ts'
import { dayOf, decimalText, instantOf, quoted, Reference } from './values.ts'

export const CreditNote = speaking(
  'refund',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    kind: Type.Union([Type.Literal('sale'), Type.Literal('bill')], {
      title: 'Kind',
      description: 'sale: for a customer; bill: of a supplier',
    }),
    number: orNull('Number'),
    reference: orNull('Reference'),
    status: Type.String({ title: 'Status', description: 'DRAFT, SUBMITTED, AUTHORISED, PAID or VOIDED' }),
    contact: Type.Object({ id: orNull('Contact id'), name: orNull('Name') }, { title: 'Contact' }),
    date: orNull('Date'),
    total: Money,
    tax: Money,
    remaining: Type.Object(Money.properties, { title: 'Remaining', description: 'Not paid out and not set against invoices' }),
    updatedAt: Type.String({ title: 'Changed at' }),
  }),
  FOUND_CREDIT_NOTE_FIELDS,
)
export type CreditNote = Static<typeof CreditNote>

export const CREDIT_NOTE: CreditNote = {
  id: '249f15fa-f2a7-4acc-8769-0984103f2225',
  kind: 'sale',
  number: 'HF-R-1001',
  reference: '#1001',
  status: 'AUTHORISED',
  contact: { id: 'bd2270c3-8706-4c11-9cfb-000b551c3f51', name: 'Web shop' },
  date: '2026-03-04',
  total: { amount: '12.00', currency: 'GBP' },
  tax: { amount: '2.00', currency: 'GBP' },
  remaining: { amount: '12.00', currency: 'GBP' },
  updatedAt: '2026-03-04T09:15:00.000Z',
}

export function toCreditNote(note: XeroCreditNote): CreditNote {
  const money = (amount: number | undefined) => moneyOf(decimalText(amount ?? 0), note.CurrencyCode)
  return {
    id: note.CreditNoteID,
    kind: note.Type === 'ACCPAYCREDIT' ? 'bill' : 'sale',
    number: note.CreditNoteNumber ?? null,
    reference: note.Reference ?? null,
    status: note.Status,
    contact: { id: note.Contact?.ContactID ?? null, name: note.Contact?.Name ?? null },
    date: note.Date === undefined ? null : dayOf(note.Date),
    total: money(note.Total),
    tax: money(note.TotalTax),
    remaining: money(note.RemainingCredit ?? note.Total),
    updatedAt: instantOf(note.UpdatedDateUTC),
  }
}

/** Those for customers have a number once. */
export async function findCreditNote(context: CallContext, number: string): Promise<XeroCreditNote | undefined> {
  const where = `CreditNoteNumber==${quoted(number)} AND Type=="ACCRECCREDIT"`
  const { CreditNotes: found } = await read(context, '/CreditNotes', CreditNotes, { where, page: 1 })
  return found.find((note) => note.CreditNoteNumber === number && !isGone(note))
}

export const CreditNoteChoice = {
  creditNoteId: Type.Optional(Type.String({ title: 'Credit note id', description: "Xero's own id.", pattern: '^[0-9a-fA-F-]{36}$' })),
  number: Type.Optional(Reference('Number', 'Of a credit note for a customer, where its id is not known.')),
}

/** With its payments and allocations. Throws `vendor-rejected` when there is none. */
export async function needCreditNote(
  context: CallContext,
  { creditNoteId, number }: { readonly creditNoteId?: string; readonly number?: string },
): Promise<XeroCreditNote> {
  if (creditNoteId === undefined && number === undefined)
    throw new AppError('action-input-invalid', { message: 'Say which credit note: by its id or by its number.' })
  const id = creditNoteId ?? (await findCreditNote(context, number ?? ''))?.CreditNoteID
  if (id === undefined) throw new AppError('vendor-rejected', { message: say`Xero has no credit note ${number ?? ''} for a customer.` })
  const [note] = (await read(context, `/CreditNotes/${id}`, CreditNotes, { unitdp: 4 })).CreditNotes
  if (!note) throw new AppError('vendor-rejected', { message: say`Xero has no credit note ${id}.` })
  return note
}
