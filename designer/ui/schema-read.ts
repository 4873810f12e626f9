// Reads the part of JSON Schema that our descriptors use, as what a form needs to know of one value.
import { isRecord } from '#shared/json.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'

export interface Choice {
  readonly value: unknown
  readonly label: string
}

export type FieldKind =
  | { readonly kind: 'text'; readonly long: boolean; readonly format?: string; readonly maxLength?: number }
  | { readonly kind: 'number'; readonly whole: boolean; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'fixed'; readonly value: unknown }
  | { readonly kind: 'object'; readonly fields: readonly ObjectField[] }
  /** One of several objects, told apart by a member with a fixed value. */
  | { readonly kind: 'variants'; readonly variants: readonly Variant[] }
  | { readonly kind: 'list'; readonly item: JsonSchema }
  | { readonly kind: 'pairs'; readonly value: JsonSchema }
  /** Anything: edited as text. */
  | { readonly kind: 'any' }

export interface ObjectField {
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}
export interface Variant {
  readonly label: string
  readonly schema: JsonSchema
  readonly member: string
  readonly value: unknown
}

export function readSchema(schema: JsonSchema): FieldKind {
  if ('const' in schema) return { kind: 'fixed', value: schema['const'] }
  if (Array.isArray(schema['enum']))
    return { kind: 'choice', choices: schema['enum'].map((value: unknown) => ({ value, label: wordsOf(String(value)) })) }
  const branches = schemasOf(schema['anyOf'] ?? schema['oneOf'])
  if (branches.length > 0) return readBranches(branches)
  switch (schema['type']) {
    case 'string':
      return {
        kind: 'text',
        long: schema['format'] === 'textarea' || schema['format'] === 'graphql' || numberOf(schema['maxLength'], 0) > 1_000,
        ...(typeof schema['format'] === 'string' && { format: schema['format'] }),
        ...(typeof schema['maxLength'] === 'number' && { maxLength: schema['maxLength'] }),
      }
    case 'number':
    case 'integer':
      return {
        kind: 'number',
        whole: schema['type'] === 'integer',
        ...(typeof schema['minimum'] === 'number' && { minimum: schema['minimum'] }),
        ...(typeof schema['maximum'] === 'number' && { maximum: schema['maximum'] }),
      }
    case 'boolean':
      return { kind: 'switch' }
    case 'array':
      return { kind: 'list', item: asSchema(schema['items']) ?? {} }
    case 'object':
      return readObject(schema)
    default:
      return isRecord(schema['properties']) ? readObject(schema) : { kind: 'any' }
  }
}

export const titleOf = (schema: JsonSchema, name: string) => (typeof schema['title'] === 'string' ? schema['title'] : wordsOf(name))
export const descriptionOf = (schema: JsonSchema) => (typeof schema['description'] === 'string' ? schema['description'] : undefined)
export const exampleOf = (schema: JsonSchema): string | undefined => {
  const examples = schema['examples']
  return Array.isArray(examples) && ['string', 'number'].includes(typeof examples[0]) ? String(examples[0]) : undefined
}

/** `itemsPath` and `tax-lines` as `Items path`, `Tax lines`. */
export function wordsOf(name: string): string {
  const words = name
    .replaceAll(/[-_]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** What a new value of this schema begins as: its default, its fixed members, nothing else. */
export function emptyValue(schema: JsonSchema): unknown {
  if ('default' in schema) return schema['default']
  const field = readSchema(schema)
  switch (field.kind) {
    case 'fixed':
      return field.value
    case 'object': {
      const entries = field.fields.map((f) => [f.name, f.required || 'default' in f.schema ? emptyValue(f.schema) : undefined] as const)
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
    }
    case 'variants':
      return field.variants[0] ? emptyValue(field.variants[0].schema) : undefined
    case 'list':
      return []
    case 'pairs':
      return {}
    default:
      return undefined
  }
}

/** JSON pointers of required fields that have no value yet. */
export function missingFields(schema: JsonSchema, value: unknown, path = ''): readonly string[] {
  const field = readSchema(schema)
  if (field.kind === 'variants') {
    const variant = chosenVariant(field.variants, value)
    return variant ? missingFields(variant.schema, value, path) : [path]
  }
  if (field.kind !== 'object') return []
  const record = isRecord(value) ? value : {}
  return field.fields.flatMap((f) => {
    const at = `${path}/${f.name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const part = record[f.name]
    if (part === undefined || part === '') return f.required && readSchema(f.schema).kind !== 'fixed' ? [at] : []
    return missingFields(f.schema, part, at)
  })
}

export function chosenVariant(variants: readonly Variant[], value: unknown): Variant | undefined {
  return isRecord(value) ? variants.find((variant) => value[variant.member] === variant.value) : undefined
}

function readObject(schema: JsonSchema): FieldKind {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const names = Object.keys(properties)
  if (names.length === 0) {
    const patterns = isRecord(schema['patternProperties']) ? Object.values(schema['patternProperties']) : []
    return { kind: 'pairs', value: asSchema(schema['additionalProperties']) ?? asSchema(patterns[0]) ?? {} }
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return {
    kind: 'object',
    fields: names.map((name) => ({ name, schema: asSchema(properties[name]) ?? {}, required: required.includes(name) })),
  }
}

function readBranches(all: readonly JsonSchema[]): FieldKind {
  const branches = all.filter((branch) => branch['type'] !== 'null')
  const only = branches[0]
  if (branches.length === 1 && only) return readSchema(only)
  if (branches.every((branch) => 'const' in branch)) {
    return { kind: 'choice', choices: branches.map((b) => ({ value: b['const'], label: titleOf(b, String(b['const'])) })) }
  }
  const variants = branches.map(readVariant)
  return variants.every((variant) => variant !== undefined) ? { kind: 'variants', variants } : { kind: 'any' }
}

function readVariant(schema: JsonSchema): Variant | undefined {
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : []
  for (const [member, part] of properties) {
    if (isRecord(part) && 'const' in part) {
      return { label: titleOf(schema, titleOf(part, String(part['const']))), schema, member, value: part['const'] }
    }
  }
  return undefined
}

const asSchema = (value: unknown): JsonSchema | undefined => (isRecord(value) ? value : undefined)
const schemasOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const numberOf = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)
