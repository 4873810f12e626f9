// Lists by the time they changed (`tms`): orders, invoices, products, third parties.
import type { Static, TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { turnedBackMs } from '#connectors/kit/site-time.ts'
import { readConfig } from '../auth.ts'
import { condition, list } from '../client.ts'
import { ExternalDocument, INVOICES, ORDERS, SALES_DOCUMENT, SalesDocument, toSalesDocument } from '../documents.ts'
import { INVOICE_ELEMENT, ORDER_ELEMENT, PRODUCTS, readsExtraFields, THIRD_PARTIES } from '../extra-fields.ts'
import { ExternalProduct, PRODUCT, Product, toProduct } from '../product.ts'
import { ExternalThirdParty, THIRD_PARTY, ThirdParty, toThirdParty } from '../third-party.ts'
import { changedRecord, clockDigits } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_FIELDS, PRODUCT_FIELDS, THIRD_PARTY_FIELDS } from '../retail.ts'

/** A transaction writes the time of its statements, and is seen when it ends. */
const OVERLAP_MS = 120_000
const LARGEST_PAGE = 500

function pollOf<S extends TSchema>(
  path: string,
  schema: S,
  toValue: (record: Static<S>, context: CallContext) => Json & { readonly id: string; readonly updatedAt: string | null },
): PollTrigger['poll'] {
  return (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS + turnedBackMs(context.now(), readConfig(context.config).timeZone),
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        const filters = [condition('tms', '>=', clockDigits(since, context))]
        const from = Math.floor(skip / limit)
        const rows: Static<S>[] = []
        // Pages are whole: what is left out may end within one.
        for (const number of skip % limit === 0 ? [from] : [from, from + 1])
          rows.push(...(await list(context, path, schema, { filters, sort: ['tms', 'rowid'], limit, page: number })))
        return rows
          .slice(skip - from * limit)
          .slice(0, limit)
          .map((row) => changedRecord(toValue(row, context)))
      },
    })
}

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads customer orders by the time they changed, with their lines; drafts and cancelled ones too.',
  discover: readsExtraFields(ORDER_ELEMENT),
  output: speaking('order', SalesDocument, DOCUMENT_FIELDS),
  example: SALES_DOCUMENT,
  poll: pollOf('orders', ExternalDocument, (one, context) => toSalesDocument(ORDERS, one, context)),
} as const satisfies PollTrigger

export const invoicesChanged = {
  kind: 'poll',
  id: 'invoices-changed',
  label: 'New and changed invoices',
  description: 'Reads invoices by the time they changed, with their lines; drafts and paid ones too.',
  discover: readsExtraFields(INVOICE_ELEMENT),
  output: speaking('order', SalesDocument, DOCUMENT_FIELDS),
  example: { ...SALES_DOCUMENT, id: '22', number: 'FA2603-0022' },
  poll: pollOf('invoices', ExternalDocument, (one, context) => toSalesDocument(INVOICES, one, context)),
} as const satisfies PollTrigger

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads products and services by the time they changed. A movement of stock changes its product too.',
  discover: readsExtraFields(PRODUCTS),
  output: speaking('product', Product, PRODUCT_FIELDS),
  example: PRODUCT,
  poll: pollOf('products', ExternalProduct, toProduct),
} as const satisfies PollTrigger

export const thirdPartiesChanged = {
  kind: 'poll',
  id: 'third-parties-changed',
  label: 'New and changed third parties',
  description: 'Reads customers, prospects and suppliers by the time they changed.',
  discover: readsExtraFields(THIRD_PARTIES),
  output: speaking('customer', ThirdParty, THIRD_PARTY_FIELDS),
  example: THIRD_PARTY,
  poll: pollOf('thirdparties', ExternalThirdParty, toThirdParty),
} as const satisfies PollTrigger
