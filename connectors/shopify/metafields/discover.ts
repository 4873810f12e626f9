// Tells the designer which metafields a shop has defined, as fields of what actions take and give.
import { Type } from 'typebox'
import type { DiscoveredField, DiscoveredFields } from '#shared/flow/nodes/discovered.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, pathBelow, type Discovery } from '#connectors/kit/discover.ts'
import type { MetafieldDefinition } from '../documents/metafields.ts'
import { nameOf, readDefinitions, type Owner } from './definitions.ts'
import { shapeOf } from './types.ts'
import { choicesOf } from './values.ts'

/** Whose metafields stand where: `{ fields: 'PRODUCT', 'variants.fields': 'PRODUCTVARIANT' }`. */
type Places = Readonly<Record<string, Owner>>

export const writes = (places: Places): Discovery => ({ read: async (_, context) => ({ input: await definedFields(context, places) }) })
export const reads = (places: Places): Discovery => ({ read: async (_, context) => ({ output: await definedFields(context, places) }) })

/** `only`: those of the definitions that are told. */
export async function definedFields(
  context: CallContext,
  places: Places,
  only: (definition: MetafieldDefinition) => boolean = () => true,
): Promise<DiscoveredFields> {
  const all: DiscoveredFields = {}
  for (const [place, owner] of Object.entries(places)) {
    for (const definition of (await readDefinitions(context, owner)).filter(only)) Object.assign(all, fieldsOf(place, definition))
  }
  return all
}

function fieldsOf(place: string, definition: MetafieldDefinition): DiscoveredFields {
  const name = nameOf(definition)
  const path = pathBelow(place, name)
  if (path === undefined) return {}
  const { members = {} } = shapeOf(definition.type.name)
  return {
    ...fieldsBelow(place, [[name, toDiscovered(definition)]]),
    ...fieldsBelow(
      path,
      Object.entries(members).map(([member, { kind }]) => [member, { kind, custom: true }] as const),
    ),
  }
}

function toDiscovered(definition: MetafieldDefinition): DiscoveredField {
  const { kind, list } = shapeOf(definition.type.name)
  const choices = choicesOf(definition)
  const description = [definition.description ?? '', kind === 'reference' ? `A global id (${definition.type.name}).` : '']
    .filter(Boolean)
    .join(' ')
  return {
    kind,
    ...(definition.name !== '' && { title: definition.name }),
    ...(description !== '' && { description }),
    ...(list && { list: true }),
    ...(choices.length > 0 && { choices }),
    custom: true,
  }
}

/** The member `fields` of an input: metafields by `namespace.key`. */
export const Metafields = Type.Optional(
  Type.Record(Type.String({ maxLength: 330 }), Type.Unsafe<Json>(Type.Unknown()), {
    title: 'Metafields of your shop',
    description:
      'Metafields that are defined in Shopify, by namespace and key, such as custom.season. What is left out stays as it is; null deletes. Numbers with decimals as text.',
    maxProperties: 250,
  }),
)
