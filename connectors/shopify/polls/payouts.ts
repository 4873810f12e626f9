// Payouts of Shopify Payments with all their transactions, when they are made and again when their status changes: a payout is issued, and paid or
// failed days later.
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { noPayments, transactionsOf } from '../actions/payouts/balance-transactions.ts'
import { RetailPayout, toRetailPayout } from '../canonical-payout.ts'
import { graphql } from '../client.ts'
import { FIND_PAYOUTS } from '../documents/payout.ts'
import { RETAIL_PAYOUT } from '../examples/payouts.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYOUT_FIELDS } from '../retail.ts'

/** So long may a payout change after it was issued; all of them are looked at again. */
const CHANGING_MS = 14 * 24 * 3_600_000
/** Each comes with its transactions, which are calls of their own. */
const LARGEST_PAGE = 20

interface Cursor {
  readonly since: string
  /** Issued latest of what was seen. */
  readonly newest: string
  /** Shopify's cursor within this round; absent: a new round begins. */
  readonly after?: string
}

export const payoutsPoll = {
  kind: 'poll',
  id: 'payouts',
  label: 'New and changed payouts',
  description: 'Reads payouts of Shopify Payments with every transaction in them: gross, fee and net.',
  output: speaking('payout', RetailPayout, PAYOUT_FIELDS),
  example: RETAIL_PAYOUT,
  async poll({ cursor, since, limit }, context) {
    const before = cursor as Cursor | null | undefined
    const start = since.toISOString()
    const round: Cursor =
      before?.after !== undefined
        ? before
        : {
            since: before ? new Date(Math.max(Date.parse(before.newest) - CHANGING_MS, 0)).toISOString() : start,
            newest: before?.newest ?? start,
          }
    const { shopifyPaymentsAccount } = await graphql(context, FIND_PAYOUTS, {
      query: `issued_at:>='${round.since}'`,
      first: Math.min(limit, LARGEST_PAGE),
      after: round.after ?? null,
    })
    if (!shopifyPaymentsAccount) throw noPayments()
    const { nodes, pageInfo } = shopifyPaymentsAccount.payouts
    const records = []
    let newest = round.newest
    for (const payout of nodes) {
      const transactions = await transactionsOf(context, String(payout.legacyResourceId))
      records.push({ key: payout.id, version: payout.status, value: toRetailPayout(payout, transactions) })
      if (Date.parse(payout.issuedAt) > Date.parse(newest)) newest = payout.issuedAt
    }
    const after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    return {
      records,
      cursor: { since: round.since, newest, ...(after !== null && { after }) } satisfies Cursor as Json,
      more: after !== null,
    }
  },
} as const satisfies PollTrigger
