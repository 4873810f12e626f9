// What tills sold leaves the stock of their store, once.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  const { run, records, failure, fail } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })
  const sell = (lines: object[], more: object = {}) =>
    run('record-store-sale', { reference: 'LON-1-17', warehouse: 'SHOP', lines, ...more } as never)
  const stock = async (sku: string) => {
    const { levels } = (await run('get-stock', { skus: [sku] })) as unknown as { levels: { location: string; onHand: string }[] }
    return Object.fromEntries(levels.map(({ location, onHand }) => [location, onHand]))
  }

  it('sold and returned goods move each their way, services do not', async () => {
    const lines = [
      { sku: 'HF-MUG-NAVY', quantity: 2 },
      { sku: 'HF-MUG-NAVY', quantity: '1' },
      { sku: 'HF-TOTE', quantity: -1 },
      { sku: 'SHIPPING', quantity: 1 },
    ]
    expect(await sell(lines)).toMatchObject({
      transfers: [
        { direction: 'out', quantity: '3', created: true },
        { direction: 'in', quantity: '1', created: true },
      ],
    })
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'SHOP/Stock': '7', 'WH/Stock': '40' })
    expect(await stock('HF-TOTE')).toMatchObject({ 'SHOP/Stock': '11' })
    expect(await sell(lines)).toMatchObject({ transfers: [{ created: false }, { created: false }] })
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'SHOP/Stock': '7' })
    expect(await records('sale.order')).toEqual([])
  })

  it('stock may become negative, and goods may come back to another place', async () => {
    await sell([{ sku: 'HF-MUG-NAVY', quantity: 12 }])
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'SHOP/Stock': '-2' })
    await sell([{ sku: 'HF-MUG-NAVY', quantity: -1 }], { reference: 'LON-1-18', returnLocation: 'Physical Locations/Returns' })
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'SHOP/Stock': '-2', 'Physical Locations/Returns': '1' })
  })

  it('moves once, whatever the try before left behind', async () => {
    const lines = [{ sku: 'HF-MUG-NAVY', quantity: 2 }]
    for (const match of ['stock.picking.create', 'stock.picking.action_confirm', 'stock.picking.button_validate']) {
      await fail({ kind: 'cut-after-write', match })
      await failure(sell(lines))
    }
    await sell(lines)
    expect(await records('stock.picking')).toHaveLength(1)
    expect(await stock('HF-MUG-NAVY')).toMatchObject({ 'SHOP/Stock': '8' })
  })

  it('names what Odoo does not have', async () => {
    expect((await failure(sell([{ sku: 'NOPE', quantity: 1 }]))).message).toBe('Odoo has no product with the SKU "NOPE".')
    expect((await failure(sell([{ sku: 'HF-TOTE', quantity: 1 }], { warehouse: 'MOON' }))).message).toBe(
      'Odoo has no warehouse with the code "MOON".',
    )
  })
})
