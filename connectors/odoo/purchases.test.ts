// A supplier's answers to a purchase order: what will come and when, what is on its way, what is invoiced for it.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  const { run, records, emit, failure, fail, poll } = simulated({
    connector: odoo,
    createSimulator: createOdooSimulator,
    config,
    secrets: SECRETS,
  })
  const buy = (...lines: object[]) => emit('purchase.ordered', { lines } as never)
  const mugs = { sku: 'HF-MUG-NAVY', quantity: 48, price: 5 }
  const totes = { sku: 'HF-TOTE', quantity: 10, price: 7.25 }
  const call = (action: string, input: object) => run(action, { number: 'P00001', ...input } as never)
  const lines = async () =>
    (await records('purchase.order.line')).map((one) => [
      one['product_qty'],
      (one['date_planned'] as string).slice(0, 10),
      one['qty_invoiced'],
    ])
  const moves = async () => (await records('stock.move')).map((one) => [one['product_uom_qty'], one['quantity'], one['state']])

  it('is told when it is confirmed, with numbers of its lines, once', async () => {
    await buy(mugs, totes)
    const [order] = await poll('purchase-orders-confirmed', { since: '2020-01-01T00:00:00Z' })
    expect(order?.value).toMatchObject({
      number: 'P00001',
      supplier: { name: 'Quayside Pottery', ref: 'SUP-QUAY' },
      warehouse: 'WH',
      currency: 'GBP',
      total: '375.00',
      lines: [
        { line: '1', sku: 'HF-MUG-NAVY', barcode: '5012345000015', quantity: '48', unit: 'Units', unitPrice: '5' },
        { line: '2', sku: 'HF-TOTE', quantity: '10', unitPrice: '7.25' },
      ],
    })
    // An answer changes it, and it is the same event.
    await call('answer-purchase-order', { lines: [{ line: '1', quantity: '48', expectedOn: '2030-03-15' }] })
    const [again] = await poll('purchase-orders-confirmed', { since: '2020-01-01T00:00:00Z' })
    expect([again?.key, again?.version]).toEqual([order?.key, order?.version])
  })

  it('gets the days of the answer, and says what differs', async () => {
    await buy(mugs, totes)
    const answer = {
      supplierReference: 'Q-77',
      lines: [
        { line: '1', quantity: '36', expectedOn: '2030-03-15', unitPrice: '5.10' },
        { sku: 'HF-TOTE', quantity: '0' },
      ],
    }
    expect(await call('answer-purchase-order', answer)).toEqual({
      number: 'P00001',
      changed: true,
      differences: [
        { sku: 'HF-MUG-NAVY', kind: 'fewer', ordered: '48', confirmed: '36' },
        { sku: 'HF-MUG-NAVY', kind: 'price', ordered: '5', confirmed: '5.1' },
        { sku: 'HF-TOTE', kind: 'rejected', ordered: '10', confirmed: '0' },
      ],
    })
    expect((await records('purchase.order'))[0]).toMatchObject({ partner_ref: 'Q-77' })
    expect((await lines())[0]?.slice(0, 2)).toEqual([48, '2030-03-15'])
    expect(await call('answer-purchase-order', answer)).toMatchObject({ changed: false })
  })

  it('is lowered where that is wanted, but never by a rejection', async () => {
    await buy(mugs, totes)
    const answer = {
      whenFewer: 'change',
      lines: [
        { line: '1', quantity: '36' },
        { line: '2', quantity: '0' },
      ],
    }
    expect(await call('answer-purchase-order', answer)).toMatchObject({ differences: [{ sku: 'HF-TOTE', kind: 'rejected' }] })
    expect((await lines()).map(([quantity]) => quantity)).toEqual([36, 10])
    expect(await moves()).toEqual([
      [36, 36, 'assigned'],
      [10, 10, 'assigned'],
    ])
    expect(await call('answer-purchase-order', { decision: 'rejected' })).toMatchObject({
      differences: [{ kind: 'rejected' }, { kind: 'rejected' }],
    })
  })

  it('expects what a ship notice says, once, and what a second one adds', async () => {
    await buy(mugs, totes)
    const first = { reference: 'SHIP-1', expectedOn: '2030-03-14', trackingNumber: '1Z9', lines: [{ line: '1', quantity: '36' }] }
    await fail({ kind: 'cut-after-write', match: 'stock.picking.write' })
    await failure(call('announce-receipt', first))
    expect(await call('announce-receipt', first)).toEqual({ number: 'P00001', receipt: 'WH/IN/00001', announced: false })
    expect((await moves()).map(([, quantity]) => quantity)).toEqual([36, 0])
    await call('announce-receipt', {
      reference: 'SHIP-2',
      lines: [
        { line: '1', quantity: '12' },
        { sku: 'HF-TOTE', quantity: '10' },
      ],
    })
    expect((await moves()).map(([, quantity]) => quantity)).toEqual([48, 10])
    const [receipt] = await records('stock.picking')
    expect(receipt).toMatchObject({ scheduled_date: '2030-03-14 12:00:00' })
    expect(await failure(call('announce-receipt', { reference: 'SHIP-3', lines: [{ line: '1', quantity: '1' }] }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The ship notice SHIP-3 does not go with P00001. 49 of HF-MUG-NAVY are announced, and 48 are still expected.',
    })
  })

  it('is billed for what was received, at its prices', async () => {
    await buy(mugs)
    const bill = { reference: 'INV-1', date: '2030-03-20', lines: [{ line: '1', quantity: '48', unitPrice: '5.00' }], total: '288.00' }
    expect((await failure(call('create-vendor-bill', bill))).message).toContain(
      '48 of HF-MUG-NAVY are invoiced in all, and 0 were received.',
    )
    await emit('purchase.received', { number: 'P00001' })
    await fail({ kind: 'cut-after-write', match: 'account.move.create' })
    await failure(call('create-vendor-bill', bill))
    expect(await call('create-vendor-bill', bill)).toMatchObject({ state: 'draft', created: false, currency: 'GBP', amountTotal: '288.00' })
    expect((await lines())[0]?.[2]).toBe(48)
    expect((await failure(call('create-vendor-bill', { ...bill, reference: 'INV-2' }))).message).toContain(
      '96 of HF-MUG-NAVY are invoiced in all',
    )
    expect(await records('account.move')).toMatchObject([
      { move_type: 'in_invoice', ref: 'INV-1', state: 'draft', invoice_origin: 'P00001' },
    ])
  })

  it('is not billed at other prices or another total, beyond the tolerance', async () => {
    await buy(mugs)
    await emit('purchase.received', { number: 'P00001' })
    const bill = (unitPrice: string, total: string, tolerance?: string) =>
      call('create-vendor-bill', {
        reference: `INV-${unitPrice}`,
        lines: [{ sku: 'HF-MUG-NAVY', quantity: '24', unitPrice }],
        total,
        ...(tolerance && { tolerance }),
      })
    expect((await failure(bill('5.10', '146.88'))).message).toContain('HF-MUG-NAVY is invoiced at 5.1, and ordered at 5.')
    expect(await records('account.move')).toEqual([])
    expect(await bill('5.02', '144.58', '0.50')).toMatchObject({ amountTotal: '144.58' })
    expect((await failure(bill('5.00', '150.00', '0.50'))).message).toBe(
      'INV-5.00 for P00001 is for 150.00 GBP in all, and its draft in Odoo for 144.00 GBP.',
    )
  })

  it('that is not there, or has no such line, is refused by name', async () => {
    expect((await failure(call('answer-purchase-order', {}))).message).toBe('Odoo has no purchase order P00001.')
    await buy(mugs)
    expect((await failure(call('answer-purchase-order', { lines: [{ sku: 'NOPE', quantity: '1' }] }))).message).toBe(
      'The purchase order P00001 has no NOPE.',
    )
  })
})
