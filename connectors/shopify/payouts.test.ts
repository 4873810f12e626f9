// Payouts of Shopify Payments: whole, with what they are made of, to the penny.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { RetailPayout } from './canonical-payout.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()
const payouts = async (since = '2020-01-01T00:00:00Z') =>
  (await shop.poll('payouts', { since, limit: 1 })).map(({ value }) => value as unknown as RetailPayout)
const total = (payout: RetailPayout, member: 'gross' | 'fee' | 'net') =>
  (payout.transactions ?? []).reduce<Decimal>((sum, one) => sum.plus(one[member].amount), new Decimal(0)).toFixed(2)

describe('a payout', () => {
  it('is the sum of its transactions, whose net is gross without fee', async () => {
    const { recordId } = await shop.emit('orders/create', { line_items: [{ sku: 'HF-LAMP', quantity: 1 }] })
    await shop.emit('orders/create', { line_items: [{ sku: 'HF-TOTE', quantity: 2 }], payment_gateway_names: ['gift_card'] })
    await shop.run('create-refund', { orderId: recordId, amount: '20.00' })
    await shop.emit('payouts/create', {})
    const [payout] = await payouts()
    if (!payout) return expect.fail('there is no payout')
    expect(
      payout.transactions?.map(({ type, gross, fee, net, order }) => [type, gross.amount, fee.amount, net.amount, order?.name]),
    ).toEqual([
      ['charge', '149.94', '2.50', '147.44', '#1001'],
      ['refund', '-20.00', '0.00', '-20.00', '#1001'],
    ])
    expect([total(payout, 'net'), payout.charges.amount, payout.refunds.amount, payout.chargeFees.amount]).toEqual([
      payout.net.amount,
      '149.94',
      '-20.00',
      '2.50',
    ])
  })
  it('comes again when its status changes, and only then', async () => {
    await shop.emit('orders/create', {})
    await shop.emit('payouts/create', {})
    await shop.emit('orders/create', {})
    await shop.emit('payouts/create', {})
    const versions = async () => (await shop.poll('payouts', { limit: 1 })).map(({ version }) => version)
    expect(await versions()).toEqual(['SCHEDULED', 'SCHEDULED'])
    await shop.emit('payouts/paid', {})
    expect(await versions()).toEqual(['SCHEDULED', 'PAID'])
  })
  it("lists another's transactions apart, page by page", async () => {
    await shop.emit('orders/create', {})
    await shop.emit('payouts/create', {})
    await shop.emit('orders/create', {})
    await shop.emit('orders/create', {})
    const { recordId } = await shop.emit('payouts/create', {})
    const page = (await shop.run('find-balance-transactions', { payoutId: recordId, limit: 1 })) as { nextCursor: string }
    expect(page).toMatchObject({ hasMore: true, transactions: [{ order: { name: '#1002' }, payoutId: recordId }] })
    expect(await shop.run('find-balance-transactions', { payoutId: recordId, cursor: page.nextCursor })).toMatchObject({
      hasMore: false,
      transactions: [{ order: { name: '#1003' } }],
    })
  })
})
