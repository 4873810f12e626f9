// The connector, its simulator and one valid input for each action: what its tests and its contract check share.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { stripe } from './index.ts'
import { createStripeSimulator } from './simulator/index.ts'
import { TOLERANCE_MS } from './triggers/verify.ts'

/** An account with a payment and a payout, also after a reset: the suite resets before each test. */
function createUsedAccount(options: SimulatorOptions) {
  const simulator = createStripeSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset') {
        await simulator.emit?.('payout.paid', {})
        await simulator.emit?.('charge.succeeded', { id: CHARGE_ID, amount: 11_274 })
        await simulator.emit?.('charge.dispute.created', { charge: CHARGE_ID })
      }
      return answer
    },
  }
}

const CHARGE_ID = 'ch_1Payment0000000000000001'
const DISPUTE_ID = 'du_1Sim00000000000000000001'
const PAYOUT_ID = 'po_1Sim00000000000000000001'

const refunded = { event: 'refund.created', payload: {} } as const

const webhook = (id: string) => ({
  body: JSON.stringify(stripe.triggers.find((trigger) => trigger.id === id)?.example),
  signatureHeader: 'stripe-signature',
  staleAfterMs: TOLERANCE_MS,
  sign(body: Uint8Array, secrets: Readonly<Record<string, string>>, now: Date) {
    const time = Math.floor(now.getTime() / 1_000)
    const signature = createHmac('sha256', secrets['webhookSecret'] ?? '')
      .update(`${time}.`)
      .update(body)
      .digest('hex')
    return { 'stripe-signature': `t=${time},v1=${signature},v0=${'0'.repeat(64)}` }
  },
})

export const STRIPE_CASES: ConformanceOptions = {
  connector: stripe,
  createSimulator: createUsedAccount,
  config: {},
  secrets: { secretKey: 'sk_test_0123456789abcdef', webhookSecret: 'whsec_0123456789abcdef' },
  badSecrets: { secretKey: 'sk_test_ffffffffffffffff', webhookSecret: 'whsec_0123456789abcdef' },
  actions: {
    'get-payment': { input: { chargeId: CHARGE_ID } },
    'find-payments': {
      input: { from: '2020-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z', limit: 10 },
      pages: { of: { event: 'charge.succeeded', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'create-refund': { input: { chargeId: CHARGE_ID, amount: '13.50', reason: 'requested_by_customer' }, creates: 'refunds' },
    'get-refund': { input: { refundId: 're_1Sim00000000000000000001' }, after: refunded },
    'find-refunds': {
      input: { chargeId: CHARGE_ID, from: '2020-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z', limit: 10 },
      pages: { of: refunded, input: { limit: 1 }, key: 'id' },
    },
    'get-payout': { input: { payoutId: PAYOUT_ID } },
    'get-dispute': { input: { disputeId: DISPUTE_ID } },
    'find-disputes': {
      input: { chargeId: CHARGE_ID, from: '2020-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z', limit: 10 },
      pages: { of: { event: 'charge.dispute.created', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'find-balance-transactions': {
      input: { payoutId: PAYOUT_ID, type: 'charge', from: '2020-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z' },
      pages: { of: { event: 'charge.succeeded', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
  },
  polls: { payouts: {}, 'balance-transactions': {}, refunds: { after: refunded }, disputes: {} },
  webhooks: Object.fromEntries(stripe.triggers.map(({ id }) => [id, webhook(id)])),
}
