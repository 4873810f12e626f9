// A sales order that the shop has changed: it gets the lines it shall have, and what has left or is invoiced is a person's decision.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  const { run, records, emit, failure, requests } = simulated({
    connector: odoo,
    createSimulator: createOdooSimulator,
    config,
    secrets: SECRETS,
  })
  const line = (sku: string, quantity: number, unitPrice: string, more: object = {}) => ({
    sku,
    quantity,
    unitPrice,
    taxes: ['20% incl.'],
    ...more,
  })
  const mugs = (quantity: number) => line('HF-MUG-NAVY', quantity, '12.50')
  const shipping = line('SHIPPING', 1, '4.95')
  const place = (...lines: object[]) =>
    run('create-sales-order', {
      reference: '#1',
      customer: { ref: 'WEB-GUEST' },
      lines,
      payments: [{ journal: 'CARD', amount: '1.00' }],
    } as never)
  const update = (lines: object[], more: object = {}) => run('update-sales-order', { reference: '#1', lines, ...more } as never)
  const skuOf = (product: unknown) => /\[(.*?)\]/.exec(String(product))?.[1]
  const lines = async () =>
    (await records('sale.order.line'))
      .filter(({ display_type: kind }) => kind === false)
      .map((one) => [skuOf(one['product_id']), one['product_uom_qty'], one['price_unit']])
  const open = async () =>
    (await records('stock.move'))
      .filter(({ state }) => state !== 'cancel')
      .map((one) => [skuOf(one['product_id']), one['product_uom_qty'], one['state']])

  it('gets lines, quantities and prices, with what is still to leave', async () => {
    await place(mugs(3), line('HF-TOTE', 1, '15.00'), shipping)
    expect(
      await update([mugs(1), shipping, line('HF-SOCKS', 2, '9.50'), line('DISCOUNT', 1, '-2.00')], { expectedTotal: '34.45' }),
    ).toMatchObject({ changed: true, amountTotal: '34.45', state: 'sale' })
    expect(await lines()).toEqual([
      ['HF-MUG-NAVY', 1, 12.5],
      ['HF-TOTE', 0, 15],
      ['SHIPPING', 1, 4.95],
      ['HF-SOCKS', 2, 9.5],
      ['DISCOUNT', 1, -2],
    ])
    expect(await open()).toEqual([
      ['HF-MUG-NAVY', 1, 'assigned'],
      ['HF-SOCKS', 2, 'assigned'],
    ])
    // How it was paid stays on it.
    expect((await records('sale.order.line')).some(({ display_type: kind }) => kind === 'line_note')).toBe(true)
  })

  it('is written once: what it has already is left alone, and a line comes back where it was', async () => {
    await place(mugs(3), shipping)
    await update([mugs(2), shipping])
    const writes = async () =>
      (await requests()).filter(({ path, body }) => path.endsWith('/sale.order/write') || body.includes('"sale.order","write"')).length
    expect(await writes()).toBe(1)
    expect(await update([mugs(2), shipping])).toMatchObject({ changed: false })
    expect(await writes()).toBe(1)
    await update([shipping])
    await update([mugs(4), shipping])
    expect(await lines()).toEqual([
      ['HF-MUG-NAVY', 4, 12.5],
      ['SHIPPING', 1, 4.95],
    ])
    expect(await open()).toEqual([['HF-MUG-NAVY', 4, 'assigned']])
  })

  it('keeps lines of one SKU apart by their prices', async () => {
    await place(mugs(2), line('HF-MUG-NAVY', 1, '10.00'))
    await update([line('HF-MUG-NAVY', 3, '10.00'), mugs(1)])
    expect(await lines()).toEqual([
      ['HF-MUG-NAVY', 1, 12.5],
      ['HF-MUG-NAVY', 3, 10],
    ])
  })

  it('is left whole where that would take back what has left, and says so', async () => {
    await place(mugs(3), shipping)
    await run('validate-delivery', { number: 'WH/OUT/00001', lines: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] })
    expect(await failure(update([mugs(1), shipping, line('HF-SOCKS', 1, '9.50')]))).toMatchObject({
      code: 'vendor-rejected',
      message:
        'The sales order for #1 is not changed. 2 × "[HF-MUG-NAVY] Harbour mug, navy" have left the warehouse, and only 1 wanted now.',
    })
    expect(await lines()).toEqual([
      ['HF-MUG-NAVY', 3, 12.5],
      ['SHIPPING', 1, 4.95],
    ])
    // The rest may still change.
    await update([mugs(2), shipping])
    expect((await open()).filter(([, , state]) => state !== 'done')).toEqual([])
  })

  it('is left whole where that would change what is invoiced', async () => {
    await place(mugs(2), shipping)
    await emit('sale.invoiced', { reference: '#1' })
    const refused = async (change: object[]) => (await failure(update(change))).message
    expect(await refused([mugs(1), shipping])).toContain('2 × "[HF-MUG-NAVY] Harbour mug, navy" are invoiced, and only 1 wanted now.')
    expect(await refused([mugs(2)])).toContain('1 × "[SHIPPING] Shipping" are invoiced, and none is wanted now.')
    expect(await refused([mugs(2), line('SHIPPING', 1, '9.95')])).toContain('is invoiced at 4.95 each, and shall now be at 9.95 each.')
    expect(await update([mugs(2), shipping, line('HF-SOCKS', 1, '9.50')])).toMatchObject({ changed: true })
  })

  it('says both totals where they differ, and what state is in the way', async () => {
    await place(mugs(2))
    expect((await failure(update([mugs(1)], { expectedTotal: '13.00' }))).message).toBe(
      'Odoo computes a total of 12.50 GBP for S00001, and the order #1 costs 13.00 now.',
    )
    await run('cancel-sales-order', { reference: '#1' })
    expect((await failure(update([mugs(1)]))).message).toContain('is cancelled in Odoo, and the shop has changed it.')
  })

  it('is waited for while it is not there or not confirmed', async () => {
    expect(await failure(update([mugs(1)], { whenMissing: 'wait' }))).toMatchObject({ code: 'not-there-yet', disposition: 'retry' })
    expect(await failure(update([mugs(1)]))).toMatchObject({ code: 'vendor-rejected' })
    await run('create-sales-order', { reference: '#1', customer: { ref: 'WEB-GUEST' }, lines: [mugs(2)], confirm: false } as never)
    expect(await failure(update([mugs(1)], { whenMissing: 'wait' }))).toMatchObject({ code: 'not-there-yet' })
    expect(await failure(update([mugs(1)]))).toMatchObject({ code: 'vendor-rejected' })
  })
})
