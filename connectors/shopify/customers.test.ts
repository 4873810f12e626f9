// Customers are found again by what names them, and gift cards are issued once, with their codes kept secret.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { RETAIL_CUSTOMER } from './examples/customers.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()
const ada = { email: 'ada@example.com' }

describe('customers', () => {
  it('are read as in the examples, and not finding one is no error', async () => {
    expect(await shop.run('get-customer', ada)).toMatchObject({ customer: RETAIL_CUSTOMER, addresses: [RETAIL_CUSTOMER.address] })
    expect(await shop.run('get-customer', { email: 'nobody@example.com' })).toEqual({ customer: null, addresses: [] })
  })
  it('are one however their e-mail is written, and keep what a flow does not speak of', async () => {
    await shop.run('upsert-customer', { ...ada, note: 'Collects maps' })
    const again = await shop.run('upsert-customer', { ...ada, tags: ['vip'] })
    expect(again).toMatchObject({
      customer: { ...RETAIL_CUSTOMER, note: 'Collects maps', tags: ['vip'], updatedAt: expect.any(String) as string },
    })
    expect((await shop.records('customer')).filter(({ email }) => email === ada.email)).toHaveLength(1)
  })
  it('get a new default address and keep the others; the same one is not added twice', async () => {
    const address = { address1: '9 Marine Parade', city: 'Lyme Regis', postalCode: 'DT7 3JE', country: 'GB' }
    await shop.run('upsert-customer', { ...ada, address })
    await shop.run('upsert-customer', { ...ada, address })
    expect(await shop.run('get-customer', ada)).toMatchObject({
      customer: { address: { address1: '9 Marine Parade', firstName: 'Ada' } },
      addresses: [{ city: 'London' }, { city: 'Lyme Regis' }],
    })
  })
  it('are known by the id of another system', async () => {
    const customId = { namespace: 'custom', key: 'crm_id', value: '17' }
    const first = (await shop.run('upsert-customer', { customId, firstName: 'Caroline' })) as { customer: { id: string } }
    const second = await shop.run('upsert-customer', { customId, lastName: 'Herschel' })
    expect(second).toMatchObject({ customer: { id: first.customer.id, name: 'Caroline Herschel' } })
  })
  it('are refused with the words of Shopify', async () => {
    expect(await shop.failure(shop.run('upsert-customer', { ...ada, phone: '+441174960102' }))).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/input/phone', message: 'Phone has already been taken' }],
    })
    expect(await shop.failure(shop.run('upsert-customer', { customerId: 1, note: 'x' }))).toMatchObject({
      message: expect.stringContaining('Resource matching the identifier was not found.') as string,
    })
    expect(await shop.failure(shop.run('upsert-customer', { firstName: 'No' }))).toMatchObject({ code: 'action-input-invalid' })
  })
  it('come as webhooks and are read by the poll when they change', async () => {
    await shop.trigger('customers-update').subscribe?.('https://tillflow.example/hooks/c', shop.context())
    await shop.emit('customers/update', { ...ada, note: 'Moved' })
    expect(JSON.parse(shop.deliveries[0]?.body ?? '')).toMatchObject({
      email: ada.email,
      note: 'Moved',
      default_address: { city: 'London' },
    })
    const since = new Date(Date.now() - 60_000).toISOString()
    expect(await shop.poll('customers-changed', { since })).toMatchObject([{ value: { email: ada.email, note: 'Moved' } }])
  })
  it('that change twice within a second, with a look between, are two versions; unchanged they are one', async () => {
    const since = new Date(Date.now() - 60_000).toISOString()
    interface Look {
      readonly version: string
      readonly value: { readonly note?: string; readonly updatedAt: string }
    }
    const look = async () => (await shop.poll('customers-changed', { since })) as unknown as readonly Look[]
    // Shopify's times are whole seconds: both changes are to be within one, which some tries may miss.
    for (;;) {
      await shop.emit('customers/update', { ...ada, note: 'First' })
      const [first, again] = [await look(), await look()]
      await shop.emit('customers/update', { ...ada, note: 'Second' })
      const [second] = await look()
      expect(again).toEqual(first)
      if (second?.value.updatedAt !== first[0]?.value.updatedAt) continue
      expect(second?.value.note).toBe('Second')
      expect(second?.version).not.toBe(first[0]?.version)
      return
    }
  })
})

describe('gift cards', () => {
  const card: Json = { amount: '25.50', currency: 'GBP', customerId: RETAIL_CUSTOMER.id }
  it('are issued once for a record, and again for another', async () => {
    await shop.fail({ kind: 'cut-after-write' })
    await shop.failure(shop.run('create-gift-card', card))
    const again = (await shop.run('create-gift-card', card, { attempt: 2 })) as { id: string; lastCharacters: string }
    expect(again).toMatchObject({ initial: { amount: '25.50', currency: 'GBP' }, balance: { amount: '25.50' }, enabled: true })
    expect(await shop.records('gift_card')).toHaveLength(1)
    await shop.run('create-gift-card', card, { idempotencyKey: 'another' })
    expect(await shop.run('find-gift-cards', { lastCharacters: again.lastCharacters })).toMatchObject({ giftCards: [{ id: again.id }] })
    expect(await shop.run('find-gift-cards', { customerId: RETAIL_CUSTOMER.id, status: 'enabled', balance: 'full' })).toMatchObject({
      giftCards: [{}, {}],
    })
  })
  it('never show their code: not in answers, not in errors', async () => {
    const made = JSON.stringify(await shop.run('create-gift-card', card))
    const sent =
      (await shop.requests()).map(({ body }) => /"code":"([a-z0-9]{16})"/.exec(body)?.[1]).find((code) => code !== undefined) ?? ''
    expect(sent).toMatch(/^[a-z0-9]{16}$/)
    expect(made).not.toContain(sent)
    const unknown = { ...(card as object), customerId: 1 }
    const error = await shop.failure(shop.run('create-gift-card', unknown, { idempotencyKey: 'other' }))
    const tried =
      (await shop.requests()).map(({ body }) => /"code":"([a-z0-9]{16})"/.exec(body)?.[1]).findLast((code) => code !== undefined) ?? ''
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/input/customerId' }] })
    expect(JSON.stringify(error)).not.toContain(tried)
  })
  it('are out of use once deactivated, and again is no error', async () => {
    const { id } = (await shop.run('create-gift-card', card)) as { id: string }
    const first = await shop.run('deactivate-gift-card', { giftCardId: id })
    expect(first).toMatchObject({ enabled: false, balance: { amount: '25.50' } })
    expect(await shop.run('deactivate-gift-card', { giftCardId: id })).toEqual(first)
    expect(await shop.run('find-gift-cards', { status: 'enabled' })).toMatchObject({ giftCards: [] })
    expect(await shop.failure(shop.run('deactivate-gift-card', { giftCardId: 1 }))).toMatchObject({ code: 'vendor-rejected' })
  })
})
