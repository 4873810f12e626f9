import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, chargeOf, minorOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createVendureSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Vendure',
  createSimulator: createVendureSimulator,
  config: { username: 'tillflow' },
  secrets: { password: 'vendure-0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'web-order' || event.kind === 'cancellation' || (event.kind === 'return' && sold?.kind === 'web-order'),
  sales: 'orders',
})
const paymentOf = (order: SimulatorRecord) => (order['payments'] as SimulatorRecord[])[0] ?? {}
const orderOf = (orders: readonly SimulatorRecord[], event: string): SimulatorRecord =>
  orders.find((one) => paymentOf(one)['transactionId'] === chargeOf('a', event)) ?? expect.fail(`there is no order of ${event}`)
const sum = (records: readonly SimulatorRecord[], member: string) => records.reduce((total, one) => total + Number(one[member]), 0)
const refundsOf = (order: SimulatorRecord) => paymentOf(order)['refunds'] as SimulatorRecord[]

it('has each order with the total that is charged, of lines that add up to it', async () => {
  const orders = await (await play({ label: 'a' })).records('orders')
  for (const event of eventsOf('web-order')) {
    const order = orderOf(orders, event.id)
    const [lines, shipping] = [order['lines'] as SimulatorRecord[], order['shippingLines'] as SimulatorRecord[]]
    expect(order).toMatchObject({ currencyCode: event.currency, totalWithTax: minorOf(totalOf(event)) })
    expect(sum(lines, 'proratedLinePriceWithTax') + sum(shipping, 'discountedPriceWithTax')).toBe(order['totalWithTax'])
    expect(sum(lines, 'proratedLinePrice') + sum(shipping, 'discountedPrice')).toBe(order['total'])
    expect(sum(order['taxSummary'] as SimulatorRecord[], 'taxTotal')).toBe(Number(order['totalWithTax']) - Number(order['total']))
    expect(paymentOf(order)['amount']).toBe(order['totalWithTax'])
  }
})

it('pays back what came back, by its lines, and all that was cancelled', async () => {
  const day = await play({ label: 'a' })
  const orders = await day.records('orders')
  for (const { of, lines } of eventsOf('return')) {
    const sold = soldOf(of)
    if (sold?.kind !== 'web-order') continue
    const order = orderOf(orders, of)
    const skus = refundsOf(order).flatMap((refund) =>
      (refund['lines'] as SimulatorRecord[]).map(
        ({ orderLineId }) => (order['lines'] as SimulatorRecord[]).find(({ id }) => id === orderLineId)?.['productVariant'].sku as string,
      ),
    )
    expect(skus).toEqual(returnedLines(sold, lines).map(({ sku }) => sku))
    expect(sum(refundsOf(order), 'total')).toBe(minorOf(amountOf(returnedLines(sold, lines))))
  }
  for (const { of } of eventsOf('cancellation')) {
    const order = orderOf(orders, of)
    expect(order).toMatchObject({ state: 'Cancelled' })
    expect(sum(refundsOf(order), 'total')).toBe(order['totalWithTax'])
  }
  // What is cancelled is no longer kept for anybody.
  const allocated = (await day.records('variants')).flatMap((variant) => variant['stockLevels'] as SimulatorRecord[])
  expect(sum(allocated, 'stockAllocated')).toBe(
    sum(
      orders.flatMap((order) => order['lines'] as SimulatorRecord[]),
      'quantity',
    ),
  )
})
