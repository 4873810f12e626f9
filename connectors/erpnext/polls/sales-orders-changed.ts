import type { PollTrigger } from '#connectors/kit/contract.ts'
import { ErpOrder, ORDER_EXAMPLE, SALES_ORDER, SalesOrder, toSalesOrder } from '../sales-order.ts'
import { changedDocuments } from './documents-changed.ts'

export const salesOrdersChanged = {
  kind: 'poll',
  id: 'sales-orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads the sales orders that were made or changed since the last time, drafts and cancelled ones too.',
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  poll: changedDocuments(SALES_ORDER, ErpOrder, toSalesOrder),
} as const satisfies PollTrigger
