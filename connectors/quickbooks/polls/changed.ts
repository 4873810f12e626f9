// Customers and items by the time they changed, also those that were made inactive.
import type { Static, TSchema } from 'typebox'
import { changedRecord, readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { LARGEST_PAGE } from '../client.ts'
import { ChangedCustomer, CUSTOMER, toChangedCustomer } from '../customer.ts'
import { ITEM, Item, toItem } from '../item.ts'
import { ALSO_INACTIVE, find, quoted } from '../query.ts'
import { QuickBooksCustomer, QuickBooksItem } from '../schemas.ts'

/** Times are whole seconds, and a change is seen some time after it. */
const OVERLAP_MS = 60_000
const CHANGED = 'MetaData.LastUpdatedTime'

function pollOf<S extends TSchema, V extends { readonly id: string; readonly updatedAt: string }>(
  entity: string,
  schema: S,
  toValue: (record: Static<S>) => V & Record<string, string | boolean | null>,
): PollTrigger['poll'] {
  return (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since: from, limit: most, skip }) {
        const where = [ALSO_INACTIVE, `${CHANGED} >= ${quoted(`${from.slice(0, 19)}Z`)}`]
        const found = await find(context, schema, { entity, where, orderBy: CHANGED, skip, limit: most })
        return found.map(toValue).map(changedRecord)
      },
    })
}

export const customersChanged = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads customers by the time they changed, also those that were made inactive.',
  output: ChangedCustomer,
  example: { ...CUSTOMER, updatedAt: '2026-03-02T09:15:00.000Z' },
  poll: pollOf('Customer', QuickBooksCustomer, toChangedCustomer),
} as const satisfies PollTrigger

export const itemsChanged = {
  kind: 'poll',
  id: 'items-changed',
  label: 'New and changed items',
  description: 'Reads items by the time they changed, also those that were made inactive.',
  output: Item,
  example: ITEM,
  poll: pollOf('Item', QuickBooksItem, toItem),
} as const satisfies PollTrigger
