import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, chargeOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createAdobeCommerceSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Adobe Commerce',
  createSimulator: createAdobeCommerceSimulator,
  config: { auth: 'bearer' },
  secrets: { accessToken: 'token-0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'web-order' || event.kind === 'cancellation' || (event.kind === 'return' && sold?.kind === 'web-order'),
  sales: 'orders',
})
const orderOf = (orders: readonly SimulatorRecord[], event: string): SimulatorRecord =>
  orders.find((one) => one['payment'].last_trans_id === chargeOf('a', event)) ?? expect.fail(`there is no order of ${event}`)
const sum = (records: readonly SimulatorRecord[], ...members: readonly string[]) =>
  records.flatMap((one) => members.map((member) => String(one[member] ?? 0))).reduce((total, value) => total.plus(value), new Decimal(0))

it('has each order with the total that is charged, of lines that add up to it, and its invoice', async () => {
  const day = await play({ label: 'a' })
  const [orders, invoices] = [await day.records('orders'), await day.records('invoices')]
  for (const event of eventsOf('web-order')) {
    const order = orderOf(orders, event.id)
    const total = totalOf(event).toFixed(2)
    const parts = sum(order['items'] as SimulatorRecord[], 'row_total', 'tax_amount').plus(
      sum([order], 'shipping_amount', 'shipping_tax_amount'),
    )
    const invoiced = sum(
      invoices.filter(({ order_id: id }) => id === order['entity_id']),
      'grand_total',
    )
    expect([order['order_currency_code'], sum([order], 'grand_total').toFixed(2), parts.toFixed(2), invoiced.toFixed(2)]).toEqual([
      event.currency,
      total,
      total,
      total,
    ])
    expect(sum([order], 'total_due').toFixed(2)).toBe('0.00')
  }
})

it('has a credit memo for what came back, with its lines, and for all that was cancelled', async () => {
  const day = await play({ label: 'a' })
  const [orders, memos] = [await day.records('orders'), await day.records('creditmemos')]
  const of = (order: SimulatorRecord) => memos.filter(({ order_id: id }) => id === order['entity_id'])
  for (const event of eventsOf('return')) {
    const sold = soldOf(event.of)
    if (sold?.kind !== 'web-order') continue
    const made = of(orderOf(orders, event.of))
    const back = returnedLines(sold, event.lines)
    expect(made.flatMap((memo) => (memo['items'] as SimulatorRecord[]).map(({ sku }) => sku as string))).toEqual(back.map(({ sku }) => sku))
    expect(sum(made, 'grand_total').toFixed(2)).toBe(amountOf(back).toFixed(2))
  }
  for (const event of eventsOf('cancellation')) {
    const order = orderOf(orders, event.of)
    expect(order).toMatchObject({ state: 'closed' })
    expect(sum(of(order), 'grand_total').toFixed(2)).toBe(sum([order], 'grand_total').toFixed(2))
  }
})
