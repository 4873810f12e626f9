// Adobe Commerce and Magento Open Source: orders, shipments, invoices, credit memos, customers, products, prices and stock of sources, over REST V1.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { addOrderComment } from './actions/add-order-comment.ts'
import { cancelOrder } from './actions/cancel-order.ts'
import { findCustomer } from './actions/find-customer.ts'
import { findOrders } from './actions/find-orders.ts'
import { findProduct } from './actions/find-product.ts'
import { getOrder } from './actions/get-order.ts'
import { getSourceStock } from './actions/get-source-stock.ts'
import { invoiceOrder } from './actions/invoice-order.ts'
import { refundOrder } from './actions/refund-order.ts'
import { setPrices } from './actions/set-prices.ts'
import { setSourceStock } from './actions/set-source-stock.ts'
import { shipOrder } from './actions/ship-order.ts'
import { upsertCustomer } from './actions/upsert-customer.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AdobeCommerceConfig, AUTH, readConfig, SECRETS } from './auth.ts'
import { search } from './client.ts'
import { customersChanged } from './polls/customers-changed.ts'
import { ordersChanged } from './polls/orders-changed.ts'
import { refundsChanged } from './polls/refunds-changed.ts'

export const adobeCommerce = {
  id: 'adobe-commerce',
  name: 'Adobe Commerce',
  category: 'commerce',
  description:
    'Orders, shipments, invoices, refunds, customers, products, prices and stock of an Adobe Commerce or Magento Open Source shop.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M12 3l8 4.5v9L12 21l-8-4.5v-9Z"/><path d="M8.5 15.5v-5L12 8.5l3.5 2v5"/></svg>',
  config: AdobeCommerceConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [
    getOrder,
    findOrders,
    shipOrder,
    invoiceOrder,
    refundOrder,
    cancelOrder,
    addOrderComment,
    findProduct,
    upsertProduct,
    setPrices,
    setSourceStock,
    getSourceStock,
    findCustomer,
    upsertCustomer,
  ],
  triggers: [],
  polls: [ordersChanged, refundsChanged, customersChanged],
  // Commerce counts nothing itself; each call is a PHP process that shoppers need too.
  limits: { concurrency: 3 },
  async test(context) {
    const { total } = await search(context, '/orders', Type.Object({ entity_id: Type.Integer() }), {
      filters: [],
      sort: { field: 'entity_id', direction: 'DESC' },
      pageSize: 1,
    })
    return { summary: `Signed in to ${new URL(readConfig(context.config).url).host} (${total} orders).` }
  },
} as const satisfies Connector
