// The examples shown in the designer and answered by test runs: an order of the retailer Harbour & Finch, as a real Medusa 2.21 gave it.
import type { CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead, toCanonicalOrder } from './canonical.ts'
import order from './fixtures/order.json' with { type: 'json' }

export const CANONICAL_HEAD: CanonicalOrderHead = toCanonicalHead(order)
export const CANONICAL_ORDER: CanonicalOrder = toCanonicalOrder(order)
