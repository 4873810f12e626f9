// Looks regularly at a list: all of it, or what changed since the last time where the document takes a time.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { DOTTED } from '#connectors/kit/auth/any-api.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { valueAt } from '#connectors/kit/json-body.ts'
import { document, ListPath, Variables, variableName } from '../actions/input.ts'
import { sendDocument } from '../client.ts'
import { connectionAt } from '../connection.ts'
import { answers } from '../result-fields.ts'
import { mustDeclare, readDocument } from '../document.ts'

const Options = Type.Object(
  {
    document: document(
      'query ($since: DateTime, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }',
    ),
    list: ListPath,
    variables: Variables,
    key: Type.Optional(
      Type.String({ title: 'Key', description: 'Where the id stands in an item. Default: id.', pattern: DOTTED, maxLength: 200 }),
    ),
    changedAt: Type.Optional(
      Type.String({
        title: 'Time of change',
        description: 'Where an item says when it was changed, such as updatedAt. Empty: any difference counts as a change.',
        pattern: DOTTED,
        maxLength: 200,
      }),
    ),
    sinceVariable: variableName(
      'Variable of the time',
      'Takes the time since which changes are wanted, such as since. Empty: the whole list is read each time.',
    ),
    sinceFormat: Type.Optional(
      Type.Union([Type.Literal('iso', { title: '2026-03-01T10:00:00Z' }), Type.Literal('seconds', { title: 'Seconds since 1970' })], {
        title: 'Form of the time',
      }),
    ),
    cursorVariable: variableName('Variable of the page', 'Takes the cursor of the next page. Default: after.'),
    sizeVariable: variableName(
      'Variable of the page size',
      'Takes the number of items of a page, such as first. Empty: the document says it.',
    ),
    overlapSeconds: Type.Optional(
      Type.Integer({
        title: 'Overlap',
        description: 'Seconds that are read again each time, for changes that appear late. Default 300.',
        minimum: 0,
        maximum: 86_400,
      }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

interface Cursor {
  /** ISO instant: what the pages of this round are asked for. */
  readonly since: string
  /** The latest time of change that was seen, of this round too. */
  readonly latest: string
  /** The next page of this round; absent: a new round begins. */
  readonly page?: string
}

export const changedPoll = {
  kind: 'poll',
  id: 'list',
  label: 'New and changed items of a list',
  description: 'Reads a list regularly with a GraphQL query; each new or changed item starts a run.',
  options: Options,
  output: Type.Unknown({ title: 'Item', description: 'The node, as the document asks for it.' }),
  discover: answers('query', '', true),
  example: { id: 'p_17', updatedAt: '2026-03-01T10:00:00Z' },
  async poll({ cursor, since, limit, options }, context) {
    const settings = options as Options
    const { cursorVariable = 'after', sinceVariable, sizeVariable } = settings
    const operation = await readDocument(settings.document, 'query')
    mustDeclare(operation, cursorVariable, 'the cursor of the next page')
    if (sinceVariable !== undefined) mustDeclare(operation, sinceVariable, 'the time of change')
    if (sizeVariable !== undefined) mustDeclare(operation, sizeVariable, 'the size of pages')
    const round = roundOf(cursor as Cursor | null | undefined, since, settings)
    const { data } = await sendDocument(context, {
      document: settings.document,
      isRepeatable: true,
      variables: {
        ...settings.variables,
        ...(sinceVariable !== undefined && { [sinceVariable]: timeOf(round.since, settings) }),
        ...(sizeVariable !== undefined && { [sizeVariable]: limit }),
        ...(round.page !== undefined && { [cursorVariable]: round.page }),
      },
    })
    const { items, next } = connectionAt(data, settings.list)
    if (next !== undefined && next === round.page) {
      throw new AppError('vendor-answer-invalid', { message: 'The pages of this list lead in a circle.' })
    }
    const changes = settings.changedAt === undefined ? [] : items.map((item) => valueAt(item, settings.changedAt))
    // A time that is still to come would hide what changes until then.
    const latest = changes.reduce((newest: string, changed) => later(newest, changed, context.now()), round.latest)
    return {
      records: items.map((item, index) => toRecord(item, index, settings)),
      cursor: { since: round.since, latest, ...(next !== undefined && { page: next }) } satisfies Cursor as unknown as Json,
      more: next !== undefined,
    }
  },
} as const satisfies PollTrigger

function roundOf(before: Cursor | null | undefined, since: Date, { changedAt, overlapSeconds = 300 }: Options): Cursor {
  if (!before) return { since: since.toISOString(), latest: since.toISOString() }
  if (before.page !== undefined) return before
  // By the API's own clock. An item that says no time of change cannot move the beginning.
  const from = changedAt === undefined ? before.since : new Date(Date.parse(before.latest) - overlapSeconds * 1_000).toISOString()
  return { since: from, latest: before.latest }
}

const timeOf = (since: string, { sinceFormat }: Options): string | number =>
  sinceFormat === 'seconds' ? Math.floor(Date.parse(since) / 1_000) : since

function later(newest: string, changed: Json | undefined, now: Date): string {
  const instant = typeof changed === 'number' ? changed * 1_000 : typeof changed === 'string' ? Date.parse(changed) : NaN
  if (Number.isNaN(instant) || instant <= Date.parse(newest)) return newest
  return new Date(Math.min(instant, Math.max(now.getTime(), Date.parse(newest)))).toISOString()
}

function toRecord(item: Json, index: number, { key: keyPath = 'id', changedAt }: Options): PollRecord {
  const key = valueAt(item, keyPath)
  if (typeof key !== 'string' && typeof key !== 'number') {
    throw new AppError('vendor-answer-invalid', {
      message: say`Item ${index + 1} of the list has no "${keyPath}" that could name it.`,
      fix: 'Ask for it in the document, or correct "Key" of the trigger.',
    })
  }
  const version = changedAt === undefined ? undefined : valueAt(item, changedAt)
  return {
    key: String(key),
    value: item,
    ...((typeof version === 'string' || typeof version === 'number') && { version: String(version) }),
  }
}
