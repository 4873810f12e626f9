// Sessions of tills that were closed: what was taken with each payment method, and what the drawer had too much or too little.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import { idOf, nameOf, readAll, textOf, type OdooRow } from '../client.ts'
import { fromOdoo } from '../dates.ts'
import { fromWire } from '../decimals.ts'
import { readTills, type Till } from '../pos.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const Session = Type.Object(
  {
    id: Type.Integer({ title: 'Odoo id', description: 'Of the pos.session.' }),
    name: Type.String({ title: 'Session', description: 'Such as POS/00012.' }),
    store: Type.String({ title: 'Store', description: 'Short Name of the warehouse.' }),
    register: Type.String({ title: 'Till', description: 'Name of the point of sale.' }),
    openedAt: Type.String({ title: 'Opened', description: 'ISO instant.' }),
    closedAt: Type.String({ title: 'Closed', description: 'ISO instant.' }),
    recovery: Type.Boolean({ title: 'Recovery session', description: 'Made by Odoo for sales that came after their session was closed.' }),
    currency: Type.String({ title: 'Currency' }),
    orders: Type.Integer({ title: 'Sales', description: 'Returns too.' }),
    payments: Type.Array(
      Type.Object({
        method: Type.String({ title: 'Payment method', description: 'Name in Odoo; the key for a tender lookup table.' }),
        methodId: Type.Integer({ title: 'Payment method id' }),
        type: Type.String({ title: 'Type', description: '`cash`, `bank` or `pay_later` (customer account).' }),
        count: Type.Integer({ title: 'Payments', description: 'Change that was given is none of its own.' }),
        amount: moneyField('Amount', 'Less change and refunds'),
      }),
      { title: 'Payments', description: 'Totals for each payment method that was used.' },
    ),
    total: moneyField('Total', 'Of all payments'),
    cash: Type.Union(
      [
        Type.Object(
          {
            opening: moneyField('Opening', 'In the drawer at the beginning'),
            payments: moneyField('Cash payments', 'Less change and refunds'),
            movements: moneyField('Cash in and out', 'Put in less taken out by hand'),
            expected: moneyField('Expected', 'Opening, payments and movements'),
            counted: moneyField('Counted', 'At the close'),
            difference: moneyField('Difference', 'Counted less expected: negative when money is missing'),
          },
          { title: 'Cash drawer' },
        ),
        Type.Null(),
      ],
      { description: 'Nothing for a till without cash.' },
    ),
    journalEntryId: Type.Union([Type.Integer(), Type.Null()], {
      title: 'Journal entry',
      description: 'Odoo id of the account.move of the close.',
    }),
  },
  { title: 'Till session' },
)
type Session = Static<typeof Session>

const pounds = (amount: string) => ({ amount, currency: 'GBP' })
const EXAMPLE = {
  id: 12,
  name: 'POS/00012',
  store: 'SHOP',
  register: 'Harbour Street till 1',
  openedAt: '2026-03-01T08:55:00.000Z',
  closedAt: '2026-03-01T18:04:00.000Z',
  recovery: false,
  currency: 'GBP',
  orders: 48,
  payments: [
    { method: 'Cash', methodId: 1, type: 'cash', count: 12, amount: pounds('310.50') },
    { method: 'Card', methodId: 2, type: 'bank', count: 36, amount: pounds('1204.15') },
  ],
  total: pounds('1514.65'),
  cash: {
    opening: pounds('100.00'),
    payments: pounds('310.50'),
    movements: pounds('-50.00'),
    expected: pounds('360.50'),
    counted: pounds('359.50'),
    difference: pounds('-1.00'),
  },
  journalEntryId: 77,
} as const satisfies Session

const FIELDS = [
  'name',
  'config_id',
  'currency_id',
  'start_at',
  'stop_at',
  'rescue',
  'order_count',
  'move_id',
  'cash_register_balance_start',
  'cash_register_balance_end',
  'cash_register_balance_end_real',
  'cash_register_difference',
]

export const posSessionsClosed = {
  kind: 'poll',
  id: 'pos-sessions-closed',
  label: 'Till sessions closed',
  description: 'Reads closed sessions of tills with totals for each payment method and the difference of the cash drawer.',
  output: Session,
  example: EXAMPLE,
  poll({ cursor, since, limit }, context) {
    return readChangedByWriteDate(context, {
      cursor,
      since,
      limit,
      model: 'pos.session',
      domain: [['state', '=', 'closed']],
      fields: FIELDS,
      toRecords: async (rows) => (await toSessions(context, rows)).map((session) => ({ key: String(session.id), value: session })),
    })
  },
} as const satisfies PollTrigger

async function toSessions(context: CallContext, rows: readonly OdooRow[]): Promise<readonly Session[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [tills, payments] = await Promise.all([
    readTills(context, rows),
    readAll(context, 'pos.payment', [['session_id', 'in', ids]], ['session_id', 'payment_method_id', 'amount', 'is_change']),
  ])
  const methodIds = [...new Set(payments.flatMap((row) => idOf(row['payment_method_id']) ?? []))]
  const methods =
    methodIds.length === 0
      ? []
      : await readAll(
          context,
          'pos.payment.method',
          [
            ['id', 'in', methodIds],
            ['active', 'in', [true, false]],
          ],
          ['name', 'type', 'is_cash_count'],
        )
  const bySession = Map.groupBy(payments, (row) => idOf(row['session_id']) ?? 0)
  return rows.map((row) => toSession(row, tills.get(idOf(row['config_id']) ?? 0), bySession.get(row.id) ?? [], methods))
}

function toSession(row: OdooRow, till: Till | undefined, payments: readonly OdooRow[], methods: readonly OdooRow[]): Session {
  const currency = nameOf(row['currency_id']) ?? ''
  const amount = (field: string) => new Decimal(fromWire(row[field], currency))
  const at = (value: Decimal) => moneyOf(value, currency)
  const totals = methods.flatMap((method) => {
    const own = payments.filter((payment) => idOf(payment['payment_method_id']) === method.id)
    if (own.length === 0) return []
    const sum = own.reduce<Decimal>((total, payment) => total.plus(fromWire(payment['amount'], currency)), new Decimal(0))
    return [{ method, sum, count: own.filter((payment) => payment['is_change'] !== true).length }]
  })
  const total = totals.reduce<Decimal>((all, { sum }) => all.plus(sum), new Decimal(0))
  const cashPayments = totals
    .filter(({ method }) => method['is_cash_count'] === true)
    .reduce<Decimal>((all, { sum }) => all.plus(sum), new Decimal(0))
  const [opening, expected, counted] = [
    amount('cash_register_balance_start'),
    amount('cash_register_balance_end'),
    amount('cash_register_balance_end_real'),
  ]
  const hasCash = [opening, expected, counted, cashPayments].some((value) => !value.isZero())
  return {
    id: row.id,
    name: textOf(row['name']) ?? '',
    store: till?.store ?? '',
    register: till?.register ?? nameOf(row['config_id']) ?? '',
    openedAt: fromOdoo(textOf(row['start_at']) ?? textOf(row['stop_at']) ?? '1970-01-01 00:00:00'),
    closedAt: fromOdoo(textOf(row['stop_at']) ?? textOf(row['write_date']) ?? '1970-01-01 00:00:00'),
    recovery: row['rescue'] === true,
    currency,
    orders: typeof row['order_count'] === 'number' ? row['order_count'] : 0,
    payments: totals.map(({ method, sum, count }) => ({
      method: textOf(method['name']) ?? '',
      methodId: method.id,
      type: textOf(method['type']) ?? '',
      count,
      amount: at(sum),
    })),
    total: at(total),
    cash: hasCash
      ? {
          opening: at(opening),
          payments: at(cashPayments),
          movements: at(expected.minus(opening).minus(cashPayments)),
          expected: at(expected),
          counted: at(counted),
          difference: at(counted.minus(expected)),
        }
      : null,
    journalEntryId: idOf(row['move_id']) ?? null,
  }
}
