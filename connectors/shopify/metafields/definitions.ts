// The metafields that are defined in a shop for a kind of record: asked for anew when a person wants to see them, kept for a while for flows.
import { toErrorData } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { readConfig } from '../auth.ts'
import { graphql } from '../client.ts'
import { METAFIELD_DEFINITIONS, type MetafieldDefinition } from '../documents/metafields.ts'

/** Kinds of records, as Shopify calls them (`MetafieldOwnerType`). */
export type Owner = 'ORDER' | 'PRODUCT' | 'PRODUCTVARIANT' | 'CUSTOMER'

/** Shopify's largest page. */
const PAGE = 250
/** Beyond what the mapping shows. */
const MOST = 1_000

/** By `namespace.key`, which is how Shopify names a metafield among those of a record. */
export const nameOf = ({ namespace, key }: { readonly namespace: string; readonly key: string }): string => `${namespace}.${key}`

export async function readDefinitions(context: CallContext, owner: Owner): Promise<readonly MetafieldDefinition[]> {
  const found: MetafieldDefinition[] = []
  let after: string | null = null
  do {
    const answer: { readonly metafieldDefinitions: Page } = await graphql(context, METAFIELD_DEFINITIONS, { owner, first: PAGE, after })
    const { nodes, pageInfo } = answer.metafieldDefinitions
    found.push(...nodes)
    after = pageInfo.hasNextPage && found.length < MOST ? pageInfo.endCursor : null
  } while (after !== null)
  return found
}
interface Page {
  readonly nodes: readonly MetafieldDefinition[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const known = remembered<readonly MetafieldDefinition[]>()

/** Those of the last ten minutes, or read now. */
export const knownDefinitions = (context: CallContext, owner: Owner): Promise<readonly MetafieldDefinition[]> =>
  known.get(keyOf(context, owner), context.now(), () =>
    readDefinitions(context, owner).catch((error: unknown) => {
      // An app that may read the record and not its definitions has none of their values to tell: that must not take the record away.
      if (toErrorData(error).details?.['denied'] !== true) throw error
      return []
    }),
  )

/** For writing: what was defined a moment ago is known, too. */
export async function definitionsFor(
  context: CallContext,
  owner: Owner,
  names: readonly string[],
): Promise<readonly MetafieldDefinition[]> {
  const kept = await knownDefinitions(context, owner)
  const told = new Set(kept.map(nameOf))
  if (names.every((name) => told.has(name))) return kept
  return await known.renew(keyOf(context, owner), context.now(), () => readDefinitions(context, owner))
}

function keyOf({ config }: CallContext, owner: Owner): string {
  const { shop, apiVersion, auth = '', clientId = '' } = readConfig(config)
  return [shop, apiVersion, auth, clientId, owner].join(' ')
}
