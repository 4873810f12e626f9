// The fields that a document's answer has, by the server's schema: what a mapping can read before anything was ever sent.
import type { DocumentNode, GraphQLNamedType, GraphQLOutputType, GraphQLSchema, SelectionSetNode } from 'graphql'
import { MOST_DISCOVERED, type DiscoveredField, type DiscoveredFields } from '#shared/flow/nodes/discovered.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { pathBelow, type Discovery } from '#connectors/kit/discover.ts'
import { parseDocument, readDocument, type Operation } from './document.ts'
import { checkAgainstServer, chosenOperation, readServerSchema } from './server-schema.ts'

const MOST_LEVELS = 15

/** Checks the document against the server and tells the fields of its answer below `place`; `list`: those of the items there instead. */
export const answers = (kind: Operation['kind'], place: string, ofList = false): Discovery => ({
  needs: ofList ? ['document', 'list'] : ['document'],
  also: ['operationName'],
  checks: true,
  read: (known, context) => readAnswerFields(known, context, kind, place, ofList),
})

async function readAnswerFields(
  known: Readonly<Record<string, Json>>,
  context: CallContext,
  kind: Operation['kind'],
  place: string,
  ofList: boolean,
) {
  const text = textOf(known['document'])
  const operation = await readDocument(text, kind, textOf(known['operationName']) || undefined)
  const document = await parseDocument(text)
  const schema = await readServerSchema(context)
  await checkAgainstServer(schema, document)
  const all = await fieldsOf(schema, document, operation)
  return { output: ofList ? itemsOf(all, textOf(known['list']), place) : below(all, place) }
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '')

type Found = readonly (readonly [names: readonly string[], field: DiscoveredField])[]

async function fieldsOf(schema: GraphQLSchema, document: DocumentNode, { kind, name }: Operation): Promise<Found> {
  const { getNamedType, getNullableType, isCompositeType, isEnumType, isListType, isObjectType, isInterfaceType, Kind } =
    await import('graphql')
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  )
  const found: (readonly [readonly string[], DiscoveredField])[] = []
  const seen = new Set<string>()

  function visit(set: SelectionSetNode, type: GraphQLNamedType, names: readonly string[]): void {
    if (names.length >= MOST_LEVELS) return
    for (const one of set.selections) {
      if (found.length >= MOST_DISCOVERED) return
      if (one.kind === Kind.FIELD) {
        const place = [...names, one.alias?.value ?? one.name.value]
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[one.name.value] : undefined
        const key = JSON.stringify(place)
        if (!seen.has(key)) {
          seen.add(key)
          found.push([place, toField(field?.type, field?.description ?? undefined)])
        }
        if (one.selectionSet && field) visit(one.selectionSet, getNamedType(field.type), place)
      } else {
        const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one
        const condition = fragment?.typeCondition?.name.value
        const inner = condition === undefined ? type : schema.getType(condition)
        if (fragment && inner) visit(fragment.selectionSet, inner, names)
      }
    }
  }

  function toField(type: GraphQLOutputType | undefined, description: string | undefined): DiscoveredField {
    // `__typename` is no field of its type.
    if (!type) return { kind: 'text' }
    const named = getNamedType(type)
    const choices = isEnumType(named) ? named.getValues().map((value) => value.name) : []
    return {
      kind: isCompositeType(named) ? 'group' : (SCALARS[named.name] ?? (isEnumType(named) ? 'text' : 'any')),
      ...(description && { description }),
      ...(isListType(getNullableType(type)) && { list: true }),
      ...(choices.length > 0 && { choices }),
    }
  }

  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  const operation = chosenOperation(document, { name })
  if (root && operation) visit(operation.selectionSet, root, [])
  return found
}

const SCALARS: Readonly<Record<string, DiscoveredField['kind']>> = {
  ID: 'text',
  String: 'text',
  Int: 'integer',
  Float: 'number',
  Boolean: 'boolean',
}

const below = (found: Found, place: string): DiscoveredFields =>
  Object.fromEntries(found.flatMap(([names, field]) => placed(names, field, place)))

/** Of a Relay connection at `list`: what its nodes have. */
function itemsOf(found: Found, list: string, place: string): DiscoveredFields {
  const above = list.split('.')
  return Object.fromEntries(
    found.flatMap(([names, field]) => {
      const inside = above.every((name, index) => names[index] === name) ? names.slice(above.length) : []
      const item = inside[0] === 'nodes' ? inside.slice(1) : inside[0] === 'edges' && inside[1] === 'node' ? inside.slice(2) : []
      return item.length === 0 ? [] : placed(item, field, place)
    }),
  )
}

function placed(names: readonly string[], field: DiscoveredField, place: string): (readonly [string, DiscoveredField])[] {
  let path: string | undefined = place
  for (const name of names) path = path === undefined ? undefined : pathBelow(path, name)
  return path === undefined ? [] : [[path, field]]
}
