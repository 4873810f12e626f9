// What warehouses have to ship, and what tills have sold.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { simulatedShop, STORE, WAREHOUSE } from './simulated-shop.testing.ts'

const shop = simulatedShop()

describe('fulfilment orders', () => {
  it('tell each place what it has to ship, where to and how', async () => {
    await shop.emit('orders/create', {
      line_items: [
        { sku: 'HF-TOTE', quantity: 2 },
        { sku: 'HF-LAMP', quantity: 1 },
      ],
    })
    expect(await shop.run('find-fulfillment-orders', { status: 'open', locationId: STORE })).toMatchObject({
      fulfillmentOrders: [
        {
          orderName: '#1001',
          status: 'open',
          location: { id: STORE, name: 'Harbour Street shop' },
          method: 'shipping',
          methodName: 'Standard delivery',
          destination: { country: 'GB' },
          lines: [{ sku: 'HF-LAMP', quantity: 1, remaining: 1 }],
        },
      ],
    })
  })
  it('leave the list of open work when they are shipped, and are read as closed', async () => {
    const { recordId } = await shop.emit('orders/create', { line_items: [{ sku: 'HF-TOTE', quantity: 1 }] })
    const since = new Date(Date.now() - 60_000).toISOString()
    await shop.run('create-fulfillment', { orderId: recordId, tracking: { number: 'T' } })
    expect(await shop.run('find-fulfillment-orders', { locationId: WAREHOUSE })).toMatchObject({ fulfillmentOrders: [] })
    expect(await shop.run('find-fulfillment-orders', { status: 'closed' })).toMatchObject({
      fulfillmentOrders: [{ lines: [{ remaining: 0 }] }],
    })
    expect(await shop.poll('fulfillment-orders-changed', { since })).toMatchObject([{ value: { status: 'closed' } }])
  })
})

describe('a till sale', () => {
  const sell = async (more: object) => {
    const { recordId } = await shop.emit('orders/create', {
      source_name: 'pos',
      taxes_included: true,
      created_at: '2026-11-20T23:30:00+00:00',
      ...more,
    })
    return (await shop.run('get-store-sale', { orderId: recordId })) as unknown as StoreSale
  }
  const sum = (amounts: readonly { readonly amount: string }[]) =>
    amounts.reduce<Decimal>((total, { amount }) => total.plus(amount), new Decimal(0))
  const addsUp = (sale: StoreSale) =>
    sum([
      ...sale.lines.map(({ amount }) => amount),
      ...sale.taxes.filter(({ included }) => !included).map(({ amount }) => amount),
      sale.rounding,
    ]).toFixed(2)

  it('adds up with a tip and rounded cash, at its place', async () => {
    const rounding = { shop_money: { amount: '0.02', currency_code: 'GBP' }, presentment_money: { amount: '0.02', currency_code: 'GBP' } }
    const sale = await sell({
      line_items: [{ sku: 'HF-MUG-NAVY', quantity: 1, price: '12.43' }],
      total_tip_received: '1.00',
      total_cash_rounding_payment_adjustment_set: rounding,
    })
    expect(sale).toMatchObject({
      store: 'Harbour Street shop',
      businessDay: '2026-11-20',
      lines: [
        { sku: 'HF-MUG-NAVY', amount: { amount: '12.43' } },
        { sku: 'TIP', itemType: 'Tip', amount: { amount: '1.00' } },
      ],
      tenders: [{ type: 'cash', amount: { amount: '13.45' } }],
      rounding: { amount: '0.02' },
      total: { amount: '13.45' },
    })
    expect(addsUp(sale)).toBe(sale.total.amount)
  })
  it('adds up with discounts, taxes on top and two tenders', async () => {
    const sale = await sell({
      taxes_included: false,
      payment_gateway_names: ['gift_card', 'shopify_payments'],
      discount_applications: [{ type: 'manual', title: 'Staff', target_type: 'line_item' }],
      line_items: [{ sku: 'HF-TOTE', quantity: 2, discount_allocations: [{ amount: '3.00' }] }],
    })
    expect(sale.lines[0]).toMatchObject({
      amount: { amount: '27.00' },
      unitPrice: { amount: '13.50' },
      discounts: [{ amount: { amount: '3.00' } }],
    })
    expect(sale.tenders.map(({ type, amount }) => [type, amount.amount])).toEqual([
      ['gift_card', '10.00'],
      ['shopify_payments', '22.40'],
    ])
    expect(addsUp(sale)).toBe('32.40')
  })
  it('is not what the web shop sold', async () => {
    const { recordId } = await shop.emit('orders/create', {})
    expect(await shop.failure(shop.run('get-store-sale', { orderId: recordId }))).toMatchObject({ code: 'vendor-rejected' })
  })
})
