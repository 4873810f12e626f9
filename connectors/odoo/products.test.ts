// Products as a shop sells them: what a change of a product, a variant or a price list tells.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const { run, poll, emit } = simulated({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config: CONNECTIONS['JSON-2 of Odoo 19'],
  secrets: SECRETS,
})
const changed = async () => (await poll('products-changed')).map(({ value }) => value)

describe('a product that changed', () => {
  it('is told once, with all its variants and what tells them apart', async () => {
    await emit('product.changed', { sku: 'HF-MUG-NAVY', price: 13.5 })
    const variant = { active: true, price: '13.50' }
    expect(await changed()).toMatchObject([
      {
        name: 'Harbour mug',
        onSale: true,
        kind: 'goods',
        currency: 'GBP',
        variants: [
          { ...variant, sku: 'HF-MUG-NAVY', barcode: '5012345000015', options: [{ name: 'Option', value: 'Navy' }] },
          { ...variant, sku: 'HF-MUG-WHITE', barcode: '5012345000022', options: [{ name: 'Option', value: 'White' }] },
        ],
        prices: [],
      },
    ])
  })
  it('has the fixed prices of price lists in their currencies; a change of one tells the product', async () => {
    await emit('price-list.changed', { list: 'Default EUR', sku: 'HF-MUG-NAVY', price: 14.95 })
    await emit('price-list.changed', { list: 'Default JPY', sku: 'HF-MUG-NAVY', price: 2500 })
    expect(await changed()).toMatchObject([
      {
        name: 'Harbour mug',
        prices: [
          { priceList: 'Default EUR', currency: 'EUR', sku: 'HF-MUG-NAVY', price: '14.95' },
          { priceList: 'Default JPY', currency: 'JPY', sku: 'HF-MUG-NAVY', price: '2500' },
        ],
      },
    ])
  })
  it('is not on sale once it is archived, and has its archived variants', async () => {
    await emit('product.changed', { sku: 'HF-MUG-NAVY', onSale: false })
    expect(await changed()).toMatchObject([
      { name: 'Harbour mug', onSale: false, variants: [{ sku: 'HF-MUG-NAVY', active: false }, { active: false }] },
    ])
  })
  it('is told when it is new, without options where it has no variants', async () => {
    await run('upsert-product', { sku: 'HF-NEW', name: 'Anchor pin', listPrice: '4.50' })
    expect(await changed()).toMatchObject([
      { name: 'Anchor pin', variants: [{ sku: 'HF-NEW', price: '4.50', barcode: null, options: [] }], prices: [] },
    ])
  })
})
