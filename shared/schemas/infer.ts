// What samples tell about a source: its fields, their kinds, and how sure that is. One record shows what there was once; ten show what may be missing.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'

/** What a value looks like to people who map it. */
export type FieldKind =
  | 'text'
  | 'decimal'
  | 'number'
  | 'yes/no'
  | 'date'
  | 'date and time'
  | 'e-mail'
  | 'country'
  | 'currency'
  | 'object'
  | 'list'

export interface InferredField {
  /** Names from the record; within a list from its item, behind the list's names. */
  readonly names: readonly string[]
  /** The lists it lies in, each by the number of names that lead to it. */
  readonly lists: readonly number[]
  readonly kind: FieldKind
  /** In how many of the objects that could have it; 1 is always. */
  readonly presence: number
  /** From 0 to 1: how far its kind is to be believed. It grows with the number of values seen, and falls when they differ. */
  readonly confidence: number
  readonly example?: unknown
  /** Some values were null. */
  readonly nullable: boolean
}

/** Deeper than records are; a record that contains itself as text would not end. */
const MAX_DEPTH = 12
/** Of a list of 10,000 lines the first ones tell enough. */
const MAX_ITEMS = 200
const MAX_FIELDS = 5_000

interface Seen {
  readonly names: readonly string[]
  readonly lists: readonly number[]
  readonly kinds: Map<FieldKind, number>
  count: number
  nulls: number
  example?: unknown
  /** Objects at this place: what its members may be in. */
  objects: number
}

/** In the order in which they are first seen. At most 5,000 fields. */
export function inferFields(samples: readonly unknown[]): InferredField[] {
  const seen = new Map<string, Seen>()
  const root: Seen = { names: [], lists: [], kinds: new Map(), count: 0, nulls: 0, objects: 0 }
  for (const sample of samples) look(sample, root, seen, 0)
  const objectsAt = (names: readonly string[]) => (names.length === 0 ? root.objects : (seen.get(JSON.stringify(names))?.objects ?? 0))
  return [...seen.values()].map((field): InferredField => {
    const [kind = 'text', votes = 0] = [...field.kinds].toSorted((a, b) => b[1] - a[1])[0] ?? []
    const values = field.count - field.nulls
    const within = objectsAt(field.names.slice(0, -1))
    return {
      names: field.names,
      lists: field.lists,
      kind: values === 0 ? 'text' : kind,
      presence: within === 0 ? 0 : round(values / within),
      // One value of a kind is a guess, five alike are knowledge.
      confidence: values === 0 ? 0 : round((votes / values) * (values / (values + 1))),
      ...(field.example !== undefined && { example: field.example }),
      nullable: field.nulls > 0,
    }
  })
}

const round = (value: number): number => Math.min(1, Math.round(value * 100) / 100)

function look(value: unknown, at: Seen, seen: Map<string, Seen>, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_ITEMS)) if (isRecord(item)) look(item, at, seen, depth)
    return
  }
  if (!isRecord(value)) return
  at.objects++
  if (depth >= MAX_DEPTH) return
  for (const [name, member] of Object.entries(value)) {
    const names = [...at.names, name]
    const place = JSON.stringify(names)
    const field = seen.get(place) ?? { names, lists: at.lists, kinds: new Map<FieldKind, number>(), count: 0, nulls: 0, objects: 0 }
    if (!seen.has(place)) {
      if (seen.size >= MAX_FIELDS) return
      seen.set(place, field)
    }
    field.count++
    if (member === null || member === '') {
      field.nulls++
      continue
    }
    const kind = kindOf(member, name)
    field.kinds.set(kind, (field.kinds.get(kind) ?? 0) + 1)
    if (field.example === undefined && typeof member !== 'object') field.example = member
    const inside: Seen = Array.isArray(member) ? Object.assign(field, { lists: [...new Set([...at.lists, names.length])] }) : field
    if (typeof member === 'object') look(member, inside, seen, depth + 1)
  }
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DECIMAL = /^-?\d{1,15}\.\d{1,6}$/
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

function kindOf(value: unknown, name: string): FieldKind {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'object'
  if (typeof value === 'boolean') return 'yes/no'
  if (typeof value === 'number') return 'number'
  const text = typeof value === 'string' ? value : ''
  if (DATE_TIME.test(text)) return 'date and time'
  if (DATE.test(text)) return 'date'
  if (DECIMAL.test(text)) return 'decimal'
  if (EMAIL.test(text)) return 'e-mail'
  if (/^[A-Z]{3}$/.test(text) && /currency/i.test(name)) return 'currency'
  if (/^[A-Z]{2}$/.test(text) && /country/i.test(name)) return 'country'
  return 'text'
}

const TYPES: Readonly<Record<FieldKind, JsonSchema>> = {
  text: { type: 'string' },
  decimal: { type: 'string', format: 'decimal' },
  number: { type: 'number' },
  'yes/no': { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  'date and time': { type: 'string', format: 'date-time' },
  'e-mail': { type: 'string', format: 'email' },
  country: { type: 'string', pattern: '^[A-Z]{2}$' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  object: { type: 'object' },
  list: { type: 'array' },
}

/** The fields as a JSON Schema. Required is what no sample lacks; each field carries its `x-confidence`. */
export function inferSchema(samples: readonly unknown[]): JsonSchema {
  const fields = inferFields(samples)
  const build = (above: readonly string[]): JsonSchema => {
    const own = fields.filter(({ names }) => names.length === above.length + 1 && above.every((name, i) => names[i] === name))
    const entries = own.map((field): [string, JsonSchema] => {
      const type = TYPES[field.kind]
      const hasMembers = fields.some(({ names }) => names.length > field.names.length && field.names.every((name, i) => names[i] === name))
      const below = hasMembers ? build(field.names) : undefined
      return [
        field.names.at(-1) ?? '',
        {
          ...type,
          ...(field.nullable && { type: [type['type'], 'null'] }),
          ...(field.kind === 'object' && below),
          ...(field.kind === 'list' && below && { items: below }),
          ...(field.example !== undefined && { examples: [field.example] }),
          'x-confidence': field.confidence,
        },
      ]
    })
    return {
      type: 'object',
      properties: Object.fromEntries(entries),
      required: own.filter(({ presence, nullable }) => presence === 1 && !nullable).map(({ names }) => names.at(-1) ?? ''),
    }
  }
  return build([])
}
