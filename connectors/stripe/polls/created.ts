// Payouts, balance transactions, refunds and disputes as they are made. Stripe lists newest first: a round reads down to where the one before began, from an id
// on, so that what is made meanwhile, on top, moves nothing.
import type { Static, TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { Movement, Payout, Refunded, toMovement, toPayout, toRefunded } from '../canonical.ts'
import { list } from '../client.ts'
import { Disputed, disputeVersion, toDisputed } from '../dispute.ts'
import { DISPUTE, MOVEMENT, PAYOUT, REFUND } from '../examples.ts'
import { BalanceTransaction, Dispute, Payout as StripePayout, Refund } from '../schemas.ts'

/** Stripe gives no larger page. */
const LARGEST_PAGE = 100
const HOUR_S = 3_600

interface Cursor {
  /** Seconds: made then or later is read now. */
  readonly since: number
  /** Made latest of what was seen. */
  readonly newest: number
  /** The last id of this round; absent: a new round begins. */
  readonly after?: string
}

function pollOf<S extends TSchema>(options: {
  readonly path: string
  readonly schema: S
  /** So much is read again each time. */
  readonly overlapS: number
  readonly toRecord: (record: Static<S>) => PollRecord
}): PollTrigger['poll'] {
  const { path, schema, overlapS, toRecord } = options
  return async ({ cursor, since, limit }, context) => {
    const before = cursor as Cursor | null | undefined
    const start = Math.floor(since.getTime() / 1_000)
    const round: Cursor =
      before?.after !== undefined ? before : { since: before ? before.newest - overlapS : start, newest: before?.newest ?? start }
    const { records, more } = await list(context, path, schema, {
      'created[gte]': round.since,
      limit: Math.min(limit, LARGEST_PAGE),
      starting_after: round.after,
    })
    const read = records as unknown as readonly { readonly id: string; readonly created: number }[]
    const newest = read.reduce((latest, { created }) => Math.max(latest, created), round.newest)
    const last = read.at(-1)?.id
    const goesOn = more && last !== undefined
    return {
      records: records.map(toRecord),
      cursor: { since: round.since, newest, ...(goesOn && { after: last }) } satisfies Cursor as Json,
      more: goesOn,
    }
  }
}

export const payouts = {
  kind: 'poll',
  id: 'payouts',
  label: 'New and changed payouts',
  description: 'Reads payouts when they are made, and again when their status changes within two weeks.',
  output: Payout,
  example: PAYOUT,
  poll: pollOf({
    path: '/v1/payouts',
    schema: StripePayout,
    overlapS: 14 * 24 * HOUR_S,
    toRecord: (payout) => ({ key: payout.id, version: payout.status, value: toPayout(payout) }),
  }),
} as const satisfies PollTrigger

export const balanceTransactions = {
  kind: 'poll',
  id: 'balance-transactions',
  label: 'New balance transactions',
  description: 'Reads each charge, refund, fee and dispute once, as it moves the balance.',
  output: Movement,
  example: MOVEMENT,
  poll: pollOf({
    path: '/v1/balance_transactions',
    schema: BalanceTransaction,
    overlapS: HOUR_S,
    toRecord: (transaction) => ({ key: transaction.id, version: transaction.id, value: toMovement(transaction) }),
  }),
} as const satisfies PollTrigger

export const refunds = {
  kind: 'poll',
  id: 'refunds',
  label: 'New and changed refunds',
  description: 'Reads refunds when they are made, and again when they succeed or fail within 30 days.',
  output: Refunded,
  example: REFUND,
  poll: pollOf({
    path: '/v1/refunds',
    schema: Refund,
    // A bank sends money back within 30 days. https://docs.stripe.com/refunds
    overlapS: 30 * 24 * HOUR_S,
    toRecord: (refund) => ({ key: refund.id, version: refund.status ?? '', value: toRefunded(refund) }),
  }),
} as const satisfies PollTrigger

export const disputes = {
  kind: 'poll',
  id: 'disputes',
  label: 'New and changed disputes',
  description: 'Reads disputes when they are made, and again when they are answered, won or lost within 120 days.',
  output: Disputed,
  example: DISPUTE,
  poll: pollOf({
    path: '/v1/disputes',
    schema: Dispute,
    // A bank decides within two to three months after the answer.
    overlapS: 120 * 24 * HOUR_S,
    toRecord: (dispute) => {
      const value = toDisputed(dispute)
      return { key: value.id, version: disputeVersion(value), value }
    },
  }),
} as const satisfies PollTrigger
