// Fields that are asked for only where other fields have certain values: the keyword `shownWhen` of a connector's settings and secrets.
import { isRecord } from '#shared/json.ts'

/** True without a condition. */
export function isShown(condition: unknown, record: Readonly<Record<string, unknown>>): boolean {
  if (!isRecord(condition)) return true
  return Object.entries(condition).every(([name, values]) => Array.isArray(values) && values.includes(record[name]))
}
