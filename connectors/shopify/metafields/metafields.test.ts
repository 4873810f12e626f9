// Metafields: what is defined is read with records and written by name, each in the words of its type.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { SHOPIFY_CASES } from '../shopify.testing.ts'
import { simulatedShop } from '../simulated-shop.testing.ts'
import { createShopifySimulator } from '../simulator/index.ts'
import { shopify } from '../index.ts'
import { toValue } from './values.ts'

const shop = simulatedShop()
const mug = { handle: 'harbour-mug' }
const SET = {
  'custom.season': 'SS27',
  'custom.care': ['Hand wash', 'No bleach'],
  'custom.net_weight': { value: '0.450', unit: 'kilograms' },
  'custom.launch_at': '2026-03-01T10:15:00+01:00',
  'custom.specification': { glaze: 'tin', height: 9.5 },
}
const fieldsOf = async () => ((await shop.run('get-product', mug)) as { fields: unknown }).fields
const stored = async () => (await shop.records('metafield')).map(({ key, value }) => [key, value])

describe('metafields', () => {
  it('are written in the words of their types, and read back as they were given', async () => {
    await shop.run('upsert-product', { ...mug, fields: SET })
    expect(await stored()).toEqual(
      expect.arrayContaining([
        ['season', 'SS27'],
        ['care', '["Hand wash","No bleach"]'],
        ['net_weight', '{"value":0.450,"unit":"kilograms"}'],
        ['launch_at', '2026-03-01T09:15:00'],
        ['specification', '{"glaze":"tin","height":9.5}'],
      ]),
    )
    expect(await fieldsOf()).toEqual({ ...SET, 'custom.launch_at': '2026-03-01T09:15:00Z' })
  })
  it('of variants go to the variants they are given for, also to new ones', async () => {
    const variant = (value: string, pieces: number) => ({
      options: [{ name: 'Option', value }],
      fields: { 'custom.pallet_quantity': pieces, 'custom.supplier_price': { amount: '4.10', currency: 'GBP' } },
    })
    await shop.run('upsert-product', { ...mug, variants: [variant('Navy', 480), variant('Sand', 240)] })
    const { variants } = (await shop.run('get-product', mug)) as unknown as {
      variants: { title: string; fields: Record<string, unknown> }[]
    }
    expect(variants.map(({ title, fields }) => [title, fields['custom.pallet_quantity'], fields['custom.supplier_price']])).toEqual([
      ['Navy', 480, { amount: '4.10', currency: 'GBP' }],
      ['Sand', 240, { amount: '4.10', currency: 'GBP' }],
      ['White', null, null],
    ])
  })
  it('are deleted by null, and stay when they are left out', async () => {
    await shop.run('upsert-product', { ...mug, fields: SET })
    await shop.run('upsert-product', { ...mug, title: 'Mug', fields: { 'custom.care': [], 'custom.season': null } })
    expect(await fieldsOf()).toMatchObject({ 'custom.care': null, 'custom.season': null, 'custom.net_weight': SET['custom.net_weight'] })
  })
  it('of an order are filled, and read with it and in lists', async () => {
    const { recordId } = (await shop.emit('orders/create', {})) as { recordId: string }
    await shop.run('set-order-fields', { orderId: recordId, fields: { 'custom.erp_number': 'S00042', 'custom.deposit': '10.10' } })
    const fields = { 'custom.erp_number': 'S00042', 'custom.deposit': '10.10', 'custom.gift': null }
    expect(await shop.run('get-order', { orderId: recordId })).toMatchObject({ fields })
    expect(await shop.run('find-orders', {})).toMatchObject({ orders: [{ fields }] })
  })
  it.each([
    ['custom.seasn', 'AW26', 'no metafield "custom.seasn"'],
    ['custom.season', 'AW99', 'one of: AW26, SS27'],
    ['custom.net_weight', '450 g', 'takes value and unit'],
    ['custom.net_weight', { value: 'heavy', unit: 'kilograms' }, 'takes a number'],
    ['custom.launch_at', '2026-03-01T10:15:00', 'with its zone'],
    ['custom.season', ['AW26'], 'one value'],
    ['custom.specification', '{glaze', 'takes JSON'],
  ])('%s does not take %j, and nothing is written', async (name, value, message) => {
    const error = await shop.failure(shop.run('upsert-product', { ...mug, title: 'Renamed', fields: { [name]: value } }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: `/fields/${name}` }] })
    expect(error.message).toContain(message)
    expect(await shop.run('get-product', mug)).toMatchObject({ title: 'Harbour mug' })
  })
  it('of a variant are refused at their place in the list', async () => {
    const variants: Json[] = [
      { sku: 'HF-MUG-NAVY' },
      { options: [{ name: 'Option', value: 'White' }], fields: { 'custom.pallet_quantity': '4.5' } },
    ]
    expect(await shop.failure(shop.run('upsert-product', { ...mug, variants }))).toMatchObject({
      code: 'action-input-invalid',
      issues: [{ path: '/variants/1/fields/custom.pallet_quantity' }],
    })
  })
  it('say in Shopify’s words what its own rules refuse', async () => {
    const fields = { 'custom.supplier_price': { amount: '4.10', currency: 'USD' } }
    const error = await shop.failure(
      shop.run('upsert-product', { ...mug, variants: [{ options: [{ name: 'Option', value: 'Navy' }], fields }] }),
    )
    expect(error).toMatchObject({ code: 'vendor-rejected' })
    expect(error.message).toContain('currency of the shop')
  })
})

describe('values of metafields', () => {
  const value = (type: string, text: string) => toValue({ namespace: 'custom', key: 'x', type, value: text })
  it.each([
    ['boolean', 'true', true],
    ['number_integer', '9007199254740991', 9_007_199_254_740_991],
    ['number_decimal', '10.40', '10.40'],
    ['date_time', '2024-01-01T12:30:00', '2024-01-01T12:30:00Z'],
    ['date_time', '2024-01-01T12:30:00+01:00', '2024-01-01T12:30:00+01:00'],
    ['money', '{"amount":"5.99","currency_code":"CAD"}', { amount: '5.99', currency: 'CAD' }],
    ['dimension', '{"value":25.0,"unit":"cm"}', { value: '25.0', unit: 'cm' }],
    ['rating', '{"value":"3.5","scale_min":"1.0","scale_max":"5.0"}', { value: '3.5', scaleMin: '1.0', scaleMax: '5.0' }],
    ['list.number_integer', '["10","20"]', [10, 20]],
    ['list.number_decimal', '[10.4,"20.50"]', ['10.4', '20.50']],
    ['list.weight', '[{"value":2.5,"unit":"kg"}]', [{ value: '2.5', unit: 'kg' }]],
    ['list.product_reference', '["gid://shopify/Product/1"]', ['gid://shopify/Product/1']],
    ['json', '{"id":12345678901234567890}', { id: '12345678901234567890' }],
    ['something_new', '{"a":1}', '{"a":1}'],
  ])('of %s are read: %s', (type, text, expected) => expect(value(type, text)).toEqual(expected))
  it('that are not what their type says are no bug', () => {
    expect(() => value('money', 'five')).toThrow(expect.objectContaining({ code: 'vendor-answer-invalid' }) as Error)
  })
})

describe('an app that may not read definitions', () => {
  const denied = simulated({
    connector: shopify,
    createSimulator: createShopifySimulator,
    config: { shop: 'no-definitions.myshopify.com', simulator: 'sim' },
    secrets: SHOPIFY_CASES.secrets,
  })
  it('reads its products as before; asking for the fields says what is missing', async () => {
    const body = '{"errors":[{"message":"Access denied for metafieldDefinitions field.","extensions":{"code":"ACCESS_DENIED"}}]}'
    await denied.fail({ kind: 'strange', times: 3, match: 'metafieldDefinitions', body })
    const product = await denied.run('get-product', mug)
    expect(product).toMatchObject({ handle: 'harbour-mug' })
    expect(product).not.toHaveProperty('fields')
  })
})
