import type { PollTrigger } from '#connectors/kit/contract.ts'
import { ErpInvoice, INVOICE_EXAMPLE, SALES_INVOICE, SalesInvoice, toSalesInvoice } from '../sales-invoice.ts'
import { changedDocuments } from './documents-changed.ts'

export const salesInvoicesChanged = {
  kind: 'poll',
  id: 'sales-invoices-changed',
  label: 'New and changed sales invoices',
  description: 'Reads the sales invoices and returns that were made, paid or changed since the last time, drafts and cancelled ones too.',
  output: SalesInvoice,
  example: INVOICE_EXAMPLE,
  poll: changedDocuments(SALES_INVOICE, ErpInvoice, toSalesInvoice),
} as const satisfies PollTrigger
