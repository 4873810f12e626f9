// Webhook subscriptions of the simulated shop, with the refusals recorded from a live store.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../gid.ts'
import { gidOf, type View } from './order-view.ts'
import { nameOfTopic, topicOfName } from './topics.ts'

export interface SubscriptionInput {
  readonly uri?: string | null
  readonly callbackUrl?: string | null
  readonly format?: string | null
  readonly filter?: string | null
  readonly includeFields?: readonly string[] | null
  readonly metafieldNamespaces?: readonly string[] | null
  readonly metafields?: readonly { readonly namespace?: string | null; readonly key: string }[] | null
}

export interface SubscriptionFilter {
  readonly topics?: readonly string[] | null
  readonly uri?: string | null
  readonly callbackUrl?: string | null
  readonly format?: string | null
}

export function subscriptionView(record: SimulatorRecord, apiVersion: string): View {
  return {
    __typename: 'WebhookSubscription',
    id: gidOf('WebhookSubscription', record['id']),
    topic: nameOfTopic(record['topic']),
    uri: record['uri'],
    format: String(record['format']).toUpperCase(),
    filter: record['filter'] ?? null,
    includeFields: record['include_fields'] ?? [],
    metafieldNamespaces: record['metafield_namespaces'] ?? [],
    metafields: record['metafields'] ?? [],
    createdAt: record['created_at'],
    updatedAt: record['updated_at'],
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
  }
}

export function findSubscriptions(filter: SubscriptionFilter, records: SimulatorRecords): SimulatorRecord[] {
  const address = filter.uri ?? filter.callbackUrl
  return records
    .list('webhook_subscription')
    .filter((record) => !filter.topics || filter.topics.includes(nameOfTopic(record['topic'])))
    .filter((record) => !address || record['uri'] === address)
    .filter((record) => !filter.format || String(record['format']).toUpperCase() === filter.format)
}

export function createSubscription(
  name: string,
  input: SubscriptionInput,
  records: SimulatorRecords,
  at: string | null,
  apiVersion: string,
): View {
  const uri = (input.uri ?? input.callbackUrl ?? '').trim()
  const refused = (message: string): View => ({
    webhookSubscription: null,
    userErrors: [{ field: ['webhookSubscription', 'callbackUrl'], message }],
  })
  if (uri === '') return refused("Address can't be blank")
  // Shopify takes https only; simulators of one machine also deliver to its loopback address.
  if (!uri.startsWith('https://') && !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/)/.test(uri))
    return refused('Address protocol http:// is not supported')
  const format = (input.format ?? 'JSON').toLowerCase()
  const topic = topicOfName(name)
  const isTaken = records.find(
    'webhook_subscription',
    (record) => record['topic'] === topic && record['uri'] === uri && record['format'] === format,
  )
  if (isTaken) return refused('Address for this topic has already been taken')
  const id = records.nextId('webhook_subscription', 1_954_000_000_001)
  const record = {
    id,
    topic,
    uri,
    format,
    filter: input.filter ?? null,
    include_fields: input.includeFields ?? [],
    metafield_namespaces: input.metafieldNamespaces ?? [],
    metafields: input.metafields ?? [],
    created_at: at,
    updated_at: at,
  }
  records.put('webhook_subscription', id, record)
  return { webhookSubscription: subscriptionView(record, apiVersion), userErrors: [] }
}

/** What is left out stays as it is; lists are replaced. */
export function updateSubscription(
  id: string,
  input: SubscriptionInput,
  records: SimulatorRecords,
  at: string | null,
  apiVersion: string,
): View {
  const known = records.get('webhook_subscription', numberOf(id))
  if (!known) return { webhookSubscription: null, userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }] }
  const record = {
    ...known,
    ...(input.uri != null && { uri: input.uri.trim() }),
    ...(input.filter !== undefined && { filter: input.filter }),
    ...(input.includeFields && { include_fields: input.includeFields }),
    ...(input.metafieldNamespaces && { metafield_namespaces: input.metafieldNamespaces }),
    ...(input.metafields && { metafields: input.metafields }),
    updated_at: at,
  }
  records.put('webhook_subscription', numberOf(id), record)
  return { webhookSubscription: subscriptionView(record, apiVersion), userErrors: [] }
}

export function deleteSubscription(id: string, records: SimulatorRecords): View {
  if (!records.get('webhook_subscription', numberOf(id))) {
    return { deletedWebhookSubscriptionId: null, userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }] }
  }
  records.remove('webhook_subscription', numberOf(id))
  return { deletedWebhookSubscriptionId: id, userErrors: [] }
}
