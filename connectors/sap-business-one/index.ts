// SAP Business One: sales documents, payments, stock and journals of a company, over its Service Layer.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { cancelSalesOrder } from './actions/cancel-sales-order.ts'
import { createCreditMemo } from './actions/create-credit-memo.ts'
import { createDelivery } from './actions/create-delivery.ts'
import { createIncomingPayment } from './actions/create-incoming-payment.ts'
import { createInvoice } from './actions/create-invoice.ts'
import { createReturn } from './actions/create-return.ts'
import { createSalesOrder } from './actions/create-sales-order.ts'
import { findItems } from './actions/find-items.ts'
import { findOrCreatePartner } from './actions/find-or-create-partner.ts'
import { getDocument } from './actions/get-document.ts'
import { getStock } from './actions/get-stock.ts'
import { postGoodsIssue } from './actions/post-goods-issue.ts'
import { postGoodsReceipt } from './actions/post-goods-receipt.ts'
import { postJournalEntry } from './actions/post-journal-entry.ts'
import { AUTH, readConfig, SapConfig, SECRETS } from './auth.ts'
import { act } from './client.ts'
import {
  creditMemosChanged,
  deliveriesChanged,
  invoicesChanged,
  itemsChanged,
  partnersChanged,
  returnsChanged,
  salesOrdersChanged,
} from './polls/changed.ts'

const Company = Type.Object({ CompanyName: Type.String() })

export const sapBusinessOne = {
  id: 'sap-business-one',
  name: 'SAP Business One',
  category: 'erp',
  description: 'Sales orders, deliveries, invoices, returns, credit memos, payments, business partners, items, stock and journal entries.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M3 19V5h18L11 19z"/><path d="M7 15l3-6 3 6"/></svg>',
  config: SapConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).url,
  certificateAuthority: (config) => readConfig(config).certificate,
  actions: [
    createSalesOrder,
    cancelSalesOrder,
    createDelivery,
    createInvoice,
    createReturn,
    createCreditMemo,
    getDocument,
    createIncomingPayment,
    findOrCreatePartner,
    findItems,
    getStock,
    postGoodsReceipt,
    postGoodsIssue,
    postJournalEntry,
  ],
  triggers: [],
  polls: [salesOrdersChanged, deliveriesChanged, invoicesChanged, returnsChanged, creditMemosChanged, itemsChanged, partnersChanged],
  // SAP states no limit. Each call keeps one of the server's few worker processes busy, which people's clients use too.
  limits: { concurrency: 5 },
  async test(context) {
    const { CompanyName } = parseAnswer(Company, await act(context, 'CompanyService_GetCompanyInfo'))
    return { summary: `Signed in to ${CompanyName}.` }
  },
} as const satisfies Connector
