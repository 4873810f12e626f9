// Documents, customers and items that were made, changed or deleted, as QuickBooks' Change Data Capture tells them.
// https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { ChangedCursor, readChanged, type ChangedRecord } from '#connectors/kit/changed-poll.ts'
import type { CallContext, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { LARGEST_PAGE, read } from '../client.ts'
import { ANY_ENTITY, AnyEntity, EntityName, toAnyEntity, type Entity } from '../entities.ts'
import { AnyRecord } from '../schemas.ts'

const Options = Type.Object(
  {
    entities: Type.Array(EntityName(), {
      title: 'Kinds',
      description: 'Such as Invoice and Payment. Deleted ones are told of too.',
      minItems: 1,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
)

const Answer = Type.Object({
  CDCResponse: Type.Array(Type.Object({ QueryResponse: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))) })),
})

/** Times are whole seconds, and a change is seen some time after it. */
const OVERLAP_MS = 60_000
/** QuickBooks tells no more changes at once, and does not say which it leaves out. */
const MOST_AT_ONCE = 1_000
/** It looks back 30 days; a little less is sure to be taken. */
const LOOK_BACK_MS = 30 * 86_400_000 - 3_600_000

export const recordsChanged = {
  kind: 'poll',
  id: 'records-changed',
  label: 'New, changed and deleted records',
  description: 'Reads documents, customers and items that were made, changed or deleted.',
  options: Options,
  output: AnyEntity,
  example: ANY_ENTITY,
  async poll({ options, cursor, since, limit }, context) {
    const { entities } = options as Static<typeof Options>
    const rejected: RejectedRecord[] = []
    const earliest = new Date(context.now().getTime() - LOOK_BACK_MS)
    const before = validate(ChangedCursor, cursor).length === 0 ? (cursor as Static<typeof ChangedCursor>) : undefined
    const from = before ? new Date(before.since) : since
    if (from < earliest) rejected.push(gap('tells changes of the last 30 days only', from, earliest))
    const page = await readChanged({
      cursor:
        before && from < earliest
          ? ({ since: earliest.toISOString(), seen: [], more: true } satisfies Static<typeof ChangedCursor> as Json)
          : cursor,
      since: from < earliest ? earliest : since,
      limit,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since: changedSince, limit: most, skip }) {
        const changes = await readChanges(context, entities, changedSince)
        if (changes.length >= MOST_AT_ONCE)
          rejected.push(gap('tells 1,000 changes at once, and there were more', new Date(changedSince), context.now()))
        return changes.slice(skip, skip + most)
      },
    })
    return { ...page, ...(rejected.length > 0 && { rejected }) }
  },
} as const satisfies PollTrigger

/** Oldest first. */
async function readChanges(context: CallContext, entities: readonly Entity[], since: string): Promise<readonly ChangedRecord[]> {
  const query = { entities: entities.join(','), changedSince: `${since.slice(0, 19)}Z` }
  const { CDCResponse } = await read(context, '/cdc', Answer, query)
  const lists = CDCResponse.flatMap(({ QueryResponse }) => QueryResponse ?? [])
  return entities
    .flatMap((entity) => lists.flatMap((list) => recordsOf(list[entity], entity).map((record) => toAnyEntity(entity, record))))
    .map((value) => ({
      key: `${value.entity} ${value.id}`,
      version: `${value.updatedAt}${value.deleted ? ' deleted' : ''}`,
      changedAt: value.updatedAt,
      value: value as Json,
    }))
    .toSorted((a, b) => Date.parse(a.changedAt) - Date.parse(b.changedAt) || (a.key < b.key ? -1 : 1))
}

const Records = Type.Array(AnyRecord)

/** A kind without changes is left out of the answer. */
function recordsOf(list: unknown, entity: string): readonly AnyRecord[] {
  if (list === undefined) return []
  const issues = validate(Records, list)
  if (issues.length === 0) return list as readonly AnyRecord[]
  throw new AppError('vendor-answer-invalid', { message: say`QuickBooks tells changes of ${entity} in a way that is not known.`, issues })
}

const gap = (why: string, from: Date, to: Date): RejectedRecord => ({
  key: `changes from ${from.toISOString()}`,
  reason: `QuickBooks ${why}: some changes between ${from.toISOString()} and ${to.toISOString()} may be missing.`,
  text: 'Compare the records of this time with QuickBooks, and look for changes more often.',
})
