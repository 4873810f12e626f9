// What all parts of the simulated Odoo work on.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { missingError } from './errors.ts'
import type { Version } from './models.ts'

export interface Database {
  readonly records: SimulatorRecords
  readonly version: Version
  /** As Odoo writes it: `2026-03-01 10:15:00`. */
  readonly now: string
}

export type Values = Readonly<Record<string, unknown>>

/** A many-to-one value, as it is read. */
export function related(records: SimulatorRecords, model: string, id: unknown): [number, string] {
  const found = typeof id === 'number' ? records.get(model, id) : undefined
  if (!found) throw missingError(model, id)
  return [found['id'] as number, String(found['complete_name'] ?? found['display_name'] ?? found['name'])]
}

export function add({ records, now }: Database, model: string, values: Values): SimulatorRecord & { readonly id: number } {
  const id = records.nextId(model)
  const record = { active: true, create_date: now, write_date: now, ...values, id }
  records.put(model, id, record)
  return record
}

export function change({ records, now }: Database, model: string, id: number, values: Values): SimulatorRecord {
  const record = records.get(model, id)
  if (!record) throw missingError(model, id)
  const changed = { ...record, ...values, write_date: now }
  records.put(model, id, changed)
  return changed
}

export const linked = (value: unknown): number => (Array.isArray(value) && typeof value[0] === 'number' ? value[0] : 0)
export const textIn = (values: Values, field: string): string | false => {
  const value = values[field]
  return typeof value === 'string' && value !== '' ? value : false
}
