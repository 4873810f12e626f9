// Webhook deliveries as Shopify makes them: one for each subscription of the topic, all with the event's id, signed over the exact
// bytes. Stored before they are sent, so that any of them can be sent again as it was.
// Source: https://shopify.dev/docs/apps/build/webhooks/delivery-structure
import { createHash, createHmac } from 'node:crypto'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { API_VERSION } from '../auth.ts'

export interface SentDelivery {
  readonly url: string
  /** `0` when nobody answered. */
  readonly status: number
  /** The event's id: the same in every redelivery. */
  readonly deliveryId: string
}

export interface Deliveries {
  /** Stores the deliveries of one event; part of the commit that stores its record. */
  prepare(topic: string, payload: unknown): readonly SimulatorRecord[]
  send(deliveries: readonly SimulatorRecord[]): Promise<readonly SentDelivery[]>
  /** Those with this event or webhook id; without one, those that were not answered 2xx. */
  find(deliveryId: string | undefined): readonly SimulatorRecord[]
}

export function createDeliveries(options: SimulatorOptions, shop: string, records: SimulatorRecords): Deliveries {
  return {
    prepare(topic, payload) {
      const eventId = uuidFrom(`${options.name}/event/${records.nextId('_event')}`)
      const triggeredAt = options.now().toISOString()
      return records
        .list('webhook_subscription')
        .filter((subscription) => subscription['topic'] === topic)
        .map((subscription) => {
          const webhookId = uuidFrom(`${eventId}/${subscription['id']}`)
          const delivery = {
            webhook_id: webhookId,
            event_id: eventId,
            topic,
            url: subscription['uri'],
            triggered_at: triggeredAt,
            // Where an order is picked up stands with its fulfilment orders, not in webhooks.
            body: JSON.stringify({
              ...(payload as object),
              pickup_location_id: undefined,
              ...metafieldsFor(subscription, payload, records, triggeredAt),
            }),
            attempts: 0,
            status: null,
          }
          records.put('webhook_delivery', webhookId, delivery)
          return delivery
        })
    },
    async send(deliveries) {
      const sent: SentDelivery[] = []
      for (const delivery of deliveries) {
        const { url, body } = delivery as { readonly url: string; readonly body: string }
        const status = await options.deliver({ url, headers: headersOf(delivery, shop, options.secrets['apiSecret'] ?? ''), body }).then(
          (answer) => answer.status,
          () => 0,
        )
        const webhookId = String(delivery['webhook_id'])
        const stored = records.get('webhook_delivery', webhookId)
        if (stored) records.put('webhook_delivery', webhookId, { ...stored, attempts: Number(stored['attempts']) + 1, status })
        sent.push({ url, status, deliveryId: String(delivery['event_id']) })
      }
      return sent
    },
    find(deliveryId) {
      return records
        .list('webhook_delivery')
        .filter((delivery) =>
          deliveryId === undefined
            ? !(Number(delivery['status']) >= 200 && Number(delivery['status']) < 300)
            : delivery['event_id'] === deliveryId || delivery['webhook_id'] === deliveryId,
        )
    },
  }
}

/** Those of the record that the subscription names, as the REST Admin API shows metafields; no member for a subscription that names none. */
function metafieldsFor(
  subscription: SimulatorRecord,
  payload: unknown,
  records: SimulatorRecords,
  at: string,
): { readonly metafields?: readonly object[] } {
  const namespaces = (subscription['metafield_namespaces'] ?? []) as readonly string[]
  const identifiers = (subscription['metafields'] ?? []) as readonly { readonly namespace: string; readonly key: string }[]
  if (namespaces.length + identifiers.length === 0) return {}
  const { id, admin_graphql_api_id: owner } = payload as { readonly id: unknown; readonly admin_graphql_api_id: unknown }
  const isNamed = ({ namespace, key }: SimulatorRecord) =>
    namespaces.includes(String(namespace)) || identifiers.some((one) => one.namespace === namespace && one.key === key)
  const found = records.list('metafield').filter((field) => field['owner'] === owner && isNamed(field))
  return {
    metafields: found.map((field) => ({
      id: field['id'],
      namespace: field['namespace'],
      key: field['key'],
      value: field['value'],
      description: null,
      owner_id: id,
      created_at: at,
      updated_at: at,
      owner_resource: /^gid:\/\/shopify\/(\w+)\//.exec(String(owner))?.[1]?.toLowerCase() ?? '',
      type: field['type'],
      admin_graphql_api_id: `gid://shopify/Metafield/${String(field['id'])}`,
    })),
  }
}

function headersOf(delivery: SimulatorRecord, shop: string, secret: string): Readonly<Record<string, string>> {
  const body = String(delivery['body'])
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-API-Version': API_VERSION,
    'X-Shopify-Event-Id': String(delivery['event_id']),
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body, 'utf8').digest('base64'),
    'X-Shopify-Shop-Domain': shop,
    'X-Shopify-Topic': String(delivery['topic']),
    'X-Shopify-Triggered-At': String(delivery['triggered_at']),
    'X-Shopify-Webhook-Id': String(delivery['webhook_id']),
  }
}

/** A UUID that is the same for the same text: the simulator's runs can be compared. */
function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
