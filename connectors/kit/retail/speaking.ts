// Says in schemas what their fields are in the retail model, with the keyword `retail` (shared/retail/tags.ts). A model's own fields are tagged by
// their place in it; the schemas of a vendor by a table that stands beside them.
import type { TSchema } from 'typebox'
import { isRecord } from '#shared/json.ts'
import { checksAs } from '../validate.ts'
import { RETAIL, singular } from '#shared/retail/tags.ts'

/** A model: every field without a tag gets the one of its place, such as `order.line.sku`. */
export const retailModel = <S extends TSchema>(id: string, schema: S): S => checksAs(tagByPlace(schema, id), schema)

/**
 * A vendor's or an action's schema that speaks of a model. `fields` tells by path what each field is: `{ 'lines.price': 'order.line.unitPrice' }`;
 * lists are gone through. What is not named has no counterpart in the model. Throws for a path that the schema does not have.
 */
export function speaking<S extends TSchema>(model: string, schema: S, fields: Readonly<Record<string, string>>): S {
  const tagged = Object.entries(fields).reduce(
    (now, [path, tag]) => tagAt(now, path.split('.'), tag, path),
    withKeywords(schema, { [RETAIL]: model }),
  )
  return checksAs(tagged, schema)
}

/** The fields of a group for a table: `inside('customer', { email: … })` is `{ 'customer.email': … }`. */
export const inside = (group: string, fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([path, tag]) => [`${group}.${path}`, tag]))

/** Copies: parts of a schema are used in several, and mean something else in each. What TypeBox hides in a schema comes along. */
function withKeywords<S extends object>(schema: S, keywords: Readonly<Record<string, unknown>>): S {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as S
  return Object.assign(copy, keywords)
}

function tagByPlace<S extends TSchema>(schema: S, tag: string): S {
  const node: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(schema))
  const own = typeof node[RETAIL] === 'string' ? node[RETAIL] : tag
  const members: Record<string, unknown> = { [RETAIL]: own }
  if (isRecord(node['properties'])) members['properties'] = tagProperties(node['properties'], own)
  if (isRecord(node['items'])) members['items'] = tagInside(node['items'], own)
  if (Array.isArray(node['anyOf'])) members['anyOf'] = node['anyOf'].map((branch: object) => tagInside(branch, own))
  return withKeywords(schema, members)
}

/** The fields within a list's item or a choice: what is around them has the tag already. */
function tagInside(schema: object, tag: string): object {
  const properties = 'properties' in schema && isRecord(schema.properties) ? schema.properties : undefined
  return properties ? withKeywords(schema, { properties: tagProperties(properties, tag) }) : schema
}

function tagProperties(properties: Readonly<Record<string, unknown>>, owner: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => {
      const isList = isRecord(member) && 'items' in member
      return [name, tagByPlace(member as TSchema, `${owner}.${isList ? singular(name) : name}`)]
    }),
  )
}

function tagAt<S extends object>(schema: S, names: readonly string[], tag: string, path: string): S {
  const [name, ...deeper] = names
  if (name === undefined) return withKeywords(schema, { [RETAIL]: tag })
  if ('properties' in schema && isRecord(schema.properties)) {
    const member = schema.properties[name]
    if (!isRecord(member)) throw new Error(`The schema has no "${path}": the table of the retail model names it.`)
    return withKeywords(schema, { properties: { ...schema.properties, [name]: tagAt(member, deeper, tag, path) } })
  }
  if ('items' in schema && isRecord(schema.items)) return withKeywords(schema, { items: tagAt(schema.items, names, tag, path) })
  if ('anyOf' in schema && Array.isArray(schema.anyOf)) {
    const branches: readonly object[] = schema.anyOf
    const index = branches.findIndex((branch) => 'properties' in branch || 'items' in branch)
    const branch = branches[index]
    if (branch) return withKeywords(schema, { anyOf: branches.with(index, tagAt(branch, names, tag, path)) })
  }
  throw new Error(`The schema has no "${path}": the table of the retail model names it.`)
}
