// Lists by the time they changed. Business Central compares fractions of a second, and shows a change when its transaction ends.
import { Type, type Static, type TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import { changedRecord, readChanged } from '#connectors/kit/changed-poll.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { list } from '../client.ts'
import { ExternalDocument, FoundDocument, KINDS, SALES_DOCUMENT, toSalesDocument } from '../documents.ts'
import { ExternalItem, ITEM, Item, toItem } from '../item.ts'
import { reads, withOwn, type OwnSet } from '../own-fields.ts'
import { decimalText } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { FOUND_CUSTOMER_FIELDS } from '../retail.ts'

/** Postings are long transactions, which write their times before they end. */
const OVERLAP_MS = 300_000
const LARGEST_PAGE = 1_000

const ExternalCustomer = Type.Object({
  id: Type.String(),
  number: Type.String(),
  displayName: Type.String(),
  email: Type.String(),
  phoneNumber: Type.String(),
  blocked: Type.String(),
  lastModifiedDateTime: Type.String(),
})
const Customer = speaking(
  'customer',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    number: Type.String({ title: 'Number' }),
    name: Type.String({ title: 'Name' }),
    email: Type.String({ title: 'E-mail' }),
    phone: Type.String({ title: 'Telephone' }),
    blocked: Type.Boolean({ title: 'Blocked', description: 'For shipping, invoicing or everything' }),
    updatedAt: Type.String({ title: 'Changed at' }),
    fields: SystemFieldsRead,
  }),
  FOUND_CUSTOMER_FIELDS,
)

const ExternalEntry = Type.Object({
  id: Type.String(),
  entryNumber: Type.Integer(),
  itemNumber: Type.String(),
  postingDate: Type.String(),
  entryType: Type.String(),
  documentNumber: Type.String(),
  quantity: Type.Number(),
  lastModifiedDateTime: Type.String(),
})
const Entry = Type.Object({
  id: Type.String({ title: 'Id' }),
  entryNumber: Type.Integer({ title: 'Entry number' }),
  item: Type.String({ title: 'Item' }),
  postingDate: Type.String({ title: 'Posting date' }),
  type: Type.String({ title: 'Type', description: 'Such as Sale, Purchase or Transfer' }),
  document: Type.String({ title: 'Document number' }),
  quantity: Type.String({ title: 'Quantity', description: 'Below zero: left the stock' }),
  updatedAt: Type.String({ title: 'Changed at' }),
})

function pollOf<S extends TSchema>(
  set: OwnSet | 'itemLedgerEntries',
  schema: S,
  toValue: (record: Static<S>) => Json & { readonly id: string; readonly updatedAt: string },
): PollTrigger['poll'] {
  return (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since: from, limit: most, skip }) {
        const { records } = await list(context, set, schema, {
          $filter: `lastModifiedDateTime ge ${from}`,
          $orderby: 'lastModifiedDateTime',
          $top: most,
          ...(skip > 0 && { $skip: skip }),
        })
        const values = records.map(toValue)
        return (set === 'itemLedgerEntries' ? values : await withOwn(context, set, values)).map(changedRecord)
      },
    })
}

export const salesOrdersChanged = {
  kind: 'poll',
  id: 'sales-orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads orders by the time they changed, without their lines. One that was invoiced completely is gone.',
  output: FoundDocument,
  example: SALES_DOCUMENT,
  discover: reads({ fields: KINDS.order.set }),
  poll: pollOf(KINDS.order.set, ExternalDocument, toSalesDocument),
} as const satisfies PollTrigger

export const salesInvoicesChanged = {
  kind: 'poll',
  id: 'sales-invoices-changed',
  label: 'New and changed sales invoices',
  description: 'Reads drafts and posted invoices by the time they changed, without their lines.',
  output: FoundDocument,
  example: { ...SALES_DOCUMENT, number: 'PS-INV103001', status: 'Open' },
  discover: reads({ fields: KINDS.invoice.set }),
  poll: pollOf(KINDS.invoice.set, ExternalDocument, toSalesDocument),
} as const satisfies PollTrigger

export const itemsChanged = {
  kind: 'poll',
  id: 'items-changed',
  label: 'New and changed items',
  description: 'Reads items by the time they changed. Movements of stock do not change an item: see the item ledger entries.',
  output: Item,
  example: ITEM,
  discover: reads({ fields: 'items' }),
  poll: pollOf('items', ExternalItem, toItem),
} as const satisfies PollTrigger

export const customersChanged = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads customers by the time they changed.',
  output: Customer,
  example: {
    id: '1b9f3c52-77aa-4a0e-8f21-6c1f0a9d2e34',
    number: 'WEB-1',
    name: 'Web shop',
    email: 'shop@harbour-finch.example',
    phone: '',
    blocked: false,
    updatedAt: '2026-03-02T10:00:00.120Z',
  },
  discover: reads({ fields: 'customers' }),
  poll: pollOf('customers', ExternalCustomer, (one) => ({
    id: one.id,
    number: one.number,
    name: one.displayName,
    email: one.email,
    phone: one.phoneNumber,
    // An empty option is a blank in OData's names.
    blocked: !['', ' ', '_x0020_'].includes(one.blocked),
    updatedAt: one.lastModifiedDateTime,
  })),
} as const satisfies PollTrigger

export const itemLedgerEntriesChanged = {
  kind: 'poll',
  id: 'item-ledger-entries-changed',
  label: 'New item ledger entries',
  description: 'Reads movements of stock as they are posted. The API does not say at which location.',
  output: Entry,
  example: {
    id: '0d7a1c8e-90b4-4f6e-9a51-3e2d1c0b9a87',
    entryNumber: 317,
    item: 'HF-1010',
    postingDate: '2026-03-02',
    type: 'Sale',
    document: 'PS-SHP102001',
    quantity: '-2',
    updatedAt: '2026-03-02T10:00:00.120Z',
  },
  poll: pollOf('itemLedgerEntries', ExternalEntry, (one) => ({
    id: one.id,
    entryNumber: one.entryNumber,
    item: one.itemNumber,
    postingDate: one.postingDate,
    type: one.entryType,
    document: one.documentNumber,
    quantity: decimalText(one.quantity),
    updatedAt: one.lastModifiedDateTime,
  })),
} as const satisfies PollTrigger
