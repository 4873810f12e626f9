// Against WooCommerce's own description and sample answers. They are not part of the project: without them these checks are skipped.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SPECS_DIR } from '#connectors/kit/specs.testing.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { validate } from '#connectors/kit/validate.ts'
import { toCanonicalOrder } from './canonical.ts'
import { woocommerce } from './index.ts'
import { WooOrder, WooRefund, type WooOrder as Order } from './schemas/order.ts'
import { WooCustomer, WooProduct, WooWebhook } from './schemas/product.ts'
import { createWooCommerceSimulator } from './simulator/index.ts'

const docs = `${SPECS_DIR}/woocommerce/woocommerce__woocommerce-rest-api-docs`
const sample = (name: string): unknown => JSON.parse(readFileSync(`${docs}/json/${name}.json`, 'utf8'))

const shop = simulated({
  connector: woocommerce,
  createSimulator: createWooCommerceSimulator,
  config: { url: 'https://shop.harbour-finch.example' },
  secrets: { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_0123456789abcdef', webhookSecret: 'whsec-0123456789' },
})

describe.skipIf(!existsSync(docs))("WooCommerce's documentation of REST v3 (skipped without it in TILLFLOW_SPECS_DIR)", () => {
  it.each([
    ['orders_0', WooOrder],
    ['orders_1', WooOrder],
    ['order-refunds_0', WooRefund],
    ['order-refunds_1', WooRefund],
    ['customers_0', WooCustomer],
    ['products_0', WooProduct],
    // The first one has `true` as its status, which no shop answers.
    ['product-variations_1', WooProduct],
    ['webhooks_0', WooWebhook],
  ])('has %s as we read it', (name, schema) => {
    expect(validate(schema, sample(name))).toEqual([])
  })
  it('has an order that adds up in the retail model', () => {
    const order = toCanonicalOrder(sample('orders_0') as Order, [])
    expect(order.lines.map(({ lineTotal }) => lineTotal.amount)).toEqual(['6.00', '12.00'])
    expect(order).toMatchObject({ total: { amount: '29.35' }, taxTotal: { amount: '1.35' }, shippingTotal: { amount: '10.00' } })
  })
  it('lets every member be written that we write', async () => {
    await shop.emit('order.created', { id: 727 })
    const [order] = await shop.records('orders')
    const [{ id: line } = { id: 0 }] = (order?.['line_items'] ?? []) as unknown as { id: number }[]
    const lines = [{ lineId: line, quantity: 1, amount: '1.00', taxes: [{ rateId: 75, amount: '0.20' }] }]
    await shop.run('create-refund', { orderId: 727, amount: '1.20', reason: 'x', payBack: true, lines })
    await shop.run('update-order', { orderId: 727, status: 'completed', transactionId: 't', meta: [{ key: 'k', value: 'v' }] })
    await shop.run('add-order-note', { orderId: 727, note: 'n', toCustomer: true })
    const options = [{ name: 'Colour', option: 'Moss' }]
    await shop.run('upsert-product', {
      sku: 'A',
      name: 'A',
      status: 'draft',
      description: 'd',
      regularPrice: '1',
      salePrice: '1',
      weight: '1',
    })
    await shop.run('upsert-product', { sku: 'B', variationOf: { sku: 'HF-MUG', options } })
    await shop.run('set-stock', { sku: 'A', quantity: 1 })
    await shop.run('find-or-create-customer', {
      email: 'a@example.com',
      firstName: 'A',
      lastName: 'B',
      billing: { city: 'C' },
      shipping: { city: 'C' },
    })
    await shop.trigger('order-created').subscribe?.('https://tillflow.example/hooks/a', shop.context())
    const writes = (await shop.requests()).filter(({ method }) => method !== 'GET')
    expect(writes.flatMap(({ path, body }) => unknownMembers(path, JSON.parse(body) as object))).toEqual([])
    expect(writes.length).toBeGreaterThan(7)
  })
  it('would find a member that cannot be written', () => {
    expect(unknownMembers('/wp-json/wc/v3/orders/1', { total: '1.00', nickname: 'x' })).toEqual(['orders/total', 'orders/nickname'])
  })
})

/** By the tables of attributes: a member must be there and not be read-only. */
function unknownMembers(path: string, body: object): readonly string[] {
  const kind = ['refunds', 'notes', 'variations', 'orders', 'products', 'customers', 'webhooks'].find((name) => path.includes(name)) ?? ''
  const pages: Readonly<Record<string, string>> = { refunds: 'order-refunds', notes: 'order-notes', variations: 'product-variations' }
  const page = existsSync(docs) ? readFileSync(`${docs}/wp-api-v3/_${pages[kind] ?? kind}.md`, 'utf8') : ''
  // The first table; those below it are of nested records.
  const properties = /^\|\s+Attribute[\s\S]*?\n\n/m.exec(page)?.[0] ?? ''
  // Marked both, `delivery_url` must be given; the page's own example does so.
  const rows = [...properties.matchAll(/^\| `(\w+)`\s*\|(.*)$/gm)].map(([, name = '', rest = '']) => ({
    name,
    isReadOnly: /label-info">read-only/.test(rest) && !rest.includes('mandatory'),
  }))
  const writable = new Set(rows.filter(({ isReadOnly }) => !isReadOnly).map(({ name }) => name))
  return Object.keys(body)
    .filter((name) => !writable.has(name))
    .map((name) => `${kind}/${name}`)
}
