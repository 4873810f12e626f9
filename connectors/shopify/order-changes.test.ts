// Refunds, cancellations and edits of orders: done once, with the money that Shopify computes.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulatedShop, WAREHOUSE } from './simulated-shop.testing.ts'

const shop = simulatedShop()

interface Placed {
  readonly id: string
  readonly lines: readonly string[]
}
const place = async (items: Json, more: object = {}): Promise<Placed> => {
  const { recordId } = await shop.emit('orders/create', { line_items: items, ...more } as Json)
  const order = (await shop.run('get-order', { orderId: recordId })) as unknown as { lines: { id: string }[] }
  return { id: recordId, lines: order.lines.map(({ id }) => id) }
}
const available = async (sku: string) => {
  const { items } = (await shop.run('get-stock', { skus: [sku], locationId: WAREHOUSE })) as unknown as {
    items: { levels: { available: number }[] }[]
  }
  return items[0]?.levels[0]?.available
}

describe('refunding', () => {
  it('gives back what Shopify computes for lines, with their discount and tax, and restocks them', async () => {
    const { id, lines } = await place([{ sku: 'HF-TOTE', quantity: 2 }])
    const before = await available('HF-TOTE')
    const refund = await shop.run('create-refund', {
      orderId: id,
      lines: [{ lineItemId: lines[0] ?? '', quantity: 1, restock: 'return', locationId: WAREHOUSE }],
      note: 'Handle was loose',
    })
    expect(refund).toMatchObject({
      note: 'Handle was loose',
      total: { amount: '18.00', currency: 'GBP' },
      lines: [{ sku: 'HF-TOTE', quantity: 1, restock: 'return', subtotal: { amount: '15.00' }, tax: { amount: '3.00' } }],
      payments: [{ gateway: 'shopify_payments', status: 'success', amount: { amount: '18.00' } }],
    })
    expect(await available('HF-TOTE')).toBe((before ?? 0) + 1)
    expect(await shop.run('get-order', { orderId: id })).toMatchObject({
      financialStatus: 'partially_refunded',
      refunded: { amount: '18.00' },
    })
  })
  it('gives the money back once, though what Shopify suggests is another thing afterwards', async () => {
    const { id, lines } = await place([{ sku: 'HF-TOTE', quantity: 2 }])
    const input = { orderId: id, lines: [{ lineItemId: lines[0] ?? '', quantity: 2 }] }
    await shop.fail({ kind: 'cut-after-write' })
    await shop.failure(shop.run('create-refund', input))
    expect(await shop.run('create-refund', input, { attempt: 2 })).toMatchObject({ total: { amount: '36.00' }, note: null })
    expect(await shop.records('refund')).toHaveLength(1)
    const error = await shop.failure(shop.run('create-refund', input, { idempotencyKey: 'another' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/refundLineItems/0/quantity' }] })
  })
  it('spreads a sum over the payments, and refuses more than was paid', async () => {
    const { id } = await place([{ sku: 'HF-TOTE', quantity: 1 }], {
      payment_gateway_names: ['gift_card', 'shopify_payments'],
      shipping_lines: [],
    })
    expect(await shop.run('create-refund', { orderId: id, amount: '12.00' })).toMatchObject({
      payments: [
        { gateway: 'gift_card', amount: { amount: '10.00' } },
        { gateway: 'shopify_payments', amount: { amount: '2.00' } },
      ],
    })
    const error = await shop.failure(shop.run('create-refund', { orderId: id, amount: '20.00' }, { idempotencyKey: 'more' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/amount' }] })
    expect(error.message).toContain('can give back 6 GBP, not 20.00')
  })
  it('books lines back without money when a till has paid', async () => {
    const { id, lines } = await place([{ sku: 'HF-TOTE', quantity: 1 }])
    const refund = await shop.run('create-refund', { orderId: id, lines: [{ lineItemId: lines[0] ?? '', quantity: 1 }], money: 'none' })
    expect(refund).toMatchObject({ total: { amount: '0.00' }, payments: [], lines: [{ quantity: 1 }] })
  })
  it('needs to know where goods go back to', async () => {
    const { id, lines } = await place([{ sku: 'HF-TOTE', quantity: 1 }])
    const input = { orderId: id, lines: [{ lineItemId: lines[0] ?? '', quantity: 1, restock: 'return' }] }
    expect(await shop.failure(shop.run('create-refund', input))).toMatchObject({ issues: [{ path: '/lines/0/locationId' }] })
  })
})

describe('cancelling', () => {
  it('pays back and restocks when told to, once', async () => {
    const { id } = await place([{ sku: 'HF-TOTE', quantity: 2 }])
    expect(await available('HF-TOTE')).toBe(118)
    const done = await shop.run('cancel-order', { orderId: id, reason: 'customer', refund: 'original' })
    expect(done).toMatchObject({ cancelled: true, reason: 'customer', financialStatus: 'refunded' })
    expect(await available('HF-TOTE')).toBe(120)
    expect(await shop.run('cancel-order', { orderId: id }, { idempotencyKey: 'again' })).toEqual(done)
    expect(await shop.records('refund')).toHaveLength(1)
  })
})

describe('editing', () => {
  it('sets how many an order has, adds products and extras, and says what is to be paid', async () => {
    const { id, lines } = await place([{ sku: 'HF-TOTE', quantity: 2 }], { shipping_lines: [] })
    const changes: Json[] = [
      { lineItemId: lines[0] ?? '', quantity: 1 },
      { sku: 'HF-SOAP', quantity: 3 },
      { title: 'Gift wrapping', price: '2.50', quantity: 1 },
    ]
    const edited = await shop.run('edit-order', { orderId: id, lines: changes })
    // 15.00 + 3 x 6.40 + 2.50, with 20 % tax; 36.00 were paid.
    expect(edited).toMatchObject({
      total: { amount: '44.04' },
      outstanding: { amount: '8.04' },
      lines: [
        { sku: 'HF-TOTE', quantity: 1 },
        { sku: 'HF-SOAP', quantity: 3 },
        { title: 'Gift wrapping', quantity: 1 },
      ],
    })
    expect(await shop.run('edit-order', { orderId: id, lines: changes }, { attempt: 2 })).toEqual(edited)
    expect((await shop.requests()).filter(({ body }) => body.includes('orderEditCommit'))).toHaveLength(1)
    expect(await available('HF-SOAP')).toBe(117)
  })
  it('adds what costs nothing or less, such as a replacement, and takes nothing off a line that is there', async () => {
    const { id } = await place([{ sku: 'HF-TOTE', quantity: 2 }], { shipping_lines: [] })
    const free = { sku: 'HF-SOAP', quantity: 1, discountPercent: '100', discountReason: 'Replacement' }
    const wrapped = { title: 'Gift wrapping', price: '2.50', quantity: 2, discountPercent: '50' }
    const edited = await shop.run('edit-order', { orderId: id, lines: [free, wrapped] })
    // 30.00 + 0.00 + 2.50, with 20 % tax.
    expect(edited).toMatchObject({ total: { amount: '39.00' }, outstanding: { amount: '3.00' } })
    expect(await shop.run('edit-order', { orderId: id, lines: [free, wrapped] }, { attempt: 2 })).toEqual(edited)
    expect((await shop.requests()).filter(({ body }) => body.includes('orderEditCommit'))).toHaveLength(1)
    const more = await shop.failure(shop.run('edit-order', { orderId: id, lines: [{ ...free, quantity: 2 }] }))
    expect(more).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/lines/0/discountPercent' }] })
  })
  it('removes a line with nothing, and refuses what was shipped or is not there', async () => {
    const { id, lines } = await place([
      { sku: 'HF-TOTE', quantity: 2 },
      { sku: 'HF-SOAP', quantity: 1 },
    ])
    expect(await shop.run('edit-order', { orderId: id, lines: [{ sku: 'HF-SOAP', quantity: 0 }] })).toMatchObject({
      lines: [{ sku: 'HF-TOTE' }],
    })
    await shop.run('create-fulfillment', { orderId: id, tracking: { number: 'T' } })
    const shipped = await shop.failure(shop.run('edit-order', { orderId: id, lines: [{ lineItemId: lines[0] ?? '', quantity: 1 }] }))
    expect(shipped).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/quantity' }] })
    expect(await shop.failure(shop.run('edit-order', { orderId: id, lines: [{ lineItemId: 1, quantity: 1 }] }))).toMatchObject({
      code: 'action-input-invalid',
      issues: [{ path: '/lines/0/lineItemId' }],
    })
  })
})
