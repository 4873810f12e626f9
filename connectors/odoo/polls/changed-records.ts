// Records of any model that were made or changed: Odoo tells nobody by itself, so it is asked by `write_date`.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
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

export const changedRecords = {
  kind: 'poll',
  id: 'records-changed',
  label: 'New and changed records',
  description: 'Reads the records of a model that were made or changed since the last time.',
  options: Options,
  output: Type.Record(Type.String(), Type.Unknown(), { title: 'Record', description: 'As Odoo gives it: false stands for empty.' }),
  example: { id: 7, name: 'Grace Hopper', write_date: '2026-03-01 10:00:00' },
  poll({ options, ...page }, context) {
    const { model, fields, domain = [] } = options as Static<typeof Options>
    const wanted = domain as Domain
    return readRoundById({
      ...page,
      overlapMs: OVERLAP_MS,
      async newest() {
        const [last] = await searchRead(context, model, wanted, { fields: ['write_date'], order: 'write_date desc, id desc', limit: 1 })
        const at = textOf(last?.['write_date'])
        return at === undefined ? undefined : fromOdoo(at)
      },
      async read({ since, afterId, limit }) {
        const changed: Domain = [['write_date', '>=', toOdoo(since)], ['id', '>', afterId], ...wanted]
        const rows = await searchRead(context, model, changed, { fields: [...new Set([...fields, 'write_date'])], order: 'id', limit })
        return rows.map((row) => ({ id: row.id, key: String(row.id), version: textOf(row['write_date']) ?? '', value: row as Json }))
      },
    })
  },
} as const satisfies PollTrigger

/** Odoo keeps UTC without a zone: `2026-03-01 10:15:00`. */
const toOdoo = (iso: string): string => iso.slice(0, 19).replace('T', ' ')
const fromOdoo = (text: string): string => new Date(`${text.replace(' ', 'T')}Z`).toISOString()
