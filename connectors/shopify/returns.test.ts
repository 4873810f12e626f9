// Returns and exchanges: made of what was shipped, taken in once, paid back and restocked.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulatedShop, WAREHOUSE } from './simulated-shop.testing.ts'

const shop = simulatedShop()

const shipped = async (items: Json) => {
  const { recordId } = await shop.emit('orders/create', { line_items: items, shipping_lines: [] })
  await shop.emit('orders/fulfilled', {})
  const order = (await shop.run('get-order', { orderId: recordId })) as unknown as { lines: { id: string }[] }
  return { id: recordId, line: order.lines[0]?.id ?? '' }
}
interface Made {
  readonly id: string
  readonly status: string
}
const available = async (sku: string) => {
  const { items } = (await shop.run('get-stock', { skus: [sku], locationId: WAREHOUSE })) as unknown as {
    items: { levels: { available: number }[] }[]
  }
  return items[0]?.levels[0]?.available
}

describe('making a return', () => {
  it('is done once for a record, with its reason', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 3 }])
    const input = { orderId: id, lines: [{ lineItemId: line, quantity: 2, reason: 'defective', note: 'Torn seam' }] }
    await shop.fail({ kind: 'cut-after-write' })
    await shop.failure(shop.run('create-return', input))
    const made = await shop.run('create-return', input, { attempt: 2 })
    expect(made).toMatchObject({
      name: '#1001-R1',
      status: 'open',
      lines: [{ sku: 'HF-TOTE', quantity: 2, processed: 0, reason: 'Defective', note: 'Torn seam' }],
    })
    expect(await shop.records('return')).toHaveLength(1)
    // One is left that can come back.
    const error = await shop.failure(shop.run('create-return', input, { idempotencyKey: 'another' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/lines/0/quantity' }] })
    expect(error.message).toContain('Of this line 1 can be returned, not 2')
  })
  it('names the reasons there are when it does not know one', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 1 }])
    const error = await shop.failure(
      shop.run('create-return', { orderId: id, lines: [{ lineItemId: line, quantity: 1, reason: 'Boredom' }] }),
    )
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/lines/0/reason' }] })
    expect(error.message).toContain('Defective')
  })
})

describe('processing a return', () => {
  it('restocks, pays back and closes, once', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 2 }])
    const made = (await shop.run('create-return', { orderId: id, lines: [{ lineItemId: line, quantity: 2 }] })) as unknown as Made
    const before = (await available('HF-TOTE')) ?? 0
    const input = { returnId: made.id, goods: 'restocked', locationId: WAREHOUSE }
    await shop.fail({ kind: 'cut-after-write', match: 'returnProcess' })
    await shop.failure(shop.run('process-return', input))
    const done = await shop.run('process-return', input, { attempt: 2 })
    expect(done).toMatchObject({ status: 'closed', lines: [{ quantity: 2, processed: 2 }], refunded: { amount: '36.00', currency: 'GBP' } })
    expect(await shop.run('process-return', input, { attempt: 3 })).toEqual(done)
    expect(await shop.records('refund')).toHaveLength(1)
    expect(await available('HF-TOTE')).toBe(before + 2)
  })
  it('takes in what has come so far, counted altogether', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 3 }])
    const made = (await shop.run('create-return', { orderId: id, lines: [{ lineItemId: line, quantity: 3 }] })) as unknown as Made
    const first = { returnId: made.id, lines: [{ lineItemId: line, quantity: 1 }] }
    expect(await shop.run('process-return', first)).toMatchObject({
      status: 'open',
      lines: [{ processed: 1 }],
      refunded: { amount: '18.00' },
    })
    expect(await shop.run('process-return', first, { attempt: 2 })).toMatchObject({
      lines: [{ processed: 1 }],
      refunded: { amount: '18.00' },
    })
    const all = { returnId: made.id, lines: [{ lineItemId: line, quantity: 3 }] }
    expect(await shop.run('process-return', all)).toMatchObject({
      status: 'closed',
      lines: [{ processed: 3 }],
      refunded: { amount: '54.00' },
    })
    const more = { returnId: made.id, lines: [{ lineItemId: line, quantity: 4 }] }
    expect(await shop.failure(shop.run('process-return', more))).toMatchObject({
      code: 'action-input-invalid',
      issues: [{ path: '/lines/0/quantity' }],
    })
  })
  it('lets go what is sent instead', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 1 }])
    const made = (await shop.run('create-return', {
      orderId: id,
      lines: [{ lineItemId: line, quantity: 1 }],
      exchange: [{ sku: 'HF-SOAP', quantity: 2 }],
    })) as unknown as Made
    await shop.run('process-return', { returnId: made.id, refund: 'none' })
    const order = (await shop.run('get-order', { orderId: id })) as unknown as { lines: { sku: string; currentQuantity: number }[] }
    expect(order.lines.map(({ sku, currentQuantity }) => [sku, currentQuantity])).toEqual([
      ['HF-TOTE', 0],
      ['HF-SOAP', 2],
    ])
    expect(await shop.run('create-fulfillment', { orderId: id, tracking: { number: 'X1' } })).toMatchObject({
      fulfillments: [{ lines: [{ quantity: 2 }] }],
    })
  })
  it('waits until the return is approved', async () => {
    await shop.trigger('returns-request').subscribe?.('https://tillflow.example/hooks/r', shop.context())
    const { id } = await shipped([{ sku: 'HF-TOTE', quantity: 1 }])
    const { recordId } = await shop.emit('returns/request', {})
    expect(JSON.parse(shop.deliveries[0]?.body ?? '')).toMatchObject({ status: 'requested', order: { admin_graphql_api_id: id } })
    expect(await shop.failure(shop.run('process-return', { returnId: recordId }))).toMatchObject({ code: 'vendor-rejected' })
    await shop.emit('returns/approve', { id: Number(recordId.split('/').at(-1)) })
    expect(await shop.run('process-return', { returnId: recordId, close: false })).toMatchObject({
      status: 'open',
      lines: [{ processed: 1 }],
    })
  })
})

describe('the poll of returns', () => {
  const since = '2020-01-01T00:00:00Z'
  const seen = async () =>
    (await shop.poll('returns-changed', { since })).map(({ key, value }) => [key, (value as { status?: Json }).status])

  it('shows a return at each of its stages, and none of an order without', async () => {
    await shop.emit('orders/create', {})
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 2 }])
    expect(await seen()).toEqual([])
    const made = (await shop.run('create-return', { orderId: id, lines: [{ lineItemId: line, quantity: 1 }] })) as unknown as Made
    expect(await seen()).toEqual([[made.id, 'open']])
    await shop.run('process-return', { returnId: made.id })
    expect(await shop.poll('returns-changed', { since })).toMatchObject([
      { key: made.id, value: { status: 'closed', lines: [{ processed: 1 }], refunded: { amount: '18.00' } } },
    ])
  })
  it('shows a return again that was made days after its order changed last', async () => {
    const { id, line } = await shipped([{ sku: 'HF-TOTE', quantity: 1 }])
    const before = await shop.poll('returns-changed', { since })
    expect(before).toEqual([])
    const later = new Date(Date.now() - 1_000).toISOString()
    await shop.run('create-return', { orderId: id, lines: [{ lineItemId: line, quantity: 1 }] })
    expect(await shop.poll('returns-changed', { since: later })).toHaveLength(1)
  })
  it('reads more returns than one query takes', async () => {
    for (let nth = 0; nth < 12; nth += 1) {
      await shipped([{ sku: 'HF-SOAP', quantity: 1 }])
      await shop.emit('returns/request', {})
    }
    expect(new Set((await seen()).map(([key]) => key)).size).toBe(12)
  })
})

describe('the end of a return', () => {
  it.each([
    ['returns/decline', 'returns-decline', { status: 'declined', decline: { reason: 'return_period_ended' } }],
    ['returns/cancel', 'returns-cancel', { status: 'canceled', order_id: expect.any(Number) as number }],
    ['returns/reopen', 'returns-reopen', { status: 'open' }],
  ])('is told by %s', async (event, trigger, payload) => {
    await shop.trigger(trigger).subscribe?.('https://tillflow.example/hooks/r', shop.context())
    await shipped([{ sku: 'HF-TOTE', quantity: 1 }])
    await shop.emit('returns/request', {})
    await shop.emit(event, {})
    expect(JSON.parse(shop.deliveries.at(-1)?.body ?? '')).toMatchObject(payload)
  })
})
