// What happened at the tills while nobody was at the door: told as its delivery would have told it.
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { square } from './index.ts'
import { createSquareSimulator } from './simulator/index.ts'

const tills = simulated({
  connector: square,
  createSimulator: createSquareSimulator,
  config: { simulator: 'sim' },
  secrets: { accessToken: 'EAAA0123456789abcdef0123456789', signatureKey: 'square-key-0123456789' },
})

const subscribe = (id: string) => tills.trigger(id).subscribe?.('https://tillflow.example/hooks/t', tills.context())
const delivered = () => tills.deliveries.map(({ body }) => JSON.parse(body) as Json)

const swept = (id: string) => tills.swept(id, '2026-03-01T10:00:00Z')
const nameOf = (id: string, payload: Json | undefined) => tills.nameOf(id, payload ?? null)

it.each(['order', 'payment'])('brings each %s of all stores that was made, named as its delivery is, and none of before', async (what) => {
  const event = `${what}.created`
  const id = `${what}-created`
  await subscribe(id)
  tills.at('2026-03-01T09:00:00Z')
  await tills.emit(event, { location_id: 'LQUAYSIDE00001' })
  tills.at('2026-03-01T10:30:00Z')
  for (let n = 0; n < 3; n++)
    for (const { id: location } of await tills.records('locations')) await tills.emit(event, { location_id: location ?? '' })
  const names = delivered().map((payload) => nameOf(id, payload))
  expect(new Set(names).size).toBe(names.length)
  const found = (await swept(id)).map((payload) => nameOf(id, payload))
  expect(new Set(found)).toEqual(new Set(names.slice(1)))
  expect(found).toHaveLength(names.length - 1)
})

it.each(['order-updated', 'payment-updated', 'refund-updated'])(
  'tells of %s at the time of its change, in the shape of a delivery',
  async (id) => {
    const event = id.replace('-', '.')
    await subscribe(id)
    tills.at('2026-03-01T10:30:00Z')
    await tills.emit(event, {})
    const [told] = delivered()
    const found = await swept(id)
    expect(found).toHaveLength(1)
    expect(nameOf(id, found[0])).toBe(nameOf(id, told))
    expect(nameOf(id, told)).toMatch(/@2026-03-01T10:30:00\.000Z$/)
    const dataOf = (payload: Json | undefined) => (payload as { data: { type: string; object: object } }).data
    expect(Object.keys(dataOf(found[0]).object)).toEqual(Object.keys(dataOf(told).object))
    expect(dataOf(found[0]).object).toMatchObject(id === 'order-updated' ? { order_updated: { state: 'COMPLETED' } } : dataOf(told).object)
  },
)

it('brings a payment again whose refund came later, as changed and not as made', async () => {
  tills.at('2026-03-01T09:00:00Z')
  await tills.emit('payment.created', {})
  tills.at('2026-03-01T11:00:00Z')
  await tills.emit('refund.created', {})
  expect(await swept('payment-created')).toEqual([])
  expect(await swept('payment-updated')).toHaveLength(1)
  expect(await swept('refund-created')).toHaveLength(1)
})

it('brings counts of stock, each named as its delivery is', async () => {
  const id = 'inventory-count-updated'
  await subscribe(id)
  tills.at('2026-03-01T09:00:00Z')
  await tills.emit('inventory.count.updated', { catalog_object_id: 'VARMUGNAVY', location_id: 'LQUAYSIDE00001', quantity: 4 })
  tills.at('2026-03-01T10:30:00Z')
  for (const catalog_object_id of ['VARMUGNAVY', 'VARBLANKET', 'VARCANDLE'])
    await tills.emit('inventory.count.updated', { catalog_object_id, location_id: 'LQUAYSIDE00001', quantity: 3 })
  const names = delivered().map((payload) => nameOf(id, payload))
  expect(new Set(names).size).toBe(4)
  expect(new Set((await swept(id)).map((payload) => nameOf(id, payload)))).toEqual(new Set(names.slice(1)))
})
it('takes a delivery of several counts apart, each an event of its own', () => {
  const trigger = tills.trigger('inventory-count-updated')
  const example = trigger.example as { data: { object: { inventory_counts: Json[] } } }
  const [count] = example.data.object.inventory_counts
  const other = { ...(count as object), location_id: 'LHARBOURST0001' }
  const parts = trigger.split?.({ ...example, data: { ...example.data, object: { inventory_counts: [count ?? null, other] } } }) ?? []
  expect(parts).toHaveLength(2)
  expect(new Set(parts.map((part) => nameOf('inventory-count-updated', part))).size).toBe(2)
  expect(parts[0]).toEqual(example)
})
