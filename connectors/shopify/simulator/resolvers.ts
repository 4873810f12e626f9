// What the simulated Admin API answers: root fields over the stored records. graphql-js calls functions with their arguments.
import type { GraphQLResolveInfo } from 'graphql'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { API_VERSION } from '../auth.ts'
import { numberOf } from '../gid.ts'
import { bulkRoot } from './bulk/run.ts'
import { catalogueRoot } from './catalogue/root.ts'
import { customersRoot } from './customers/root.ts'
import { giftCardsRoot } from './gift-cards/root.ts'
import type { ResolverContext } from './context.ts'
import { pageOf, type Connection, type PageArguments } from './connections.ts'
import { createFulfillment, prepareForPickup, type FulfillmentInput } from './fulfillment.ts'
import { fulfillmentOrderView, fulfillmentView } from './fulfillment-view.ts'
import { gidOf, instant, keyOf, orderView, type View } from './order-view.ts'
import { cancelOverApi } from './orders/cancel.ts'
import { editsRoot } from './orders/edits.ts'
import { createRefund, refundView } from './orders/refunds.ts'
import { returnsRoot } from './orders/returns-root.ts'
import { paymentsRoot } from './payments/root.ts'
import { matchesQuery, tagsOf } from './search.ts'
import { compareTime, isSameText, matchesTerms } from './search-terms.ts'
import { stockRoot } from './stock/root.ts'
import {
  createSubscription,
  deleteSubscription,
  findSubscriptions,
  subscriptionView,
  updateSubscription,
  type SubscriptionInput,
  type SubscriptionFilter,
} from './subscriptions.ts'

const SCOPES = [
  'read_orders',
  'write_orders',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'read_products',
  'write_products',
  'read_customers',
  'write_customers',
  'read_gift_cards',
  'read_gift_card_transactions',
  'write_gift_cards',
  'read_returns',
  'write_returns',
  'write_order_edits',
  'read_shopify_payments_payouts',
  'read_shopify_payments_accounts',
  'read_inventory',
  'write_inventory',
  'read_locations',
]

interface OrdersArguments extends PageArguments {
  readonly query?: string | null
  readonly sortKey?: string | null
}

export function createRoot(context: ResolverContext): View {
  const { records, shop, now, at } = context
  const orderOf = (id: unknown): SimulatorRecord | undefined => records.get('order', numberOf(String(id)))
  const root: View = {
    ...catalogueRoot(context),
    ...editsRoot(context),
    ...returnsRoot(context),
    ...paymentsRoot(context),
    ...bulkRoot({ ...context, root: () => root }),
    refund({ id }: { readonly id: string }) {
      const refund = records.get('refund', numberOf(id))
      return refund ? refundView(refund, records) : null
    },
    refundCreate: ({ input }: { readonly input: Parameters<typeof createRefund>[0] }, _: unknown, info: GraphQLResolveInfo) =>
      createRefund(input, context, info),
    orderCancel: (args: Parameters<typeof cancelOverApi>[0]) => cancelOverApi(args, context),
    ...customersRoot(context),
    ...giftCardsRoot(context),
    ...stockRoot(context),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => nodeOf(root, id)),
    shop: () => ({
      id: gidOf('Shop', shop.id),
      name: shop.name,
      email: `hello@${shop.domain.replace('.myshopify.com', '.example')}`,
      myshopifyDomain: shop.domain,
      currencyCode: shop.currency,
      ianaTimezone: shop.timezone,
    }),
    currentAppInstallation: () => ({
      id: gidOf('AppInstallation', shop.id),
      accessScopes: SCOPES.map((handle) => ({ handle, description: handle })),
    }),
    order: ({ id }: { readonly id: string }) => {
      const order = orderOf(id)
      return order ? orderView(order, records) : null
    },
    orders(args: OrdersArguments): Connection<View> {
      const found = records.list('order').filter((order) => matchesQuery(order, args.query))
      const page = pageOf(found.toSorted(sorting(args.sortKey ?? 'PROCESSED_AT')), (order) => String(order['id']), args)
      return { ...page, nodes: page.nodes.map((order) => orderView(order, records)) }
    },
    fulfillmentOrder({ id }: { readonly id: string }) {
      const record = records.get('fulfillment_order', numberOf(id))
      const order = record && orderOf(record['order_id'])
      return record && order ? fulfillmentOrderView(record, order) : null
    },
    fulfillmentOrders(args: OrdersArguments & { readonly includeClosed?: boolean | null }) {
      const found = records
        .list('fulfillment_order')
        .filter((one) => args.includeClosed === true || one['status'] !== 'closed')
        .filter((one) => matchesFulfillmentOrder(one, args.query))
        .toSorted(
          (a, b) =>
            (args.sortKey === 'UPDATED_AT' ? Date.parse(String(a['updated_at'])) - Date.parse(String(b['updated_at'])) : 0) ||
            Number(a['id']) - Number(b['id']),
        )
      return pageOf(
        found.map((one) => fulfillmentOrderView(one, orderOf(one['order_id']) ?? {})),
        keyOf,
        args,
      )
    },
    fulfillmentCreate({ fulfillment }: { readonly fulfillment: FulfillmentInput }) {
      const made = records.atomically(() => createFulfillment(fulfillment, records, at()))
      if ('field' in made) return { fulfillment: null, userErrors: [made] }
      return { fulfillment: fulfillmentView(made, orderOf(made['order_id']) ?? {}), userErrors: [] }
    },
    fulfillmentOrderLineItemsPreparedForPickup({ input }: { readonly input: PickupInput }) {
      const ids = input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId }) => fulfillmentOrderId)
      const refusal = records.atomically(() => prepareForPickup(ids, records, at()))
      return { userErrors: refusal ? [refusal] : [] }
    },
    tagsAdd({ id, tags }: { readonly id: string; readonly tags: readonly string[] }) {
      const order = orderOf(id)
      if (!order) return { node: null, userErrors: [{ field: ['id'], message: `${id} does not exist` }] }
      // A tag is the same whatever its case; the first spelling stays.
      const all = new Map(
        [...tagsOf(order), ...tags.flatMap((tag) => tag.split(',').map((part) => part.trim()))]
          .toReversed()
          .map((tag) => [tag.toLowerCase(), tag]),
      )
      const changed = { ...order, tags: [...all.values()].toSorted((a, b) => a.localeCompare(b)).join(', '), updated_at: at() }
      records.put('order', String(order['id']), changed)
      return { node: orderView(changed, records), userErrors: [] }
    },
    webhookSubscription({ id }: { readonly id: string }) {
      const record = records.get('webhook_subscription', numberOf(id))
      return record ? subscriptionView(record, API_VERSION) : null
    },
    webhookSubscriptions(args: PageArguments & SubscriptionFilter): Connection<View> {
      const views = findSubscriptions(args, records).map((record) => subscriptionView(record, API_VERSION))
      return pageOf(views, keyOf, args)
    },
    webhookSubscriptionCreate: (args: { readonly topic: string; readonly webhookSubscription: SubscriptionInput }) =>
      createSubscription(args.topic, args.webhookSubscription, records, instant(now().toISOString()), API_VERSION),
    webhookSubscriptionUpdate: (args: { readonly id: string; readonly webhookSubscription: SubscriptionInput }) =>
      updateSubscription(args.id, args.webhookSubscription, records, instant(now().toISOString()), API_VERSION),
    webhookSubscriptionDelete: ({ id }: { readonly id: string }) => deleteSubscription(id, records),
  }
  return root
}

interface PickupInput {
  readonly lineItemsByFulfillmentOrder: readonly { readonly fulfillmentOrderId: string }[]
}

/** A node is found by the root field of its type: `gid://shopify/InventoryItem/1` by `inventoryItem(id:)`. */
function nodeOf(root: View, id: string): unknown {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? ''
  const find = root[type.slice(0, 1).toLowerCase() + type.slice(1)]
  return typeof find === 'function' ? (find as (args: { readonly id: string }) => unknown)({ id }) : null
}

const matchesFulfillmentOrder = (record: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      if (field === 'status') return isSameText(record['status'], value)
      if (field === 'assigned_location_id') return String(record['assigned_location_id']) === value
      return field === 'updated_at' ? compareTime(record['updated_at'], comparator, value) : undefined
    },
    hasWord: () => true,
  })

function sorting(key: string): (left: SimulatorRecord, right: SimulatorRecord) => number {
  const member = key === 'ID' ? undefined : key.toLowerCase()
  const value = (order: SimulatorRecord): number => (member === undefined ? 0 : Date.parse(String(order[member])))
  return (left, right) => value(left) - value(right) || Number(left['number']) - Number(right['number'])
}
