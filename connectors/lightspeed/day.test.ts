import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, inShops, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf } from '#connectors/kit/retailer/sold.ts'
import { createLightspeedSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Lightspeed',
  createSimulator: createLightspeedSimulator,
  config: { domainPrefix: 'harbourfinch', auth: 'token', simulator: 'sim' },
  secrets: { token: 'lsxs_pt_0123456789' },
  happensHere: (event, sold) =>
    event.kind === 'store-sale' || event.kind === 'exchange' || (event.kind === 'return' && sold?.kind === 'store-sale'),
  sales: 'sales',
})

it('adds up: what was paid at the tills is what was sold less what came back', async () => {
  const sales = await (await play({ label: 'a' })).records('sales')
  const paid = sales
    .flatMap((sale) => sale['payments'] as { amount: number }[])
    .reduce((sum, { amount }) => sum.plus(String(amount)), new Decimal(0))
  const { out, back } = inShops()
  const sum = (all: typeof out) => all.reduce((total, { lines }) => total.plus(amountOf(lines)), new Decimal(0))
  expect(back.length).toBeGreaterThan(0)
  expect(paid.toFixed(2)).toBe(sum(out).minus(sum(back)).toFixed(2))
})

it('names in a return the sale and the goods it is of', async () => {
  const sales = await (await play({ label: 'a' })).records('sales')
  const returns = sales.filter((sale) => sale['return'].original_sale_id !== null)
  const goods = (sale: (typeof sales)[number], isReturn: boolean) =>
    (sale['line_items'] as { product: { id: string }; quantity: number }[])
      .filter((line) => line.quantity < 0 === isReturn)
      .map((line) => line.product.id)
  for (const one of returns) {
    const original = sales.find(({ id }) => id === one['return'].original_sale_id)
    expect(goods(one, true).length).toBeGreaterThan(0)
    expect(original && goods(original, false)).toEqual(expect.arrayContaining(goods(one, true)))
  }
  const exchanges = returns.filter((one) => goods(one, false).length > 0)
  expect(exchanges.length).toBe(eventsOf('exchange').length)
  expect(returns.length - exchanges.length).toBe(inShops().back.length - exchanges.length)
  expect(exchanges.map((one) => one['return'].is_return as boolean)).toEqual(exchanges.map(() => false))
})
