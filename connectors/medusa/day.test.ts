import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, chargeOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createMedusaSimulator } from './simulator/index.ts'
import { rawOf } from './simulator/raw.ts'

const play = testDay({
  name: 'Medusa',
  createSimulator: createMedusaSimulator,
  config: {},
  secrets: { apiKey: 'sk_0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'web-order' || event.kind === 'cancellation' || (event.kind === 'return' && sold?.kind === 'web-order'),
  sales: 'orders',
})
const orderOf = (orders: readonly SimulatorRecord[], event: string): SimulatorRecord =>
  orders.find((one) => one['metadata']?.payment === chargeOf('a', event)) ?? expect.fail(`there is no order of ${event}`)

it('has each order with the total that is charged, of lines that add up to it', async () => {
  const orders = await (await play({ label: 'a' })).records('orders')
  for (const event of eventsOf('web-order')) {
    const order = orderOf(orders, event.id)
    const parts = [...(order['items'] as SimulatorRecord[]), ...(order['shipping_methods'] as SimulatorRecord[])]
    const sum = parts.reduce((total, part) => total.plus(rawOf(part, 'subtotal')).plus(rawOf(part, 'tax_total')), new Decimal(0))
    const { currency_code: currency, summary } = order
    expect([currency, rawOf(summary as SimulatorRecord, 'original_order_total').toFixed(2), sum.toFixed(2)]).toEqual([
      event.currency.toLowerCase(),
      totalOf(event).toFixed(2),
      totalOf(event).toFixed(2),
    ])
  }
})

it('pays back what came back, which is marked on its lines, and all that was cancelled', async () => {
  const orders = await (await play({ label: 'a' })).records('orders')
  const refunded = (order: SimulatorRecord) => rawOf(order['summary'] as SimulatorRecord, 'refunded_total').toFixed(2)
  for (const { of, lines } of eventsOf('return')) {
    const sold = soldOf(of)
    if (sold?.kind !== 'web-order') continue
    const order = orderOf(orders, of)
    const back = (order['items'] as SimulatorRecord[]).filter((item) =>
      rawOf(item['detail'] as SimulatorRecord, 'return_received_quantity').gt(0),
    )
    expect(back.map((item) => item['variant_sku'] as string)).toEqual(returnedLines(sold, lines).map(({ sku }) => sku))
    expect(refunded(order)).toBe(amountOf(returnedLines(sold, lines)).toFixed(2))
  }
  for (const { of } of eventsOf('cancellation')) {
    const sold = soldOf(of)
    expect(orderOf(orders, of)).toMatchObject({ status: 'canceled' })
    expect(refunded(orderOf(orders, of))).toBe(sold && totalOf(sold).toFixed(2))
  }
})
