// What the shipped template sends of a product: nothing where nothing differs, and nothing of what is wrong.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { shopify } from '#connectors/shopify/index.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'products-and-prices-to-shopify')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const inShop = shopify.actions.find(({ id }) => id === 'find-products')?.example as { products: object[] }
const variant = (more: object = {}) => ({
  id: 3,
  sku: 'HF-MUG-NAVY',
  barcode: null,
  active: true,
  price: '12.50',
  options: [{ name: 'Option', value: 'Navy' }],
  ...more,
})

async function changed(more: object, answering: object = {}, answers: Readonly<Record<string, unknown>> = {}) {
  if (!template) throw new Error('The template is gone.')
  const product = { id: 2, name: 'Harbour mug', onSale: true, kind: 'goods', currency: 'GBP', variants: [variant()], prices: [], ...more }
  const { view, calls } = await tryTemplate(template, { sandbox, input: product, answers, answering: { ...answering } })
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])).join(' '),
    sent: calls.filter(({ action }) => action !== 'find-products').map(({ action, input }) => ({ action, input })),
  }
}
const line = { sku: 'HF-MUG-NAVY', variantId: 'gid://shopify/ProductVariant/44120044010001', price: '12.50' }

describe('a product', () => {
  it('whose price changed alone gets its price alone', async () => {
    expect(await changed({ variants: [variant({ price: '13.75' })] })).toEqual({
      said: '',
      sent: [{ action: 'set-prices', input: { lines: [{ ...line, price: '13.75' }] } }],
    })
  })
  it('gets the prices of the markets that are mapped, each in its own currency', async () => {
    const prices = [
      { priceList: 'Default EUR', currency: 'EUR', sku: 'HF-MUG-NAVY', price: '14.95' },
      { priceList: 'Default JPY', currency: 'JPY', sku: 'HF-MUG-NAVY', price: '2500' },
      { priceList: 'Trade', currency: 'GBP', sku: 'HF-MUG-NAVY', price: '9.00' },
    ]
    const lists = [
      { key: 'Default EUR', value: '28510001' },
      { key: 'Default JPY', value: 'gid://shopify/PriceList/28510002' },
    ]
    const { sent } = await changed({ prices }, {}, { 'price-lists': lists })
    expect(sent.slice(1).map(({ input }) => input)).toEqual([
      { lines: [{ ...line, price: '14.95' }], priceListId: '28510001', currency: 'EUR' },
      { lines: [{ ...line, price: '2500' }], priceListId: 'gid://shopify/PriceList/28510002', currency: 'JPY' },
    ])
  })
  it.each([
    ['another name', { name: 'Quay mug' }],
    ['a barcode that the shop has not', { variants: [variant({ barcode: '5012345000015' })] }],
    ['another value of an option', { variants: [variant({ options: [{ name: 'Option', value: 'Deep navy' }] })] }],
    ['a variant more', { variants: [variant(), variant({ id: 9, sku: 'HF-MUG-SAND', options: [{ name: 'Option', value: 'Sand' }] })] }],
  ])('with %s is changed, and prices of variants that are there are left to the next step', async (_, more) => {
    const { said, sent } = await changed(more)
    expect([said, sent.map(({ action }) => action)]).toEqual(['', ['upsert-product', 'set-prices']])
    expect(sent[0]?.input).toMatchObject({ productId: 'gid://shopify/Product/8120044010001' })
    expect(sent[0]).not.toHaveProperty('input.variants.0.price')
    expect(sent[0]?.input).not.toHaveProperty('status')
  })
  it.each([
    ['with a wrong check digit', { barcode: '5012345000016' }, 'HF-MUG-NAVY 5012345000016'],
    ['with letters in its barcode', { barcode: 'MUG-1' }, 'HF-MUG-NAVY MUG-1'],
  ])('%s waits, with its barcode', async (_, more, text) => {
    expect(await changed({ variants: [variant(more)] })).toEqual({ sent: [], said: expect.stringContaining(text) as string })
  })
  it('in another currency than that of the shop waits', async () => {
    expect(await changed({ currency: 'EUR' })).toEqual({
      sent: [],
      said: expect.stringContaining('are in EUR, the shop sells in GBP') as string,
    })
  })
  it('whose SKUs stand in two products of the shop waits', async () => {
    const [product] = inShop.products
    const answering = {
      'find-products': { ...inShop, products: [product, { ...product, id: 'gid://shopify/Product/2', title: 'Old mug' }] },
    }
    expect(await changed({}, answering)).toEqual({ sent: [], said: expect.stringContaining('Harbour mug, Old mug') as string })
  })
  it('that is no longer sold becomes a draft; one that the shop has not, or has as a draft, is left alone', async () => {
    const draft = { productId: 'gid://shopify/Product/8120044010001', status: 'draft' }
    expect((await changed({ onSale: false })).sent).toEqual([{ action: 'upsert-product', input: draft }])
    expect(await changed({ onSale: false }, { 'find-products': { ...inShop, products: [] } })).toEqual({ said: '', sent: [] })
    const asDraft = inShop.products.map((product) => ({ ...product, status: 'draft' }))
    expect((await changed({ onSale: false }, { 'find-products': { ...inShop, products: asDraft } })).sent).toEqual([])
  })
  it('that is a service is no product of the shop', async () => {
    expect(await changed({ kind: 'service' })).toEqual({ said: '', sent: [] })
  })
})
