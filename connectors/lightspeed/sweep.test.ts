// What the webhooks missed: each record as its delivery would have told it, in the words of webhooks.
import { beforeEach, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { lightspeed } from './index.ts'
import { CONFIG, SECRETS } from './lightspeed.testing.ts'
import { createLightspeedSimulator } from './simulator/index.ts'

const tills = simulated({
  connector: lightspeed,
  createSimulator: createLightspeedSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const SINCE = '2026-03-01T10:00:00Z'
beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))

const told = (): readonly Json[] =>
  tills.deliveries.map(({ url, headers, body }) => {
    const bytes = tills.trigger('sale-update').payload?.({ method: 'POST', url, headers, body: Buffer.from(body) })
    return JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as Json
  })

it('are the sales since a time, named as their deliveries are, and none of before', async () => {
  await tills.trigger('sale-update').subscribe?.('https://tillflow.example/hooks/t', tills.context())
  tills.at('2026-02-01T09:00:00Z')
  await tills.emit('sale.update', {})
  tills.at('2026-03-01T10:30:00Z')
  for (let n = 0; n < 3; n++) await tills.emit('sale.update', {})
  const found = await tills.swept('sale-update', SINCE)
  const names = told().map((payload) => tills.nameOf('sale-update', payload))
  expect(found.map((payload) => tills.nameOf('sale-update', payload))).toEqual(names.slice(1))
  expect(names[1]).toMatch(/@2026-03-01T10:30:00\.000Z$/)
  const { status, register_id, updated_at } = told()[1] as Record<string, Json>
  expect(found[0]).toMatchObject({ status, register_id, updated_at })
})

it('are customers and products, too', async () => {
  tills.at('2026-03-01T10:30:00Z')
  const customer = { code: 'SHOP-1', firstName: 'Ada', lastName: 'Finch', email: 'ada@example.com' }
  const { id } = (await tills.run('create-customer', customer)) as { readonly id: string }
  expect(await tills.swept('customer-update', SINCE)).toEqual([{ id, customer_code: 'SHOP-1', updated_at: '2026-03-01 10:30:00' }])
  const products = await tills.swept('product-update', '2020-01-01T00:00:00Z', 200)
  expect(products).toHaveLength((await tills.records('products')).length)
  expect(products[0]).toMatchObject({ sku: expect.any(String) as string, deleted_at: null })
})

it('are stock levels, from the sales of that time on, with what their list has', async () => {
  tills.at('2026-02-01T09:00:00Z')
  await tills.emit('sale.update', {})
  tills.at('2026-03-01T10:30:00Z')
  await tills.emit('sale.update', {})
  const before = await tills.records('inventory')
  await tills.emit('inventory.update', {})
  const [changed] = (await tills.records('inventory')).filter(
    ({ id, version }) => before.find((one) => one['id'] === id)?.['version'] !== version,
  )
  const found = await tills.swept('inventory-update', SINCE)
  expect(found.length).toBeLessThan(before.length)
  const { id, product_id, outlet_id, version, current_inventory_level: count } = changed ?? {}
  expect(found.at(-1)).toEqual({ id, product_id, outlet_id, count, version })
  // Known again in a delivery that tells the version, and in the next sweep.
  const key = tills.nameOf('inventory-update', found.at(-1) ?? null)
  expect(tills.nameOf('inventory-update', { product_id, outlet_id, count: 0, version } as Json)).toBe(key)
  expect(tills.nameOf('inventory-update', (await tills.swept('inventory-update', SINCE)).at(-1) ?? null)).toBe(key)
  expect(tills.nameOf('inventory-update', { product_id, outlet_id, count } as Json)).toBeUndefined()
})
