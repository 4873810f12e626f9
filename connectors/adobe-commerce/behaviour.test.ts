// What the suite shared by all connectors does not know: Adobe Commerce's searches, signatures, documents and refusals.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { SIGNED } from './adobe-commerce.testing.ts'
import { sentence } from './client.ts'
import { CANONICAL_ORDER } from './examples.ts'
import { adobeCommerce } from './index.ts'
import type { Refund } from './refund.ts'
import { createAdobeCommerceSimulator } from './simulator/index.ts'

const parts = { connector: adobeCommerce, createSimulator: createAdobeCommerceSimulator }
const shop = simulated({ ...parts, ...SIGNED })
const bearerShop = simulated({
  ...parts,
  config: { ...SIGNED.config, auth: 'bearer' },
  secrets: { accessToken: 'access-token-0123456789' },
})

const MUG = 'HF-1004'
const place = async (qty = 2) => (await shop.emit('order.placed', { lines: [{ sku: MUG, qty }] })).recordId
const lineOf = async (orderId: string) => ((await shop.run('get-order', { orderId })) as unknown as CanonicalOrder).lines[0]?.id ?? ''
const totalOf = (order: CanonicalOrder) =>
  [...order.lines.map(({ lineTotal }) => lineTotal), ...order.shipping.map(({ discountedPrice }) => discountedPrice), order.taxTotal]
    .reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
    .toFixed(2)

describe('an order in the retail model', () => {
  it('adds up: lines, shipping and tax are the total', async () => {
    expect(totalOf(CANONICAL_ORDER)).toBe(CANONICAL_ORDER.total.amount)
    const order = (await shop.run('get-order', { orderId: await place() })) as unknown as CanonicalOrder
    expect(totalOf(order)).toBe(order.total.amount)
  })
  it('is in the base currency, has one line for a configurable product, and no tax in the discount', () => {
    expect(CANONICAL_ORDER).toMatchObject({
      total: { amount: '68.20', currency: 'GBP' },
      presentmentTotal: { amount: '79.80', currency: 'EUR' },
      lines: [{ sku: 'HF-MUG-NAVY', quantity: 3, currentQuantity: 2, discountTotal: { amount: '3.78' } }, { sku: 'HF-JUG' }],
      fulfillmentStatus: 'partially_fulfilled',
    })
  })
  it('is found by its number, with or without the sign in front', async () => {
    const id = await place()
    expect(await shop.run('get-order', { number: '#000000001' })).toMatchObject({ id })
    const error = await shop.failure(shop.run('get-order', { number: '000000099' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('000000099') as string })
  })
})

describe('signing in', () => {
  it('works with the access token alone where the connection says so', async () => {
    expect(await bearerShop.run('find-orders', {})).toEqual({ orders: [], next: null })
  })
  it('never sends a space in a search, which breaks signatures', async () => {
    await shop.run('find-orders', { changedSince: '2026-03-01T10:00:00+01:00' })
    expect((await shop.requests()).map(({ path }) => decodeURIComponent(path)).join()).toContain('[value]=2026-03-01T09:00:00&')
  })
  it('writes a product with a slash in its SKU without the SKU in the path', async () => {
    await shop.run('upsert-product', { sku: 'HF/JUG', name: 'Jug', price: '20.00' })
    await shop.run('upsert-product', { sku: 'HF/JUG', price: '21.10' })
    expect(await shop.run('find-product', { sku: 'HF/JUG' })).toMatchObject({ product: { price: '21.1' } })
    expect(await shop.records('products')).toHaveLength(25)
  })
})

describe('searches', () => {
  it('end, though the shop gives its last page again and again', async () => {
    for (let nth = 0; nth < 4; nth++) await place()
    const first = (await shop.run('find-orders', { limit: 2 })) as { next: number }
    expect(first.next).toBe(2)
    expect(await shop.run('find-orders', { limit: 2, after: first.next })).toMatchObject({ next: null, orders: [{ id: '3' }, { id: '4' }] })
  })
  it('read every order that changed, though orders change and come while they are read', async () => {
    for (let nth = 0; nth < 5; nth++) await place()
    const read = await shop.poll('orders-changed', {
      limit: 2,
      between: async () => {
        await shop.run('add-order-comment', { orderId: '1', comment: `Seen ${(await shop.records('comments')).length}` })
        await place()
      },
    })
    expect(new Set(read.map(({ key }) => key))).toEqual(
      new Set((await shop.records('orders')).map(({ entity_id: id }) => `${id as number}`)),
    )
  })
})

describe('documents', () => {
  it('take an order to its end', async () => {
    const orderId = await place()
    await shop.run('invoice-order', { orderId, capture: false })
    await shop.run('ship-order', { orderId, source: 'WH1' })
    expect(await shop.run('get-order', { orderId })).toMatchObject({
      status: 'closed',
      financialStatus: 'paid',
      fulfillmentStatus: 'fulfilled',
      outstanding: { amount: '0.00' },
    })
  })
  it('are made twice for two records, and once for one', async () => {
    const orderId = await place(3)
    const lines = [{ lineId: await lineOf(orderId), quantity: 1 }]
    const ship = (idempotencyKey: string) => shop.run('ship-order', { orderId, lines }, { idempotencyKey })
    await Promise.all([ship('a'), ship('a'), ship('b')])
    expect(await shop.records('shipments')).toHaveLength(2)
  })
  it('give back no shipping unless it is said, and amounts with the digits that were given', async () => {
    const orderId = await place(2)
    const lines = [{ lineId: await lineOf(orderId), quantity: 1 }]
    await shop.run('invoice-order', { orderId, capture: true })
    await shop.run('refund-order', { orderId, lines, extra: '0.10' })
    const sent = (await shop.requests()).find(({ path }) => path.endsWith('/refund'))
    expect(sent?.body).toContain('"shipping_amount":0,"adjustment_positive":0.10')
    const order = (await shop.run('get-order', { orderId })) as unknown as CanonicalOrder
    const unit = new Decimal(order.lines[0]?.unitPrice.amount ?? 0)
    expect(order).toMatchObject({
      financialStatus: 'partially_refunded',
      lines: [{ currentQuantity: 1 }],
      refunded: { amount: unit.times('1.2').plus('0.10').toFixed(2) },
    })
  })
  it('that give money back are a list, each with parts that are its total', async () => {
    const orderId = await place(2)
    const lineId = await lineOf(orderId)
    await shop.run('invoice-order', { orderId, capture: true })
    await shop.run('refund-order', { orderId, lines: [{ lineId, quantity: 1 }], shipping: '2.50', extra: '0.10', fee: '0.30' })
    const [refund, ...others] = (await shop.poll('refunds-changed')).map(({ value }) => value as unknown as Refund)
    expect(others).toEqual([])
    expect(refund).toMatchObject({
      orderId,
      status: 'refunded',
      currency: 'GBP',
      lines: [{ lineId, sku: MUG, quantity: 1 }],
      shipping: { amount: '2.50', currency: 'GBP' },
      shippingTax: { amount: '0.50' },
      adjustment: { amount: '-0.20' },
    })
    const parts = [
      refund?.shipping,
      refund?.shippingTax,
      refund?.adjustment,
      ...(refund?.lines ?? []).flatMap(({ amount, tax }) => [amount, tax]),
    ]
    const sum = parts.reduce<Decimal>((total, part) => total.plus(part?.amount ?? 0), new Decimal(0))
    expect(sum.toFixed(2)).toBe(refund?.total.amount)
    const order = (await shop.run('get-order', { orderId })) as unknown as CanonicalOrder
    expect(refund?.total).toEqual(order.refunded)
  })
  it('are refused in the words of the shop', async () => {
    const orderId = await place(1)
    const lines = [{ lineId: await lineOf(orderId), quantity: 2 }]
    const error = await shop.failure(shop.run('ship-order', { orderId, lines }))
    expect(error.message).toBe(
      `Adobe Commerce: Shipment Document Validation Error(s): The quantity to ship must not be greater than the unshipped quantity for product SKU "${MUG}".`,
    )
  })
})

describe('cancelling', () => {
  it('is no success where the shop says only that it did not', async () => {
    const orderId = await place()
    await shop.run('invoice-order', { orderId, capture: false })
    const error = await shop.failure(shop.run('cancel-order', { orderId }))
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      message: 'Adobe Commerce does not cancel order 000000001: its state is processing.',
    })
  })
  it('takes a cancelled order for done', async () => {
    const orderId = await place()
    await shop.run('cancel-order', { orderId })
    expect(await shop.run('cancel-order', { orderId })).toEqual({ orderId, state: 'canceled' })
    expect(await shop.run('get-order', { orderId })).toMatchObject({
      status: 'cancelled',
      financialStatus: 'voided',
      currentTotal: { amount: '0.00' },
    })
  })
})

describe('prices and stock', () => {
  it('tell which prices were refused in an answer of 200', async () => {
    const prices = [
      { sku: 'NOPE', price: '1.00' },
      { sku: MUG, price: '13.35' },
    ]
    const error = await shop.failure(shop.run('set-prices', { prices }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('SKU = NOPE, Store ID: 0.') as string })
    expect(await shop.run('find-product', { sku: MUG })).toMatchObject({ product: { price: '13.35' } })
  })
  it('names the source that is not there, and writes nothing', async () => {
    const items = [
      { sku: MUG, source: 'default', quantity: '3' },
      { sku: MUG, source: 'MOON', quantity: '3' },
    ]
    const before = await shop.run('get-source-stock', { sku: MUG })
    const error = await shop.failure(shop.run('set-source-stock', { items }))
    expect(error.message).toBe('Adobe Commerce: Validation Failed Source with code "MOON" does not exist')
    expect(await shop.run('get-source-stock', { sku: MUG })).toEqual(before)
  })
  it('asks for what a new product needs', async () => {
    expect((await shop.failure(shop.run('upsert-product', { sku: 'NEW', name: 'New' }))).code).toBe('action-input-invalid')
  })
})

describe('a refusal', () => {
  it.each([
    ['"%1" of "%2", not %10', ['a', 'b'], '"a" of "b", not %10'],
    ['"%fieldName" is required.', { fieldName: 'sku' }, '"sku" is required.'],
    ['%SKU is not %name, %SKU', ['A', 'B'], 'A is not B, A'],
    ['Costs $& for %1', ['$&'], 'Costs $& for $&'],
    ['100 % sure', undefined, '100 % sure'],
  ])('%s has its parameters in their places', (message, parameters, expected) => {
    expect(sentence(message, parameters)).toBe(expected)
  })
})

describe('attributes that the shop added', () => {
  const product = { sku: 'HF-JUG', name: 'Stoneware Jug', price: '28.50' }
  it('are read as what they are, options by their labels', async () => {
    const fields = {
      hf_height: '21.50',
      hf_dishwasher: true,
      hf_launch: '2026-04-01',
      hf_drop_at: '2026-04-01T09:00:00+01:00',
      hf_material: 'Stoneware',
      hf_rooms: ['Kitchen', 'Garden'],
    }
    await shop.run('upsert-product', { ...product, attributes: [{ code: 'description', value: 'A litre' }], fields })
    expect(await shop.run('find-product', { sku: 'HF-JUG' })).toMatchObject({
      product: { fields: { ...fields, hf_height: '21.5', hf_drop_at: '2026-04-01T08:00:00.000Z' } },
    })
    // Emptied again, and what is not given stays.
    await shop.run('upsert-product', { sku: 'HF-JUG', fields: { hf_material: '', hf_rooms: '22' } })
    const { product: again } = (await shop.run('find-product', { sku: 'HF-JUG' })) as { product: { fields: Record<string, unknown> } }
    expect(again.fields).toMatchObject({ hf_dishwasher: true, hf_rooms: ['Bath'], hf_material: '' })
    expect(again.fields).not.toHaveProperty('description')
  })
  it('are left out for an integration that may not read attributes', async () => {
    await bearerShop.run('upsert-product', { ...product, attributes: [{ code: 'hf_height', value: '20' }] })
    await bearerShop.fail({ kind: 'unauthorized', match: '/products/attributes', times: 10 })
    expect(await bearerShop.run('find-product', { sku: 'HF-JUG' })).toMatchObject({ product: { sku: 'HF-JUG' } })
  })
  it.each([
    ['hf_colour', 'Blue', 'has no attribute "hf_colour"'],
    ['hf_material', 'Wood', 'takes one of its options: Stoneware, Porcelain, Glass'],
    ['hf_height', 'high', 'takes a number'],
    ['price', '1.00', 'written by another field'],
    ['description', 'Twice', 'written by another field'],
    ['media_gallery', 'x.png', 'cannot be written'],
  ])('refuses %s before anything is written', async (code, value, why) => {
    const attributes = [{ code: 'description', value: 'A litre' }]
    const error = await shop.failure(shop.run('upsert-product', { ...product, attributes, fields: { [code]: value } }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${code}` }] })
    expect(error.message).toContain(why)
    expect(await shop.run('find-product', { sku: 'HF-JUG' })).toEqual({ product: null })
  })
})

interface Person {
  readonly customer: { readonly id: string; readonly billing: { readonly city: string } | null; readonly updatedAt: string }
}
const stored = async (email: string) => (await shop.records('customers')).find((one) => one['email'] === email) as Record<string, unknown>

describe('customers', () => {
  const ada = { email: 'ada@example.com' }
  it('are found by e-mail, nobody where there is no account', async () => {
    expect(await shop.run('find-customer', { email: 'ADA@example.com' })).toMatchObject({
      customer: { id: '1', firstName: 'Ada', newsletter: false, billing: { address1: '12 Quay Street', region: null, country: 'GB' } },
    })
    expect(await shop.run('find-customer', { email: 'guest@example.com' })).toEqual({ customer: null })
  })
  it('keep what a change does not name: addresses, attributes, tax number', async () => {
    await shop.run('upsert-customer', { ...ada, taxNumber: 'GB1', fields: { hf_tier: 'Gold', hf_credit_limit: '100.50' } })
    const written = await shop.run('upsert-customer', { ...ada, lastName: 'King', fields: { hf_tier: 'Silver' } })
    expect(written).toMatchObject({
      created: false,
      customer: {
        id: '1',
        firstName: 'Ada',
        lastName: 'King',
        taxNumber: 'GB1',
        billing: { city: 'Whitstable' },
        fields: { hf_tier: 'Silver', hf_credit_limit: '100.5' },
      },
    })
    expect((await stored(ada.email))['addresses']).toHaveLength(1)
  })
  it('are told as changed after a change that did not send the old time back', async () => {
    const before = (await shop.run('find-customer', ada)) as unknown as Person
    const after = (await shop.run('upsert-customer', { ...ada, lastName: 'King' })) as unknown as Person
    expect(Date.parse(after.customer.updatedAt)).toBeGreaterThan(Date.parse(before.customer.updatedAt))
  })
  it('keep the delivery address when only the billing address changes, and change nothing the second time', async () => {
    const billing = { address1: '1 Pier', city: 'Deal', postalCode: 'CT14 6HZ' }
    await shop.run('upsert-customer', { ...ada, billing })
    const once = await stored(ada.email)
    expect(await shop.run('upsert-customer', { ...ada, billing })).toMatchObject({
      customer: { billing: { city: 'Deal', phone: '01227 000000' }, shipping: { city: 'Whitstable' } },
    })
    expect((await stored(ada.email))['addresses']).toEqual(once['addresses'])
    expect(once['addresses']).toHaveLength(2)
  })
  it('have one address for both where both are given as the same', async () => {
    const address = { address1: '2 Elm St', city: 'Portland', region: 'ME', postalCode: '04101', country: 'US', phone: '+1 207 555 0100' }
    await shop.run('upsert-customer', { email: 'jo@example.com', firstName: 'Jo', lastName: 'Finch', billing: address, shipping: address })
    const { addresses } = await stored('jo@example.com')
    expect(addresses).toMatchObject([{ region_id: 31, default_billing: true, default_shipping: true }])
    await shop.run('upsert-customer', { email: 'jo@example.com', billing: { region: 'MI' }, shipping: { region: 'MI' } })
    expect((await stored('jo@example.com'))['addresses']).toMatchObject([{ region_id: 33, region: { region: 'Michigan' } }])
  })
  it('are asked for by website where several have an account of the address', async () => {
    await shop.emit('customer.registered', { ...ada, website_id: 2 })
    const error = await shop.failure(shop.run('find-customer', ada))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining('several websites') as string })
    expect(await shop.run('find-customer', { ...ada, websiteId: 2 })).toMatchObject({ customer: { websiteId: '2', firstName: 'Sam' } })
  })
  it('need names when they are new, before anything is written', async () => {
    const error = await shop.failure(shop.run('upsert-customer', { email: 'new@example.com', firstName: 'New' }))
    expect(error.code).toBe('action-input-invalid')
    expect(await stored('new@example.com')).toBeUndefined()
  })
  it('are refused with an attribute that the shop does not have, which Commerce would drop without a word', async () => {
    const error = await shop.failure(shop.run('upsert-customer', { ...ada, fields: { hf_shoe: '42' } }))
    expect(error).toMatchObject({ code: 'action-input-invalid', message: expect.stringContaining('hf_shoe') as string })
  })
})
