// An order as Adobe Commerce answers it, and what the connector makes of it.
import order from './fixtures/order.json' with { type: 'json' }
import { toCanonicalOrder } from './canonical.ts'

export const CANONICAL_ORDER = toCanonicalOrder(order)
