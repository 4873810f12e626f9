// Labels by the time they were made. ShipEngine's list has no time of change: that a label was voided, or a parcel delivered, is told by "Get a
// label" and by webhooks.
import type { Json } from '#shared/json.ts'
import { readChanged, type ChangedRecord } from '#connectors/kit/changed-poll.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import { read } from './client.ts'
import { SHIPMENT, toShipment } from './label.ts'
import { Labels } from './schemas.ts'

const OVERLAP_MS = 5 * 60_000
const LARGEST_PAGE = 200

export const labelsCreated = {
  kind: 'poll',
  id: 'labels-created',
  label: 'New labels',
  description: 'Reads labels by the time they were made, also those that were made elsewhere, such as in the dashboard.',
  output: CanonicalShipment,
  example: { ...SHIPMENT, lines: [] },
  poll: (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        // Labels to leave out may end in the middle of a page: then two of them hold what is wanted.
        const first = Math.floor(skip / limit) + 1
        const start = skip % limit
        const rows = await labelsOf(context, since, limit, first)
        if (start === 0 || rows.length < limit) return rows.slice(start)
        return [...rows, ...(await labelsOf(context, since, limit, first + 1))].slice(start, start + limit)
      },
    }),
} as const satisfies PollTrigger

async function labelsOf(context: CallContext, since: string, limit: number, page: number): Promise<readonly ChangedRecord[]> {
  const query = { created_at_start: since, sort_by: 'created_at', sort_dir: 'asc', page, page_size: limit }
  const { labels } = await read(context, '/v1/labels', Labels, query)
  return labels.map((label) => {
    const value = toShipment(label)
    return { key: value.id, version: 'made', changedAt: value.createdAt ?? since, value: value as Json }
  })
}
