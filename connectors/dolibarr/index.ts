// Dolibarr: third parties, products, orders, shipments, invoices, payments and stock, over its REST API.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { closeOrder } from './actions/close-order.ts'
import { createCreditNote } from './actions/create-credit-note.ts'
import { createInvoice } from './actions/create-invoice.ts'
import { createOrder } from './actions/create-order.ts'
import { createShipment } from './actions/create-shipment.ts'
import { findOrCreateThirdParty } from './actions/find-or-create-third-party.ts'
import { findProducts } from './actions/find-products.ts'
import { getDocument } from './actions/get-document.ts'
import { findShipments } from './actions/find-shipments.ts'
import { getShipment } from './actions/get-shipment.ts'
import { getStock } from './actions/get-stock.ts'
import { moveStock } from './actions/move-stock.ts'
import { payInvoice } from './actions/pay-invoice.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { AUTH, DolibarrConfig, readConfig, SECRETS } from './auth.ts'
import { list, Loose, read } from './client.ts'
import { invoicesChanged, ordersChanged, productsChanged, thirdPartiesChanged } from './polls/changed.ts'
import { textOf } from './values.ts'

const Status = Type.Object({ success: Type.Object({ dolibarr_version: Loose }) })

export const dolibarr = {
  id: 'dolibarr',
  name: 'Dolibarr',
  category: 'erp',
  description: 'Third parties, products, orders, shipments, invoices, payments and stock.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M5 3h6a9 9 0 0 1 0 18H5z"/><path d="M9 8v8"/></svg>',
  config: DolibarrConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  certificateAuthority: (config) => readConfig(config).certificate,
  actions: [
    findOrCreateThirdParty,
    upsertProduct,
    findProducts,
    createOrder,
    closeOrder,
    createInvoice,
    createCreditNote,
    payInvoice,
    createShipment,
    getDocument,
    getShipment,
    findShipments,
    moveStock,
    getStock,
  ],
  triggers: [],
  polls: [ordersChanged, invoicesChanged, productsChanged, thirdPartiesChanged],
  // A small installation answers from a handful of PHP processes, which people use too.
  limits: { concurrency: 4 },
  async test(context) {
    const status = await read(context, 'status', Status)
    // The status proves no rights.
    await list(context, 'thirdparties', Type.Object({ id: Loose }), { limit: 1 })
    return { summary: `Signed in to Dolibarr ${textOf(status?.success.dolibarr_version)}.` }
  },
} as const satisfies Connector
