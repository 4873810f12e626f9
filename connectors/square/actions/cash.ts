// Cash drawer shifts: what was in the drawer, what went in and out, and what was counted. Over and short of a store-day come from here.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { moneyOfMinor, moneyField } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { read } from '../client.ts'
import { Shift, SquareMoney } from '../schemas.ts'

const CashShift = Type.Object({
  id: Type.String({ title: 'Shift id' }),
  state: Type.String({ title: 'State', description: 'OPEN, ENDED or CLOSED: only a closed one was counted' }),
  openedAt: orNull('Opened', 'ISO instant'),
  closedAt: orNull('Closed', 'ISO instant'),
  opened: moneyField('Cash at the beginning'),
  payments: moneyField('Cash sales'),
  refunds: moneyField('Cash refunds'),
  paidIn: moneyField('Paid in'),
  paidOut: moneyField('Paid out'),
  expected: moneyField('Expected', 'At the end'),
  counted: Type.Union([moneyField('Counted'), Type.Null()], { title: 'Counted', description: 'Nothing before it is closed' }),
  difference: Type.Union([moneyField('Over or short'), Type.Null()], {
    title: 'Over or short',
    description: 'Counted less expected: negative when cash is missing',
  }),
})

export function toShift(shift: Static<typeof Shift>): Static<typeof CashShift> {
  const currency = shift.opened_cash_money?.currency ?? shift.expected_cash_money?.currency ?? 'USD'
  const minor = (value: Static<typeof SquareMoney> | null | undefined) => value?.amount ?? 0
  const at = (value: Static<typeof SquareMoney> | null | undefined) => moneyOfMinor(minor(value), currency)
  const counted = shift.closed_cash_money ?? null
  return {
    id: shift.id,
    state: shift.state ?? 'OPEN',
    openedAt: shift.opened_at ?? null,
    closedAt: shift.closed_at ?? null,
    opened: at(shift.opened_cash_money),
    payments: at(shift.cash_payment_money),
    refunds: at(shift.cash_refunds_money),
    paidIn: at(shift.cash_paid_in_money),
    paidOut: at(shift.cash_paid_out_money),
    expected: at(shift.expected_cash_money),
    counted: counted && at(counted),
    difference: counted && moneyOfMinor(minor(counted) - minor(shift.expected_cash_money), currency),
  }
}

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
export const CLOSED_SHIFT = {
  id: 'SHIFT0001',
  state: 'CLOSED',
  openedAt: '2026-11-20T08:55:00Z',
  closedAt: '2026-11-20T18:05:00Z',
  opened: gbp('100.00'),
  payments: gbp('412.50'),
  refunds: gbp('12.50'),
  paidIn: gbp('0.00'),
  paidOut: gbp('20.00'),
  expected: gbp('480.00'),
  counted: gbp('479.00'),
  difference: gbp('-1.00'),
} as const satisfies Static<typeof CashShift>

const LocationId = Type.String({ title: 'Location', description: 'Id of the store, such as L8GS….', pattern: '^[A-Za-z0-9]{4,60}$' })
const FindInput = Type.Object(
  {
    locationId: LocationId,
    openedFrom: Type.Optional(Type.String({ title: 'Opened from', description: 'ISO instant.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' })),
    openedBefore: Type.Optional(Type.String({ title: 'Opened before', description: 'ISO instant.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' })),
    cursor: Type.Optional(Type.String({ title: 'Cursor', description: 'Next page: what the page before gave.', maxLength: 2_000 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: 1_000 })),
  },
  { additionalProperties: false },
)
const FindOutput = Type.Object({
  shifts: Type.Array(CashShift, {
    title: 'Shifts',
    description: 'In the order they were opened. The list has no sums of payments: "Get a cash drawer shift" has.',
  }),
  next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
})

export const findCashShifts = {
  id: 'find-cash-shifts',
  label: 'Find cash drawer shifts',
  description: 'Lists the cash drawer shifts of a store.',
  effect: 'read',
  safety: 'upsert',
  input: FindInput,
  output: FindOutput,
  example: { shifts: [CLOSED_SHIFT], next: null },
  paging: { items: 'shifts', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { locationId, openedFrom, openedBefore, cursor, limit = 100 } = parseInput(FindInput, input)
    const answer = await read(
      context,
      '/v2/cash-drawers/shifts',
      Type.Object({ cash_drawer_shifts: Type.Optional(Type.Array(Shift)), cursor: Type.Optional(Type.String()) }),
      { location_id: locationId, begin_time: openedFrom, end_time: openedBefore, sort_order: 'ASC', limit, cursor },
    )
    return { shifts: (answer.cash_drawer_shifts ?? []).map(toShift), next: answer.cursor ?? null }
  },
} as const satisfies Action

const GetInput = Type.Object(
  { locationId: LocationId, shiftId: Type.String({ title: 'Shift id', description: "Square's id.", pattern: '^[A-Za-z0-9_-]{4,80}$' }) },
  { additionalProperties: false },
)
const GetOutput = Type.Object({
  shift: CashShift,
  events: Type.Array(
    Type.Object({
      type: Type.String({ title: 'Type', description: 'Such as CASH_TENDER_PAYMENT, PAID_OUT' }),
      amount: moneyField('Amount'),
      at: orNull('When', 'ISO instant'),
      note: orNull('Note'),
    }),
    { title: 'Movements' },
  ),
})
const Event = Type.Object({
  event_type: Type.Optional(Type.String()),
  event_money: Type.Optional(SquareMoney),
  created_at: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
})
const Events = Type.Object({ cash_drawer_shift_events: Type.Optional(Type.Array(Event)), cursor: Type.Optional(Type.String()) })

export const getCashShift = {
  id: 'get-cash-shift',
  label: 'Get a cash drawer shift',
  description: 'Reads a shift with every movement of cash, and how much was over or short.',
  effect: 'read',
  safety: 'upsert',
  input: GetInput,
  output: GetOutput,
  example: {
    shift: CLOSED_SHIFT,
    events: [{ type: 'PAID_OUT', amount: gbp('20.00'), at: '2026-11-20T12:10:00Z', note: 'Milk and window cleaner' }],
  },
  async run(input, context) {
    const { locationId, shiftId } = parseInput(GetInput, input)
    const path = `/v2/cash-drawers/shifts/${shiftId}`
    const { cash_drawer_shift: shift } = await read(context, path, Type.Object({ cash_drawer_shift: Shift }), { location_id: locationId })
    const events: Static<typeof Event>[] = []
    let cursor: string | undefined
    do {
      const page: Static<typeof Events> = await read(context, `${path}/events`, Events, { location_id: locationId, limit: 1_000, cursor })
      events.push(...(page.cash_drawer_shift_events ?? []))
      cursor = page.cursor
    } while (cursor !== undefined && cursor !== '')
    return {
      shift: toShift(shift),
      events: events.map((event) => ({
        type: event.event_type ?? '',
        amount: moneyOfMinor(event.event_money?.amount ?? 0, event.event_money?.currency ?? shift.opened_cash_money?.currency ?? 'USD'),
        at: event.created_at ?? null,
        note: event.description ?? null,
      })),
    }
  },
} as const satisfies Action
