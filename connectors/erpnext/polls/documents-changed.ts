// Looks regularly for documents of a kind that are new or have changed.
import type { Static, TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { clockAsUtc, clockOf, siteTime, turnedBackMs } from '#connectors/kit/site-time.ts'
import { readConfig } from '../auth.ts'
import { list } from '../client.ts'

/** For transactions that write the time of their beginning. */
const OVERLAP_MS = 5 * 60_000
const LARGEST_PAGE = 500

export function changedDocuments<S extends TSchema & { readonly properties: Readonly<Record<string, TSchema>> }>(
  doctype: string,
  schema: S,
  toValue: (document: Static<S>, config: Readonly<Record<string, unknown>>) => object,
): PollTrigger['poll'] {
  return ({ cursor, since, limit }, context) =>
    readChanged({
      cursor,
      // The cursor holds the site's clock: only at the beginning an instant becomes one.
      since: new Date(clockAsUtc(siteTime(since, readConfig(context.config).timeZone))),
      limit,
      overlapMs: OVERLAP_MS + turnedBackMs(context.now(), readConfig(context.config).timeZone),
      largestPage: LARGEST_PAGE,
      async read(query) {
        const documents = await list(context, doctype, schema, {
          filters: [['modified', '>=', clockOf(query.since)]],
          fields: Object.keys(schema.properties),
          orderBy: 'modified asc, name asc',
          start: query.skip,
          limit: query.limit,
        })
        return documents.map((document) => {
          const { name, modified } = document as { readonly name: string; readonly modified: string }
          return { key: name, version: modified, changedAt: clockAsUtc(modified), value: toValue(document, context.config) as Json }
        })
      },
    })
}
