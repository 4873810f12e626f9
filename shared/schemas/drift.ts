// What changed between two versions of a schema, field by field: for the badges New, Missing and Changed beside the rows of a mapping.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'
import { formatTarget } from '../mapping/target.ts'

export interface SchemaDrift {
  /** The field as a row's target; of fields in lists, behind the list's name. */
  readonly target: string
  readonly kind: 'new' | 'missing' | 'changed'
  /** In plain words: `is required now`, `was text, is a number`. */
  readonly words: string
}

interface Leaf {
  readonly type: string
  readonly required: boolean
  readonly choices: readonly string[]
}

/** A schema may contain itself: below this nothing is compared. */
const MAX_DEPTH = 10

/** In the order of the new schema; what is missing stands behind. A field that came or went with all that is below it is told once. */
export function schemaDrift(before: JsonSchema, after: JsonSchema): SchemaDrift[] {
  const [old, now] = [leaves(before), leaves(after)]
  const drift: SchemaDrift[] = []
  const isToldAbove = (names: readonly string[], other: ReadonlyMap<string, Leaf>) =>
    names.length > 1 && !other.has(JSON.stringify(names.slice(0, -1)))
  for (const [place, leaf] of now) {
    const names = JSON.parse(place) as string[]
    const earlier = old.get(place)
    const target = formatTarget(names)
    if (!earlier) {
      if (!isToldAbove(names, old)) drift.push({ target, kind: 'new', words: leaf.required ? `is new, and required` : 'is new' })
      continue
    }
    const words = changeWords(earlier, leaf)
    if (words !== undefined) drift.push({ target, kind: 'changed', words })
  }
  for (const place of old.keys()) {
    const names = JSON.parse(place) as string[]
    if (!now.has(place) && !isToldAbove(names, now))
      drift.push({ target: formatTarget(names), kind: 'missing', words: 'is not there any more' })
  }
  return drift
}

function changeWords(old: Leaf, now: Leaf): string | undefined {
  const gone = old.choices.filter((choice) => !now.choices.includes(choice))
  const added = now.choices.filter((choice) => !old.choices.includes(choice))
  const words = [
    ...(old.type === now.type ? [] : [`was ${old.type}, is ${now.type}`]),
    ...(old.required === now.required ? [] : [now.required ? 'is required now' : 'is not required any more']),
    ...(old.choices.length > 0 && now.choices.length > 0 && gone.length > 0 ? [`no longer takes ${gone.join(', ')}`] : []),
    ...(old.choices.length > 0 && now.choices.length > 0 && added.length > 0 ? [`also takes ${added.join(', ')}`] : []),
  ]
  return words.length === 0 ? undefined : words.join('; ')
}

function leaves(schema: JsonSchema): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  const visit = (declared: JsonSchema, names: readonly string[], depth: number): void => {
    const one = resolve(declared, schema)
    const inside = isRecord(one['items']) ? resolve(one['items'], schema) : one
    const properties = isRecord(inside['properties']) ? inside['properties'] : {}
    const required = Array.isArray(inside['required']) ? inside['required'] : []
    for (const [name, member] of Object.entries(properties)) {
      if (!isRecord(member)) continue
      const below = resolve(member, schema)
      const place = [...names, name]
      found.set(JSON.stringify(place), { type: typeWords(below), required: required.includes(name), choices: choicesOf(below) })
      if (depth < MAX_DEPTH) visit(below, place, depth + 1)
    }
  }
  visit(schema, [], 0)
  return found
}

/** A local `$ref`; of several shapes the first that is not null. */
function resolve(schema: JsonSchema, root: JsonSchema, hops = 0): JsonSchema {
  const ref = schema['$ref']
  if (typeof ref === 'string' && hops < MAX_DEPTH) {
    let value: unknown = ref.startsWith('#/') ? root : isRecord(root['$defs']) ? root['$defs'][ref] : undefined
    if (ref.startsWith('#/'))
      for (const key of ref.slice(2).split('/')) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
    if (isRecord(value)) return resolve(value, root, hops + 1)
  }
  const shapes = schema['anyOf'] ?? schema['oneOf']
  const first: unknown =
    Array.isArray(shapes) && schema['type'] === undefined
      ? shapes.find((one) => isRecord(one) && one['type'] !== 'null' && !('const' in one))
      : undefined
  return isRecord(first) && hops < MAX_DEPTH ? resolve(first, root, hops + 1) : schema
}

function typeWords(schema: JsonSchema): string {
  const declared = schema['type']
  const type: unknown = Array.isArray(declared) ? declared.find((one) => one !== 'null') : declared
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'yes or no',
    array: 'a list',
    object: 'a group',
  }
  const format = typeof schema['format'] === 'string' ? ` (${schema['format']})` : ''
  return `${typeof type === 'string' ? (words[type] ?? type) : 'anything'}${format}`
}

function choicesOf(schema: JsonSchema): readonly string[] {
  const shapes = schema['anyOf']
  const options =
    schema['enum'] ?? (Array.isArray(shapes) ? shapes.flatMap((one) => (isRecord(one) && 'const' in one ? [one['const']] : [])) : [])
  return Array.isArray(options) ? options.map(String) : []
}
