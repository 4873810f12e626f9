// ERPNext: sales orders, customers and stock of a site, over Frappe's REST API and its webhooks.
import type { Connector } from '#connectors/kit/contract.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { findOrCreateCustomer } from './actions/find-or-create-customer.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { getStock } from './actions/get-stock.ts'
import { AUTH, ErpNextConfig, readConfig, SECRETS } from './auth.ts'
import { signedInUser } from './client.ts'
import { salesOrdersChanged } from './polls/sales-orders-changed.ts'
import { documentChanged } from './triggers/document-changed.ts'

export const erpnext = {
  id: 'erpnext',
  name: 'ERPNext',
  category: 'erp',
  description: 'Sales orders, customers and stock of an ERPNext site.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect x="3" y="3" width="18" height="18" rx="3"/><path d="M16 8H8v8h8M8 12h6"/></svg>',
  config: ErpNextConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [createSalesOrder, getSalesOrder, findOrCreateCustomer, getStock],
  triggers: [documentChanged],
  polls: [salesOrdersChanged],
  // A site has a handful of workers for everybody, and submitting a document may keep one for seconds.
  limits: { concurrency: 3 },
  async test(context) {
    return { summary: `Signed in to ${new URL(readConfig(context.config).url).host} as ${await signedInUser(context)}.` }
  },
} as const satisfies Connector
