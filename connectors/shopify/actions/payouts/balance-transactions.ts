// Reading what moved the balance of Shopify Payments.
import { AppError } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { FIND_BALANCE_TRANSACTIONS, type BalanceTransaction } from '../../documents/payout.ts'

export async function pageOfTransactions(context: CallContext, query: string | null, first: number, after: string | null) {
  const { shopifyPaymentsAccount } = await graphql(context, FIND_BALANCE_TRANSACTIONS, { query, first, after })
  if (!shopifyPaymentsAccount) throw noPayments()
  const { nodes, pageInfo } = shopifyPaymentsAccount.balanceTransactions
  return { nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}

/** Shopify answers with no account instead of an error. */
export const noPayments = (): AppError =>
  new AppError('vendor-rejected', {
    message: 'The shop does not use Shopify Payments, or the app may not read its payouts.',
    fix: 'Give the app the scopes read_shopify_payments_payouts and read_shopify_payments_accounts, or take payouts from the payment provider of the shop.',
  })

/** A record of more would be too large to flow. */
const MOST_IN_A_RECORD = 1_000
const PAGE = 250

/** All transactions of a payout; null where there are too many for one record. */
export async function transactionsOf(context: CallContext, payoutNumber: string): Promise<readonly BalanceTransaction[] | null> {
  const found: BalanceTransaction[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof pageOfTransactions>> = await pageOfTransactions(context, ofPayout(payoutNumber), PAGE, after)
    found.push(...page.nodes)
    after = page.next
    if (found.length > MOST_IN_A_RECORD || (found.length === MOST_IN_A_RECORD && after !== null)) return null
  } while (after !== null)
  return found
}

export const ofPayout = (payoutNumber: string): string => `payments_transfer_id:${payoutNumber}`
