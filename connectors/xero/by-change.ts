// Lists by the time they changed, for whoever reads them in pages: Xero's ids are random, so that pages by any other order move under the reader.
import type { Static, TSchema } from 'typebox'
import { changedRecord, type ChangedPoll, type ChangedRecord } from '#connectors/kit/changed-poll.ts'
import type { CallContext, HttpRequest } from '#connectors/kit/contract.ts'
import type { Json } from '#shared/json.ts'
import { LARGEST_PAGE, read } from './client.ts'

type ChangedValue = Json & { readonly id: string; readonly updatedAt: string }

/** How `readChanged` reads a list of Xero. `filter`: further members of the query. */
export function readerOf<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  toValues: (answer: Static<S>) => readonly ChangedValue[],
  filter: HttpRequest['query'] = {},
): Pick<ChangedPoll, 'largestPage' | 'read'> {
  /** Pages are numbered from the first; a place in the middle of one is cut out of it. */
  const pageOf = async (since: string, page: number, pageSize: number) =>
    toValues(await read(context, path, schema, { ...filter, page, pageSize, order: 'UpdatedDateUTC ASC' }, since)).map(
      (value): ChangedRecord => ({ ...changedRecord(value), changedAt: second(value.updatedAt) }),
    )
  return {
    largestPage: LARGEST_PAGE,
    async read({ since, limit, skip }) {
      // "Modified since" leaves out the time itself: the last millisecond before is right whether Xero looks at fractions of seconds or not.
      const before = new Date(Date.parse(second(since)) - 1).toISOString()
      if (skip === 0) return pageOf(before, 1, limit)
      const page = Math.floor(skip / LARGEST_PAGE) + 1
      return (await pageOf(before, page, LARGEST_PAGE)).slice(skip % LARGEST_PAGE).slice(0, limit)
    },
  }
}

/** Xero compares whole seconds. */
const second = (instant: string) => `${instant.slice(0, 19)}.000Z`
