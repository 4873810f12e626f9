// Sales invoices and returns (credit notes, which are invoices below zero in ERPNext): made once, submitted.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import { instantOf } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import { create, list, submit } from './client.ts'
import { Company, Currency, day, Docstatus, name, NullableText, Stage, stageOf } from './inputs.ts'
import { mustFindOrder, SALES_ORDER } from './sales-order.ts'
import { itemsOf, LineInput, rowsOf } from './selling.ts'
import { TAX_INPUTS, taxFields } from './taxes.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { FOUND_INVOICE_FIELDS } from './retail.ts'

export const SALES_INVOICE = 'Sales Invoice'

export const ErpInvoice = Type.Object({
  name: Type.String({ minLength: 1 }),
  po_no: NullableText,
  customer: Type.String(),
  company: Type.String(),
  debit_to: Type.String(),
  docstatus: Docstatus,
  status: Type.String(),
  is_return: Type.Integer(),
  posting_date: Type.String(),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  net_total: Type.Number(),
  total_taxes_and_charges: Type.Number(),
  grand_total: Type.Number(),
  outstanding_amount: Type.Number(),
  modified: Type.String(),
})
export type ErpInvoice = Static<typeof ErpInvoice>

export const SalesInvoice = speaking(
  'order',
  Type.Object({
    number: Type.String({ title: 'Number', description: 'Such as ACC-SINV-2026-00042.' }),
    reference: Type.String({ title: 'Reference', description: 'As given; may be empty.' }),
    customer: Type.String({ title: 'Customer', description: 'The customer’s name in ERPNext.' }),
    isReturn: Type.Boolean({ title: 'Return', description: 'A credit note: its amounts are below zero.' }),
    stage: Stage,
    status: Type.String({
      title: 'Status',
      description: 'In ERPNext’s words, such as Unpaid, Partly Paid, Paid, Overdue or Credit Note Issued.',
    }),
    date: Type.String({ title: 'Date', description: 'YYYY-MM-DD.' }),
    net: moneyField('Net'),
    tax: moneyField('Tax'),
    total: moneyField('Total'),
    outstanding: moneyField('Outstanding', 'In the currency of the customer’s account.'),
    changedAt: Type.String({ title: 'Changed', description: 'ISO 8601, in UTC.' }),
  }),
  FOUND_INVOICE_FIELDS,
)
export type SalesInvoice = Static<typeof SalesInvoice>

const pounds = (amount: string) => ({ amount, currency: 'GBP' })
export const INVOICE_EXAMPLE: SalesInvoice = {
  number: 'ACC-SINV-2026-00042',
  reference: '#1042',
  customer: 'Grace Hopper',
  isReturn: false,
  stage: 'submitted',
  status: 'Unpaid',
  date: '2026-03-01',
  net: pounds('31.25'),
  tax: pounds('6.25'),
  total: pounds('37.50'),
  outstanding: pounds('37.50'),
  changedAt: '2026-03-01T10:15:00.123Z',
}

export function toSalesInvoice(invoice: ErpInvoice, config: Readonly<Record<string, unknown>>): SalesInvoice {
  const at = (amount: number) => moneyOf(amount, invoice.currency)
  return {
    number: invoice.name,
    reference: invoice.po_no ?? '',
    customer: invoice.customer,
    isReturn: invoice.is_return === 1,
    stage: stageOf(invoice.docstatus),
    status: invoice.status,
    date: invoice.posting_date,
    net: at(invoice.net_total),
    tax: at(invoice.total_taxes_and_charges),
    total: at(invoice.grand_total),
    outstanding: at(invoice.outstanding_amount),
    changedAt: instantOf(invoice.modified, readConfig(config).timeZone),
  }
}

export const InvoiceInput = Type.Object(
  {
    reference: name('Reference', 'With the customer it names the document for ever, such as the shop’s order or refund number.'),
    customer: name('Customer', 'The customer’s name in ERPNext: find or create it first.'),
    date: day('Date', 'YYYY-MM-DD, the day it is booked on.'),
    dueDate: Type.Optional(day('Due date', 'YYYY-MM-DD. By the payment terms when empty.')),
    currency: Currency,
    company: Company,
    ...TAX_INPUTS,
    salesOrder: Type.Optional(
      name('PO number of the order', 'Of this customer’s sales order that is billed: its lines then count as billed.'),
    ),
    updateStock: Type.Optional(
      Type.Boolean({ title: 'Update stock', description: 'Also moves the goods, where there is no delivery note. Default: off.' }),
    ),
    expectedTotal: Type.Optional(
      Type.String({
        title: 'Expected total',
        description: 'With tax, above zero. When ERPNext computes another one, a draft stays and the record goes to the exception desk.',
        pattern: '^(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$',
      }),
    ),
    note: Type.Optional(Type.String({ title: 'Remarks', description: 'For the books.', minLength: 1, maxLength: 1_000 })),
    submit: Type.Boolean({ title: 'Submit', description: 'A draft books nothing.' }),
    lines: Type.Array(LineInput, { title: 'Lines', minItems: 1, maxItems: 500 }),
  },
  { additionalProperties: false },
)
export const ReturnInput = Type.Object(
  {
    ...InvoiceInput.properties,
    returnOf: Type.Optional(
      name(
        'Reference of the invoice',
        'Of this customer’s invoice that the goods come back from. Its outstanding amount is lowered as far as it is unpaid.',
      ),
    ),
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof ReturnInput>

/** The oldest one that is not cancelled. MariaDB compares without regard to case; a reference is compared with it. */
export async function findInvoice(
  context: CallContext,
  customer: string,
  reference: string,
  isReturn: boolean,
): Promise<ErpInvoice | undefined> {
  const invoices = await list(context, SALES_INVOICE, ErpInvoice, {
    filters: [
      ['po_no', '=', reference],
      ['customer', '=', customer],
      ['is_return', '=', Number(isReturn)],
      ['docstatus', '<', 2],
    ],
    fields: Object.keys(ErpInvoice.properties),
    orderBy: 'creation asc, name asc',
    limit: 100,
  })
  return invoices.find((invoice) => invoice.po_no === reference)
}

/** Throws `vendor-rejected` when it is not there. */
export async function mustFindInvoice(context: CallContext, customer: string, reference: string, isReturn = false): Promise<ErpInvoice> {
  const found = await findInvoice(context, customer, reference, isReturn)
  if (found) return found
  throw new AppError('vendor-rejected', {
    message: say`ERPNext has no ${isReturn ? 'return' : 'sales invoice'} of ${customer} with the reference "${reference}".`,
    fix: 'Replay this when it is there.',
  })
}

/** ERPNext does not keep references of invoices unique: calls for one follow one another. */
export async function createInvoiceOnce(context: CallContext, wanted: Wanted, isReturn: boolean): Promise<SalesInvoice> {
  const { url, simulator } = readConfig(context.config)
  return await oneAtATime(`erpnext ${url} ${simulator ?? ''} invoice ${isReturn} ${wanted.customer} ${wanted.reference}`, async () => {
    const invoice =
      (await findInvoice(context, wanted.customer, wanted.reference, isReturn)) ??
      (await create(context, SALES_INVOICE, ErpInvoice, await toDocument(context, wanted, isReturn)))
    if (invoice.docstatus === 1) return toSalesInvoice(invoice, context.config)
    checkTotal(wanted, invoice)
    return toSalesInvoice(wanted.submit ? await submit(context, SALES_INVOICE, invoice.name, ErpInvoice) : invoice, context.config)
  })
}

function checkTotal({ expectedTotal, reference }: Wanted, invoice: ErpInvoice): void {
  const computed = new Decimal(invoice.grand_total).abs()
  if (expectedTotal === undefined || computed.equals(expectedTotal)) return
  throw new AppError('vendor-rejected', {
    message: say`ERPNext computes a total of ${computed.toFixed()} ${invoice.currency} for ${reference}, and it should be ${expectedTotal}. ${invoice.name} stays a draft.`,
    fix: 'Compare rates and taxes with the draft in ERPNext. Correct it there, or delete it and correct the mapping; then replay.',
    details: { document: invoice.name, computed: computed.toFixed(), expected: expectedTotal },
  })
}

async function toDocument(context: CallContext, wanted: Wanted, isReturn: boolean) {
  const [taxes, order, original] = await Promise.all([
    taxFields(context, wanted),
    wanted.salesOrder === undefined ? undefined : mustFindOrder(context, wanted.customer, wanted.salesOrder),
    wanted.returnOf === undefined ? undefined : mustFindInvoice(context, wanted.customer, wanted.returnOf),
  ])
  const [ordered, invoiced] = await Promise.all([
    order && rowsOf(context, SALES_ORDER, order.name, wanted.lines),
    original && rowsOf(context, SALES_INVOICE, original.name, wanted.lines),
  ])
  return {
    po_no: wanted.reference,
    customer: wanted.customer,
    posting_date: wanted.date,
    // Without this ERPNext books it today.
    set_posting_time: 1,
    ...(wanted.dueDate !== undefined && { due_date: wanted.dueDate }),
    currency: wanted.currency,
    ignore_pricing_rule: 1,
    // To the cent, as it was paid.
    disable_rounded_total: 1,
    ...(wanted.company !== undefined && { company: wanted.company }),
    ...(wanted.updateStock === true && { update_stock: 1 }),
    ...(wanted.note !== undefined && { remarks: wanted.note }),
    ...(isReturn && { is_return: 1 }),
    ...(original && { return_against: original.name, update_outstanding_for_self: 0 }),
    ...taxes,
    items: itemsOf(wanted.lines, isReturn ? -1 : 1, (index) => ({
      ...(order && { sales_order: order.name, so_detail: ordered?.(index)?.name }),
      ...(original && { sales_invoice_item: invoiced?.(index)?.name }),
    })),
  }
}
