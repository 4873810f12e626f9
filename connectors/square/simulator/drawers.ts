// Cash drawers: opened with a hundred pounds, they take and give cash, and are counted when the shop closes.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { amountIn, gbp, idOf } from './stock.ts'

const FLOAT = 10_000

export function openDrawer(records: SimulatorRecords, location: string, at: string): void {
  const id = idOf('SHIFT', records.nextId('_shift'))
  const zero = gbp(0)
  records.put('shifts', id, {
    id,
    state: 'OPEN',
    opened_at: at,
    location_id: location,
    opened_cash_money: gbp(FLOAT),
    cash_payment_money: zero,
    cash_refunds_money: zero,
    cash_paid_in_money: zero,
    cash_paid_out_money: zero,
    expected_cash_money: gbp(FLOAT),
    created_at: at,
    updated_at: at,
  })
}

const openOneAt = (records: SimulatorRecords, location: string) =>
  records.find('shifts', (one) => one['location_id'] === location && one['state'] === 'OPEN')

/** What kinds of movement add to, and how they are called. */
const KINDS = {
  payment: ['cash_payment_money', 1, 'CASH_TENDER_PAYMENT'],
  refund: ['cash_refunds_money', -1, 'CASH_TENDER_REFUND'],
  'paid-in': ['cash_paid_in_money', 1, 'PAID_IN'],
  'paid-out': ['cash_paid_out_money', -1, 'PAID_OUT'],
} as const

/** `amount` is positive for all. */
export function moveCash(
  records: SimulatorRecords,
  location: string,
  kind: keyof typeof KINDS,
  amount: number,
  at: string,
  note = '',
): void {
  const shift = openOneAt(records, location)
  if (!shift) return
  const [member, sign, event] = KINDS[kind]
  records.put('shifts', String(shift['id']), {
    ...shift,
    [member]: gbp(amountIn(shift[member]) + amount),
    expected_cash_money: gbp(amountIn(shift['expected_cash_money']) + sign * amount),
    updated_at: at,
  })
  const id = idOf('EVENT', records.nextId('_event'))
  records.put('shift_events', id, {
    id,
    event_type: event,
    event_money: gbp(amount),
    created_at: at,
    description: note,
    _shift: shift['id'],
  })
}

/** Counts the drawer: `short` pence are missing. A new one is opened. */
export function closeDrawer(records: SimulatorRecords, location: string, short: number, now: Date): SimulatorRecord {
  const at = now.toISOString()
  const shift = openOneAt(records, location)
  if (!shift) throw new Error(`There is no open drawer at ${location}.`)
  const expected = amountIn(shift['expected_cash_money'])
  const closed = { ...shift, state: 'CLOSED', ended_at: at, closed_at: at, updated_at: at, closed_cash_money: gbp(expected - short) }
  records.put('shifts', String(shift['id']), closed)
  openDrawer(records, location, at)
  return closed
}
