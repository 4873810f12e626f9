// NetSuite: documents, journals and customers by external ids, shipments and stock, and everything else by SuiteQL.
import type { Connector } from '#connectors/kit/contract.ts'
import { createFulfillment } from './actions/create-fulfillment.ts'
import { findFulfillments } from './actions/find-fulfillments.ts'
import { getSalesOrder } from './actions/get-sales-order.ts'
import { getStock } from './actions/get-stock.ts'
import { postJournal } from './actions/post-journal.ts'
import { runSuiteQl } from './actions/run-suiteql.ts'
import { upsertCustomer } from './actions/upsert-customer.ts'
import { upsertDeposit } from './actions/upsert-deposit.ts'
import { upsertCashRefund, upsertCashSale, upsertCreditMemo, upsertInvoice } from './actions/upsert-documents.ts'
import { upsertPayment } from './actions/upsert-payment.ts'
import { upsertSalesOrder } from './actions/upsert-sales-order.ts'
import { AUTH, hostOf, NetSuiteConfig, readConfig, realmOf, SECRETS } from './auth.ts'
import { suiteQl } from './client.ts'
import { fulfillmentsChanged } from './polls/fulfillments-changed.ts'
import { ordersChanged } from './polls/orders-changed.ts'

export const netsuite = {
  id: 'netsuite',
  name: 'NetSuite',
  category: 'erp',
  description:
    'Sales orders, shipments, invoices, cash sales, credits, payments, stock, journals and customers of an Oracle NetSuite account; everything else with SuiteQL.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><rect x="3" y="3" width="12" height="12"/><rect x="9" y="9" width="12" height="12"/></svg>',
  config: NetSuiteConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => `https://${hostOf(readConfig(config))}`,
  actions: [
    upsertSalesOrder,
    getSalesOrder,
    findFulfillments,
    createFulfillment,
    upsertInvoice,
    upsertCashSale,
    upsertCreditMemo,
    upsertCashRefund,
    upsertPayment,
    upsertDeposit,
    postJournal,
    getStock,
    upsertCustomer,
    runSuiteQl,
  ],
  triggers: [],
  polls: [ordersChanged, fulfillmentsChanged],
  // Shared by everything that calls the account: five without SuiteCloud Plus licences.
  // https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/bridgehead_156224824287.html
  limits: {
    concurrency: 5,
    throttledAnswers: [
      { status: 400, contains: 'SSS_REQUEST_LIMIT_EXCEEDED' },
      { status: 400, contains: 'CONCURRENCY_LIMIT_EXCEEDED' },
    ],
  },
  async test(context) {
    await suiteQl(context, 'SELECT id FROM currency', { limit: 1 })
    return { summary: `Signed in to the NetSuite account ${realmOf(readConfig(context.config))}.` }
  },
} as const satisfies Connector
