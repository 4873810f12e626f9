// Fulfilment orders by the time they changed: new work for warehouses, and what became of it.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { LARGEST_FULFILLMENT_PAGE, pageOfFulfillmentOrders } from '../actions/orders/find-fulfillment-orders.ts'
import { RetailFulfillmentOrder } from '../canonical-fulfillment-order.ts'
import { RETAIL_FULFILLMENT_ORDER } from '../examples/fulfillment-orders.ts'
import { readByUpdate } from './by-update.ts'

export const fulfillmentOrdersChangedPoll = {
  kind: 'poll',
  id: 'fulfillment-orders-changed',
  label: 'New and changed fulfilment orders',
  description: 'Reads what warehouses and shops have to ship by the time it changed, also when it is shipped, held or cancelled.',
  output: RetailFulfillmentOrder,
  example: RETAIL_FULFILLMENT_ORDER,
  poll: (page, context) =>
    readByUpdate({
      page,
      largestPage: LARGEST_FULFILLMENT_PAGE,
      read: (search) => pageOfFulfillmentOrders(context, { ...search, includeClosed: true, sortKey: 'UPDATED_AT' }),
    }),
} as const satisfies PollTrigger
