// Metafields in webhooks: those that the connection names come with a delivery, as fields, and with what a sweep fetched.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { simulatedShop } from '../simulated-shop.testing.ts'
import { ordersCreate } from '../triggers/orders-create.ts'
import { refundsCreate } from '../triggers/refunds-create.ts'
import { withFieldsIn } from './in-webhooks.ts'

const ADDRESS = 'https://tillflow.example/hooks/h1'
const METAFIELDS = [
  { namespace: 'custom', key: 'gift', type: 'boolean', value: 'true' },
  { namespace: 'custom', key: 'deposit', type: 'number_decimal', value: '10.10' },
  { namespace: 'loyalty', key: 'card', type: 'single_line_text_field', value: 'L-17' },
]
const delivery = (body: string) => ({ method: 'POST', url: '/', headers: {}, body: new TextEncoder().encode(body) })
const read = (body: string) => new TextDecoder().decode(withFieldsIn(delivery(body)))

describe('metafields in webhooks', () => {
  const shop = simulatedShop()
  const naming = (...webhookMetafields: string[]): CallContext => {
    const context = shop.context()
    return { ...context, config: { ...context.config, webhookMetafields } }
  }
  const subscribed = async () => (await shop.records('webhook_subscription')) as unknown as Readonly<Record<string, Json>>[]
  const delivered = async () => {
    await shop.emit('orders/create', { metafields: METAFIELDS })
    const [sent] = (await shop.records('webhook_delivery')) as unknown as { readonly body: string }[]
    return JSON.parse(read(sent?.body ?? '')) as { fields?: Json; metafields?: Json }
  }

  it('come as the connection names them: a namespace or one metafield', async () => {
    await ordersCreate.subscribe?.(ADDRESS, naming('custom', 'loyalty.tier'))
    expect(await delivered()).toMatchObject({ fields: { 'custom.gift': true, 'custom.deposit': '10.10' } })
  })
  it('do not come where none is named', async () => {
    await ordersCreate.subscribe?.(ADDRESS, naming())
    const payload = await delivered()
    expect(payload.metafields).toBeUndefined()
    expect(payload.fields).toBeUndefined()
  })
  it('change with the connection, in the subscription that is there', async () => {
    const first = await ordersCreate.subscribe?.(ADDRESS, naming('custom'))
    const second = await ordersCreate.subscribe?.(ADDRESS, naming('loyalty.card'))
    expect(second).toEqual(first)
    expect(await subscribed()).toMatchObject([{ metafield_namespaces: [], metafields: [{ namespace: 'loyalty', key: 'card' }] }])
    const before = (await shop.requests()).length
    await ordersCreate.subscribe?.(ADDRESS, naming('loyalty.card'))
    // Asked, and nothing changed.
    expect((await shop.requests()).length).toBe(before + 1)
  })
  it('are not asked for where the record has none', async () => {
    await refundsCreate.subscribe?.(ADDRESS, naming('custom'))
    expect(await subscribed()).toMatchObject([{ metafield_namespaces: [], metafields: [] }])
  })
  it('come with what a sweep fetched as they would have come with the delivery', async () => {
    await shop.emit('orders/create', { metafields: METAFIELDS })
    await shop.emit('orders/create', {})
    const page = await ordersCreate.sweep?.(
      { since: new Date('2020-01-01'), cursor: undefined, limit: 10 },
      naming('custom', 'loyalty.card'),
    )
    expect(page?.payloads.map((payload) => (payload as { fields: Json }).fields)).toEqual([
      { 'custom.gift': true, 'custom.deposit': '10.10', 'loyalty.card': 'L-17' },
      {},
    ])
    const plain = await ordersCreate.sweep?.({ since: new Date('2020-01-01'), cursor: undefined, limit: 10 }, naming())
    expect(plain?.payloads[0]).not.toHaveProperty('fields')
  })
  it('are offered in the mapping as far as they are named', async () => {
    const offered = async (...names: string[]) => Object.keys((await ordersCreate.discover?.read({}, naming(...names)))?.output ?? {})
    expect(await offered('custom.gift')).toEqual(['fields.`custom.gift`'])
    expect(await offered('custom')).toHaveLength(3)
    expect(await shop.failure(offered())).toMatchObject({ code: 'vendor-rejected' })
  })
})

describe('a delivery with metafields', () => {
  const withOne = (value: Json, type: string) =>
    `{"id":820982911946154508,"metafields":[{"namespace":"custom","key":"x","type":"${type}","value":${JSON.stringify(value)}}]}`

  it('keeps every byte that it had', () => {
    expect(read(withOne('9007199254740993', 'number_integer'))).toBe(
      `${withOne('9007199254740993', 'number_integer').slice(0, -1)},"fields":{"custom.x":"9007199254740993"}}`,
    )
  })
  it.each([
    ['a value that is not what its type says', withOne('{broken', 'json'), '{broken'],
    ['a number where Shopify writes text', withOne(25, 'number_integer'), 25],
    ['a type that nobody knows', withOne('x', 'hologram'), 'x'],
  ])('is read with %s', (_, body, value) => {
    expect((JSON.parse(read(body)) as { fields: Json }).fields).toEqual({ 'custom.x': value })
  })
  it.each(['{"metafields"', '[{"metafields":[]}]', '{"note":"\\"metafields\\""}', '{"metafields":null}'])(
    'is left as it is: %s',
    (body) => {
      expect(read(body)).toBe(body)
    },
  )
})
