// Events that were not delivered: Stripe keeps them for thirty days, in the very shape of deliveries. It lists the newest first.
// https://docs.stripe.com/webhooks/process-undelivered-events
import { Type, type Static } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import type { WebhookSweep } from '#connectors/kit/contract.ts'
import { list } from './client.ts'

const Event = Type.Object({
  id: Type.String(),
  type: Type.String(),
  created: Type.Integer(),
  data: Type.Object({ object: Type.Unknown() }),
})

/** Stripe gives no larger page. */
const LARGEST_PAGE = 100

/** Goes down to the oldest event first, and from there up: an earlier state of a record must not come after a later one. */
export const sweepEvents =
  (type: string): WebhookSweep =>
  async ({ since, cursor, limit }, context) => {
    const page = (beside: { readonly starting_after?: string; readonly ending_before?: string }) =>
      list(context, '/v1/events', Event, {
        type,
        'created[gte]': Math.floor(since.getTime() / 1_000),
        limit: Math.min(limit, LARGEST_PAGE),
        ...beside,
      })
    if (typeof cursor === 'string') return upwards(await page({ ending_before: cursor }), cursor)
    let lowest = await page({})
    let above = false
    for (let oldest = lowest.records.at(-1)?.id; lowest.more && oldest !== undefined; oldest = lowest.records.at(-1)?.id) {
      lowest = await page({ starting_after: oldest })
      above = true
    }
    return { ...upwards(lowest, null), more: above && lowest.records.length > 0 }
  }

/** A page as it is delivered, the oldest first; `before`: where it began. */
const upwards = (
  { records, more }: { readonly records: readonly Static<typeof Event>[]; readonly more: boolean },
  before: string | null,
) => ({
  payloads: records.toReversed() as unknown as readonly Json[],
  cursor: records[0]?.id ?? before,
  more: more && records.length > 0,
})

/** The same in a delivery, in its repetitions and in the list. */
export const keyOfEvent = (payload: Json): string | undefined =>
  isRecord(payload) && typeof payload['id'] === 'string' ? payload['id'] : undefined
