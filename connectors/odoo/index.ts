// Odoo: sales, tills, invoices, deliveries, stock, customers and products of an Odoo database, over its external API.
import type { Connector } from '#connectors/kit/contract.ts'
import { announceReceipt } from './actions/announce-receipt.ts'
import { answerPurchaseOrder } from './actions/answer-purchase-order.ts'
import { cancelSalesOrder } from './actions/cancel-sales-order.ts'
import { createCreditNote } from './actions/create-credit-note.ts'
import { createInvoice } from './actions/create-invoice.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { createVendorBill } from './actions/create-vendor-bill.ts'
import { eraseCustomer } from './actions/erase-customer.ts'
import { findOrCreatePartnerAction } from './actions/find-or-create-partner.ts'
import { findProduct } from './actions/find-product.ts'
import { getDeliveries } from './actions/get-deliveries.ts'
import { getInvoice } from './actions/get-invoice.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { getStock } from './actions/get-stock.ts'
import { getTransfer } from './actions/get-transfer.ts'
import { matchCustomer } from './actions/match-customer.ts'
import { mergeCustomers } from './actions/merge-customers.ts'
import { receiveReturn } from './actions/receive-return.ts'
import { receiveTransfer } from './actions/receive-transfer.ts'
import { recordStoreSale } from './actions/record-store-sale.ts'
import { registerPayment } from './actions/register-payment.ts'
import { searchReadAction } from './actions/search-read.ts'
import { setStock } from './actions/set-stock.ts'
import { updateSalesOrder } from './actions/update-sales-order.ts'
import { upsertProduct } from './actions/upsert-product.ts'
import { validateDelivery } from './actions/validate-delivery.ts'
import { changedRecords } from './polls/changed-records.ts'
import { deliveriesChanged } from './polls/deliveries-changed.ts'
import { posSales } from './polls/pos-sales.ts'
import { posSessionsClosed } from './polls/pos-sessions-closed.ts'
import { productsChanged } from './polls/products-changed.ts'
import { promotionsDue } from './polls/promotions-due.ts'
import { purchaseOrdersConfirmed } from './polls/purchase-orders-confirmed.ts'
import { stockChanged } from './polls/stock-changed.ts'
import { transfersDispatched } from './polls/transfers-dispatched.ts'
import { OdooConfig, readConfig, SECRETS } from './auth.ts'
import { searchRead, textOf } from './client.ts'

export const odoo = {
  id: 'odoo',
  name: 'Odoo',
  category: 'erp',
  description: 'Sales orders, till sales, invoices, payments, deliveries, stock, customers and products in Odoo 17 and later.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="6" cy="12" r="4"/><circle cx="18" cy="12" r="4"/></svg>',
  config: OdooConfig,
  secrets: SECRETS,
  baseUrl: (config) => readConfig(config).url,
  actions: [
    createSalesOrder,
    getSalesOrder,
    updateSalesOrder,
    cancelSalesOrder,
    createInvoice,
    createCreditNote,
    getInvoice,
    registerPayment,
    getDeliveries,
    validateDelivery,
    receiveReturn,
    answerPurchaseOrder,
    announceReceipt,
    createVendorBill,
    getTransfer,
    receiveTransfer,
    recordStoreSale,
    getStock,
    setStock,
    findProduct,
    upsertProduct,
    findOrCreatePartnerAction,
    matchCustomer,
    mergeCustomers,
    eraseCustomer,
    searchReadAction,
  ],
  triggers: [],
  polls: [
    posSales,
    posSessionsClosed,
    deliveriesChanged,
    purchaseOrdersConfirmed,
    transfersDispatched,
    stockChanged,
    productsChanged,
    promotionsDue,
    changedRecords,
  ],
  // An Odoo worker serves one request at a time; a small installation has few of them.
  limits: { concurrency: 4 },
  async test(context) {
    const [company] = await searchRead(context, 'res.company', [], { fields: ['name'], limit: 1 })
    return { summary: `Signed in to ${textOf(company?.['name']) ?? readConfig(context.config).database}.` }
  },
} as const satisfies Connector
