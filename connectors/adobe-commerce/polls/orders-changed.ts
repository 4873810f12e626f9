// New and changed orders with all that belongs to them: the list has whole orders.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { Order } from '../schemas.ts'
import { changedRecords } from './changed.ts'

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, with lines, taxes, shipping and what came back.',
  output: CanonicalOrder,
  example: CANONICAL_ORDER,
  poll: changedRecords('/orders', Order, toCanonicalOrder),
} as const satisfies PollTrigger
