// Which order, product or customer a record is: what its sender calls it. Vendors name that field differently.
import { isRecord } from '../json.ts'

const NAMING_FIELDS = ['name', 'reference', 'client_order_ref', 'order_number', 'number', 'sku', 'id'] as const

/** What names a record is short; longer texts are something else. */
const MOST_CHARACTERS = 120

/** The first naming field with a text or a number; `undefined` when the record has none. */
export function recordName(record: unknown): string | undefined {
  if (!isRecord(record)) return undefined
  for (const field of NAMING_FIELDS) {
    const value = Object.hasOwn(record, field) ? record[field] : undefined
    if (typeof value === 'number') return String(value)
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, MOST_CHARACTERS)
  }
  return undefined
}
