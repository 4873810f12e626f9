// What a value of a schema is, as far as the retail model asks: so that a tag can be checked against the field that carries it.
import { isRecord } from '#shared/json.ts'

export type RetailKind = 'text' | 'number' | 'yes/no' | 'money' | 'list' | 'object' | 'any'

export function kindOfSchema(schema: Readonly<Record<string, unknown>>): RetailKind {
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isRecord) : []
  const kinds = new Set(branches.map(kindOfSchema).filter((kind) => kind !== 'any'))
  if (branches.length > 0) return kinds.size === 1 ? ([...kinds][0] ?? 'any') : kinds.has('text') && kinds.has('number') ? 'text' : 'any'
  const { type, properties } = schema
  if (isRecord(properties))
    return 'amount' in properties && 'currency' in properties && Object.keys(properties).length === 2 ? 'money' : 'object'
  if (type === 'string' || typeof schema['const'] === 'string') return 'text'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'boolean') return 'yes/no'
  return type === 'array' ? 'list' : 'any'
}

/** Whether a value of the one kind can stand for the other: an amount may be money or a number, an id text or a number. */
export function fits(model: RetailKind, field: RetailKind): boolean {
  if (model === field || field === 'any' || model === 'any') return true
  if (model === 'text' || model === 'number') return field === 'text' || field === 'number'
  return model === 'money' && (field === 'text' || field === 'number')
}
