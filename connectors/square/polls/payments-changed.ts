// Payments and refunds by the time they changed: a fee is known, and a refund is completed, after they were made. Square lists payments of one store at a
// time, and refunds of all.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { read } from '../client.ts'
import { readListedSince } from '../listed-since.ts'
import { Payment, PAYMENT, Refund, REFUND, toPayment, toRefund } from '../payment.ts'
import { SquarePayment, SquareRefund } from '../schemas.ts'
import { LocationIds } from '../search-orders.ts'

const Options = Type.Object({ locationIds: LocationIds }, { additionalProperties: false })
/** Square gives no larger page. */
const LARGEST_PAGE = 100

const byChange = (since: string, limit: number, cursor: string | undefined) => ({
  updated_at_begin_time: since,
  sort_field: 'UPDATED_AT',
  sort_order: 'ASC',
  limit: Math.min(limit, LARGEST_PAGE),
  cursor,
})

const Payments = Type.Object({ payments: Type.Optional(Type.Array(SquarePayment)), cursor: Type.Optional(Type.String()) })
const Refunds = Type.Object({ refunds: Type.Optional(Type.Array(SquareRefund)), cursor: Type.Optional(Type.String()) })

/** Which of the stores is read, and Square's own cursor in its list. */
const placeIn = (cursor: string | undefined): readonly [number, string | undefined] => {
  const [, store = '0', page = ''] = /^(\d+):(.*)$/s.exec(cursor ?? '') ?? []
  return [Number(store), page === '' ? undefined : page]
}

async function paymentsPage(
  context: CallContext,
  locationIds: readonly string[],
  asked: { readonly since: string; readonly cursor: string | undefined; readonly limit: number },
) {
  const [nth, page] = placeIn(asked.cursor)
  const query = { ...byChange(asked.since, asked.limit, page), location_id: locationIds[nth] }
  const { payments = [], cursor } = await read(context, '/v2/payments', Payments, query)
  const after = cursor !== undefined ? `${nth}:${cursor}` : nth + 1 < locationIds.length ? `${nth + 1}:` : undefined
  return { payments, next: after }
}

export const paymentsChanged = {
  kind: 'poll',
  id: 'payments-changed',
  label: 'New and changed payments',
  description: 'Reads payments of stores by the time they changed: when they are made, completed or refunded, and when their fee is known.',
  options: Options,
  output: Payment,
  example: PAYMENT,
  poll: ({ options, ...page }, context) =>
    readListedSince(page, context.now(), async (asked) => {
      const { payments, next } = await paymentsPage(context, (options as Static<typeof Options>).locationIds, asked)
      return { records: payments.map(toPayment).map((value) => ({ key: value.id, value: value as Json })), next }
    }),
} as const satisfies PollTrigger

export const refundsChanged = {
  kind: 'poll',
  id: 'refunds-changed',
  label: 'New and changed refunds',
  description: 'Reads refunds of all stores by the time they changed: when they are made, completed, rejected or fail.',
  output: Refund,
  example: REFUND,
  poll: (page, context) =>
    readListedSince(page, context.now(), async ({ since, cursor, limit }) => {
      const { refunds = [], cursor: next } = await read(context, '/v2/refunds', Refunds, byChange(since, limit, cursor))
      return { records: refunds.map(toRefund).map((value) => ({ key: value.id, value: value as Json })), next }
    }),
} as const satisfies PollTrigger
