// Products as Shopify keeps them: whole, found by handle or by an id of one's own, with nothing lost that a flow does not speak of.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { RetailProduct } from './canonical-product.ts'
import { RETAIL_PRODUCT } from './examples/products.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()
const get = async (handle: string) => (await shop.run('get-product', { handle })) as unknown as RetailProduct
const priceOf = async (sku: string) => {
  const { products } = (await shop.run('find-products', { query: `sku:${sku}` })) as unknown as { products: RetailProduct[] }
  const variant = products.flatMap(({ variants }) => variants).find((one) => one.sku === sku)
  return [variant?.price.amount, variant?.compareAtPrice?.amount ?? null]
}

describe('reading products', () => {
  it('gives the product of the examples', async () => expect(await get('harbour-mug')).toMatchObject(RETAIL_PRODUCT))
  it('reads every variant of a product with many', async () => {
    const variants = Array.from({ length: 130 }, (_, n) => ({
      options: [{ name: 'Print', value: `No. ${n}` }],
      sku: `PRINT-${n}`,
      price: '5',
    }))
    await shop.run('upsert-product', { handle: 'prints', title: 'Prints', variants })
    expect((await get('prints')).variants.map(({ sku }) => sku)).toEqual(variants.map(({ sku }) => sku))
  })
  it('says so when there is no such product, and when it is not named once', async () => {
    expect(await shop.failure(shop.run('get-product', { handle: 'none' }))).toMatchObject({ code: 'vendor-rejected' })
    expect(await shop.failure(shop.run('get-product', { handle: 'harbour-mug', productId: 1 }))).toMatchObject({
      code: 'action-input-invalid',
    })
  })
})

describe('saving products', () => {
  it('keeps the variants that are not listed, with their prices and stock', async () => {
    const { product } = (await shop.run('upsert-product', {
      handle: 'harbour-mug',
      variants: [
        { options: [{ name: 'Option', value: 'Navy' }], price: '13.00' },
        { options: [{ name: 'Option', value: 'Sand' }], sku: 'HF-MUG-SAND', price: '12.50', cost: '4.1', tracked: true },
      ],
    })) as unknown as { product: RetailProduct }
    expect(product.variants.map(({ sku, price, available }) => [sku, price.amount, available])).toEqual([
      ['HF-MUG-NAVY', '13.00', 144],
      ['HF-MUG-SAND', '12.50', 0],
      ['HF-MUG-WHITE', '12.50', 144],
    ])
    expect(product.variants[1]).toMatchObject({ cost: { amount: '4.10', currency: 'GBP' }, tracked: true })
    expect(product).toMatchObject({ title: 'Harbour mug', vendor: 'Harbour & Finch' })
  })
  it('removes them only when told to', async () => {
    const variants = [{ options: [{ name: 'Option', value: 'Navy' }] }]
    await shop.run('upsert-product', { handle: 'harbour-mug', variants, otherVariants: 'remove' })
    expect((await get('harbour-mug')).variants.map(({ sku }) => sku)).toEqual(['HF-MUG-NAVY'])
  })
  it('knows a variant by its SKU when the value of its option was renamed', async () => {
    await shop.run('upsert-product', {
      handle: 'harbour-mug',
      variants: [{ options: [{ name: 'Option', value: 'Midnight' }], sku: 'HF-MUG-NAVY' }],
    })
    const { variants } = await get('harbour-mug')
    expect(variants.map(({ id, title }) => [id, title])).toEqual([
      [RETAIL_PRODUCT.variants[0]?.id, 'Midnight'],
      [RETAIL_PRODUCT.variants[1]?.id, 'White'],
    ])
  })
  it('finds the product again by the id of another system, and keeps its other metafields', async () => {
    const customId = { namespace: 'custom', key: 'erp_id', value: '4711' }
    const season = { namespace: 'custom', key: 'season', value: 'AW26', type: 'single_line_text_field' }
    expect(await shop.run('upsert-product', { customId, title: 'Sea chart', metafields: [season] })).toMatchObject({ created: true })
    const again = await shop.run('upsert-product', {
      customId,
      title: 'Sea chart of the Solent',
      metafields: [{ ...season, key: 'paper', value: 'A1' }],
    })
    expect(again).toMatchObject({ created: false, product: { title: 'Sea chart of the Solent' } })
    expect((await shop.records('metafield')).map(({ key, value }) => [key, value])).toEqual(
      expect.arrayContaining([
        ['erp_id', '4711'],
        ['season', 'AW26'],
        ['paper', 'A1'],
      ]),
    )
    expect(
      (await shop.records('product')).filter(({ title }) => title === 'Sea chart of the Solent' || title === 'Sea chart'),
    ).toHaveLength(1)
  })
  it('refuses variants that cannot be told apart, and what Shopify refuses, with its words', async () => {
    const twice = [{ sku: 'A' }, { sku: 'B' }]
    expect(await shop.failure(shop.run('upsert-product', { handle: 'x', title: 'X', variants: twice }))).toMatchObject({
      code: 'action-input-invalid',
      issues: [{ path: '/variants/1/options' }],
    })
    expect(await shop.failure(shop.run('upsert-product', { handle: 'x' }))).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/input/title', message: "Title can't be blank" }],
    })
  })
})

describe('prices', () => {
  it('are set over many products, the good ones also when others are refused', async () => {
    const lines: Json[] = [
      { sku: 'HF-MUG-NAVY', price: '13.50', compareAtPrice: '15.00' },
      { sku: 'HF-TOTE', price: '16' },
      { sku: 'HF-NONE', price: '1' },
    ]
    const error = await shop.failure(shop.run('set-prices', { lines }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/lines/2' }] })
    expect([await priceOf('HF-MUG-NAVY'), await priceOf('HF-MUG-WHITE'), await priceOf('HF-TOTE')]).toEqual([
      ['13.50', '15.00'],
      ['12.50', null],
      ['16.00', null],
    ])
  })
  it('that are right already are not written again', async () => {
    await shop.run('set-prices', { lines: [{ sku: 'HF-TOTE', price: '15' }] })
    expect((await shop.requests()).some(({ body }) => body.includes('productVariantsBulkUpdate'))).toBe(false)
    await shop.run('set-prices', { lines: [{ sku: 'HF-TOTE', price: '15', compareAtPrice: '18.50' }] })
    expect(await priceOf('HF-TOTE')).toEqual(['15.00', '18.50'])
    await shop.run('set-prices', { lines: [{ sku: 'HF-TOTE', price: '15', compareAtPrice: null }] })
    expect(await priceOf('HF-TOTE')).toEqual(['15.00', null])
  })
  it('of a market are fixed in its price list, in its currency', async () => {
    const [list] = ((await shop.run('find-price-lists', {})) as unknown as { priceLists: { id: string; currency: string }[] }).priceLists
    const lines: Json[] = [{ sku: 'HF-MUG-NAVY', price: '14.90', compareAtPrice: '17.00' }]
    await shop.run('set-prices', { lines, priceListId: list?.id ?? '', currency: 'EUR' })
    expect(await shop.records('price_list_price')).toMatchObject([{ variant_id: 44120044010001, price: '14.90', currency: 'EUR' }])
    const wrong = await shop.failure(shop.run('set-prices', { lines, priceListId: list?.id ?? '', currency: 'USD' }))
    expect(wrong).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/lines/0' }] })
  })
})

describe('changes of products', () => {
  it('come as webhooks and are read by the poll', async () => {
    await shop.trigger('products-update').subscribe?.('https://tillflow.example/hooks/p', shop.context())
    const since = new Date(Date.now() - 1_000).toISOString()
    await shop.emit('products/update', { handle: 'canvas-tote', price: '19.00' })
    const [delivery] = shop.deliveries
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
      handle: 'canvas-tote',
      variants: [{ price: '19.00', inventory_quantity: 144 }],
    })
    expect(await shop.poll('products-changed', { since })).toMatchObject([
      { value: { handle: 'canvas-tote', variants: [{ price: { amount: '19.00' } }] } },
    ])
  })
})

describe('prices of products on sale', () => {
  const mug = 'HF-MUG-NAVY'
  const set = (line: object, more: object = {}) => shop.run('set-prices', { lines: [{ sku: mug, ...line }], ...more } as Json)
  it('keep their sale where that is wanted: the price becomes the one before', async () => {
    await set({ price: '9.95', compareAtPrice: '12.50' })
    await set({ price: '13.50' }, { keepSales: true })
    expect(await priceOf(mug)).toEqual(['9.95', '13.50'])
    await set({ price: '9.00' }, { keepSales: true })
    expect(await priceOf(mug)).toEqual(['9.00', null])
    await set({ price: '13.50' }, { keepSales: true })
    expect(await priceOf(mug)).toEqual(['13.50', null])
  })
})
