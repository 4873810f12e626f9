// The fields of a schema with what is to be known of each when another version of it is held against it.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'

export interface SchemaLeaf {
  readonly type: string
  readonly required: boolean
  readonly choices: readonly string[]
}

/** A schema may contain itself: below this nothing is compared. */
const MAX_DEPTH = 10

/** By the names from the record on, as JSON; fields of lists behind the list's. */
export function leavesOf(schema: JsonSchema): ReadonlyMap<string, SchemaLeaf> {
  const found = new Map<string, SchemaLeaf>()
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
