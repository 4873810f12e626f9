// Records of any model that were made or changed: Tryton tells nobody by itself, so it is asked by its own two times.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
import { openTryton } from '../client.ts'
import { MODEL_OPTIONS } from '../model-options.ts'
import { textOf, toDateTime, type TrytonRow } from '../values.ts'

const Options = Type.Object(MODEL_OPTIONS, { additionalProperties: false })

/** A transaction writes the time of its beginning and is seen at its end: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000

export const changedRecords = {
  kind: 'poll',
  id: 'records-changed',
  label: 'New and changed records',
  description: 'Reads the records of a model that were made or changed since the last time.',
  options: Options,
  output: Type.Record(Type.String(), Type.Unknown(), { title: 'Record', description: 'Decimals, dates and times are text.' }),
  example: { id: 3, name: 'Grace Hopper', create_date: '2026-03-01T10:00:00.000000Z', write_date: null },
  async poll({ options, ...page }, context) {
    const { model, fields, domain = [] } = options as Static<typeof Options>
    const tryton = await openTryton(context)
    const last = async (field: 'write_date' | 'create_date') => {
      const [row] = await tryton.search(model, [[field, '!=', null], ...domain], { fields: [field], limit: 1, order: [[field, 'DESC']] })
      return textOf(row?.[field])
    }
    return readRoundById({
      ...page,
      overlapMs: OVERLAP_MS,
      async newest() {
        const times = [await last('create_date'), await last('write_date')].filter((time) => time !== '').toSorted()
        const newest = times.at(-1)
        return newest === undefined ? undefined : new Date(newest).toISOString()
      },
      async read({ since, afterId, limit }) {
        const at = toDateTime(since)
        // A record that was never changed has no `write_date`.
        const changed = [['OR', [['write_date', '>=', at]], [['create_date', '>=', at]]], ['id', '>', afterId], ...domain]
        const rows = await tryton.search(model, changed, { fields: [...new Set([...fields, 'create_date', 'write_date'])], limit })
        return rows.map((row) => ({ id: row.id, key: String(row.id), version: versionOf(row), value: row as Json }))
      },
    })
  },
} as const satisfies PollTrigger

const versionOf = (row: TrytonRow) => textOf(row['write_date']) || textOf(row['create_date'])
