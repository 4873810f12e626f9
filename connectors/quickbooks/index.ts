// QuickBooks Online: receipts, invoices, payments, credit memos, journals, deposits and customers of a company, over the Accounting API.
import type { Connector } from '#connectors/kit/contract.ts'
import { createCreditMemo } from './actions/create-credit-memo.ts'
import { createCustomer } from './actions/create-customer.ts'
import { createDeposit } from './actions/create-deposit.ts'
import { createInvoice } from './actions/create-invoice.ts'
import { createJournalEntry } from './actions/create-journal-entry.ts'
import { createPayment } from './actions/create-payment.ts'
import { createRefundReceipt } from './actions/create-refund-receipt.ts'
import { createSalesReceipt } from './actions/create-sales-receipt.ts'
import { findCustomers } from './actions/find-customers.ts'
import { findItems } from './actions/find-items.ts'
import { getInvoice } from './actions/get-invoice.ts'
import { listAccounts } from './actions/list-accounts.ts'
import { readRecord } from './actions/read-record.ts'
import { updateCustomer } from './actions/update-customer.ts'
import { AUTH, baseUrlOf, QuickBooksConfig, readConfig, SECRETS } from './auth.ts'
import { read } from './client.ts'
import { customersChanged, itemsChanged } from './polls/changed.ts'
import { recordsChanged } from './polls/records-changed.ts'
import { CompanyAnswer } from './schemas.ts'
import { changes } from './triggers/changes.ts'

export const quickbooks = {
  id: 'quickbooks',
  name: 'QuickBooks Online',
  category: 'finance',
  description: 'Sales and refund receipts, invoices, payments, credit memos, journals, deposits, customers and items.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9"/><path d="M10 15.5H9.5a3.5 3.5 0 0 1 0-7H10V17M14 8.5h.5a3.5 3.5 0 0 1 0 7H14V7"/></svg>',
  config: QuickBooksConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: baseUrlOf,
  actions: [
    createSalesReceipt,
    createRefundReceipt,
    createInvoice,
    createPayment,
    createCreditMemo,
    getInvoice,
    createJournalEntry,
    createDeposit,
    createCustomer,
    updateCustomer,
    findCustomers,
    findItems,
    listAccounts,
    readRecord,
  ],
  triggers: [changes],
  polls: [customersChanged, itemsChanged, recordsChanged],
  // https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles
  limits: {
    concurrency: 10,
    rates: [
      { id: 'second', label: '10 calls a second', calls: 10, seconds: 1 },
      { id: 'minute', label: '500 calls a minute', calls: 500, seconds: 60 },
    ],
  },
  async test(context) {
    const { realmId = '' } = readConfig(context.config)
    const { CompanyInfo } = await read(context, `/companyinfo/${realmId}`, CompanyAnswer)
    return { summary: `Signed in to ${CompanyInfo.CompanyName}.` }
  },
} as const satisfies Connector
