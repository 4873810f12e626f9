// What Lightspeed's webhooks missed, told as they tell it. They are no promise, says Lightspeed: the lists along the version are.
import { Decimal } from 'decimal.js'
import { isRecord, type Json } from '#shared/json.ts'
import type { Notice, PollTrigger, WebhookSweep } from '#connectors/kit/contract.ts'
import { sweepByPoll } from '#connectors/kit/sweep-by-poll.ts'
import type { Customer } from '../customer.ts'
import type { Product } from '../product.ts'
import type { SaleHead } from '../sale.ts'
import { readByVersion } from '../polls/by-version.ts'
import { customersChanged, LARGEST_PAGE, productsChanged, saleRows, salesChanged, stockRows } from '../polls/index.ts'

/**
 * What states of sales are called in webhooks, alone and with one attribute.
 * https://x-series-api.lightspeedhq.com/docs/sales_states_and_attributes
 */
const STATUSES: Readonly<Record<string, string>> = {
  parked: 'SAVED',
  pending: 'OPEN',
  voided: 'VOIDED',
  closed: 'CLOSED',
  'pending onaccount': 'ONACCOUNT',
  'closed onaccount': 'ONACCOUNT_CLOSED',
  'pending layby': 'LAYBY',
  'closed layby': 'LAYBY_CLOSED',
  'pending delivery': 'AWAITING_DISPATCH',
  'closed delivery': 'DISPATCHED_CLOSED',
  'pending pickup': 'AWAITING_PICKUP',
  'closed pickup': 'PICKED_UP_CLOSED',
  'pending service': 'SERVICE',
  'closed service': 'SERVICE_CLOSED',
}

/** Nothing for several attributes together: the table does not say what they are called. */
const statusOf = ({ state, attributes }: SaleHead): string | undefined =>
  STATUSES[state === 'voided' || state === 'parked' ? state : [state, ...attributes].join(' ')]

/** An instant as webhooks write it: in UTC, without saying so. */
const written = (instant: string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 19).replace('T', ' ')

const sweepOf = <V>(poll: PollTrigger, tell: (value: V) => Json): WebhookSweep =>
  sweepByPoll({ poll: poll.poll, payloadsOf: (records) => records.map(({ value }) => tell(value as V)) })

export const sweepSales = sweepOf(salesChanged, (sale: SaleHead) => {
  const status = statusOf(sale)
  return { id: sale.id, ...(status !== undefined && { status }), register_id: sale.registerId, updated_at: written(sale.updatedAt) }
})
export const sweepProducts = sweepOf(productsChanged, (product: Product) => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  updated_at: written(product.updatedAt),
  deleted_at: written(product.deletedAt),
}))
export const sweepCustomers = sweepOf(customersChanged, (customer: Customer) => ({
  id: customer.id,
  customer_code: customer.code,
  updated_at: written(customer.updatedAt),
}))

/** Times are whole seconds, so that two changes of one second are told as one: whoever reads the record sees both. */
export function noticeOf(payload: Json): Notice | undefined {
  if (!isRecord(payload) || typeof payload['id'] !== 'string' || typeof payload['updated_at'] !== 'string') return undefined
  const text = payload['updated_at']
  const at = new Date(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text)
  return Number.isNaN(at.getTime()) ? undefined : { record: payload['id'], at }
}

/**
 * Stock levels tell no time, but versions are of one counter for all records ("a global parameter", says Lightspeed): the sales since a time say
 * where in the list of levels it begins, an hour early.
 * https://x-series-api.lightspeedhq.com/docs/pagination
 */
export const sweepStock: WebhookSweep = async ({ since, cursor, limit }, context) => {
  const from = isRecord(cursor) ? cursor : {}
  if (typeof from['after'] !== 'number') {
    const found = await readByVersion({
      cursor: from['finding'] as Json | undefined,
      since,
      limit: 1,
      now: context.now(),
      largestPage: 1,
      read: (after, most) => saleRows(context, after, most),
    })
    const at = isRecord(found.cursor) ? found.cursor['after'] : undefined
    const next: Json = typeof at === 'number' ? { after: at } : { finding: found.cursor }
    return { payloads: [], cursor: next, more: true }
  }
  const rows = await stockRows(context, from['after'], Math.min(limit, LARGEST_PAGE))
  const last = rows.reduce((newest, { version }) => Math.max(newest, version), from['after'])
  return {
    payloads: rows.map(({ id, productId, outletId, quantity, version }) => ({
      id,
      product_id: productId,
      outlet_id: outletId,
      count: new Decimal(quantity).toNumber(),
      version,
    })),
    cursor: { after: last },
    // Only an empty page is the end; one that does not move on would never end.
    more: last > from['after'],
  }
}

/** Undefined where a delivery tells no version: what it told comes once more by the sweep, as the level that it is then. */
export function levelKey(payload: Json): string | undefined {
  if (!isRecord(payload)) return undefined
  const { product_id: product, outlet_id: outlet, version } = payload
  const isNamed = typeof product === 'string' && typeof outlet === 'string' && (typeof version === 'number' || typeof version === 'string')
  return isNamed ? `${product}@${outlet}@${version}` : undefined
}
