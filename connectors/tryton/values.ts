// How Tryton writes values that JSON has no word for: objects with `__class__`. Flows see text.
import { isRecord, type Json } from '#shared/json.ts'

export type TrytonRow = { readonly id: number } & Readonly<Record<string, Json>>

/** Decimals become text, dates `2026-03-01`, times ISO in UTC with Tryton's microseconds; at any depth. */
export function fromTryton(value: Json): Json {
  if (Array.isArray(value)) return value.map(fromTryton)
  if (!isRecord(value)) return value
  const part = (name: string, digits = 2) => String(Number(value[name] ?? 0)).padStart(digits, '0')
  switch (value['__class__']) {
    case 'Decimal':
      return value['decimal'] as string
    case 'date':
      return `${part('year', 4)}-${part('month')}-${part('day')}`
    case 'datetime':
      return `${part('year', 4)}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.${part('microsecond', 6)}Z`
    case 'timedelta':
      return Number(value['seconds'] ?? 0)
    default:
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromTryton(member as Json)]))
  }
}

export const toDecimal = (value: string | number) => ({ __class__: 'Decimal', decimal: String(value) })

/** `2026-03-01`, or the day of an ISO instant in UTC. */
export function toDate(iso: string) {
  const [year = 0, month = 0, day = 0] = iso.slice(0, 10).split('-').map(Number)
  return { __class__: 'date', year, month, day }
}

export function toDateTime(iso: string) {
  const at = new Date(iso)
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1_000,
  }
}

/** The record that a dotted field belongs to: `party.name` stands in `party.`. */
export const related = (row: TrytonRow, field: string): Readonly<Record<string, Json>> => {
  const value = row[`${field}.`]
  return isRecord(value) ? (value as Readonly<Record<string, Json>>) : {}
}
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const listOf = (value: Json | undefined): readonly number[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'number') : []
