// What a JSON Schema says of the field at a place: its title, as people know it.
import { isRecord } from '../json.ts'
import type { JsonSchema } from '../model/descriptors.ts'

/** Recursive references end here. */
const MAX_HOPS = 8

/** Follows a local $ref; of a union with null (or several shapes) the first that says something. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema, hops = 0): JsonSchema {
  const ref = schema['$ref']
  if (typeof ref === 'string' && hops < MAX_HOPS) {
    const found = ref.startsWith('#/') ? at(root, ref) : isRecord(root['$defs']) ? root['$defs'][ref] : undefined
    if (isRecord(found)) return resolveSchema(found, root, hops + 1)
  }
  const variants = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(variants) && schema['type'] === undefined && !variants.every((v) => isRecord(v) && 'const' in v)) {
    const first: unknown = variants.find((variant) => isRecord(variant) && variant['type'] !== 'null')
    if (isRecord(first) && hops < MAX_HOPS) return { ...schema, ...resolveSchema(first, root, hops + 1) }
  }
  return schema
}

/** Deeper than records are; a schema that contains itself ends here. */
const MAX_DEPTH = 8

export interface SchemaField {
  /** From the record; within a list from its item, behind the list's names. */
  readonly names: readonly string[]
  /** As it stands in the schema, and resolved. */
  readonly member: JsonSchema
  readonly field: JsonSchema
}

/** All fields that a schema names, at every depth. */
export function fieldsWithin(schema: JsonSchema, above: readonly string[] = []): readonly SchemaField[] {
  return fieldsBelow(resolveSchema(schema, schema), schema, above, 0)
}

function fieldsBelow(schema: JsonSchema, root: JsonSchema, above: readonly string[], depth: number): readonly SchemaField[] {
  if (depth > MAX_DEPTH || !isRecord(schema['properties'])) return []
  return Object.entries(schema['properties']).flatMap(([name, member]) => {
    if (!isRecord(member)) return []
    const names = [...above, name]
    const field = resolveSchema(member, root)
    const items = isRecord(field['items']) ? resolveSchema(field['items'], root) : undefined
    return [{ names, member, field }, ...fieldsBelow(items ?? field, root, names, depth + 1)]
  })
}

function at(root: JsonSchema, ref: string): unknown {
  let value: unknown = root
  for (const key of ref.slice(2).split('/')) value = isRecord(value) ? value[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  return value
}

/**
 * The titles of the fields on the way to a place, such as `['Order lines', '2', 'Quantity']` for `['order_line', '1', 'qty']`: positions in lists
 * count from 1, and a name without a title stands for itself. Names of a list's items may come with or without a position before them.
 */
export function fieldTitles(schema: JsonSchema | undefined, keys: readonly string[]): readonly string[] {
  let level = schema && resolveSchema(schema, schema)
  return keys.map((key) => {
    const items = level && isRecord(level['items']) ? resolveSchema(level['items'], schema ?? {}) : undefined
    if (/^\d+$/.test(key)) {
      level = items
      return String(Number(key) + 1)
    }
    const { properties } = items ?? level ?? {}
    const field = isRecord(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined
    level = isRecord(field) ? resolveSchema(field, schema ?? {}) : undefined
    const title = isRecord(field) ? (field['title'] ?? level?.['title']) : undefined
    return typeof title === 'string' && title !== '' ? title : key
  })
}

/** Written by a machine: `lineItems`, `client_order_ref`. */
const MACHINE_NAME = /^[a-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*$/
/** Short forms of the trade, which are never read as words. */
const SHORT_FORMS: ReadonlySet<string> = new Set('bic,ean,eta,gtin,iban,id,pos,qr,sku,upc,url,vat'.split(','))

/** A name as a person reads it: `lineItems` is `Line items`, `sku` is `SKU`; what already reads like words stays. */
export function readableName(name: string): string {
  if (!MACHINE_NAME.test(name)) return name
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
    .map((word) => (SHORT_FORMS.has(word) ? word.toUpperCase() : word))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The way to a place as people read it: titles where there are some, and readable names: `Order lines › 2 › Quantity`, `Line items › 1 › SKU`. */
export function readableField(schema: JsonSchema | undefined, keys: readonly string[], say = (title: string) => title): string {
  const titles = fieldTitles(schema, keys)
  return titles.map((title, i) => (/^\d+$/.test(title) ? title : say(title === keys[i] ? readableName(title) : title))).join(' › ')
}

/** The same in one text: `Order lines › 2 › Quantity`. */
export const fieldName = (schema: JsonSchema | undefined, keys: readonly string[]): string => fieldTitles(schema, keys).join(' › ')
