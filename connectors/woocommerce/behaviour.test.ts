// What the suite shared by all connectors does not know: WooCommerce's pages, refusals and the manners of its webhooks.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { CANONICAL_ORDER, ORDER } from './examples.ts'
import { woocommerce } from './index.ts'
import { createWooCommerceSimulator } from './simulator/index.ts'

const shop = simulated({
  connector: woocommerce,
  createSimulator: createWooCommerceSimulator,
  config: { url: 'https://shop.harbour-finch.example' },
  secrets: { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_0123456789abcdef', webhookSecret: 'whsec-0123456789' },
})
const address = 'https://tillflow.example/hooks/abc'

const orderIds = async () => (await shop.records('orders')).map(({ id }) => `${id as number}`)

const totalOf = (order: CanonicalOrder) =>
  [...order.lines.map(({ lineTotal }) => lineTotal), ...order.shipping.map(({ discountedPrice }) => discountedPrice), order.taxTotal]
    .reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
    .toFixed(2)

describe('an order in the retail model', () => {
  it('adds up: lines, shipping and tax are the total', async () => {
    expect(totalOf(CANONICAL_ORDER)).toBe(CANONICAL_ORDER.total.amount)
    const { recordId } = await shop.emit('order.created', {})
    const order = (await shop.run('get-order', { orderId: recordId })) as unknown as CanonicalOrder
    expect(totalOf(order)).toBe(order.total.amount)
  })
  it('has unit prices before the coupon, and the variation apart from the product', () => {
    expect(CANONICAL_ORDER.lines[0]).toMatchObject({
      title: 'Stoneware Mug',
      variantTitle: 'Navy',
      unitPrice: { amount: '12.50' },
      discounts: [{ label: 'harbour10', amount: { amount: '3.75' } }],
      taxes: [{ title: 'VAT', rate: '0.2', amount: { amount: '6.75' } }],
    })
  })
  it('says what refunds took back of a line', async () => {
    await shop.emit('order.created', ORDER)
    const lines = [{ lineId: 315, quantity: 2, amount: '22.50', taxes: [{ rateId: 75, amount: '4.50' }] }]
    const made = await shop.run('create-refund', { orderId: 727, amount: '30.00', payBack: false, lines })
    expect(made).toMatchObject({
      refund: { lines: [{ lineId: '315', quantity: 2, tax: { amount: '4.50' } }], adjustment: { amount: '3.00' } },
    })
    expect(await shop.run('get-order', { orderId: 727 })).toMatchObject({
      financialStatus: 'partially_refunded',
      refunded: { amount: '30.00' },
      currentTotal: { amount: '82.74' },
      lines: [{ id: '315', currentQuantity: 1 }, { currentQuantity: 1 }],
    })
  })
})

describe('refunds', () => {
  it('sends what is given back per line as a number with the same digits', async () => {
    await shop.emit('order.created', ORDER)
    await shop.run('create-refund', { orderId: 727, amount: '0.10', payBack: false, lines: [{ lineId: 315, amount: '0.10' }] })
    const sent = (await shop.requests()).find(({ method }) => method === 'POST')
    expect(sent?.body).toContain('"refund_total":0.10')
  })
  it('makes two for two records of the same amount, and one for one record', async () => {
    await shop.emit('order.created', ORDER)
    const refund = (idempotencyKey: string) =>
      shop.run('create-refund', { orderId: 727, amount: '5.00', payBack: true }, { idempotencyKey })
    await Promise.all([refund('a'), refund('a'), refund('b')])
    expect(await shop.records('refunds')).toHaveLength(2)
  })
  it('are refused in the words of the shop when they exceed the order', async () => {
    await shop.emit('order.created', ORDER)
    const error = await shop.failure(shop.run('create-refund', { orderId: 727, amount: '500.00', payBack: true }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: 'WooCommerce: Invalid refund amount' })
  })
})

describe('products', () => {
  it('writes a variation below its product', async () => {
    const options = [{ name: 'Colour', option: 'Moss' }]
    await shop.run('upsert-product', { sku: 'HF-MUG-MOSS', regularPrice: '13.00', variationOf: { sku: 'HF-MUG', options } })
    await shop.run('set-stock', { sku: 'HF-MUG-MOSS', quantity: 5 })
    expect(await shop.run('find-product', { sku: 'HF-MUG-MOSS' })).toMatchObject({
      product: { parentId: '93', stock: 5, regularPrice: '13.00' },
    })
    const paths = (await shop.requests()).filter(({ method }) => method !== 'GET').map(({ path }) => path)
    expect(paths).toEqual([
      '/wp-json/wc/v3/products/93/variations',
      expect.stringMatching(/^\/wp-json\/wc\/v3\/products\/93\/variations\/\d+$/),
    ])
  })
  it('names the SKU that is not there', async () => {
    const error = await shop.failure(shop.run('set-stock', { sku: 'NOPE', quantity: 1 }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/sku' }] })
  })
  it('asks for the name of a new product only', async () => {
    expect((await shop.failure(shop.run('upsert-product', { sku: 'NEW' }))).code).toBe('action-input-invalid')
    expect(await shop.run('upsert-product', { sku: 'HF-TEA-250', salePrice: '8.95' })).toMatchObject({
      created: false,
      product: { salePrice: '8.95' },
    })
  })
})

describe('lists', () => {
  it('gives every order once or more, though orders change while they are read', async () => {
    for (let i = 0; i < 7; i++) await shop.emit('order.created', {})
    const ids = await orderIds()
    const read = await shop.poll('orders-changed', {
      limit: 2,
      between: async () => {
        await shop.emit('order.updated', { id: Number(ids[0]), status: 'completed' })
        await shop.emit('order.created', {})
      },
    })
    expect(new Set(read.map(({ key }) => key))).toEqual(new Set(await orderIds()))
  })
  it('says when there is another page', async () => {
    for (let i = 0; i < 3; i++) await shop.emit('order.created', {})
    expect(await shop.run('find-orders', { limit: 2 })).toMatchObject({ nextPage: 2 })
    expect(await shop.run('find-orders', { limit: 2, page: 2 })).toMatchObject({ nextPage: null })
  })
})

describe('webhooks', () => {
  it('are registered once, and switched on again where failures switched them off', async () => {
    const trigger = shop.trigger('order-created')
    const first = await trigger.subscribe?.(address, shop.context())
    shop.answerDeliveriesWith(500)
    for (let i = 0; i < 6; i++) await shop.emit('order.created', {})
    expect(await shop.records('webhooks')).toMatchObject([{ status: 'disabled' }])
    expect(await trigger.subscribe?.(address, shop.context())).toEqual(first)
    expect(await shop.records('webhooks')).toMatchObject([{ status: 'active' }])
    await trigger.unsubscribe?.(first?.subscriptionId ?? '', shop.context())
    await trigger.unsubscribe?.(first?.subscriptionId ?? '', shop.context())
    expect(await shop.records('webhooks')).toEqual([])
  })
  it('begin with an unsigned ping, which is answered and starts nothing', async () => {
    const trigger = shop.trigger('order-created')
    await trigger.subscribe?.(address, shop.context())
    await shop.emit('order.created', {})
    const [ping, order] = shop.deliveries
    const shakeHands = (sent: typeof ping) =>
      sent &&
      trigger.handshake?.(
        { method: 'POST', url: sent.url, headers: sent.headers, body: Buffer.from(sent.body) },
        { config: {}, secrets: shop.context().secrets, now: new Date() },
      )
    expect(ping?.body).toMatch(/^webhook_id=\d+$/)
    expect(shakeHands(ping)).toEqual({ status: 200 })
    expect(shakeHands(order)).toBeUndefined()
    expect(() => ping && shop.verify('order-created', ping)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
  })
  it('are told apart by their content: the id of the delivery repeats within a second', async () => {
    shop.at('2026-03-01T10:00:00.100Z')
    await shop.trigger('order-created').subscribe?.(address, shop.context())
    await shop.emit('order.created', {})
    await shop.emit('order.created', {})
    const orders = shop.deliveries.slice(1)
    expect(new Set(orders.map(({ headers }) => headers['x-wc-webhook-delivery-id'])).size).toBe(1)
    expect(new Set(orders.map((delivery) => shop.verify('order-created', delivery)?.deliveryId)).size).toBe(2)
  })
  it('of another topic are refused', async () => {
    await shop.trigger('order-updated').subscribe?.(address, shop.context())
    await shop.emit('order.created', {})
    const last = shop.deliveries.at(-1)
    expect(() => last && shop.verify('order-created', last)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
})

describe('meta data as fields', () => {
  const fieldsOf = async (orderId: number) => ((await shop.run('get-order', { orderId })) as { fields?: Record<string, unknown> }).fields
  it('are read from an order, written, and removed by an empty value', async () => {
    await shop.emit('order.created', ORDER)
    expect(await fieldsOf(727)).toMatchObject({ gift_message: 'Happy birthday' })
    await shop.run('update-order', { orderId: 727, fields: { gift_message: 'With love', pieces: 3, wrapped: true } })
    expect(await fieldsOf(727)).toMatchObject({ gift_message: 'With love', pieces: '3', wrapped: 'true' })
    await shop.run('update-order', { orderId: 727, fields: { gift_message: '' } })
    expect(await fieldsOf(727)).not.toHaveProperty('gift_message')
  })
  it('of a product are sent only where they differ', async () => {
    const product = { sku: 'HF-JUG', name: 'Stoneware Jug', fields: { hf_care: 'Dishwasher', hf_origin: 'Stoke' } }
    await shop.run('upsert-product', product)
    const writes = async () => (await shop.requests()).filter(({ method }) => method === 'PUT' || method === 'POST')
    const before = (await writes()).length
    await shop.run('upsert-product', product)
    expect(await writes()).toHaveLength(before)
    await shop.run('upsert-product', { ...product, fields: { hf_care: 'Dishwasher', hf_origin: null } })
    expect((await writes()).at(-1)?.body).toContain('"meta_data":[{"key":"hf_origin","value":null}]')
    expect(await shop.run('find-product', { sku: 'HF-JUG' })).toMatchObject({ product: { fields: { hf_care: 'Dishwasher' } } })
  })
  it.each([
    ['_wc_order_attribution', 'x', 'kept by WooCommerce itself'],
    ['_tracking', 'y', 'written by another field'],
    ['gift', ['a', 'b'], 'takes one value'],
  ])('refuse %s before anything is written', async (key, value, why) => {
    await shop.emit('order.created', ORDER)
    const meta = [{ key: '_tracking', value: '1Z' }]
    const error = await shop.failure(shop.run('update-order', { orderId: 727, status: 'completed', meta, fields: { [key]: value } }))
    expect(error).toMatchObject({ code: 'action-input-invalid' })
    expect(error.message).toContain(why)
    expect(await shop.records('orders')).toMatchObject([{ status: 'processing' }])
  })
})
