import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, chargeOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createWooCommerceSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'WooCommerce',
  createSimulator: createWooCommerceSimulator,
  config: {},
  secrets: { consumerKey: 'ck_0123456789', consumerSecret: 'cs_0123456789', webhookSecret: 'woo-0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'web-order' || event.kind === 'cancellation' || (event.kind === 'return' && sold?.kind === 'web-order'),
  sales: 'orders',
})
const sum = (records: readonly SimulatorRecord[], ...members: readonly string[]) =>
  records.flatMap((one) => members.map((member) => String(one[member]))).reduce((total, value) => total.plus(value), new Decimal(0))
const linesOf = (order: SimulatorRecord | undefined, member: string) => (order?.[member] ?? []) as SimulatorRecord[]

it('has each order under the charge of the payment provider, with the same total and lines that add up to it', async () => {
  const orders = await (await play({ label: 'a' })).records('orders')
  for (const event of eventsOf('web-order')) {
    const order = orders.find((one) => one['transaction_id'] === chargeOf('a', event.id))
    expect([order?.['currency'], order?.['total']]).toEqual([event.currency, totalOf(event).toFixed(2)])
    const lines = [...linesOf(order, 'line_items'), ...linesOf(order, 'shipping_lines')]
    expect(sum(lines, 'total', 'total_tax').toFixed(2)).toBe(order?.['total'])
    expect(lines.slice(0, -1).map(({ sku, quantity }) => [sku, quantity])).toEqual(event.lines.map(({ sku, quantity }) => [sku, quantity]))
  }
})

it('pays back what came back or was cancelled, by lines that were sold', async () => {
  const day = await play({ label: 'a' })
  const [orders, refunds] = [await day.records('orders'), await day.records('refunds')]
  for (const { of, lines } of eventsOf('return')) {
    const sold = soldOf(of)
    if (sold?.kind !== 'web-order') continue
    const order = orders.find((one) => one['transaction_id'] === chargeOf('a', of))
    const back = refunds.filter((one) => one['parent_id'] === order?.['id'])
    const expected = returnedLines(sold, lines)
    expect([
      sum(back, 'amount').toFixed(2),
      back.flatMap((one) => (one['line_items'] as SimulatorRecord[]).map(({ sku }) => sku as string)),
    ]).toEqual([amountOf(expected).toFixed(2), expected.map(({ sku }) => sku)])
  }
  const cancelled = eventsOf('cancellation').map(({ of }) => orders.find((one) => one['transaction_id'] === chargeOf('a', of)))
  expect(cancelled.length).toBeGreaterThan(0)
  for (const order of cancelled) {
    expect(order?.['status']).toBe('refunded')
    expect(
      sum(
        refunds.filter((one) => one['parent_id'] === order?.['id']),
        'amount',
      ).toFixed(2),
    ).toBe(order?.['total'])
  }
})
