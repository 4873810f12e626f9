import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { testConnector } from '#connectors/kit/conformance.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import type { Sale } from './canonical.ts'
import { SALE } from './examples.ts'
import { square } from './index.ts'
import { createSquareSimulator } from './simulator/index.ts'
import { SQUARE_CASES } from './square.testing.ts'

testConnector(SQUARE_CASES)

const tills = simulated({
  connector: square,
  createSimulator: createSquareSimulator,
  config: { simulator: 'sim' },
  secrets: { accessToken: 'EAAA0123456789abcdef0123456789', signatureKey: 'square-key-0123456789' },
})
const location_id = 'LQUAYSIDE00001'

/** Prices contain the tax here. */
const sumOf = (sale: Sale) =>
  [...sale.lines.map(({ lineTotal }) => lineTotal), sale.tip]
    .reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
    .toFixed(2)
const tendered = (sale: Sale) => sale.tenders.reduce<Decimal>((sum, { amount }) => sum.plus(amount.amount), new Decimal(0)).toFixed(2)

describe('a sale in the retail model', () => {
  it('adds up, and its tenders are its total', async () => {
    expect([sumOf(SALE), tendered(SALE)]).toEqual([SALE.total.amount, SALE.total.amount])
    for (const tender of ['CARD', 'CASH']) {
      const items = [{ sku: 'HF-CANDLE-SEA', quantity: 3 }]
      const { recordId } = await tills.emit('order.created', { location_id, tender, tip: 150, items })
      const sale = (await tills.run('get-sale', { orderId: recordId })) as unknown as Sale
      expect([sumOf(sale), tendered(sale)]).toEqual([sale.total.amount, sale.total.amount])
      expect(sale).toMatchObject({ location: { name: 'Quayside store' }, timeZone: 'Europe/London' })
      expect(sale.lines[0]?.sku).toBe('HF-CANDLE-SEA')
    }
  })
  it('shows cash rounding as a line of its own', async () => {
    const { recordId } = await tills.emit('order.created', { location_id, tender: 'CASH', items: [{ sku: 'HF-CANDLE-SEA', quantity: 1 }] })
    expect(await tills.run('get-sale', { orderId: recordId })).toMatchObject({
      total: { amount: '18.00' },
      lines: [{ lineTotal: { amount: '17.99' } }, { title: 'Cash rounding', sku: null, lineTotal: { amount: '0.01' } }],
    })
  })
})

describe('a cash drawer', () => {
  it('knows what was expected, counted and missing', async () => {
    await tills.emit('order.created', { location_id, tender: 'CASH', items: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] })
    const { recordId } = await tills.emit('cash-drawer.closed', { location_id, short: 150 })
    expect(await tills.run('get-cash-shift', { locationId: location_id, shiftId: recordId })).toMatchObject({
      shift: {
        opened: { amount: '100.00' },
        payments: { amount: '25.00' },
        expected: { amount: '125.00' },
        counted: { amount: '123.50' },
        difference: { amount: '-1.50' },
      },
      events: [{ type: 'CASH_TENDER_PAYMENT', amount: { amount: '25.00' } }],
    })
  })
})

describe('cash drawers that were counted', () => {
  const counted = async () => (await tills.poll('cash-shifts-closed')).map(({ value }) => value)

  it('are told of all stores, with what was over or short; open ones are not', async () => {
    await tills.emit('cash-drawer.moved', { location_id, kind: 'paid-out', amount: 2_000, note: 'Window cleaner' })
    expect(await counted()).toEqual([])
    await tills.emit('cash-drawer.closed', { location_id, short: 150 })
    const [, other] = ((await tills.run('list-locations', {})) as { locations: { id: string }[] }).locations
    await tills.emit('cash-drawer.closed', { location_id: other?.id ?? '' })
    expect((await counted()).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toMatchObject([
      {
        locationId: location_id,
        timeZone: 'Europe/London',
        expected: { amount: '80.00' },
        counted: { amount: '78.50' },
        difference: { amount: '-1.50' },
      },
      { locationId: other?.id, expected: { amount: '100.00' }, difference: { amount: '0.00' } },
    ])
  })
  it('have what was paid in and out, with its note', async () => {
    await tills.emit('cash-drawer.moved', { location_id, kind: 'paid-in', amount: 5_000, note: 'Change from the bank' })
    const { recordId } = await tills.emit('cash-drawer.closed', { location_id })
    expect(await tills.run('get-cash-shift', { locationId: location_id, shiftId: recordId })).toMatchObject({
      shift: { paidIn: { amount: '50.00' }, expected: { amount: '150.00' } },
      events: [{ type: 'PAID_IN', amount: { amount: '50.00' }, note: 'Change from the bank' }],
    })
  })
})

describe('refunds', () => {
  it('say in the words of Square why not, at the field', async () => {
    await tills.emit('order.created', { location_id, tender: 'CARD', items: [{ sku: 'HF-MUG-NAVY', quantity: 1 }] })
    const error = await tills.failure(tills.run('create-refund', { paymentId: 'PAY000000000001', amount: '99.00', currency: 'GBP' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/amount_money/amount' }] })
  })
})

describe('webhooks', () => {
  it('are bound to the address they were registered with', async () => {
    await tills.trigger('payment-created').subscribe?.('https://tillflow.example/hooks/a', tills.context())
    await tills.emit('payment.created', {})
    const [delivery] = tills.deliveries
    if (!delivery) throw new Error('nothing was delivered')
    expect(tills.verify('payment-created', delivery)?.vendorEvent).toBe('payment.created')
    const elsewhere = { ...delivery, url: 'https://tillflow.example/hooks/a/' }
    expect(() => tills.verify('payment-created', elsewhere)).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
    expect(() => tills.verify('refund-created', delivery)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
})

describe('a product', () => {
  const written = async () => (await tills.requests()).filter(({ path }) => path.endsWith('/v2/catalog/object')).length
  const stored = async () => (await tills.records('catalog')).find(({ id }) => id === 'VARMUGNAVY')
  it('gets its price and keeps the rest; the same again writes nothing', async () => {
    const before = await stored()
    const price = { sku: 'HF-MUG-NAVY', price: '13.00', currency: 'GBP' }
    expect(await tills.run('upsert-product', price)).toMatchObject({
      created: false,
      product: { name: 'Stoneware Mug', price: { amount: '13.00' } },
    })
    expect(await stored()).toMatchObject({
      item_variation_data: { ...(before?.['item_variation_data'] as object), price_money: { amount: 1_300, currency: 'GBP' } },
    })
    await tills.run('upsert-product', price, { idempotencyKey: 'another' })
    expect(await written()).toBe(1)
  })
  it('is made with one variation where there is none', async () => {
    const made = { sku: 'HF-NEW-1', name: 'Lantern', price: '24.50', currency: 'GBP' }
    expect(await tills.run('upsert-product', made)).toMatchObject({ created: true, product: { name: 'Lantern', variation: 'Regular' } })
    expect(await tills.run('find-product', { sku: 'HF-NEW-1' })).toMatchObject({ product: { price: { amount: '24.50', currency: 'GBP' } } })
  })
  it.each([
    [{ sku: 'HF-NEW-1', price: '1.00', currency: 'GBP' }, '/name'],
    [{ sku: 'HF-MUG-NAVY', price: '1.005', currency: 'GBP' }, '/price'],
    [{ sku: 'HF-MUG-NAVY', price: '1.00' }, '/currency'],
  ])('is not written with %j', async (input, path) => {
    expect(await tills.failure(tills.run('upsert-product', input))).toMatchObject({ code: 'action-input-invalid', issues: [{ path }] })
    expect(await written()).toBe(0)
  })
  it('is told when it changed, with its item', async () => {
    tills.at('2026-03-02T10:00:00Z')
    await tills.run('upsert-product', { sku: 'HF-MUG-NAVY', price: '13.00', currency: 'GBP' })
    expect(await tills.poll('products-changed', { since: '2026-03-01T00:00:00Z', limit: 1 })).toMatchObject([
      { key: 'VARMUGNAVY', value: { sku: 'HF-MUG-NAVY', name: 'Stoneware Mug', isDeleted: false, changedAt: '2026-03-02T10:00:00.000Z' } },
    ])
  })
})

describe('stock', () => {
  it('is told of each store where it changed, and not of others', async () => {
    tills.at('2026-03-02T10:00:00Z')
    await tills.run('set-stock', { sku: 'HF-MUG-NAVY', locationId: location_id, quantity: 7, countedAt: '2026-03-02T10:00:00Z' })
    await tills.run('set-stock', { sku: 'HF-BLANKET-GREY', locationId: 'LHARBOURST0001', quantity: 5 }, { idempotencyKey: 'b' })
    const settings = { locationIds: [location_id] }
    expect(await tills.poll('stock-changed', { since: '2026-03-01T00:00:00Z', limit: 1, settings })).toMatchObject([
      { value: { sku: 'HF-MUG-NAVY', locationId: location_id, quantity: '7', changedAt: '2026-03-02T10:00:00.000Z' } },
    ])
  })
})

describe('payments and refunds', () => {
  const since = new Date('2020-01-01T00:00:00Z')
  const listed = async (id: string, options: Record<string, unknown>, limit = 100) => {
    const poll = square.polls.find((one) => one.id === id)
    const found: Record<string, unknown>[] = []
    let cursor: unknown
    for (let more = true; more;) {
      const page = await poll?.poll({ cursor: cursor as never, since, limit, options }, tills.context())
      found.push(...(page?.records ?? []).map(({ value }) => value as Record<string, unknown>))
      cursor = page?.cursor
      more = page?.more ?? false
    }
    return found
  }
  const idsOf = async (type: string) => ((await tills.records(type)) as unknown as readonly { readonly id: string }[]).map(({ id }) => id)
  const other = async () => (await idsOf('locations')).find((id) => id !== location_id) ?? ''
  const lastPayment = async () => (await idsOf('payments')).at(-1) ?? ''

  it('know the fee only when Square does, and then what is left', async () => {
    await tills.emit('order.created', { location_id, tender: 'CARD', tip: 200, items: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] })
    const id = await lastPayment()
    expect(await tills.run('get-payment', { paymentId: id })).toMatchObject({ fee: null, net: null, tip: { amount: '2.00' } })
    await tills.emit('fee.known', {})
    await tills.emit('refund.created', {})
    expect(await tills.run('get-payment', { paymentId: id })).toMatchObject({
      method: 'CARD',
      total: { amount: '27.00', currency: 'GBP' },
      fee: { amount: '0.47' },
      net: { amount: '26.53' },
      refunded: { amount: '1.00' },
    })
  })
  it('cost nothing in cash', async () => {
    await tills.emit('order.created', { location_id, tender: 'CASH', items: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] })
    const id = await lastPayment()
    expect(await tills.run('get-payment', { paymentId: id })).toMatchObject({ fee: { amount: '0.00' }, net: { amount: '25.00' } })
  })
  it('are listed for all stores that are asked for, page by page, and for no other', async () => {
    const second = await other()
    for (const place of [location_id, second, location_id, second])
      await tills.emit('order.created', { location_id: place, tender: 'CARD' })
    const places = (found: readonly Record<string, unknown>[]) => found.map(({ locationId }) => locationId)
    expect(places(await listed('payments-changed', { locationIds: [location_id, second] }, 1))).toEqual([
      location_id,
      location_id,
      second,
      second,
    ])
    expect(places(await listed('payments-changed', { locationIds: [second] }))).toEqual([second, second])
  })
  it('are told again when they change: a refund that is pending is completed later', async () => {
    await tills.emit('order.created', { location_id, tender: 'CARD' })
    const { recordId } = await tills.emit('refund.created', {})
    expect(await listed('refunds-changed', {})).toMatchObject([{ id: recordId, status: 'PENDING', amount: { amount: '1.00' } }])
    expect(await tills.run('get-refund', { refundId: recordId })).toMatchObject({ status: 'PENDING', locationId: location_id })
    expect(await tills.failure(tills.run('get-refund', { refundId: 'NOBODY1' }))).toMatchObject({ code: 'vendor-rejected' })
  })
})
