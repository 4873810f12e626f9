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

describe('an order that is picked up at a store', () => {
  const pickedUp = async () =>
    (
      await shop.emit('orders/create', {
        pickup_location_id: Number(STORE.split('/').at(-1)),
        line_items: [{ sku: 'HF-TOTE', quantity: 2 }],
      })
    ).recordId
  const messages = async () => (await shop.records('pickup_message')).length

  it('is told ready once, and is told again for nothing', async () => {
    const orderId = await pickedUp()
    expect(await shop.run('find-fulfillment-orders', { locationId: STORE })).toMatchObject({ fulfillmentOrders: [{ method: 'pick_up' }] })
    const ready = { orderName: '#1001', pickups: [{ locationId: STORE, location: 'Harbour Street shop', collected: false }] }
    expect(await shop.run('prepare-pickup', { orderId })).toMatchObject({ ...ready, alreadyReady: false })
    expect(await shop.run('prepare-pickup', { orderId, locationId: STORE })).toMatchObject({ ...ready, alreadyReady: true })
    expect(await messages()).toBe(1)
  })
  it('is handed out as a fulfilment of the store, after which nothing is told', async () => {
    const orderId = await pickedUp()
    expect(await shop.run('create-fulfillment', { orderId })).toMatchObject({
      fulfillments: [{ locationId: STORE, lines: [{ quantity: 2 }] }],
    })
    expect(await shop.run('prepare-pickup', { orderId })).toMatchObject({ alreadyReady: true, pickups: [{ collected: true }] })
    expect(await messages()).toBe(0)
  })
  it('is refused where it is sent, picked up elsewhere, or cancelled', async () => {
    const sent = await shop.emit('orders/create', { line_items: [{ sku: 'HF-TOTE', quantity: 1 }] })
    const orderId = await pickedUp()
    const refusal = async (input: { readonly orderId: string; readonly locationId?: string }) =>
      (await shop.failure(shop.run('prepare-pickup', input))) as unknown as Error
    expect((await refusal({ orderId: sent.recordId })).message).toBe(
      'Nothing of order #1001 is picked up at a store: its customer did not choose that.',
    )
    expect((await refusal({ orderId, locationId: WAREHOUSE })).message).toContain('Nothing of order #1002 is picked up at the location')
    await shop.run('cancel-order', { orderId, reason: 'customer' })
    expect((await refusal({ orderId })).message).toBe('Order #1002 was cancelled: nothing of it is picked up.')
    expect(await messages()).toBe(0)
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

describe('a till refund', () => {
  interface Sold {
    readonly order: string
    readonly lines: readonly { readonly id: string }[]
  }
  const sold = async (more: object): Promise<Sold> => {
    const { recordId } = await shop.emit('orders/create', {
      source_name: 'pos',
      taxes_included: true,
      payment_gateway_names: ['cash'],
      created_at: '2026-11-20T12:30:00+00:00',
      ...more,
    })
    const { lines } = (await shop.run('get-order', { orderId: recordId })) as unknown as Sold
    return { order: recordId, lines }
  }
  const refund = async ({ order }: Sold, payload: object) => {
    const { recordId } = await shop.emit('refunds/create', { order_id: Number(order.split('/').at(-1)), ...payload })
    return (await shop.run('get-store-refund', { refundId: recordId })) as unknown as StoreSale
  }
  const sum = (amounts: readonly { readonly amount: string }[]) =>
    amounts.reduce<Decimal>((total, { amount }) => total.plus(amount), new Decimal(0))
  const addsUp = (sale: StoreSale) => {
    const onTop = sale.taxes.filter(({ included }) => !included).map(({ amount }) => amount)
    const total = sum([...sale.lines.map(({ amount }) => amount), ...onTop, sale.rounding]).toFixed(2)
    expect(sum(sale.tenders.map(({ amount }) => amount)).toFixed(2)).toBe(total)
    return total
  }

  it('is negative, with the coins that left the drawer, at its place and on its own day', async () => {
    const sale = await sold({ line_items: [{ sku: 'HF-MUG-NAVY', quantity: 2, price: '12.43' }] })
    const line = Number(sale.lines[0]?.id.split('/').at(-1))
    const back = await refund(sale, {
      refund_line_items: [{ line_item_id: line, quantity: 1 }],
      cash_rounding: '0.02',
      processed_at: '2026-11-21T11:03:12+00:00',
    })
    expect(back).toMatchObject({
      store: 'Harbour Street shop',
      businessDay: '2026-11-21',
      lines: [{ kind: 'return', sku: 'HF-MUG-NAVY', quantity: '-1', amount: { amount: '-12.43' }, unitPrice: { amount: '12.43' } }],
      taxes: [{ name: 'VAT', amount: { amount: '-2.07' }, included: true }],
      tenders: [{ type: 'cash', amount: { amount: '-12.45' } }],
      rounding: { amount: '-0.02' },
      total: { amount: '-12.45' },
      links: [{ reason: 'Return', businessDay: '2026-11-20', sequence: '#1001' }],
    })
    expect(addsUp(back)).toBe('-12.45')
  })
  it('adds up with a delivery and taxes on top', async () => {
    const sale = await sold({ taxes_included: false, line_items: [{ sku: 'HF-TOTE', quantity: 1 }] })
    const back = await refund(sale, { shipping: { full_refund: true } })
    const whole = (await shop.run('get-store-sale', { orderId: sale.order })) as unknown as StoreSale
    expect(back.lines.map(({ sku }) => sku)).toEqual(whole.lines.map(({ sku }) => sku))
    expect(addsUp(back)).toBe(`-${whole.total.amount}`)
  })
  it.each([
    ['more', '20.00', 'return', '-1', '-2.00'],
    ['less', '15.00', 'sale', '1', '3.00'],
  ])('names what is %s than the goods', async (_, paid, kind, quantity, amount) => {
    const sale = await sold({ line_items: [{ sku: 'HF-TOTE', quantity: 2, price: '18.00' }] })
    const line = Number(sale.lines[0]?.id.split('/').at(-1))
    const back = await refund(sale, {
      refund_line_items: [{ line_item_id: line, quantity: 1 }],
      transactions: [{ id: 7_120_000_900_001, kind: 'refund', status: 'success', gateway: 'gift_card', amount: paid, location_id: null }],
    })
    expect(back.lines[1]).toMatchObject({ sku: 'ADJUSTMENT', kind, quantity, amount: { amount } })
    expect(back.tenders).toMatchObject([{ type: 'gift_card', amount: { amount: `-${paid}` } }])
    expect(addsUp(back)).toBe(`-${paid}`)
  })
  it('waits for a gateway that has not paid', async () => {
    const sale = await sold({ line_items: [{ sku: 'HF-TOTE', quantity: 1 }] })
    const { recordId } = await shop.emit('refunds/create', {
      order_id: Number(sale.order.split('/').at(-1)),
      transactions: [{ id: 7_120_000_900_002, kind: 'refund', status: 'pending', gateway: 'shopify_payments', amount: '18.00' }],
    })
    expect(await shop.failure(shop.run('get-store-refund', { refundId: recordId }))).toMatchObject({ code: 'vendor-busy' })
  })
  it('is read for what the web shop sold and a till took back, not for what no till saw', async () => {
    const { recordId } = await shop.emit('orders/create', { line_items: [{ sku: 'HF-TOTE', quantity: 1 }] })
    const order = Number(recordId.split('/').at(-1))
    const atTill = { id: 7_120_000_900_003, kind: 'refund', status: 'success', gateway: 'cash', amount: '5.00' }
    const inStore = await shop.emit('refunds/create', {
      order_id: order,
      refund_line_items: [],
      transactions: [{ ...atTill, location_id: 70210388195 }],
    })
    expect(await shop.run('get-store-refund', { refundId: inStore.recordId })).toMatchObject({
      store: 'Harbour Street shop',
      total: { amount: '-5.00' },
    })
    const online = await shop.emit('refunds/create', { order_id: order, refund_line_items: [], transactions: [{ ...atTill, id: 7 }] })
    expect(await shop.failure(shop.run('get-store-refund', { refundId: online.recordId }))).toMatchObject({ code: 'vendor-rejected' })
  })
})
