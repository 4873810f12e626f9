// WooCommerce: orders, refunds, products, stock and customers of a WordPress shop, over its REST API v3 and its webhooks.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { addOrderNote } from './actions/add-order-note.ts'
import { createRefund } from './actions/create-refund.ts'
import { findOrCreateCustomer } from './actions/find-or-create-customer.ts'
import { findOrders } from './actions/find-orders.ts'
import { findProduct } from './actions/find-product.ts'
import { getOrder } from './actions/get-order.ts'
import { getRefunds } from './actions/get-refunds.ts'
import { setStock } from './actions/set-stock.ts'
import { updateOrder } from './actions/update-order.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AUTH, readConfig, SECRETS, WooCommerceConfig } from './auth.ts'
import { read } from './client.ts'
import { ordersChanged, productsChanged } from './polls/changed.ts'
import { triggers } from './triggers/index.ts'

export const woocommerce = {
  id: 'woocommerce',
  name: 'WooCommerce',
  category: 'commerce',
  description: 'Orders, refunds, products, stock and customers of a WordPress shop.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M3 5h18v10h-7l-5 5v-5H3Z"/><path d="M7 9l1.5 3L11 9l1.5 3L15 9l1.5 3"/></svg>',
  config: WooCommerceConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [
    getOrder,
    findOrders,
    getRefunds,
    createRefund,
    updateOrder,
    addOrderNote,
    findProduct,
    upsertProduct,
    setStock,
    findOrCreateCustomer,
  ],
  triggers,
  polls: [ordersChanged, productsChanged],
  // WooCommerce itself counts nothing; a small host serves a handful of PHP requests at once, and shoppers need them too.
  limits: { concurrency: 3 },
  async test(context) {
    const { value } = await read(context, '/settings/general/woocommerce_currency', Type.Object({ value: Type.String() }))
    return { summary: `Signed in to ${new URL(readConfig(context.config).url).host} (${value}).` }
  },
} as const satisfies Connector
