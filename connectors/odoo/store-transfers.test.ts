// Transfers to stores in two steps: told once when they left, received with what the store counted, differences told and booked where that is wanted.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const ADJUSTMENT = 'Virtual Locations/Inventory adjustment'
const TRANSIT = 'Physical Locations/Inter-warehouse transit'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  const { run, records, emit, failure, fail, poll } = simulated({
    connector: odoo,
    createSimulator: createOdooSimulator,
    config,
    secrets: SECRETS,
  })
  const GOODS = [
    { sku: 'HF-MUG-NAVY', quantity: 12 },
    { sku: 'HF-TOTE', quantity: 6 },
  ]
  const dispatched = (more: object = {}) => emit('transfer.dispatched', { lines: GOODS, ...more } as never)
  const received = (mugs: number, totes: number, more: object = {}) =>
    run('receive-transfer', {
      number: 'WH/OUT/00001',
      lines: [
        { sku: 'HF-MUG-NAVY', quantity: mugs },
        { sku: 'HF-TOTE', quantity: totes },
      ],
      ...more,
    } as never)
  const at = async (location: string) => {
    const quants = await records('stock.quant')
    const of = (sku: string) =>
      quants.find(
        ({ location_id: where, product_id: what }) =>
          (where as unknown as [number, string])[1] === location && (what as unknown as [number, string])[1].startsWith(`[${sku}]`),
      )?.['quantity'] ?? 0
    return [of('HF-MUG-NAVY'), of('HF-TOTE')]
  }
  const pickings = async () =>
    ((await records('stock.picking')) as readonly { name: string; state: string }[]).map(({ name, state }) => `${name} ${state}`)
  const BOOK = { differences: 'book', differenceLocation: ADJUSTMENT }

  it('are told when they left, once, with the store and what they hold', async () => {
    await dispatched({ leaves: false })
    expect(await poll('transfers-dispatched')).toEqual([])
    await dispatched({ number: 'WH/OUT/00001' })
    const told = await poll('transfers-dispatched')
    expect(told.map(({ value }) => value)).toMatchObject([
      {
        number: 'WH/OUT/00001',
        from: 'WH',
        to: 'SHOP',
        receipts: ['SHOP/IN/00002'],
        lines: [
          { sku: 'HF-MUG-NAVY', quantity: '12' },
          { sku: 'HF-TOTE', quantity: '6' },
        ],
      },
    ])
    // What changes afterwards is the same transfer.
    await received(12, 6)
    expect((await poll('transfers-dispatched')).map(({ key, version }) => [key, version])).toEqual(
      told.map(({ key, version }) => [key, version]),
    )
  })

  it('that are cancelled before they leave are not told, and cannot be received', async () => {
    await dispatched({ leaves: false })
    await emit('transfer.cancelled', { number: 'WH/OUT/00001' })
    expect(await poll('transfers-dispatched')).toEqual([])
    expect(await failure(received(12, 6))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The transfer WH/OUT/00001 has not left the warehouse in Odoo (cancel).',
    })
  })

  it('are in the stock of the store when all arrived, once however often it is told', async () => {
    await dispatched()
    expect([await at(TRANSIT), await at('WH/Stock'), await at('SHOP/Stock')]).toEqual([
      [12, 6],
      [28, 34],
      [10, 10],
    ])
    const first = await received(12, 6)
    expect(first).toEqual({ number: 'WH/OUT/00001', receipts: ['SHOP/IN/00002'], differences: [], bookedWith: [] })
    expect(await received(12, 6)).toEqual(first)
    expect(await pickings()).toEqual(['WH/OUT/00001 done', 'SHOP/IN/00002 done'])
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [0, 0],
      [22, 16],
    ])
  })

  it('of which fewer arrived leave the rest in transit, on a backorder, for a person', async () => {
    await dispatched()
    const told = await received(10, 6)
    expect(told).toMatchObject({ differences: [{ sku: 'HF-MUG-NAVY', kind: 'missing', sent: '12', received: '10', booked: false }] })
    // Told again: the backorder inherits the note of its receipt, and gets nothing.
    expect(await received(10, 6)).toEqual(told)
    expect(await pickings()).toEqual(['WH/OUT/00001 done', 'SHOP/IN/00002 done', 'SHOP/IN/00003 assigned'])
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [2, 0],
      [20, 16],
    ])
  })

  it('of which more arrived are received as counted, and the difference is told', async () => {
    await dispatched()
    expect(await received(13, 6)).toMatchObject({
      differences: [{ sku: 'HF-MUG-NAVY', kind: 'surplus', sent: '12', received: '13', booked: false }],
    })
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [-1, 0],
      [23, 16],
    ])
  })

  it('are booked where that is wanted: transit is empty, and nothing is expected any more', async () => {
    await dispatched()
    const told = await received(10, 7, BOOK)
    expect(told).toMatchObject({
      differences: [
        { sku: 'HF-MUG-NAVY', kind: 'missing', booked: true },
        { sku: 'HF-TOTE', kind: 'surplus', booked: true },
      ],
      bookedWith: ['SHOP/INT/00004', 'SHOP/INT/00005'],
    })
    expect(await received(10, 7, BOOK)).toEqual(told)
    expect([await at(TRANSIT), await at('SHOP/Stock'), await at('WH/Stock')]).toEqual([
      [0, 0],
      [20, 17],
      [28, 34],
    ])
    expect(await pickings()).toEqual([
      'WH/OUT/00001 done',
      'SHOP/IN/00002 done',
      'SHOP/IN/00003 cancel',
      'SHOP/INT/00004 done',
      'SHOP/INT/00005 done',
    ])
  })

  it('of which nothing arrived wait for a person, or are booked as a whole', async () => {
    await dispatched()
    expect(await received(0, 0)).toMatchObject({ receipts: [], differences: [{ kind: 'missing' }, { kind: 'missing', booked: false }] })
    expect(await pickings()).toEqual(['WH/OUT/00001 done', 'SHOP/IN/00002 assigned'])
    expect(await received(0, 0, BOOK)).toMatchObject({ bookedWith: ['SHOP/INT/00003'] })
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [0, 0],
      [10, 10],
    ])
    expect(await pickings()).toEqual(['WH/OUT/00001 done', 'SHOP/IN/00002 cancel', 'SHOP/INT/00003 done'])
  })

  it('that leave in two parts are received apart, and only what all of it tells is booked', async () => {
    await dispatched({ lines: [{ sku: 'HF-MUG-NAVY', quantity: 12, sent: 8 }] })
    const some = (number: string, quantity: number, more: object = BOOK) =>
      run('receive-transfer', { number, lines: [{ sku: 'HF-MUG-NAVY', quantity }], ...more } as never)
    // Four are to leave yet: their receipt must not be cancelled with the one that is missing.
    expect(await some('WH/OUT/00001', 7)).toMatchObject({ differences: [{ kind: 'missing', booked: false }], bookedWith: [] })
    await dispatched({ number: 'WH/OUT/00003' })
    expect((await poll('transfers-dispatched')).map(({ value }) => value)).toMatchObject([
      { number: 'WH/OUT/00001', lines: [{ quantity: '8' }] },
      { number: 'WH/OUT/00003', to: 'SHOP', lines: [{ quantity: '4' }] },
    ])
    expect(await some('WH/OUT/00003', 4)).toMatchObject({ receipts: ['SHOP/IN/00004'], differences: [] })
    // Now that nothing else is to come, a replay books it.
    expect(await some('WH/OUT/00001', 7)).toMatchObject({ receipts: ['SHOP/IN/00002'], differences: [{ booked: true }] })
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [0, 0],
      [21, 10],
    ])
  })

  it('tell what a store counted that was not sent, and do not take it in', async () => {
    await dispatched()
    const lines = [...GOODS, { sku: 'HF-CAP', quantity: 3 }]
    expect(await run('receive-transfer', { number: 'WH/OUT/00001', lines, ...BOOK } as never)).toMatchObject({
      differences: [{ sku: 'HF-CAP', kind: 'not-sent', sent: '0', received: '3', booked: false }],
    })
  })

  it('are refused where a person was faster, or fewer are counted than were taken in', async () => {
    await dispatched()
    await received(12, 6)
    expect((await failure(received(11, 6))).message).toBe(
      'More of HF-MUG-NAVY was taken in for WH/OUT/00001 already than the store counted now.',
    )
    await dispatched()
    await emit('transfer.cancelled', { number: 'SHOP/IN/00004' })
    const second = { number: 'WH/OUT/00003', lines: GOODS }
    expect((await failure(run('receive-transfer', second))).message).toBe(
      'Odoo expects nothing of HF-MUG-NAVY, HF-TOTE any more for WH/OUT/00003: its receipt was validated or cancelled there.',
    )
    expect((await failure(run('receive-transfer', { ...second, number: 'WH/OUT/99' }))).message).toContain('has no transfer WH/OUT/99')
    expect((await failure(received(12, 6, { differences: 'book' }))).code).toBe('action-input-invalid')
  })

  it('are received once, whatever the try before left behind', async () => {
    await dispatched()
    for (const match of ['stock.picking.write', 'stock.picking.button_validate', 'stock.picking.create', 'stock.picking.action_cancel']) {
      await fail({ kind: 'cut-after-write', match })
      await failure(received(10, 6, BOOK))
    }
    expect(await received(10, 6, BOOK)).toMatchObject({ receipts: ['SHOP/IN/00002'], bookedWith: ['SHOP/INT/00004'] })
    expect([await at(TRANSIT), await at('SHOP/Stock')]).toEqual([
      [0, 0],
      [20, 16],
    ])
  })
})
