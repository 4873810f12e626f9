// Meta data as WooCommerce keeps it: one value for a name that is written, nothing for one that is written as null.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export const metaIn = ({ meta_data: meta }: SimulatorRecord): readonly SimulatorRecord[] =>
  Array.isArray(meta) ? meta.filter(isRecord) : []

export function mergeMeta(
  records: SimulatorRecords,
  known: readonly SimulatorRecord[],
  given: readonly SimulatorRecord[],
): readonly SimulatorRecord[] {
  const names = new Set(given.map(({ key }) => key))
  const written = given.filter(({ value }) => value !== null).map(({ key, value }) => ({ id: records.nextId('_meta'), key, value }))
  return [...known.filter(({ key }) => !names.has(key)), ...written]
}
