// Records of any model that were made or changed: Odoo tells nobody by itself, so it is asked by `write_date`.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { searchRead, textOf, type Domain } from '../client.ts'

const Options = Type.Object(
  {
    model: Type.String({
      title: 'Model',
      description: "Odoo's technical name, such as res.partner.",
      pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
    }),
    fields: Type.Array(Type.String({ minLength: 1 }), {
      title: 'Fields',
      description: 'Technical names of what to read.',
      minItems: 1,
      maxItems: 200,
    }),
    domain: Type.Optional(
      Type.Array(Type.Unknown(), {
        title: 'Conditions',
        description: 'Odoo\'s search domain, such as [["state", "=", "sale"]]. Empty: all records.',
        maxItems: 200,
      }),
    ),
  },
  { additionalProperties: false },
)

/** A transaction writes the time of its beginning and is seen at its end: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000

interface Cursor {
  /** Records changed at this time or later are read now, by id: changing while it is read takes no record away. */
  readonly since: string
  /** The newest change there was when this round began. What comes later belongs to the next round. */
  readonly newest: string
  /** The last id of this round; absent: a new round begins. */
  readonly afterId?: number
}

export const changedRecords = {
  kind: 'poll',
  id: 'records-changed',
  label: 'New and changed records',
  description: 'Reads the records of a model that were made or changed since the last time.',
  options: Options,
  output: Type.Record(Type.String(), Type.Unknown(), { title: 'Record', description: 'As Odoo gives it: false stands for empty.' }),
  example: { id: 7, name: 'Grace Hopper', write_date: '2026-03-01 10:00:00' },
  async poll({ cursor, since, limit, options }, context) {
    const { model, fields, domain = [] } = options as Static<typeof Options>
    const wanted = domain as Domain
    const before = cursor as Cursor | null | undefined
    const begin = async (): Promise<Cursor> => {
      const from = before ? minus(before.newest, OVERLAP_MS) : toOdoo(since)
      const [last] = await searchRead(context, model, wanted, { fields: ['write_date'], order: 'write_date desc, id desc', limit: 1 })
      return { since: from, newest: textOf(last?.['write_date']) ?? before?.newest ?? from }
    }
    const round = before?.afterId !== undefined ? before : await begin()
    const page: Domain = [['write_date', '>=', round.since], ['id', '>', round.afterId ?? 0], ...wanted]
    const rows = await searchRead(context, model, page, { fields: [...new Set([...fields, 'write_date'])], order: 'id', limit })
    const more = rows.length === limit
    const lastId = rows.at(-1)?.id
    return {
      records: rows.map((row) => ({ key: String(row.id), version: textOf(row['write_date']) ?? '', value: row as Json })),
      cursor: {
        since: round.since,
        newest: round.newest,
        ...(more && lastId !== undefined && { afterId: lastId }),
      } satisfies Cursor as Json,
      more,
    }
  },
} as const satisfies PollTrigger

/** Odoo keeps UTC without a zone: `2026-03-01 10:15:00`. */
const toOdoo = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')
const minus = (text: string, ms: number): string => toOdoo(new Date(Date.parse(`${text.replace(' ', 'T')}Z`) - ms))
