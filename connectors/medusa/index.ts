// Medusa 2: orders, shipments, refunds, products and stock of a shop, over its Admin API.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { createRefund } from './actions/create-refund.ts'
import { createShipment } from './actions/create-shipment.ts'
import { findOrders } from './actions/find-orders.ts'
import { findProduct } from './actions/find-product.ts'
import { getOrder } from './actions/get-order.ts'
import { getStock } from './actions/get-stock.ts'
import { setStock } from './actions/set-stock.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AUTH, MedusaConfig, readConfig, SECRETS } from './auth.ts'
import { read } from './client.ts'
import { ordersChanged, productsChanged } from './polls/changed.ts'

const Stores = Type.Object({ stores: Type.Array(Type.Object({ name: Type.String() })) })

export const medusa = {
  id: 'medusa',
  name: 'Medusa',
  category: 'commerce',
  description: 'Orders, shipments, refunds, products and stock of a Medusa 2 shop.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M12 3l8 4.5v9L12 21l-8-4.5v-9Z"/><circle cx="12" cy="12" r="3.5"/></svg>',
  config: MedusaConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [getOrder, findOrders, createShipment, createRefund, findProduct, upsertProduct, getStock, setStock],
  triggers: [],
  polls: [ordersChanged, productsChanged],
  // Medusa counts nothing itself.
  limits: { concurrency: 6 },
  async test(context) {
    const { stores } = await read(context, '/admin/stores', Stores, { limit: 1 })
    return { summary: `Signed in to ${stores[0]?.name ?? new URL(readConfig(context.config).url).host}.` }
  },
} as const satisfies Connector
