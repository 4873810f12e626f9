// Looks regularly at any list of the API: all of it, or what changed since the last time where the API can be asked for that.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { Path, Query } from '../actions/input.ts'
import { send } from '../auth.ts'
import { listAt, readBody, valueAt } from '#connectors/kit/json-body.ts'
import { readConfig, type HttpConfig } from '../config.ts'
import { nextQuery, type PageQuery } from '#connectors/kit/list-pages.ts'

const DOTTED = '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$'

const Options = Type.Object(
  {
    path: Path,
    query: Query,
    key: Type.Optional(
      Type.String({ title: 'Key', description: 'Where the id stands in an item, such as order.id. Default: id.', pattern: DOTTED }),
    ),
    version: Type.Optional(
      Type.String({
        title: 'Time of change',
        description: 'Where an item says when it was changed, such as updated_at. Empty: any difference counts as a change.',
        pattern: DOTTED,
      }),
    ),
    sinceParameter: Type.Optional(
      Type.String({
        title: 'Changed since',
        description:
          'Query parameter by which the API gives only what changed since a time, such as updated_since. Empty: the whole list is read each time.',
        pattern: '^[A-Za-z0-9_.[\\]-]+$',
        maxLength: 100,
      }),
    ),
    sinceFormat: Type.Optional(
      Type.Union([Type.Literal('iso', { title: '2026-03-01T10:00:00Z' }), Type.Literal('seconds', { title: 'Seconds since 1970' })], {
        title: 'Format of the time',
      }),
    ),
    overlapSeconds: Type.Optional(
      Type.Integer({
        title: 'Overlap',
        description: 'Seconds that are read again each time, for clocks that differ and changes that appear late. Default 300.',
        minimum: 0,
        maximum: 86_400,
      }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

interface Cursor {
  /** What the pages being read now were asked for, and what the next round will be asked for. */
  readonly since: string
  readonly nextSince: string
  /** The next page of this round; absent: a new round begins. */
  readonly page?: PageQuery
  readonly pages: number
  readonly items: number
}

export const listPoll = {
  kind: 'poll',
  id: 'list',
  label: 'New and changed items of a list',
  description:
    'Reads a list of the API regularly; each new or changed item starts a run. The connection says how the list is divided into pages.',
  options: Options,
  output: Type.Unknown({ title: 'Item', description: 'As the list has it.' }),
  example: { id: 17, sku: 'HF-MUG-NAVY', updated_at: '2026-03-01T10:00:00Z' },
  async poll({ cursor, since, options }, context) {
    const settings = options as Options
    const config = readConfig(context.config)
    const now = context.now().toISOString()
    const before = cursor as Cursor | null | undefined
    const round: Cursor =
      before?.page !== undefined
        ? before
        : { since: before?.nextSince ?? since.toISOString(), nextSince: now, pages: 0, items: 0, page: nextQuery(config) ?? {} }
    const query = { ...settings.query, ...sinceQuery(settings, round.since, before === undefined || before === null), ...round.page }
    const response = await send(context, { method: 'GET', url: settings.path, query })
    const body = readBody(response)
    const list = listAt(body, config.itemsPath)
    const read = { pages: round.pages + 1, items: round.items + list.length }
    const next = nextPage(config, round, { body, link: response.headers['link'], count: list.length, ...read })
    const { page: _, ...rest } = round
    return {
      records: list.map((item, index) => toRecord(item, index, settings)),
      cursor: { ...rest, ...read, ...(next && { page: next }) } satisfies Cursor as unknown as Json,
      more: next !== undefined,
    }
  },
} as const satisfies PollTrigger

function nextPage(config: HttpConfig, round: Cursor, last: Parameters<typeof nextQuery>[1]): PageQuery | undefined {
  const next = nextQuery(config, last)
  if (next !== undefined && JSON.stringify(next) === JSON.stringify(round.page)) {
    throw new AppError('vendor-answer-invalid', { message: 'The pages of this list lead in a circle.' })
  }
  return next
}

function sinceQuery({ sinceParameter, sinceFormat, overlapSeconds = 300 }: Options, since: string, isFirst: boolean): PageQuery {
  if (sinceParameter === undefined) return {}
  const from = new Date(Date.parse(since) - (isFirst ? 0 : overlapSeconds * 1_000))
  return { [sinceParameter]: sinceFormat === 'seconds' ? Math.floor(from.getTime() / 1_000) : from.toISOString() }
}

function toRecord(item: Json, index: number, { key: keyPath = 'id', version: versionPath }: Options): PollRecord {
  const key = valueAt(item, keyPath)
  if (typeof key !== 'string' && typeof key !== 'number') {
    throw new AppError('vendor-answer-invalid', {
      message: say`Item ${index + 1} of the list has no "${keyPath}" that could name it.`,
      fix: 'Correct "Key" of the trigger.',
    })
  }
  const version = versionPath === undefined ? undefined : valueAt(item, versionPath)
  return {
    key: String(key),
    value: item,
    ...((typeof version === 'string' || typeof version === 'number') && { version: String(version) }),
  }
}
