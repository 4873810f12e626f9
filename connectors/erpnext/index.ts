// ERPNext: sales orders, invoices, returns, deliveries, payments, journals, customers and stock of a site, over Frappe's REST API and its webhooks.
import type { Connector } from '#connectors/kit/contract.ts'
import { createDeliveryNote } from './actions/create-delivery-note.ts'
import { createJournalEntry } from './actions/create-journal-entry.ts'
import { createPaymentEntry } from './actions/create-payment-entry.ts'
import { createSalesInvoice } from './actions/create-sales-invoice.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { createSalesReturn } from './actions/create-sales-return.ts'
import { findOrCreateCustomer } from './actions/find-or-create-customer.ts'
import { getSalesInvoice } from './actions/get-sales-invoice.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { getStock } from './actions/get-stock.ts'
import { reconcileStock } from './actions/reconcile-stock.ts'
import { AUTH, ErpNextConfig, readConfig, SECRETS } from './auth.ts'
import { signedInUser } from './client.ts'
import { deliveryNotesChanged } from './polls/delivery-notes-changed.ts'
import { customersChanged, itemPricesChanged, itemsChanged, stockChanged } from './polls/masters-changed.ts'
import { salesInvoicesChanged } from './polls/sales-invoices-changed.ts'
import { salesOrdersChanged } from './polls/sales-orders-changed.ts'
import {
  customerChanged,
  deliveryNoteChanged,
  documentChanged,
  itemChanged,
  itemPriceChanged,
  salesInvoiceChanged,
  salesOrderChanged,
} from './triggers/document-changed.ts'

export const erpnext = {
  id: 'erpnext',
  name: 'ERPNext',
  category: 'erp',
  description: 'Sales orders, invoices, returns, deliveries, payments, journals, customers, items, prices and stock of an ERPNext site.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect x="3" y="3" width="18" height="18" rx="3"/><path d="M16 8H8v8h8M8 12h6"/></svg>',
  config: ErpNextConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  actions: [
    createSalesOrder,
    getSalesOrder,
    createSalesInvoice,
    createSalesReturn,
    getSalesInvoice,
    createDeliveryNote,
    createPaymentEntry,
    createJournalEntry,
    findOrCreateCustomer,
    getStock,
    reconcileStock,
  ],
  triggers: [salesOrderChanged, salesInvoiceChanged, deliveryNoteChanged, itemChanged, itemPriceChanged, customerChanged, documentChanged],
  polls: [salesOrdersChanged, salesInvoicesChanged, deliveryNotesChanged, itemsChanged, itemPricesChanged, stockChanged, customersChanged],
  // A site has a handful of workers for everybody, and submitting a document may keep one for seconds.
  limits: { concurrency: 3 },
  async test(context) {
    return { summary: `Signed in to ${new URL(readConfig(context.config).url).host} as ${await signedInUser(context)}.` }
  },
} as const satisfies Connector
