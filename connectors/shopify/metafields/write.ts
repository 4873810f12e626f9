// Sets and deletes metafields of a record. Both are safe to repeat: the same values again change nothing, and what is gone stays gone.
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { graphql, payloadOf, refuseUserErrors } from '../client.ts'
import { DELETE_METAFIELDS, SET_METAFIELDS } from '../documents/metafields.ts'
import { definitionsFor, nameOf, type Owner } from './definitions.ts'
import { isNothing, toText } from './values.ts'

/** What `metafieldsSet` takes at once; it sets all of them or none. */
const MOST_SET = 25
/** Shopify takes no longer lists. */
const MOST_DELETED = 250

interface Change {
  readonly namespace: string
  readonly key: string
  readonly type: string
  /** null deletes it. */
  readonly value: string | null
}

export type Fields = Readonly<Record<string, Json>>

/**
 * What is given under `fields`, as Shopify takes it. Throws `action-input-invalid` that names each metafield that is not defined or takes something
 * else: call it before anything is written. `place`: where the fields stand in the input.
 */
export async function checkFields(
  context: CallContext,
  owner: Owner,
  given: Fields | undefined,
  place = '/fields',
): Promise<readonly Change[]> {
  if (!given || Object.keys(given).length === 0) return []
  const defined = new Map((await definitionsFor(context, owner, Object.keys(given))).map((one) => [nameOf(one), one]))
  const changes: Change[] = []
  await writeFields(
    'Shopify',
    given,
    (name, value) => {
      const definition = defined.get(name)
      if (!definition) throw new Unfit(`Shopify has no metafield "${name}" defined here.`)
      const { namespace, key, type } = definition
      changes.push({ namespace, key, type: type.name, value: isNothing(value) ? null : toText(definition, value) })
    },
    place,
  )
  return changes
}

/** Throws `vendor-rejected` for values that the rules of a definition refuse, such as a smallest number or a pattern. */
export async function setFields(
  context: CallContext,
  what: string,
  owners: readonly { readonly ownerId: string; readonly changes: readonly Change[] }[],
): Promise<void> {
  const all = owners.flatMap(({ ownerId, changes }) => changes.map((change) => ({ ownerId, ...change })))
  const set = all.flatMap(({ value, ...rest }): Json[] => (value === null ? [] : [{ ...rest, value }]))
  for (let start = 0; start < set.length; start += MOST_SET) {
    const answer = await graphql(context, SET_METAFIELDS, { metafields: set.slice(start, start + MOST_SET) })
    refuseUserErrors(`set the metafields of ${what}`, payloadOf(answer.metafieldsSet, 'set the metafields').userErrors)
  }
  const gone = all.filter(({ value }) => value === null).map(({ ownerId, namespace, key }) => ({ ownerId, namespace, key }))
  for (let start = 0; start < gone.length; start += MOST_DELETED) {
    const answer = await graphql(context, DELETE_METAFIELDS, { metafields: gone.slice(start, start + MOST_DELETED) })
    refuseUserErrors(`delete metafields of ${what}`, payloadOf(answer.metafieldsDelete, 'delete the metafields').userErrors)
  }
}
