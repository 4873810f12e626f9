// What happened while nobody was at the door: each record once, whether it was delivered or fetched.
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { woocommerce } from './index.ts'
import { createWooCommerceSimulator } from './simulator/index.ts'

const shop = simulated({
  connector: woocommerce,
  createSimulator: createWooCommerceSimulator,
  config: { url: 'https://shop.example', simulator: 'sim' },
  secrets: { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_0123456789abcdef', webhookSecret: 'woo-secret-0123456789' },
})

const keyOf = (id: string, payload: Json) => shop.trigger(id).recordKey?.(payload)
const subscribe = (id: string) => shop.trigger(id).subscribe?.('https://tillflow.example/hooks/t', shop.context())
/** Without the ping. */
const delivered = (id: string) => shop.deliveries.flatMap(({ body }) => (body.startsWith('{') ? [keyOf(id, JSON.parse(body) as Json)] : []))

const swept = async (id: string) => (await shop.swept(id, '2026-03-01T10:00:00Z')).map((one) => keyOf(id, one))

it('names new orders as their deliveries do, and leaves out those of before', async () => {
  await subscribe('order-created')
  shop.at('2026-03-01T09:00:00Z')
  await shop.emit('order.created', {})
  shop.at('2026-03-01T10:30:00Z')
  for (let n = 0; n < 5; n++) await shop.emit('order.created', {})
  expect(await swept('order-created')).toEqual(delivered('order-created').slice(1))
  expect(await swept('order-created')).toHaveLength(5)
})

it('names a change as its delivery does, and tells two changes of one second apart', async () => {
  shop.at('2026-03-01T10:30:00Z')
  await shop.emit('order.created', {})
  await subscribe('order-updated')
  await shop.emit('order.updated', { status: 'processing' })
  await shop.emit('order.updated', { status: 'completed' })
  const [first, second] = delivered('order-updated')
  expect(first).toMatch(/^\d+@2026-03-01T10:30:00\.000Z /)
  expect(second).not.toBe(first)
  expect(await swept('order-updated')).toEqual([second])
})

it('does the same for products', async () => {
  const [product] = (await shop.records('products')) as unknown as readonly { readonly id: number }[]
  shop.at('2026-03-01T10:30:00Z')
  await subscribe('product-updated')
  await shop.emit('product.updated', { id: product?.id ?? 0, stock_quantity: 3 })
  const told = delivered('product-updated')
  expect(told).toHaveLength(1)
  expect(await swept('product-updated')).toEqual(told)
})
