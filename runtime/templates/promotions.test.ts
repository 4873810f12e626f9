// What the shipped template for promotions sets, and what it leaves to people.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { trySample } from './templates.testing.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

type Answers = Readonly<Record<string, unknown>>

async function tried(id: string, more: object, answers: Answers = {}, answering: Answers = {}) {
  const { view, calls } = await trySample(id, more, { sandbox, answers, answering })
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])).join(' '),
    sent: calls.map(({ input: sent }) => sent as Answers),
  }
}
const promotion = (more: object, answers?: Answers, answering?: Answers) => tried('odoo-promotions-to-shopify', more, answers, answering)

describe('a promotion', () => {
  it('in another currency never becomes a price of the shop itself, and may be one of a market', async () => {
    const { said, sent } = await promotion({ currency: 'EUR' })
    expect(sent).toEqual([])
    expect(said).toContain('is in EUR, the shop sells in GBP')
    const market = await promotion({ currency: 'EUR' }, { 'price-list-id': '28510001' })
    expect(market.sent).toMatchObject([
      { priceListId: '28510001', currency: 'EUR', lines: [{ price: '9.95', compareAtPrice: '12.50' }, {}] },
    ])
  })
  it('without an end goes on, and one of the same price strikes nothing through', async () => {
    const variant = { sku: 'HF-MUG-NAVY', price: '12.50', until: null }
    const set = async (salePrice: string) => (await promotion({ variants: [{ ...variant, salePrice }] })).sent[0]?.['lines']
    expect(await set('9.95')).toEqual([{ sku: 'HF-MUG-NAVY', price: '9.95', compareAtPrice: '12.50' }])
    expect(await set('12.50')).toEqual([{ sku: 'HF-MUG-NAVY', price: '12.50', compareAtPrice: null }])
  })
  it('of products without variants on sale sets nothing', async () => {
    expect((await promotion({ variants: [] })).sent).toEqual([])
  })
  it('that the shop refuses is told, and what it does not sell is not', async () => {
    const line = { sku: 'HF-TOTE', price: '9.95', outcome: 'refused', problem: 'The shop has no such variant.' }
    const answer = (variantId: string | null) => ({ 'set-prices': { lines: [{ ...line, variantId }], refused: 1 } })
    expect((await promotion({}, {}, answer(null))).said).toBe('')
    expect((await promotion({}, {}, answer('gid://shopify/ProductVariant/1'))).said).toBe(
      'The shop refused prices: HF-TOTE: The shop has no such variant.',
    )
  })
})

describe('regular prices of the template for products', () => {
  it.each([
    [{}, undefined],
    [{ sales: 'replace' }, undefined],
    [{ sales: 'keep' }, true],
  ])('answered with %j keep sales: %s', async (answers, keepSales) => {
    const { sent } = await tried('products-and-prices-to-shopify', {}, answers)
    const prices = sent.filter((one) => 'lines' in one && !('priceListId' in one))
    expect(prices.length).toBeGreaterThan(0)
    expect(prices.map((one) => one['keepSales'])).toEqual(prices.map(() => keepSales))
  })
})
