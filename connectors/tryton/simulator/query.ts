// Searching and reading the simulated database: domains, dotted fields, Tryton's values.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { fromTryton } from '../values.ts'
import { keyError } from './exception.ts'
import { MODELS, type Model } from './models.ts'

type Json = Parameters<typeof fromTryton>[0]

export function matches(records: SimulatorRecords, model: Model, record: SimulatorRecord, domain: readonly unknown[]): boolean {
  const [first, ...rest] = domain
  if (first === 'OR') return rest.some((part) => matches(records, model, record, part as readonly unknown[]))
  if (domain.length === 3 && typeof first === 'string') {
    const [field, operator, value] = domain as readonly [string, string, unknown]
    return valuesAt(records, model, record, field).some((found) => holds(found, operator, value))
  }
  return domain.every((part) => matches(records, model, record, part as readonly unknown[]))
}

/** All values that a dotted field leads to: over a list of records there are many. */
function valuesAt(records: SimulatorRecords, model: Model, record: SimulatorRecord, field: string): readonly unknown[] {
  const [name = '', ...deeper] = field.split('.')
  if (name !== 'id' && !(name in MODELS[model])) throw keyError(name)
  const value = record[name]
  const target = (MODELS[model] as Readonly<Record<string, string>>)[name]
  if (deeper.length === 0 || !target) return [value ?? null]
  const ids = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]
  return (ids as number[]).flatMap((id) => {
    const found = records.get(target, id)
    return found ? valuesAt(records, target as Model, found, deeper.join('.')) : []
  })
}

function holds(found: unknown, operator: string, value: unknown): boolean {
  const [a, b] = [comparable(found), comparable(value)]
  switch (operator) {
    case '=':
      return a === b
    case '!=':
      return a !== b
    case 'in':
      return (value as readonly unknown[]).map(comparable).includes(a)
    case 'ilike':
      return new RegExp(`^${likeToRegExp(String(value))}$`, 'i').test(typeof found === 'string' ? found : '')
    case '>=':
      return a !== null && b !== null && a >= b
    case '>':
      return a !== null && b !== null && a > b
    default:
      throw keyError(operator)
  }
}

const likeToRegExp = (pattern: string): string =>
  pattern.replace(/\\([\\%_])|([%_])|([.*+?^${}()|[\]\\])/g, (_, escaped?: string, wild?: string, special?: string) =>
    escaped !== undefined ? escaped.replace(/[\\]/, '\\\\') : wild === '%' ? '.*' : wild === '_' ? '.' : `\\${special ?? ''}`,
  )

const comparable = (value: unknown): string | number | boolean | null => {
  const plain = fromTryton((value ?? null) as Json)
  return typeof plain === 'object' ? JSON.stringify(plain) : plain
}

/** `party.name` stands in `party.`, at any depth. */
export function readFields(records: SimulatorRecords, model: Model, record: SimulatorRecord, fields: readonly string[]): SimulatorRecord {
  const read: SimulatorRecord = { id: record['id'] }
  const dotted = Map.groupBy(
    fields.filter((field) => field.includes('.')),
    (field) => field.split('.')[0] ?? '',
  )
  for (const field of fields.filter((name) => !name.includes('.'))) {
    if (field !== 'id' && !(field in MODELS[model])) throw keyError(field)
    read[field] = record[field] ?? null
  }
  for (const [name, group] of dotted) {
    const target = (MODELS[model] as Readonly<Record<string, string>>)[name]
    if (!target) throw keyError(name)
    const found = typeof record[name] === 'number' ? records.get(target, record[name]) : undefined
    read[`${name}.`] = found
      ? readFields(
          records,
          target as Model,
          found,
          group.map((field) => field.slice(name.length + 1)),
        )
      : null
  }
  return read
}

export function sorted(rows: readonly SimulatorRecord[], order: readonly (readonly [string, string])[]): SimulatorRecord[] {
  return rows.toSorted((a, b) => {
    for (const [field, direction] of order) {
      const [left, right] = [comparable(a[field]), comparable(b[field])]
      if (left === right) continue
      const isLess = left === null || (right !== null && left < right)
      return (isLess ? -1 : 1) * (direction === 'DESC' ? -1 : 1)
    }
    return 0
  })
}
