// Which notices are superfluous: a notice says "look at this record again", and the flow that looks sees all that happened before. Times of
// deliveries and of records differ a little, so that they are compared, not matched.
import type { Notice } from '#connectors/kit/contract.ts'
import type { HookStore, Inbox, StoredEvent } from '../store/ports.ts'
import { noticesOf, timeOfNotice } from './event-key.ts'

type Hooks = Pick<HookStore, 'latestEvent'>

/** Our clock and the vendor's are two: a notice that is told once more is a lesser evil than one that is left out. */
const CLOCKS_MS = 60_000

/** A change that a sweep found: did a delivery tell of it, or of a later one? Records' times are whole seconds with some vendors. */
export async function wasDelivered(hooks: Hooks, inbox: Inbox, vendorEvent: string, { record, at }: Notice): Promise<boolean> {
  const prefix = noticesOf('delivery', vendorEvent, record)
  const latest = await hooks.latestEvent(inbox, prefix)
  return latest !== undefined && timeOfNotice(latest.eventKey, prefix).getTime() >= Math.floor(at.getTime() / 1_000) * 1_000
}

/** A delivery that is late: what a sweep told of its record after it was written. */
export async function sweptBefore(
  hooks: Hooks,
  inbox: Inbox,
  vendorEvent: string,
  { record, at, saysMore }: Notice,
): Promise<StoredEvent | undefined> {
  if (saysMore) return undefined
  const latest = await hooks.latestEvent(inbox, noticesOf('sweep', vendorEvent, record))
  return latest && latest.receivedAt.getTime() >= at.getTime() + CLOCKS_MS ? latest : undefined
}
