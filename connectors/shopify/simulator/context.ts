// What the parts of the simulated Admin API share.
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Shop } from './shop.ts'

export interface ResolverContext {
  readonly records: SimulatorRecords
  readonly shop: Shop
  readonly now: () => Date
  /** The time as the shop's webhooks write it. */
  readonly at: () => string
}
