// Customer invoices and credit notes in Odoo (`account.move`): found by reference, made once, posted.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf, readConfig } from './auth.ts'
import { resolveName } from './catalogue.ts'
import { create, press, readOne, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromWire, sameAmount } from './decimals.ts'
import type { CreditNoteInput, InvoiceOutput } from './invoice-input.ts'
import { lineValues } from './line.ts'
import { fieldValues } from './model-fields.ts'
import { customerId } from './partner.ts'
import { totalsOf } from './totals.ts'

export type MoveType = 'out_invoice' | 'out_refund'

/** Written by the members of the input. */
export const INVOICE_OWN: ReadonlySet<string> = new Set([
  'move_type',
  'name',
  'state',
  'ref',
  'partner_id',
  'invoice_date',
  'invoice_date_due',
  'journal_id',
  'currency_id',
  'company_id',
  'fiscal_position_id',
  'reversed_entry_id',
  'invoice_origin',
  'narration',
  'invoice_line_ids',
  'line_ids',
])

const FIELDS = [
  'id',
  'name',
  'ref',
  'move_type',
  'state',
  'payment_state',
  'partner_id',
  'currency_id',
  'company_id',
  'amount_untaxed',
  'amount_tax',
  'amount_total',
  'amount_residual',
]
const WORDS = { out_invoice: 'invoice', out_refund: 'credit note' } as const

/** The oldest document of this kind with this reference, cancelled or not: a person who cancelled it has looked at it. */
export async function findInvoice(
  context: CallContext,
  type: MoveType,
  reference: string,
  companyId?: number,
): Promise<OdooRow | undefined> {
  const domain: Domain = [
    ['ref', '=', reference],
    ['move_type', '=', type],
    ...(companyId === undefined ? [] : [['company_id', '=', companyId] as const]),
  ]
  return (await searchRead(context, 'account.move', domain, { fields: FIELDS, limit: 1 }))[0]
}

/** Throws `vendor-rejected` when it is not there. */
export async function mustFindInvoice(context: CallContext, type: MoveType, reference: string, companyId?: number): Promise<OdooRow> {
  const found = await findInvoice(context, type, reference, companyId)
  if (found) return found
  throw new AppError('vendor-rejected', {
    message: say`Odoo has no ${WORDS[type]} with the reference ${reference}.`,
    fix: 'Replay this when the document is there.',
  })
}

export const readInvoice = (context: CallContext, id: number): Promise<OdooRow> => readOne(context, 'account.move', id, FIELDS)

export function toInvoiceOutput(row: OdooRow, created: boolean): InvoiceOutput {
  const totals = totalsOf(row)
  const name = textOf(row['name'])
  return {
    id: row.id,
    // Drafts are called "/".
    number: name === undefined || name === '/' ? null : name,
    reference: textOf(row['ref']) ?? '',
    state: textOf(row['state']) ?? '',
    paymentState: textOf(row['payment_state']) ?? '',
    created,
    ...totals,
    amountDue: fromWire(row['amount_residual'], totals.currency),
  }
}

/** Odoo keeps references of customers' documents not unique: it is looked for first, and calls for one reference follow one another. */
export function createInvoiceOnce(context: CallContext, type: MoveType, input: CreditNoteInput): Promise<InvoiceOutput> {
  const key = `account.move ${type} ${identityOf(readConfig(context.config))} ${input.reference}`
  return oneAtATime(key, async () => {
    const companyId = (await resolveName(context, 'company', input.company, '/company'))?.id
    const found = await findInvoice(context, type, input.reference, companyId)
    const id = found?.id ?? (await create(context, 'account.move', await invoiceValues(context, type, input, companyId)))
    const row = found ?? (await readInvoice(context, id))
    if (textOf(row['state']) !== 'draft') return toInvoiceOutput(row, !found)
    checkTotal(type, input, row)
    if (input.post === false) return toInvoiceOutput(row, !found)
    await press(context, 'account.move', 'action_post', [id])
    return toInvoiceOutput(await readInvoice(context, id), !found)
  })
}

async function invoiceValues(
  context: CallContext,
  type: MoveType,
  input: CreditNoteInput,
  companyId: number | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const [partnerId, lines, journal, currency, fiscalPosition, invoice, own] = await Promise.all([
    customerId(context, input.customer),
    lineValues(context, input.lines, companyId),
    resolveName(context, 'journal', input.journal, '/journal', companyId),
    resolveName(context, 'currency', input.currency, '/currency'),
    resolveName(context, 'fiscalPosition', input.fiscalPosition, '/fiscalPosition', companyId),
    input.invoiceReference === undefined ? undefined : postedInvoice(context, input.invoiceReference, companyId),
    fieldValues(context, 'account.move', input.fields, INVOICE_OWN),
  ])
  return {
    ...own,
    move_type: type,
    ref: input.reference,
    partner_id: partnerId,
    ...(input.date !== undefined && { invoice_date: input.date }),
    ...(input.dueDate !== undefined && { invoice_date_due: input.dueDate }),
    ...(journal && { journal_id: journal.id }),
    ...(currency && { currency_id: currency.id }),
    ...(companyId !== undefined && { company_id: companyId }),
    ...(fiscalPosition && { fiscal_position_id: fiscalPosition.id }),
    ...(invoice && { reversed_entry_id: invoice.id }),
    ...(input.origin !== undefined && { invoice_origin: input.origin }),
    ...(input.note !== undefined && { narration: input.note }),
    invoice_line_ids: lines({ quantity: 'quantity', taxes: 'tax_ids' }).map((values) => [0, 0, values]),
  }
}

/** Odoo settles a credit note only against an invoice that is posted when the credit note is. */
async function postedInvoice(context: CallContext, reference: string, companyId: number | undefined): Promise<OdooRow> {
  const invoice = await mustFindInvoice(context, 'out_invoice', reference, companyId)
  if (textOf(invoice['state']) === 'posted') return invoice
  throw new AppError('vendor-rejected', {
    message: say`The invoice ${reference} in Odoo is not posted: its state is ${textOf(invoice['state']) ?? 'unknown'}.`,
    fix: 'Post it in Odoo, then replay.',
    issues: [{ path: '/invoiceReference', code: 'not-posted', message: 'The invoice is not posted.' }],
  })
}

function checkTotal(type: MoveType, { expectedTotal, reference }: CreditNoteInput, row: OdooRow): void {
  const { amountTotal, currency } = toInvoiceOutput(row, false)
  if (expectedTotal === undefined || sameAmount(expectedTotal, amountTotal)) return
  throw new AppError('vendor-rejected', {
    message: say`Odoo computes a total of ${amountTotal} ${currency}, and the ${WORDS[type]} ${reference} should have ${expectedTotal}. It stays a draft.`,
    fix: 'Compare prices, taxes and the fiscal position with the draft in Odoo. Correct it there, or delete it and correct the mapping; then replay.',
    details: { computed: amountTotal, expected: String(expectedTotal) },
  })
}
