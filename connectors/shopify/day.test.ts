import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, inShops, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, chargeOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import { createShopifySimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Shopify',
  createSimulator: (options) => createShopifySimulator(options),
  config: { shop: 'harbour-finch.myshopify.com' },
  secrets: { accessToken: 'shpat_0123456789abcdef', apiSecret: 'shpss_0123456789abcdef' },
  happensHere: ({ kind }) => ['web-order', 'store-sale', 'return', 'exchange', 'cancellation'].includes(kind),
  sales: 'order',
})

it('charges for each web order what the payment provider has under its name', async () => {
  const orders = await (await play({ label: 'a' })).records('order')
  for (const event of eventsOf('web-order')) {
    const order = orders.find((one) => (one['note_attributes'] as { value: string }[])[0]?.value === chargeOf('a', event.id))
    expect([order?.['currency'], new Decimal(String(order?.['total_price'])).toFixed(2)]).toEqual([
      event.currency,
      totalOf(event).toFixed(2),
    ])
  }
})

it('pays back what came back or was cancelled, to the cent', async () => {
  const orders = await (await play({ label: 'a' })).records('order')
  const refunded = orders
    .flatMap((order) => order['refunds'] as { transactions: { amount: string }[] }[])
    .flatMap(({ transactions }) => transactions)
    .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
  const ofWeb = eventsOf('return').flatMap(({ of, lines }) => {
    const sold = soldOf(of)
    return sold?.kind === 'web-order' ? [{ lines: returnedLines(sold, lines) }] : []
  })
  const back = [...ofWeb, ...inShops().back].reduce((sum, { lines }) => sum.plus(amountOf(lines)), new Decimal(0))
  const cancelled = eventsOf('cancellation').flatMap(({ of }) => soldOf(of) ?? [])
  expect(cancelled.length).toBeGreaterThan(0)
  expect(refunded.toFixed(2)).toBe(cancelled.reduce((sum, sold) => sum.plus(totalOf(sold)), back).toFixed(2))
  const all = orders.filter((order) => order['cancelled_at'] !== null)
  expect(all.map((order) => [order['financial_status'], order['current_total_price']])).toEqual(cancelled.map(() => ['refunded', '0.00']))
})
