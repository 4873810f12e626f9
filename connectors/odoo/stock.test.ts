import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const { run, records, failure, poll, emit } = simulated({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config: CONNECTIONS['JSON-2 of Odoo 19'],
  secrets: SECRETS,
})
const levels = async (input: Json) =>
  ((await run('get-stock', input)) as { levels: { location: string; onHand: string; available: string }[] }).levels
const order = (lines: readonly { sku: string; quantity: number }[], reference = '#1') =>
  run('create-sales-order', {
    reference,
    customer: { ref: 'WEB-GUEST' },
    lines: lines.map((line) => ({ ...line, unitPrice: '10.00' })),
  })

describe('stock', () => {
  it('is told by location, less what is reserved for orders', async () => {
    await order([{ sku: 'HF-MUG-NAVY', quantity: 3 }])
    expect(await levels({ skus: ['HF-MUG-NAVY'] })).toMatchObject([
      { sku: 'HF-MUG-NAVY', warehouse: 'SHOP', location: 'SHOP/Stock', onHand: '10', reserved: '0', available: '10' },
      { sku: 'HF-MUG-NAVY', warehouse: 'WH', location: 'WH/Stock', onHand: '40', reserved: '3', available: '37' },
    ])
    expect(await levels({ skus: ['HF-MUG-NAVY', 'SHIPPING'], warehouse: 'WH' })).toHaveLength(1)
  })
  it('is counted to a quantity, not by a difference', async () => {
    const count = { sku: 'HF-MUG-NAVY', warehouse: 'SHOP', quantity: '7.5' }
    expect(await run('set-stock', count)).toMatchObject({ location: 'SHOP/Stock', onHand: '7.5' })
    await run('set-stock', count)
    expect(await levels({ skus: ['HF-MUG-NAVY'], warehouse: 'SHOP' })).toMatchObject([{ onHand: '7.5' }])
    // The second count found everything as it should be: nothing moved.
    expect(await records('stock.move')).toHaveLength(1)
  })
  it('is counted where nothing was yet, and down to nothing', async () => {
    expect(await run('set-stock', { sku: 'HF-GIFT-25', location: 'WH/Stock', quantity: 4 })).toMatchObject({ warehouse: 'WH', onHand: '4' })
    expect(await run('set-stock', { sku: 'HF-GIFT-25', location: 'WH/Stock', quantity: 0 })).toMatchObject({ onHand: '0', available: '0' })
  })
  it('needs one place', async () => {
    const both = { sku: 'HF-MUG-NAVY', warehouse: 'WH', location: 'WH/Stock', quantity: 1 }
    expect((await failure(run('set-stock', both))).code).toBe('action-input-invalid')
    expect((await failure(run('set-stock', { sku: 'HF-MUG-NAVY', location: 'Moon', quantity: 1 }))).message).toBe(
      'Odoo has no location "Moon".',
    )
  })
  it('that changed is polled once for each product, also when nothing is left', async () => {
    await run('set-stock', { sku: 'HF-MUG-NAVY', warehouse: 'WH', quantity: 0 })
    await run('set-stock', { sku: 'HF-MUG-NAVY', warehouse: 'SHOP', quantity: 3 })
    await run('set-stock', { sku: 'HF-CAP', warehouse: 'SHOP', quantity: 1 })
    const changed = await poll('stock-changed')
    expect(changed.map(({ value }) => value)).toMatchObject([
      { sku: 'HF-MUG-NAVY', levels: [{ warehouse: 'SHOP', onHand: '3' }] },
      {
        sku: 'HF-CAP',
        levels: [
          { warehouse: 'SHOP', onHand: '1' },
          { warehouse: 'WH', onHand: '40' },
        ],
      },
    ])
  })
  it('of a till changes at the close of its session only', async () => {
    await emit('pos.sale', { lines: [{ sku: 'HF-MUG-NAVY', quantity: 2 }], payments: [{ method: 'Card', amount: 25 }] })
    expect(await levels({ skus: ['HF-MUG-NAVY'], warehouse: 'SHOP' })).toMatchObject([{ onHand: '10' }])
    await emit('pos.session-closed', {})
    expect(await levels({ skus: ['HF-MUG-NAVY'], warehouse: 'SHOP' })).toMatchObject([{ onHand: '8' }])
  })
})

describe('a delivery', () => {
  const deliveries = async () =>
    ((await run('get-deliveries', { orderReference: '#1' })) as { deliveries: { number: string; state: string; lines: unknown[] }[] })
      .deliveries

  it('is validated with what left; the rest follows', async () => {
    await order([
      { sku: 'HF-MUG-NAVY', quantity: 3 },
      { sku: 'HF-CAP', quantity: 1 },
    ])
    const lines = [{ sku: 'HF-MUG-NAVY', quantity: 2 }]
    const done = await run('validate-delivery', { number: 'WH/OUT/00001', lines, trackingNumber: '1Z' })
    expect(done).toMatchObject({
      state: 'done',
      order: 'S00001',
      orderReference: '#1',
      warehouse: 'WH',
      trackingNumber: '1Z',
      lines: [{ sku: 'HF-MUG-NAVY', quantity: '2' }],
    })
    // Repeated, it stays as it is.
    expect(await run('validate-delivery', { number: 'WH/OUT/00001', lines, trackingNumber: '1Z' })).toEqual(done)
    expect(await deliveries()).toMatchObject([
      { number: 'WH/OUT/00001', state: 'done' },
      {
        number: 'WH/OUT/00002',
        state: 'assigned',
        backorderOf: 1,
        lines: [
          { sku: 'HF-MUG-NAVY', ordered: '1' },
          { sku: 'HF-CAP', ordered: '1' },
        ],
      },
    ])
    expect(await levels({ skus: ['HF-MUG-NAVY'], warehouse: 'WH' })).toMatchObject([{ onHand: '38', reserved: '1' }])
  })
  it('gives the rest up when that is wanted', async () => {
    await order([{ sku: 'HF-MUG-NAVY', quantity: 3 }])
    await run('validate-delivery', { number: 'WH/OUT/00001', lines: [{ sku: 'HF-MUG-NAVY', quantity: 1 }], backorder: false })
    expect(await deliveries()).toHaveLength(1)
    expect(await levels({ skus: ['HF-MUG-NAVY'], warehouse: 'WH' })).toMatchObject([{ onHand: '39', reserved: '0' }])
  })
  it('takes what is reserved when no lines are given', async () => {
    await run('set-stock', { sku: 'HF-MUG-NAVY', warehouse: 'WH', quantity: 2 })
    await order([{ sku: 'HF-MUG-NAVY', quantity: 3 }])
    expect(await run('validate-delivery', { number: 'WH/OUT/00001' })).toMatchObject({ lines: [{ ordered: '2', quantity: '2' }] })
    expect(await deliveries()).toHaveLength(2)
  })
  it('that holds nothing of the SKU is refused before anything is written', async () => {
    await order([{ sku: 'HF-MUG-NAVY', quantity: 1 }])
    const error = await failure(run('validate-delivery', { number: 'WH/OUT/00001', lines: [{ sku: 'HF-CAP', quantity: 1 }] }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/lines/0/sku' }] })
    expect(await deliveries()).toMatchObject([{ state: 'assigned' }])
  })
  it('is polled when it is done', async () => {
    await order([{ sku: 'HF-MUG-NAVY', quantity: 1 }])
    expect(await poll('deliveries-changed')).toEqual([])
    await run('validate-delivery', { number: 'WH/OUT/00001' })
    expect((await poll('deliveries-changed')).map(({ value }) => value)).toMatchObject([
      { number: 'WH/OUT/00001', state: 'done', orderReference: '#1' },
    ])
  })
})

describe('products', () => {
  it('are made once, changed where they differ, and archived', async () => {
    const product = { sku: 'HF-NEW', name: 'Anchor pin', barcode: '5012345999999', listPrice: '4.50', kind: 'goods' }
    expect(await run('upsert-product', product)).toMatchObject({ created: true, listPrice: '4.50' })
    expect(await run('upsert-product', { ...product, listPrice: '4.90', taxes: ['0%'] })).toMatchObject({
      created: false,
      listPrice: '4.90',
    })
    expect(await run('upsert-product', { sku: 'HF-NEW', active: false })).toMatchObject({ created: false })
    expect((await records('product.product')).filter((row) => row['default_code'] === 'HF-NEW')).toMatchObject([
      { lst_price: 4.9, taxes_id: [1], active: false, is_storable: true },
    ])
    expect((await failure(run('find-product', { sku: 'HF-NEW' }))).code).toBe('vendor-rejected')
    expect(await run('find-product', { barcode: '5012345000015' })).toMatchObject({ sku: 'HF-MUG-NAVY' })
  })
  it('keep their barcode: one that belongs to another SKU is refused', async () => {
    const error = await failure(run('upsert-product', { sku: 'HF-NEW', name: 'Pin', barcode: '5012345000015' }))
    expect(error.message).toBe('In Odoo the barcode 5012345000015 belongs to the product HF-MUG-NAVY, not to HF-NEW.')
  })
})
