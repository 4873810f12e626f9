import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { fromStripe, toStripe } from './amounts.ts'
import { stripe } from './index.ts'
import { createStripeSimulator } from './simulator/index.ts'
import { STRIPE_CASES } from './stripe.testing.ts'

testConnector(STRIPE_CASES)

const account = simulated({
  connector: stripe,
  createSimulator: createStripeSimulator,
  config: { simulator: 'sim' },
  secrets: { secretKey: 'sk_test_0123456789abcdef', webhookSecret: 'whsec_0123456789abcdef whsec_old_0123456789' },
})

describe('amounts', () => {
  it.each([
    [1_250, 'gbp', '12.50'],
    [1_200, 'jpy', '1200'],
    [12_500, 'kwd', '12.500'],
    // No decimals in the world, two with Stripe; and the other way round.
    [5_000, 'isk', '50'],
    [5_000, 'mga', '5000'],
  ])('reads %i %s as %s, and back', (minor, currency, text) => {
    expect(fromStripe(minor, currency)).toEqual({ amount: text, currency: currency.toUpperCase() })
    expect(toStripe(text, currency)).toBe(minor)
  })
  it('does not round what a currency cannot have', async () => {
    expect(toStripe('12.505', 'gbp')).toBeUndefined()
    const { recordId } = await account.emit('charge.succeeded', {})
    const error = await account.failure(account.run('create-refund', { chargeId: recordId, amount: '1.005' }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/amount' }] })
    expect(await account.records('refunds')).toEqual([])
  })
})

describe('a payout', () => {
  it('is its charges, refunds and fees to the penny', async () => {
    const { recordId } = await account.emit('charge.succeeded', { amount: 10_000 })
    await account.emit('charge.succeeded', { amount: 2_499 })
    await account.run('create-refund', { chargeId: recordId, amount: '25.00' })
    const { recordId: payoutId } = await account.emit('payout.paid', {})
    expect(await account.run('get-payout', { payoutId })).toMatchObject({
      payout: { amount: { amount: '97.72' } },
      totals: [
        { category: 'charge', count: 2, amount: { amount: '124.99' }, fee: { amount: '2.27' }, net: { amount: '122.72' } },
        { category: 'refund', count: 1, net: { amount: '-25.00' } },
      ],
    })
  })
})

describe('refunds', () => {
  it('are made once, also when Stripe has forgotten the key', async () => {
    const { recordId: chargeId } = await account.emit('charge.succeeded', {})
    const refund = () => account.run('create-refund', { chargeId, amount: '5.00' })
    const first = await refund()
    const asked = (await account.requests()).filter(({ method }) => method === 'POST')
    expect(await refund()).toEqual(first)
    expect((await account.requests()).filter(({ method }) => method === 'POST')).toHaveLength(asked.length)
  })
  it('say in the words of Stripe why not', async () => {
    const { recordId: chargeId } = await account.emit('charge.succeeded', { amount: 1_000 })
    const error = await account.failure(account.run('create-refund', { chargeId, amount: '10.01' }))
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('greater than unrefunded amount'),
      issues: [{ path: '/amount' }],
    })
  })
})

describe('a refund that fails', () => {
  it('is told again, says why, and gives the balance its money back', async () => {
    const { recordId } = await account.emit('refund.created', {})
    const poll = stripe.polls.find(({ id }) => id === 'refunds')
    const look = (cursor?: Json) =>
      poll?.poll({ cursor, since: new Date('2020-01-01T00:00:00Z'), limit: 100, options: {} }, account.context())
    const first = await look()
    expect(first?.records).toMatchObject([{ key: recordId, version: 'succeeded', value: { status: 'succeeded', failureReason: null } }])
    await account.emit('refund.failed', {})
    expect((await look(first?.cursor))?.records).toMatchObject([
      { key: recordId, version: 'failed', value: { status: 'failed', failureReason: 'expired_or_canceled_card' } },
    ])
    expect(await account.run('get-refund', { refundId: recordId })).toMatchObject({ status: 'failed' })
    const { transactions } = (await account.run('find-balance-transactions', { type: 'refund_failure' })) as unknown as {
      transactions: Json
    }
    expect(transactions).toMatchObject([{ amount: { amount: '1.00' }, sourceId: recordId }])
  })
})

describe('a dispute', () => {
  it('takes the payment with a fee, and gives it back where it is won', async () => {
    const { recordId: charge } = await account.emit('charge.succeeded', { amount: 10_000 })
    const { recordId: disputeId } = await account.emit('charge.dispute.created', { charge, reason: 'fraudulent' })
    const dispute = () => account.run('get-dispute', { disputeId })
    expect(await dispute()).toMatchObject({
      chargeId: charge,
      status: 'needs_response',
      reason: 'fraudulent',
      amount: { amount: '100.00', currency: 'GBP' },
      answered: false,
      net: { amount: '-120.00', currency: 'GBP' },
    })
    expect(await account.run('get-payment', { chargeId: charge })).toMatchObject({ disputed: true })
    await account.emit('charge.dispute.updated', { id: disputeId })
    expect(await dispute()).toMatchObject({ status: 'under_review', answered: true })
    await account.emit('charge.dispute.closed', { id: disputeId, status: 'won' })
    expect(await dispute()).toMatchObject({ status: 'won', net: { amount: '-20.00' }, movements: [{}, { net: { amount: '100.00' } }] })
  })
  it('is told again when it is answered and decided, and not otherwise', async () => {
    const { recordId: id } = await account.emit('charge.dispute.created', {})
    const versions = async () => (await account.poll('disputes')).map(({ key, version }) => `${key} ${version}`)
    const seen = [await versions(), await versions()]
    await account.emit('charge.dispute.updated', { id })
    seen.push(await versions())
    await account.emit('charge.dispute.closed', { id, status: 'lost' })
    seen.push(await versions())
    expect(seen[0]).toEqual(seen[1])
    expect(new Set(seen.flat()).size).toBe(3)
  })
  it('stands in the payout that it lowers', async () => {
    const { recordId: charge } = await account.emit('charge.succeeded', { amount: 10_000 })
    await account.emit('charge.succeeded', { amount: 20_000 })
    await account.emit('charge.dispute.created', { charge })
    const { recordId: payoutId } = await account.emit('payout.paid', {})
    expect(await account.run('get-payout', { payoutId })).toMatchObject({
      totals: [{ category: 'charge' }, { category: 'dispute', count: 1, net: { amount: '-120.00' } }],
    })
  })
})

describe('webhooks', () => {
  it('are accepted with the old secret too, refused for another event, and have the id of the event', async () => {
    await account.trigger('charge-succeeded').subscribe?.('https://tillflow.example/hooks/a', account.context())
    await account.emit('charge.succeeded', {})
    const [delivery] = account.deliveries
    if (!delivery) throw new Error('nothing was delivered')
    expect(account.verify('charge-succeeded', delivery)).toEqual({
      deliveryId: expect.stringMatching(/^evt_/),
      vendorEvent: 'charge.succeeded',
    })
    expect(() => account.verify('payout-paid', delivery)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
  it.each(['t=1', 'v1=00', 't=1,t=2,v1=00', `t=x,v1=${'0'.repeat(64)}`, `t=1,v1=${'0'.repeat(64)}`])(
    'are refused with the header %j',
    (header) => {
      const delivery = { url: 'https://tillflow.example/hooks/a', headers: { 'stripe-signature': header }, body: '{}' }
      expect(() => account.verify('charge-succeeded', delivery)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
    },
  )
})
