// Tills and their shops in Odoo's Point of Sale: names that sales and sessions are told with.
import type { CallContext } from '#connectors/kit/contract.ts'
import { warehouseCodes } from './delivery.ts'
import { idOf, readAll, textOf, type OdooRow } from './client.ts'

export interface Till {
  /** Name of the point of sale (pos.config). */
  readonly register: string
  /** Short Name of the warehouse that its stock is taken from; the point of sale's name where it has none. */
  readonly store: string
}

/** The till of each point of sale that these rows name in `config_id`. */
export async function readTills(context: CallContext, rows: readonly OdooRow[]): Promise<ReadonlyMap<number, Till>> {
  const ids = [...new Set(rows.flatMap((row) => idOf(row['config_id']) ?? []))]
  if (ids.length === 0) return new Map()
  const configs = await readAll(
    context,
    'pos.config',
    [
      ['id', 'in', ids],
      ['active', 'in', [true, false]],
    ],
    ['name', 'picking_type_id'],
  )
  const codes = await warehouseCodes(
    context,
    configs.flatMap((row) => idOf(row['picking_type_id']) ?? []),
  )
  return new Map(
    configs.map((row) => {
      const register = textOf(row['name']) ?? String(row.id)
      return [row.id, { register, store: codes.get(idOf(row['picking_type_id']) ?? 0) ?? register }]
    }),
  )
}
