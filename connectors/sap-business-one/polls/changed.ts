// Lists by the time they changed: sales documents, items and business partners.
import type { Static, TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { ExternalPartner, FoundPartner, PARTNER, PARTNER_MEMBERS, toPartner } from '../business-partner.ts'
import { readByChange, type ChangedList } from '../by-change.ts'
import { list } from '../client.ts'
import {
  documentReference,
  ExternalDocument,
  FoundDocument,
  headMembers,
  KINDS,
  SALES_DOCUMENT,
  toSalesDocument,
  type Kind,
} from '../documents.ts'
import { ExternalItem, Item, ITEM, ITEM_MEMBERS, toItem } from '../item.ts'
import { reads, withOwnFields, type Owner } from '../user-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ITEM_FIELDS, PARTNER_FIELDS, DOCUMENT_FIELDS } from '../retail.ts'

const LARGEST_PAGE = 500

interface Changing<S extends TSchema> {
  readonly set: string
  readonly schema: S
  readonly key: ChangedList['key']
  readonly owner: Owner
  readonly select: (context: CallContext, more: readonly string[]) => string
  readonly keyOf: (record: Static<S>) => string
  readonly toValue: (record: Static<S>, context: CallContext) => { readonly [member: string]: Json }
}

function pollOf<S extends typeof ExternalDocument | typeof ExternalItem | typeof ExternalPartner>(of: Changing<S>): PollTrigger['poll'] {
  return (page, context) =>
    readByChange(page, context, {
      key: of.key,
      async read(query) {
        const wanted = Math.min(query.$top, LARGEST_PAGE)
        return await withOwnFields(context, of.owner, async ({ names, valuesOf }) => {
          const asked = { ...query, $top: wanted, $select: of.select(context, names) }
          const { records, next } = await list(context, of.set, of.schema, asked, wanted)
          const rows = records.map((record: Static<S>) => ({
            key: of.keyOf(record),
            // Times are to the second, and two changes may share one: the value tells them apart.
            value: { ...of.toValue(record, context), ...valuesOf(record) },
            UpdateDate: record.UpdateDate,
            UpdateTime: record.UpdateTime,
          }))
          return { rows, isCut: next !== undefined || (wanted < query.$top && rows.length === wanted) }
        })
      },
    })
}

const documentsChanged = (kind: Kind): PollTrigger['poll'] =>
  pollOf({
    set: kind.set,
    schema: ExternalDocument,
    key: { field: 'DocEntry', isText: false },
    owner: 'document',
    select: (context, more) => headMembers(documentReference(context), more),
    keyOf: ({ DocEntry }) => String(DocEntry),
    toValue: toSalesDocument,
  })

const DOCUMENT = { kind: 'poll', output: FoundDocument, discover: reads({ fields: 'document' }) } as const
/** Those of them that are an order of the retail model, or its invoice. */
const SALE = { ...DOCUMENT, output: speaking('order', FoundDocument, DOCUMENT_FIELDS) } as const

export const salesOrdersChanged = {
  ...SALE,
  id: 'sales-orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads orders by the time they changed, without their lines.',
  example: SALES_DOCUMENT,
  poll: documentsChanged(KINDS.order),
} as const satisfies PollTrigger

export const deliveriesChanged = {
  ...DOCUMENT,
  id: 'deliveries-changed',
  label: 'New and changed deliveries',
  description: 'Reads deliveries by the time they changed, without their lines.',
  example: { ...SALES_DOCUMENT, id: '633', number: '20117' },
  poll: documentsChanged(KINDS.delivery),
} as const satisfies PollTrigger

export const invoicesChanged = {
  ...SALE,
  id: 'invoices-changed',
  label: 'New and changed invoices',
  description: 'Reads invoices by the time they changed, without their lines. One that is paid is closed.',
  example: { ...SALES_DOCUMENT, id: '590', number: '30084' },
  poll: documentsChanged(KINDS.invoice),
} as const satisfies PollTrigger

export const returnsChanged = {
  ...DOCUMENT,
  id: 'returns-changed',
  label: 'New and changed returns',
  description: 'Reads returns by the time they changed, without their lines.',
  example: { ...SALES_DOCUMENT, id: '41', number: '40012' },
  poll: documentsChanged(KINDS.return),
} as const satisfies PollTrigger

export const creditMemosChanged = {
  ...DOCUMENT,
  id: 'credit-memos-changed',
  label: 'New and changed credit memos',
  description: 'Reads credit memos by the time they changed, without their lines.',
  example: { ...SALES_DOCUMENT, id: '57', number: '50009' },
  poll: documentsChanged(KINDS['credit-memo']),
} as const satisfies PollTrigger

export const itemsChanged = {
  kind: 'poll',
  id: 'items-changed',
  label: 'New and changed items',
  description: 'Reads items by the time they changed. Movements of stock may leave that time as it is: read stock with its own action.',
  output: speaking('product', Item, ITEM_FIELDS),
  discover: reads({ fields: 'item' }),
  example: ITEM,
  poll: pollOf({
    set: 'Items',
    schema: ExternalItem,
    key: { field: 'ItemCode', isText: true },
    owner: 'item',
    select: (_, more) => [ITEM_MEMBERS, ...more].join(','),
    keyOf: ({ ItemCode }) => ItemCode,
    toValue: toItem,
  }),
} as const satisfies PollTrigger

export const partnersChanged = {
  kind: 'poll',
  id: 'partners-changed',
  label: 'New and changed business partners',
  description: 'Reads customers, suppliers and leads by the time they changed.',
  output: speaking('customer', FoundPartner, PARTNER_FIELDS),
  discover: reads({ fields: 'partner' }),
  example: PARTNER,
  poll: pollOf({
    set: 'BusinessPartners',
    schema: ExternalPartner,
    key: { field: 'CardCode', isText: true },
    owner: 'partner',
    select: (_, more) => [PARTNER_MEMBERS, ...more].join(','),
    keyOf: ({ CardCode }) => CardCode,
    toValue: toPartner,
  }),
} as const satisfies PollTrigger
