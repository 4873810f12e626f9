// Odoo's search domains: conditions in Polish notation, joined by "and" where nothing is said.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { linked, type Database } from './database.ts'
import { FIELDS, hasField, type Model } from './models.ts'
import { valueError } from './errors.ts'

const OPERATORS: ReadonlySet<string> = new Set(['=', '!=', 'in', 'not in', 'ilike', '=ilike', '<', '<=', '>', '>=', 'child_of'])

type Matches = (record: SimulatorRecord) => boolean

export function compileDomain(db: Database, model: Model, domain: readonly unknown[]): Matches {
  const stack: Matches[] = []
  for (const term of domain.toReversed()) {
    if (term === '!') {
      const one = pop(stack)
      stack.push((record) => !one(record))
    } else if (term === '&' || term === '|') {
      const [a, b] = [pop(stack), pop(stack)]
      stack.push(term === '&' ? (record) => a(record) && b(record) : (record) => a(record) || b(record))
    } else stack.push(condition(db, model, term))
  }
  return (record) => stack.every((matches) => matches(record))
}

function pop(stack: Matches[]): Matches {
  const top = stack.pop()
  if (!top) throw valueError('Domain() invalid: an operator lacks its condition')
  return top
}

function condition(db: Database, model: Model, term: unknown): Matches {
  if (!Array.isArray(term) || term.length !== 3 || typeof term[0] !== 'string')
    throw valueError(`Domain() invalid item in domain: ${JSON.stringify(term)}`)
  const [path, operator, wanted] = term as [string, string, unknown]
  if (!OPERATORS.has(operator)) throw valueError(`Invalid operator '${operator}'`)
  const [field = '', ...rest] = path.split('.')
  if (!hasField(model, field, db.version)) throw valueError(`Invalid field ${model}.${field} in condition (${JSON.stringify(term)})`)
  const valueOf = (record: SimulatorRecord): unknown => {
    const value: unknown = record[field]
    if (rest.length === 0) return Array.isArray(value) && typeof value[1] === 'string' ? value[0] : value
    const related = (FIELDS[model] as Readonly<Record<string, string>>)[field]
    return Array.isArray(value) && related ? db.records.get(related, value[0] as number)?.[rest[0] ?? ''] : undefined
  }
  if (operator === 'child_of') return (record) => isBelow(db, linked(record[field]), wanted)
  return (record) => compare(valueOf(record) ?? false, operator, wanted)
}

/** A location lies in those above it. */
function isBelow({ records }: Database, id: number, wanted: unknown): boolean {
  for (let at = id; at !== 0; at = linked(records.get('stock.location', at)?.['location_id'])) if (at === wanted) return true
  return false
}

function compare(value: unknown, operator: string, wanted: unknown): boolean {
  const text = String(value).toLowerCase()
  switch (operator) {
    case '=':
      return value === wanted
    case '!=':
      return value !== wanted
    case 'in':
      return Array.isArray(wanted) && wanted.includes(value)
    case 'not in':
      return Array.isArray(wanted) && !wanted.includes(value)
    case 'ilike':
      return value !== false && likePattern(`%${String(wanted)}%`).test(text)
    case '=ilike':
      return value !== false && likePattern(String(wanted)).test(text)
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (value === false) return false
      const order =
        typeof value === 'number'
          ? value - Number(wanted)
          : text < String(wanted).toLowerCase()
            ? -1
            : text === String(wanted).toLowerCase()
              ? 0
              : 1
      return operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0
    }
    default:
      return false
  }
}

/** SQL LIKE: `%` any text, `_` one character, a backslash before them for themselves. */
function likePattern(pattern: string): RegExp {
  const source = pattern
    .toLowerCase()
    .replace(/\\([\\%_])|([%_])|([.*+?^${}()|[\]\\])/g, (_, plain: string, wild: string, special: string) => {
      if (wild) return wild === '%' ? '.*' : '.'
      return plain ? `\\u${plain.charCodeAt(0).toString(16).padStart(4, '0')}` : `\\${special}`
    })
  return new RegExp(`^${source}$`, 's')
}
