// The topics a shop's webhooks can have, as webhooks write them (orders/create) and as the Admin API does (ORDERS_CREATE).
const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/edited',
  'orders/cancelled',
  'orders/paid',
  'orders/fulfilled',
  'refunds/create',
  'returns/request',
  'returns/approve',
  'returns/close',
  'returns/reopen',
  'returns/cancel',
  'returns/decline',
  'products/update',
  'customers/create',
  'customers/update',
  'customers/merge',
  'inventory_levels/update',
  'locations/create',
] as const

const topics: ReadonlyMap<string, string> = new Map(TOPICS.map((topic) => [nameOfTopic(topic), topic]))

export const TOPIC_NAMES: readonly string[] = [...topics.keys()]

export function nameOfTopic(topic: unknown): string {
  return String(topic).toUpperCase().replace('/', '_')
}

export const topicOfName = (name: string): string => topics.get(name) ?? name
