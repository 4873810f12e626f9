// Cash drawer shifts that were counted. Square lists shifts by store and by when they were opened: those of two weeks are looked at, because a drawer may
// stay open over days.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollPage, PollTrigger } from '#connectors/kit/contract.ts'
import { roundOf, type Round } from '#connectors/kit/round.ts'
import { moneyField } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { CLOSED_SHIFT, toShift } from '../actions/cash.ts'
import { read } from '../client.ts'
import { Location, Shift } from '../schemas.ts'

const ClosedShift = Type.Object({
  id: Type.String({ title: 'Shift id' }),
  locationId: Type.String({ title: 'Location id' }),
  store: Type.String({ title: 'Store', description: 'Name of the location.' }),
  timeZone: orNull('Time zone', 'Of the store: its business day'),
  currency: Type.String({ title: 'Currency' }),
  openedAt: orNull('Opened', 'ISO instant'),
  closedAt: orNull('Closed', 'ISO instant'),
  opened: moneyField('Cash at the beginning'),
  expected: moneyField('Expected', 'At the end'),
  counted: moneyField('Counted'),
  difference: moneyField('Over or short', 'Counted less expected: negative when cash is missing'),
})
type ClosedShift = Static<typeof ClosedShift>

const LONGEST_OPEN_MS = 14 * 86_400_000
/** Square's list may lag behind what a till has sent. */
const OVERLAP_MS = 3_600_000

interface Cursor extends Round {
  /** Where it goes on; absent: a new round begins. */
  readonly location?: string
  readonly page?: string
}

const Shifts = Type.Object({ cash_drawer_shifts: Type.Optional(Type.Array(Shift)), cursor: Type.Optional(Type.String()) })
const Locations = Type.Object({ locations: Type.Optional(Type.Array(Location)) })

export const cashShiftsClosed = {
  kind: 'poll',
  id: 'cash-shifts-closed',
  label: 'Cash drawers counted',
  description:
    'Reads the cash drawer shifts of all stores when they are closed and counted; "Get a cash drawer shift" reads what went in and out.',
  output: ClosedShift,
  example: {
    id: CLOSED_SHIFT.id,
    locationId: 'LQUAYSIDE00001',
    store: 'Quayside store',
    timeZone: 'Europe/London',
    currency: 'GBP',
    openedAt: CLOSED_SHIFT.openedAt,
    closedAt: CLOSED_SHIFT.closedAt,
    opened: CLOSED_SHIFT.opened,
    expected: CLOSED_SHIFT.expected,
    counted: CLOSED_SHIFT.counted,
    difference: CLOSED_SHIFT.difference,
  },
  async poll({ cursor, since, limit }, context): Promise<PollPage> {
    const round = roundOf<Cursor>(cursor, 'location', { since, now: context.now(), overlapMs: OVERLAP_MS })
    const { locations = [] } = await read(context, '/v2/locations', Locations)
    const ids = locations.map(({ id }) => id).toSorted()
    const at = ids.find((id) => round.location === undefined || id >= round.location)
    const store = locations.find(({ id }) => id === at)
    if (!store) return { records: [], cursor: { since: round.since, began: round.began }, more: false }
    const openedFrom = new Date(Date.parse(round.since) - LONGEST_OPEN_MS).toISOString()
    const page = store.id === round.location ? round.page : undefined
    const query = { location_id: store.id, begin_time: openedFrom, sort_order: 'ASC', limit: Math.min(limit, 1_000), cursor: page }
    const answer = await read(context, '/v2/cash-drawers/shifts', Shifts, query)
    const records = (answer.cash_drawer_shifts ?? []).flatMap((shift) => {
      const value = closedShift(shift, store)
      return value && Date.parse(value.closedAt ?? '') >= Date.parse(round.since) ? [{ key: value.id, value: value as Json }] : []
    })
    const next = answer.cursor ? { location: store.id, page: answer.cursor } : nextStore(ids, store.id)
    return { records, cursor: { since: round.since, began: round.began, ...next } satisfies Cursor as Json, more: next !== undefined }
  },
} as const satisfies PollTrigger

function nextStore(ids: readonly string[], id: string): Pick<Cursor, 'location'> | undefined {
  const next = ids[ids.indexOf(id) + 1]
  return next === undefined ? undefined : { location: next }
}

/** Nothing for one that was not counted. */
function closedShift(shift: Static<typeof Shift>, store: Static<typeof Location>): ClosedShift | undefined {
  const { id, openedAt, closedAt, opened, expected, counted, difference } = toShift(shift)
  if (shift.state !== 'CLOSED' || !counted || !difference) return undefined
  const { id: locationId, name, timezone } = store
  return {
    id,
    locationId,
    store: name ?? locationId,
    timeZone: timezone ?? null,
    currency: counted.currency,
    openedAt,
    closedAt,
    opened,
    expected,
    counted,
    difference,
  }
}
