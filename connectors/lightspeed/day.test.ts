import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { eventsOf, soldOf, testDay } from '#connectors/kit/retailer/day.testing.ts'
import { amountOf, returnedLines } from '#connectors/kit/retailer/sold.ts'
import { createLightspeedSimulator } from './simulator/index.ts'

const play = testDay({
  name: 'Lightspeed',
  createSimulator: createLightspeedSimulator,
  config: { domainPrefix: 'harbourfinch', auth: 'token', simulator: 'sim' },
  secrets: { token: 'lsxs_pt_0123456789' },
  happensHere: (event, sold) => event.kind === 'store-sale' || (event.kind === 'return' && sold?.kind === 'store-sale'),
  sales: 'sales',
})

it('adds up: what was paid at the tills is what was sold less what came back', async () => {
  const sales = await (await play({ label: 'a' })).records('sales')
  const paid = sales
    .flatMap((sale) => sale['payments'] as { amount: number }[])
    .reduce((sum, { amount }) => sum.plus(String(amount)), new Decimal(0))
  const sold = eventsOf('store-sale').reduce((sum, { lines }) => sum.plus(amountOf(lines)), new Decimal(0))
  const back = eventsOf('return').reduce((sum, { of, lines }) => {
    const sale = soldOf(of)
    return sale?.kind === 'store-sale' ? sum.plus(amountOf(returnedLines(sale, lines))) : sum
  }, new Decimal(0))
  expect(back.isPositive() && !back.isZero()).toBe(true)
  expect(paid.toFixed(2)).toBe(sold.minus(back).toFixed(2))
})

it('names in a return the sale and the goods it is of', async () => {
  const sales = await (await play({ label: 'a' })).records('sales')
  const returns = sales.filter((sale) => sale['return'].is_return === true)
  expect(returns.length).toBeGreaterThan(0)
  const products = (sale: (typeof sales)[number]) => (sale['line_items'] as { product: { id: string } }[]).map((line) => line.product.id)
  for (const one of returns) {
    const original = sales.find(({ id }) => id === one['return'].original_sale_id)
    expect(original && products(original)).toEqual(expect.arrayContaining(products(one)))
  }
})
