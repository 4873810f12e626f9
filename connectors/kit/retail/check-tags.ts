// What is wrong with the tags of a schema: those that no model has, and those on a field of another type.
import { isRecord } from '#shared/json.ts'
import { RETAIL } from '#shared/retail/tags.ts'
import { kindOfTag } from './models.ts'
import { fits, kindOfSchema } from './schema-kind.ts'

/** Sentences; empty when all is well. `place`: what the schema is, such as `create-invoice input`. */
export function checkTags(schema: unknown, place: string): readonly string[] {
  if (!isRecord(schema)) return []
  const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : []
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : []
  return [
    ...checkTag(schema, place),
    ...properties.flatMap(([name, member]) => checkTags(member, `${place}.${name}`)),
    ...checkTags(schema['items'], `${place}[]`),
    ...branches.flatMap((branch) => checkTags(branch, place)),
  ]
}

function checkTag(schema: Readonly<Record<string, unknown>>, place: string): readonly string[] {
  if (schema[RETAIL] === undefined) return []
  const tag = typeof schema[RETAIL] === 'string' ? schema[RETAIL] : ''
  const model = kindOfTag(tag)
  if (model === undefined) return [`${place}: the retail model has no "${tag}" (connectors/kit/retail/models.ts).`]
  const kind = kindOfSchema(schema)
  // A list carries the tag of its items, and the items of a list may be records of a model.
  if (kind === 'list' && (model === 'object' || model === 'list')) return []
  return fits(model, kind) || (model === 'list' && kind === 'object') ? [] : [`${place}: is ${kind}, and "${tag}" is ${model}.`]
}
