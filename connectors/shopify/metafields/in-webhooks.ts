// The metafields that a connection wants in its webhooks: registered with the subscription, told to the designer, and given to flows under `fields`, as
// actions give them. Shopify adds them to a delivery as a list, with their values as text.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/input-objects/WebhookSubscriptionInput (metafieldNamespaces, metafields)
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { CallContext, IncomingDelivery } from '#connectors/kit/contract.ts'
import type { Discovery } from '#connectors/kit/discover.ts'
import { readConfig } from '../auth.ts'
import { nameOf, type Owner } from './definitions.ts'
import { definedFields } from './discover.ts'
import { valuesOf } from './read.ts'
import { toValue } from './values.ts'

export interface Wanted {
  readonly metafieldNamespaces: readonly string[]
  readonly metafields: readonly { readonly namespace: string; readonly key: string }[]
}

/** `custom` is a whole namespace, `custom.gift_message` one metafield: a key has no dot. Sorted, so that two can be compared. */
export function wantedIn(config: Readonly<Record<string, unknown>>): Wanted {
  const names = [...new Set(readConfig(config).webhookMetafields ?? [])].toSorted()
  return {
    metafieldNamespaces: names.filter((name) => !name.includes('.')),
    metafields: names.flatMap((name) => {
      const dot = name.lastIndexOf('.')
      return dot < 0 ? [] : [{ namespace: name.slice(0, dot), key: name.slice(dot + 1) }]
    }),
  }
}

const isWanted = ({ metafieldNamespaces, metafields }: Wanted, one: { readonly namespace: string; readonly key: string }): boolean =>
  metafieldNamespaces.includes(one.namespace) || metafields.some(({ namespace, key }) => namespace === one.namespace && key === one.key)

const isNone = ({ metafieldNamespaces, metafields }: Wanted) => metafieldNamespaces.length + metafields.length === 0

/** Those of the shop's definitions that deliveries carry. */
export const told = (owner: Owner): Discovery => ({
  async read(_, context) {
    const wanted = wantedIn(context.config)
    if (isNone(wanted)) {
      throw new AppError('vendor-rejected', {
        message: 'The connection names no metafields that webhooks carry.',
        fix: 'Name them in the connection under Metafields in webhooks, such as custom, or read the record with a step of the flow.',
      })
    }
    return { output: await definedFields(context, { fields: owner }, (definition) => isWanted(wanted, definition)) }
  },
})

/** The delivery with its metafields by name. Bytes are added and none is changed: ids beyond what JavaScript counts stay as they are. */
export function withFieldsIn({ body }: IncomingDelivery): Uint8Array {
  const text = new TextDecoder().decode(body)
  if (!text.includes('"metafields"')) return body
  const fields = fieldsIn(text)
  const end = text.lastIndexOf('}')
  return fields === undefined
    ? body
    : new TextEncoder().encode(`${text.slice(0, end)},"fields":${JSON.stringify(fields)}${text.slice(end)}`)
}

/** Undefined where there are none, and for what is no JSON, which the intake refuses itself. */
function fieldsIn(text: string): Readonly<Record<string, Json>> | undefined {
  let payload: unknown
  try {
    payload = JSON.parse(text)
  } catch {
    return undefined
  }
  const metafields = isRecord(payload) ? payload['metafields'] : undefined
  if (!Array.isArray(metafields)) return undefined
  return Object.fromEntries(metafields.filter(isRecord).flatMap((one) => entryOf(one)))
}

function entryOf({ namespace, key, type, value }: Readonly<Record<string, unknown>>): readonly (readonly [string, Json])[] {
  if (typeof namespace !== 'string' || typeof key !== 'string') return []
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  try {
    return [[nameOf({ namespace, key }), toValue({ namespace, key, type: typeof type === 'string' ? type : '', value: text })]]
  } catch {
    // One that is not what its type says must not hold up the order.
    return [[nameOf({ namespace, key }), text]]
  }
}

/** What a sweep fetched, which has no metafields, with those that deliveries would have had. */
export async function withFieldsOf(context: CallContext, owner: Owner, payloads: readonly Json[]): Promise<readonly Json[]> {
  const wanted = wantedIn(context.config)
  if (isNone(wanted)) return payloads
  const idOf = (payload: Json): string => {
    const id = isRecord(payload) ? payload['admin_graphql_api_id'] : undefined
    return typeof id === 'string' ? id : ''
  }
  const records = payloads.flatMap((payload) => {
    const id = idOf(payload)
    return id === '' ? [] : [{ id }]
  })
  const values = await valuesOf(context, owner, records, { also: wanted.metafields.map(nameOf), only: (one) => isWanted(wanted, one) })
  return payloads.map((payload) => {
    const own = values.get(idOf(payload))
    return isRecord(payload) ? { ...payload, fields: Object.fromEntries(own ?? []) } : payload
  })
}
