// Orders, deliveries, invoices, returns and credit memos to customers are one thing under five names (`Document`): a head and its lines.
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { list } from './client.ts'
import { isCancelled, referenceField, referenceFilter, theOne, type Reference } from './reference.ts'
import { changedAtOf, dayOf, decimalText, Figure, isoCurrency, MaybeText } from './values.ts'

export interface Kind {
  readonly set: string
  /** SAP's number of it. */
  readonly object: number
  readonly name: string
  readonly plural: string
  /** Kinds it can be made from. */
  readonly from: readonly KindName[]
}
export type KindName = 'order' | 'delivery' | 'invoice' | 'return' | 'credit-memo'
export const KINDS: Readonly<Record<KindName, Kind>> = {
  order: { set: 'Orders', object: 17, name: 'sales order', plural: 'sales orders', from: [] },
  delivery: { set: 'DeliveryNotes', object: 15, name: 'delivery', plural: 'deliveries', from: ['order'] },
  invoice: { set: 'Invoices', object: 13, name: 'invoice', plural: 'invoices', from: ['order', 'delivery'] },
  return: { set: 'Returns', object: 16, name: 'return', plural: 'returns', from: ['delivery'] },
  'credit-memo': { set: 'CreditNotes', object: 14, name: 'credit memo', plural: 'credit memos', from: ['invoice', 'return'] },
}

export const ExternalDocument = Type.Object({
  DocEntry: Type.Integer(),
  DocNum: Type.Integer(),
  CardCode: MaybeText,
  NumAtCard: MaybeText,
  DocDate: MaybeText,
  DocDueDate: MaybeText,
  DocCurrency: MaybeText,
  DocRate: Figure,
  DocTotal: Figure,
  DocTotalFc: Figure,
  VatSum: Figure,
  VatSumFc: Figure,
  DocumentStatus: MaybeText,
  Cancelled: MaybeText,
  CancelStatus: MaybeText,
  UpdateDate: MaybeText,
  UpdateTime: MaybeText,
})
export type ExternalDocument = Static<typeof ExternalDocument>

const Status = Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('cancelled')], { title: 'Status' })
export const SalesDocument = Type.Object({
  id: Type.String({ title: 'Id', description: 'DocEntry' }),
  number: Type.String({ title: 'Number', description: 'DocNum' }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference' }),
  customer: Type.String({ title: 'Customer', description: 'Code of the business partner' }),
  status: Status,
  date: Type.String({ title: 'Date' }),
  dueDate: Type.String({ title: 'Due date' }),
  currency: Type.String({ title: 'Currency', description: 'ISO 4217 code, or the code of the company where the settings name none' }),
  tax: Type.String({ title: 'Tax', description: 'Decimal text, in the currency of the document' }),
  total: Type.String({ title: 'Total with tax', description: 'Decimal text, in the currency of the document' }),
  localTotal: Type.String({ title: 'Total in local currency', description: 'Decimal text' }),
  rate: Type.String({ title: 'Exchange rate', description: '0 or 1 in local currency' }),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
})
export type SalesDocument = Static<typeof SalesDocument>

/** As it is read: with the company's own fields. */
export const FoundDocument = Type.Object({ ...SalesDocument.properties, fields: SystemFieldsRead })

export const SALES_DOCUMENT: SalesDocument = {
  id: '812',
  number: '10421',
  reference: 'HF-1001',
  customer: 'WEB-1',
  status: 'open',
  date: '2026-03-02',
  dueDate: '2026-03-02',
  currency: 'GBP',
  tax: '5',
  total: '30',
  localTotal: '30',
  rate: '0',
  updatedAt: '2026-03-02T10:15:00.000Z',
}

/** What is asked for of a document without its lines. */
export const headMembers = (reference: Reference, more: readonly string[] = []): string =>
  [...new Set([...Object.keys(ExternalDocument.properties), reference.field, ...more])].join(',')

export const documentReference = (context: Pick<CallContext, 'config'>): Reference => referenceField(context, 'NumAtCard')

export function toSalesDocument(document: ExternalDocument, { config }: Pick<CallContext, 'config'>): SalesDocument {
  const reference = (document as Readonly<Record<string, unknown>>)[documentReference({ config }).field]
  // Both are zero in local currency, and in the foreign one only where the document is.
  const isForeign = (document.DocTotalFc ?? 0) !== 0
  return {
    id: String(document.DocEntry),
    number: String(document.DocNum),
    reference: typeof reference === 'string' && reference !== '' ? reference : null,
    customer: document.CardCode ?? '',
    status: isCancelled(document) ? 'cancelled' : document.DocumentStatus === 'bost_Open' ? 'open' : 'closed',
    date: dayOf(document.DocDate),
    dueDate: dayOf(document.DocDueDate),
    currency: isoCurrency(document.DocCurrency, config),
    tax: decimalText(isForeign ? document.VatSumFc : document.VatSum),
    total: decimalText(isForeign ? document.DocTotalFc : document.DocTotal),
    localTotal: decimalText(document.DocTotal),
    rate: decimalText(document.DocRate),
    updatedAt: changedAtOf(document, config) ?? null,
  }
}

/** More than one is an error, which a cancellation and what it cancels are not. */
const MOST_OF_ONE_REFERENCE = 20

export async function findDocument(
  context: CallContext,
  kind: Kind,
  wanted: { readonly reference: string; readonly customer?: string | undefined },
  more: readonly string[] = [],
): Promise<ExternalDocument | undefined> {
  const reference = documentReference(context)
  const { records } = await list(context, kind.set, ExternalDocument, {
    $filter: referenceFilter(reference, wanted.reference, wanted.customer),
    $select: headMembers(reference, more),
    $orderby: 'DocEntry',
    $top: MOST_OF_ONE_REFERENCE,
  })
  return theOne(records, kind.plural, wanted.reference)
}
