// Rows of a table or view that are new or changed since the last look: read by a cursor over a column that only grows, with the key behind it, so
// that any number of rows may share a time.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { PollPage, PollTrigger } from '#connectors/kit/contract.ts'
import type { Dialect, SqlSession } from '../dialect.ts'
import { columnsOf } from '../columns.ts'
import { inTransaction } from '../session.ts'
import { quoted } from '../statement.ts'
import { Key, Table } from '../actions/input.ts'

const Options = Type.Object(
  {
    table: Type.String({ ...Table, title: 'Table or view' }),
    key: Type.Array(Type.String({ maxLength: 128 }), { ...Key, title: 'Key', description: 'The columns that make a row unique.' }),
    changed: Type.String({
      title: 'Column that grows',
      description:
        'Every new or changed row has a larger value there: a time of change, or a number such as an identity or a row version. It needs an index.',
      maxLength: 128,
    }),
    kind: Type.Union([Type.Literal('time', { title: 'A time' }), Type.Literal('number', { title: 'A number' })], { title: 'It is' }),
    columns: Type.Optional(
      Type.Array(Type.String({ maxLength: 128 }), { title: 'Columns', description: 'Those of the record. Empty: all.', maxItems: 200 }),
    ),
    overlap: Type.Optional(
      Type.Integer({
        title: 'Overlap',
        description:
          'Seconds (of a time) or numbers that are read again at each look, for transactions that end later than others that began after them. Default: 60 seconds, 1,000 numbers.',
        minimum: 0,
        maximum: 86_400,
      }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

interface Cursor {
  /** The last row that was read, by its growing column and its key, all as texts; of a round that is not at its end. */
  readonly after?: readonly string[]
  /** The highest value of the growing column so far: the next round begins a little before it. */
  readonly highest?: string
}

/** Names of the columns that are read beside the record's own. */
const GROWING = 'tillflow_growing'
const keyColumn = (index: number) => `tillflow_key_${index}`

export const rows = {
  kind: 'poll',
  id: 'rows',
  label: 'New and changed rows',
  description:
    'Reads a table or view regularly; each new or changed row starts a run. Rows of a numbered table are all read at the first look.',
  options: Options,
  output: Type.Record(Type.String(), Type.Unknown(), {
    title: 'Row',
    description: 'Values by column; exact numbers, dates and times are texts.',
  }),
  discover: columnsOf('output', ''),
  example: { id: 17, sku: 'HF-MUG-NAVY', updated_at: '2026-03-01T10:00:00Z' },
  poll: ({ cursor, since, limit, options }, context) =>
    inTransaction(context, { kind: 'read', repeatable: true }, (session, dialect) =>
      readPage(session, dialect, options as Options, (cursor ?? {}) as Cursor, since, limit),
    ),
} as const satisfies PollTrigger

async function readPage(
  session: SqlSession,
  dialect: Dialect,
  options: Options,
  cursor: Cursor,
  since: Date,
  limit: number,
): Promise<PollPage> {
  const column = (name: string, path: string) => quoted(name, dialect, path)
  const growing = column(options.changed, '/changed')
  const key = options.key.map((name, index) => column(name, `/key/${index}`))
  const wanted = options.columns?.map((name, index) => column(name, `/columns/${index}`)) ?? [`t.*`]
  const marks = [growing, ...key].map(
    (name, index) => `${dialect.asText(`t.${name}`)} AS ${dialect.quote(index === 0 ? GROWING : keyColumn(index))}`,
  )
  const { condition, values } = conditionOf([growing, ...key], options, cursor, since, dialect)
  const order = [growing, ...key].map((name) => `t.${name}`).join(', ')
  const rest = `${column(options.table, '/table')} AS t WHERE ${condition} ORDER BY ${order}`
  const found = await session.run(dialect.limited([...wanted, ...marks].join(', '), rest, limit), values)
  const records = found.rows.map((row) => toRecord(row, options))
  const last = found.rows.at(-1)
  const highest = textOf(last?.[GROWING]) ?? cursor.highest
  const more = found.rows.length === limit
  const after = last && [GROWING, ...key.map((_, index) => keyColumn(index + 1))].map((name) => textOf(last[name]) ?? '')
  const next: Cursor = { ...(highest !== undefined && { highest }), ...(more && after && { after }) }
  return { records, cursor: next as Json, more }
}

/** Behind the last row; or, at the beginning of a round, a little before the highest value. */
function conditionOf(columns: readonly string[], options: Options, cursor: Cursor, since: Date, dialect: Dialect) {
  const [growing = ''] = columns
  const isThere = `t.${growing} IS NOT NULL`
  if (!cursor.after) {
    const from = cursor.highest === undefined ? (options.kind === 'time' ? plainTime(since) : undefined) : before(cursor.highest, options)
    return from === undefined
      ? { condition: isThere, values: [] }
      : { condition: `t.${growing} >= ${dialect.parameter(1)}`, values: [from] }
  }
  const values: string[] = []
  const parameter = (value: string) => {
    values.push(value)
    return dialect.parameter(values.length)
  }
  // a > 1 or (a = 1 and b > 2) or …: what `(a, b) > (1, 2)` means, which SQL Server does not know.
  const branches = columns.map((_, place) => {
    const same = columns.slice(0, place).map((name, index) => `t.${name} = ${parameter(cursor.after?.[index] ?? '')}`)
    return [...same, `t.${columns[place] ?? ''} > ${parameter(cursor.after?.[place] ?? '')}`].join(' AND ')
  })
  return { condition: `(${branches.map((branch) => `(${branch})`).join(' OR ')})`, values }
}

function before(highest: string, { kind, overlap }: Options): string {
  if (kind === 'number') {
    if (!/^-?\d+$/.test(highest)) throw wrongKind(highest, 'a whole number')
    return String(BigInt(highest) - BigInt(overlap ?? 1_000))
  }
  // As databases write times: a zone or none, with any number of decimals.
  const [, at = '', zone = ''] = /^(.*?)\s*(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(highest.trim()) ?? []
  const time = Date.parse(`${at.replace(' ', 'T')}Z`)
  if (!Number.isFinite(time)) throw wrongKind(highest, 'a time')
  return `${plainTime(new Date(time - (overlap ?? 60) * 1_000))}${zone}`
}

const plainTime = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '')

const wrongKind = (value: string, kind: string) =>
  new AppError('flow-invalid', {
    message: say`The column that grows has the value "${value.slice(0, 40)}", which is not ${kind}.`,
    fix: 'Correct "It is" of the trigger.',
  })

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

function toRecord(row: Readonly<Record<string, Json>>, options: Options) {
  const marks = new Set([GROWING, ...options.key.map((_, index) => keyColumn(index + 1))])
  const value = Object.fromEntries(Object.entries(row).filter(([name]) => !marks.has(name)))
  const key = options.key.map((_, index) => textOf(row[keyColumn(index + 1)]) ?? '')
  return { key: key.length === 1 ? (key[0] ?? '') : JSON.stringify(key), version: textOf(row[GROWING]) ?? '', value }
}
