// Gives records their metafields: those that are defined for them in the shop, with null for those that a record has not.
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../client.ts'
import { METAFIELDS_OF, type MetafieldDefinition } from '../documents/metafields.ts'
import { knownDefinitions, nameOf, type Owner } from './definitions.ts'
import { toValue } from './values.ts'

/** In one request, which is Shopify's largest page of metafields; further definitions are not read with records. */
const MOST_READ = 250
/** Shopify refuses a query of more than 1,000 points. What a list of nodes costs is not published: each is counted as if it stood alone. */
const LARGEST_COST = 900
const MOST_IDS = 250

// Not an interface: those are no JSON for TypeScript.
type WithFields = { fields?: Record<string, Json> }

/** `id` is the global id. Where the shop has defined none, nothing is asked and the records stay as they are. */
export async function withFields<T extends Identified>(
  context: CallContext,
  owner: Owner,
  records: readonly T[],
): Promise<readonly (T & WithFields)[]> {
  const names = records.length === 0 ? [] : await namesOf(context, owner)
  const values = await readValues(context, records, names)
  return records.map((record) => filled(record, names, values))
}

/** By record, what each has of the defined ones that are `only` wanted, and of `also`, which need no definition. */
export async function valuesOf(
  context: CallContext,
  owner: Owner,
  records: readonly Identified[],
  { only, also }: { readonly only: (definition: MetafieldDefinition) => boolean; readonly also: readonly string[] },
): Promise<Values> {
  if (records.length === 0) return new Map()
  const defined = (await knownDefinitions(context, owner)).filter(only).map(nameOf)
  return await readValues(context, records, [...new Set([...also, ...defined])].slice(0, MOST_READ))
}

/** Of products and their variants, in one go. */
export async function withProductFields<T extends Identified & { readonly variants: readonly Identified[] }>(
  context: CallContext,
  products: readonly T[],
): Promise<readonly T[]> {
  if (products.length === 0) return products
  const [ofProduct, ofVariant] = [await namesOf(context, 'PRODUCT'), await namesOf(context, 'PRODUCTVARIANT')]
  const variants = ofVariant.length > 0 ? products.flatMap((product) => product.variants) : []
  const both = [...new Set([...ofProduct, ...ofVariant])]
  const asked = ofProduct.length > 0 ? products : []
  const values: Values =
    both.length <= MOST_READ
      ? await readValues(context, [...asked, ...variants], both)
      : new Map([...(await readValues(context, asked, ofProduct)), ...(await readValues(context, variants, ofVariant))])
  return products.map((product) => ({
    ...filled(product, ofProduct, values),
    variants: product.variants.map((variant) => filled(variant, ofVariant, values)),
  }))
}

interface Identified {
  readonly id: string
}
type Values = ReadonlyMap<string, ReadonlyMap<string, Json>>

const namesOf = async (context: CallContext, owner: Owner) => (await knownDefinitions(context, owner)).slice(0, MOST_READ).map(nameOf)

async function readValues(context: CallContext, records: readonly Identified[], names: readonly string[]): Promise<Values> {
  const values = new Map<string, ReadonlyMap<string, Json>>()
  if (names.length === 0) return values
  const batch = Math.min(MOST_IDS, Math.floor(LARGEST_COST / (3 + Math.ceil(Math.sqrt(names.length)))))
  for (let start = 0; start < records.length; start += batch) {
    const ids = records.slice(start, start + batch).map(({ id }) => id)
    const { nodes } = await graphql(context, METAFIELDS_OF, { ids, keys: [...names], first: names.length })
    for (const node of nodes) {
      if (node) values.set(node.id, new Map((node.metafields?.nodes ?? []).map((one) => [nameOf(one), toValue(one)] as const)))
    }
  }
  return values
}

function filled<T extends Identified>(record: T, names: readonly string[], values: Values): T & WithFields {
  if (names.length === 0) return record
  const own = values.get(record.id)
  return { ...record, fields: Object.fromEntries(names.map((name) => [name, own?.get(name) ?? null])) }
}
