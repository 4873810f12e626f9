// Business Central: customers, items, sales documents and journals of a company, over Microsoft's standard API v2.0.
import type { Connector } from '#connectors/kit/contract.ts'
import { createSalesCreditMemo } from './actions/create-sales-credit-memo.ts'
import { createSalesInvoice } from './actions/create-sales-invoice.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { findItems } from './actions/find-items.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { getStock } from './actions/get-stock.ts'
import { postJournal } from './actions/post-journal.ts'
import { shipAndInvoiceOrder } from './actions/ship-and-invoice-order.ts'
import { upsertCustomer } from './actions/upsert-customer.ts'
import { AUTH, BusinessCentralConfig, SECRETS } from './auth.ts'
import { companies, companyOf } from './client.ts'
import { customersChanged, itemLedgerEntriesChanged, itemsChanged, salesInvoicesChanged, salesOrdersChanged } from './polls/changed.ts'
import { customersNotified, itemsNotified, salesInvoicesNotified, salesOrdersNotified } from './triggers/notified.ts'

export const businessCentral = {
  id: 'business-central',
  name: 'Dynamics 365 Business Central',
  category: 'erp',
  description: 'Customers, items, sales orders, invoices, credit memos and journals.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M4 20V4l6 4v12zM10 20l10-6v-4l-10-2"/></svg>',
  config: BusinessCentralConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: () => 'https://api.businesscentral.dynamics.com',
  actions: [
    createSalesOrder,
    getSalesOrder,
    shipAndInvoiceOrder,
    createSalesInvoice,
    createSalesCreditMemo,
    postJournal,
    upsertCustomer,
    findItems,
    getStock,
  ],
  triggers: [salesOrdersNotified, salesInvoicesNotified, itemsNotified, customersNotified],
  polls: [salesOrdersChanged, salesInvoicesChanged, itemsChanged, customersChanged, itemLedgerEntriesChanged],
  // https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-current-limits , for each user.
  limits: {
    concurrency: 5,
    rates: [{ id: 'window', label: '6,000 calls in five minutes', calls: 6_000, seconds: 300 }],
  },
  async test(context) {
    const company = await companyOf(context)
    const found = (await companies(context)).find(({ id }) => id.toLowerCase() === company.toLowerCase())
    return { summary: `Signed in to ${found?.name ?? `company ${company}, which is not listed`}.` }
  },
} as const satisfies Connector
