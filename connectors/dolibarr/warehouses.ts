// Warehouses by their ids, for answers that name them by these.
import { Type } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { list, Loose } from './client.ts'
import { textOf } from './values.ts'

const Warehouse = Type.Object({ id: Type.Union([Type.String(), Type.Integer()]), ref: Loose, label: Loose })
const MOST_WAREHOUSES = 500

/** Their refs; older versions call the ref a label. */
export async function warehouseRefs(context: CallContext): Promise<ReadonlyMap<string, string>> {
  const found = await list(context, 'warehouses', Warehouse, { limit: MOST_WAREHOUSES })
  return new Map(found.map(({ id, ref, label }) => [String(id), textOf(ref) || textOf(label)]))
}
