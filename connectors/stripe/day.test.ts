import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { chargeOf, minorOf, totalOf } from '#connectors/kit/retailer/sold.ts'
import { createStripeSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Stripe',
  createSimulator: createStripeSimulator,
  config: {},
  secrets: { secretKey: 'sk_test_0123456789', webhookSecret: 'whsec_0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'web-order' ||
    event.kind === 'cancellation' ||
    event.kind === 'payout' ||
    (event.kind === 'return' && sold?.kind === 'web-order'),
  sales: 'charges',
})
const sum = (values: readonly unknown[]) => values.reduce<number>((total, value) => total + Number(value), 0)

it('pays out for each currency what the day says: what was charged less refunds and fees', async () => {
  const day = await play({ label: 'a' })
  const [payouts, transactions] = [await day.records('payouts'), await day.records('balance_transactions')]
  expect(payouts.map(({ currency }) => String(currency)).toSorted()).toEqual(['eur', 'gbp', 'usd'])
  for (const { currency, gross, refunds, fee, net } of eventsOf('payout')) {
    const made = payouts.find((one) => one['currency'] === currency.toLowerCase())
    const within = transactions.filter((one) => one['payout'] === made?.['id'])
    const of = (type: string, member: string) => sum(within.filter((one) => one['type'] === type).map((one) => one[member]))
    expect(made?.['amount']).toBe(minorOf(net))
    expect([of('charge', 'amount'), 0 - of('refund', 'amount'), of('charge', 'fee')]).toEqual([gross, refunds, fee].map(minorOf))
    // With the payout itself nothing is left of them.
    expect(sum(within.map((one) => one['net']))).toBe(0)
  }
})

it('charges each order under the name that the shop keeps, and pays back no more than that', async () => {
  const charges = await (await play({ label: 'a' })).records('charges')
  for (const order of eventsOf('web-order')) {
    const made = charges.find(({ id }) => id === chargeOf('a', order.id))
    expect(made).toMatchObject({
      amount: minorOf(totalOf(order)),
      currency: order.currency.toLowerCase(),
      metadata: { order_id: order.id },
    })
  }
  for (const { of } of eventsOf('cancellation')) {
    expect(soldOf(of)?.kind).toBe('web-order')
    expect(charges.find(({ id }) => id === chargeOf('a', of))).toMatchObject({ refunded: true })
  }
})

it('pays the second day only what the second day brought', async () => {
  const payouts = await (await play({ label: 'a' }, { label: 'b' })).records('payouts')
  expect(payouts.slice(3).map(({ amount, currency }) => [currency, amount])).toEqual(
    payouts.slice(0, 3).map(({ amount, currency }) => [currency, amount]),
  )
})
