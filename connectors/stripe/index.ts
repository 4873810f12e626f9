// Stripe: payments, refunds, disputes, payouts and balance transactions of an account.
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import { createRefund } from './actions/create-refund.ts'
import { findDisputes } from './actions/find-disputes.ts'
import { getDispute } from './actions/get-dispute.ts'
import { findBalanceTransactions } from './actions/find-balance-transactions.ts'
import { findRefunds, getRefund } from './actions/find-refunds.ts'
import { findPayments } from './actions/find-payments.ts'
import { getPayment } from './actions/get-payment.ts'
import { getPayout } from './actions/get-payout.ts'
import { AUTH, SECRETS, StripeConfig } from './auth.ts'
import { read } from './client.ts'
import { balanceTransactions, disputes, payouts, refunds } from './polls/created.ts'
import { triggers } from './triggers/index.ts'

const Balance = Type.Object({ livemode: Type.Boolean(), available: Type.Array(Type.Object({ currency: Type.String() })) })

export const stripe = {
  id: 'stripe',
  name: 'Stripe',
  category: 'finance',
  description: 'Payments, refunds, disputes, payouts and what Stripe kept of them.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3 10h18"/><path d="M7 15h4"/></svg>',
  config: StripeConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: () => 'https://api.stripe.com',
  actions: [getPayment, findPayments, createRefund, getRefund, findRefunds, getPayout, findBalanceTransactions, getDispute, findDisputes],
  triggers,
  polls: [payouts, balanceTransactions, refunds, disputes],
  // What a test account has; a live one has four times as much.
  limits: { concurrency: 10, rates: [{ id: 'calls', label: 'Stripe: 25 calls a second', calls: 25, seconds: 1 }] },
  async test(context) {
    const { livemode, available } = await read(context, '/v1/balance', Balance)
    const currencies = [...new Set(available.map(({ currency }) => currency.toUpperCase()))].join(', ')
    return { summary: `Signed in to a Stripe account in ${livemode ? 'live' : 'test'} mode (${currencies}).` }
  },
} as const satisfies Connector
