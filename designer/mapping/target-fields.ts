// The fields of a target, read out of a JSON Schema: names, types, required marks; objects nested, lists of objects with their item's fields.
import { isRecord } from '#shared/json.ts'
import { resolveSchema } from '#shared/mapping/schema-fields.ts'
import { DISCOVERED } from '#shared/schemas/with-discovered.ts'
import { formatTarget } from '#shared/mapping/target.ts'
import { valueForm, type ValueForm } from '#shared/mapping/value-form.ts'
import { tagOf } from '#shared/retail/record-tags.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'

export interface TargetField {
  /** Names from the container (the record, or the item of the list it belongs to). */
  readonly names: readonly string[]
  /** The same as a row's target. */
  readonly target: string
  /** In plain words: text, number, money… */
  readonly type: string
  readonly required: boolean
  readonly title?: string
  readonly description?: string
  readonly choices?: readonly string[]
  readonly example?: unknown
  /** The connected system told of it. */
  readonly discovered?: true
  /** What it is in the retail model; of a list, what its items are. */
  readonly retail?: string
  /** What it takes beyond its type. */
  readonly form?: ValueForm
  /** Fields of an object. */
  readonly fields?: readonly TargetField[]
  /** Fields of a list's items. */
  readonly items?: readonly TargetField[]
}

/** Deeper than any real target; recursive schemas end here. */
const MAX_DEPTH = 8

export function targetFields(schema: JsonSchema | undefined): readonly TargetField[] {
  return schema ? fieldsOf(resolveSchema(schema, schema), schema, [], 0) : []
}

function fieldsOf(schema: JsonSchema, root: JsonSchema, names: readonly string[], depth: number): TargetField[] {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(properties).flatMap(([name, value]) =>
    isRecord(value) ? [fieldOf(value, root, [...names, name], required.includes(name), depth)] : [],
  )
}

function fieldOf(declared: JsonSchema, root: JsonSchema, names: readonly string[], required: boolean, depth: number): TargetField {
  const schema = resolveSchema(declared, root)
  const text = (key: string) => {
    const value = declared[key] ?? schema[key]
    return typeof value === 'string' && value !== '' ? { [key]: value } : {}
  }
  const deeper = depth < MAX_DEPTH
  const fields = deeper && isRecord(schema['properties']) ? fieldsOf(schema, root, names, depth + 1) : []
  const item = isRecord(schema['items']) ? resolveSchema(schema['items'], root) : undefined
  const items = deeper && item && isRecord(item['properties']) ? fieldsOf(item, root, [], depth + 1) : []
  const choices = choicesOf(schema)
  const retail = tagOf(schema)
  const form = valueForm({ ...schema, ...(declared['anyOf'] !== undefined && { anyOf: declared['anyOf'] }) })
  const example = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined
  return {
    names,
    target: formatTarget(names),
    type: typeOf(schema, item),
    required,
    ...text('title'),
    ...text('description'),
    ...(choices && { choices }),
    ...(example !== undefined && { example }),
    ...(declared[DISCOVERED] === true && { discovered: true }),
    ...(retail !== undefined && { retail }),
    ...(Object.keys(form).length > 0 && { form }),
    ...(fields.length > 0 && { fields }),
    ...(items.length > 0 && { items }),
  }
}

function choicesOf(schema: JsonSchema): readonly string[] | undefined {
  const options =
    schema['enum'] ??
    (Array.isArray(schema['anyOf']) && schema['anyOf'].every((v) => isRecord(v) && 'const' in v)
      ? schema['anyOf'].map((v: JsonSchema) => v['const'])
      : undefined)
  return Array.isArray(options) ? options.map(String) : undefined
}

function typeOf(schema: JsonSchema, item: JsonSchema | undefined): string {
  const declared = schema['type']
  const type: unknown = Array.isArray(declared) ? declared.find((one) => one !== 'null') : declared
  if (choicesOf(schema)) return 'choice'
  if (type === 'string') {
    if (schema['format'] === 'date-time') return 'date and time'
    if (schema['format'] === 'date') return 'date'
    if (schema['format'] === 'email') return 'e-mail'
    const { pattern } = schema
    if (schema['format'] === 'decimal' || (typeof pattern === 'string' && pattern.includes('\\d+(\\.'))) return 'decimal'
    return 'text'
  }
  if (type === 'integer') return 'whole number'
  if (type === 'number') return 'number'
  if (type === 'boolean') return 'yes/no'
  if (type === 'array')
    return item && typeof item['type'] === 'string' && item['type'] !== 'object' ? `list of ${typeOf(item, undefined)}` : 'list'
  if (type === 'object') return 'object'
  return 'any'
}
