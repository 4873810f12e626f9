// Goods that come back: into stock or where they are not fit for sale, counted altogether.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  const { run, records, emit, failure, fail } = simulated({
    connector: odoo,
    createSimulator: createOdooSimulator,
    config,
    secrets: SECRETS,
  })
  const shipped = (...lines: object[]) => emit('sale.shipped', { reference: '#1', lines } as never)
  const receive = (lines: object[], more: object = {}) =>
    run('receive-return', { reference: '#1-R1', orderReference: '#1', lines, ...more } as never)
  const stock = async (sku: string) => {
    const { levels } = (await run('get-stock', { skus: [sku] })) as unknown as { levels: { location: string; onHand: string }[] }
    return Object.fromEntries(levels.map(({ location, onHand }) => [location, onHand]))
  }
  const receipts = async () => (await records('stock.picking')).filter(({ picking_type_code: code }) => code === 'incoming')

  it('are in stock again, those that are broken are not, and the order stays as it was delivered', async () => {
    await shipped({ sku: 'HF-MUG-NAVY', quantity: 3 }, { sku: 'HF-TOTE', quantity: 1 })
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'WH/Stock': '37', 'SHOP/Stock': '10' })
    const lines = [
      { sku: 'HF-MUG-NAVY', quantity: 1 },
      { sku: 'HF-MUG-NAVY', quantity: 1, location: 'Virtual Locations/Scrap' },
      { sku: 'HF-TOTE', quantity: 1, warehouse: 'SHOP' },
    ]
    expect(await receive(lines)).toMatchObject({
      order: 'S00001',
      received: [
        { sku: 'HF-MUG-NAVY', quantity: '1', location: 'WH/Stock' },
        { sku: 'HF-MUG-NAVY', quantity: '1', location: 'Virtual Locations/Scrap' },
        { sku: 'HF-TOTE', quantity: '1', location: 'SHOP/Stock' },
      ],
    })
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'WH/Stock': '38', 'SHOP/Stock': '10' })
    expect(await stock('HF-TOTE')).toMatchObject({ 'WH/Stock': '39', 'SHOP/Stock': '11' })
    expect(await receipts()).toMatchObject([{ origin: '#1-R1', state: 'done', return_id: [1, 'WH/OUT/00001'] }])
    expect((await records('sale.order.line')).map(({ qty_delivered: delivered }) => delivered)).toEqual([3, 1])
  })

  it('are counted altogether: what was taken in is not again, and more comes on a receipt of its own', async () => {
    await shipped({ sku: 'HF-MUG-NAVY', quantity: 3 })
    await receive([{ sku: 'HF-MUG-NAVY', quantity: 1 }])
    expect(await receive([{ sku: 'HF-MUG-NAVY', quantity: 1 }])).toMatchObject({ received: [] })
    expect(await receive([{ sku: 'HF-MUG-NAVY', quantity: 3 }])).toMatchObject({ received: [{ quantity: '2' }] })
    expect(await receipts()).toHaveLength(2)
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'WH/Stock': '40' })
    expect((await failure(receive([{ sku: 'HF-MUG-NAVY', quantity: 2 }]))).message).toContain('3 were taken in at WH/Stock')
  })

  it('are taken in once, whatever the try before left behind', async () => {
    await shipped({ sku: 'HF-MUG-NAVY', quantity: 3 })
    for (const match of ['stock.picking.create', 'stock.picking.action_confirm', 'stock.picking.button_validate']) {
      await fail({ kind: 'cut-after-write', match })
      await failure(receive([{ sku: 'HF-MUG-NAVY', quantity: 2 }]))
    }
    await receive([{ sku: 'HF-MUG-NAVY', quantity: 2 }])
    expect(await receipts()).toMatchObject([{ state: 'done' }])
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'WH/Stock': '39' })
  })

  it('are refused where more come back than left, also over several returns', async () => {
    await shipped({ sku: 'HF-MUG-NAVY', quantity: 2 })
    await receive([{ sku: 'HF-MUG-NAVY', quantity: 1 }])
    expect(await failure(receive([{ sku: 'HF-MUG-NAVY', quantity: 2 }], { reference: '#1-R2' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'Of HF-MUG-NAVY only 1 have left for this order and not come back yet, and 2 more came back.',
    })
    expect(await failure(receive([{ sku: 'HF-TOTE', quantity: 1 }]))).toMatchObject({ code: 'vendor-rejected' })
    expect(await receipts()).toHaveLength(1)
  })

  it('of an order that has not left yet are waited for', async () => {
    expect(await failure(receive([{ sku: 'HF-TOTE', quantity: 1 }], { whenMissing: 'wait' }))).toMatchObject({ code: 'not-there-yet' })
    const line = { sku: 'HF-TOTE', quantity: 1, unitPrice: '15.00' }
    await run('create-sales-order', { reference: '#1', customer: { ref: 'WEB-GUEST' }, lines: [line] } as never)
    expect(await failure(receive([{ sku: 'HF-TOTE', quantity: 1 }], { whenMissing: 'wait' }))).toMatchObject({ code: 'not-there-yet' })
    expect(await failure(receive([{ sku: 'HF-TOTE', quantity: 1 }]))).toMatchObject({ code: 'vendor-rejected' })
  })
})
