// What suppliers who do no EDI put on their invoices: their own article numbers, freight, credit notes, other currencies, numbers that were used.
import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('a bill over %s', (_, config) => {
  const { run, records, emit, failure } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })
  const mugs = { sku: 'HF-MUG-NAVY', quantity: 48, price: 5 }
  const totes = { sku: 'HF-TOTE', quantity: 10, price: 7.25 }
  async function received(...lines: object[]) {
    await emit('purchase.ordered', { lines } as never)
    await emit('purchase.received', { number: 'P00001' })
  }
  const bill = (input: object) => run('create-vendor-bill', { number: 'P00001', reference: 'INV-1', ...input } as never)
  const whole = { lines: [{ sku: 'HF-MUG-NAVY', quantity: '48', unitPrice: '5.00' }], total: '288.00' }
  const billed = async () => (await records('purchase.order.line')).map((line) => line['qty_invoiced'])

  it("finds lines by the supplier's own numbers", async () => {
    await received(mugs, totes)
    const lines = [
      { supplierSku: 'QP-2200', quantity: '10', unitPrice: '7.25' },
      { supplierSku: 'QP-1100-N', quantity: '48', unitPrice: '5.00' },
    ]
    expect(await bill({ lines, net: '312.50', tax: '62.50', total: '375.00' })).toMatchObject({ created: true, amountTotal: '375.00' })
    expect(await billed()).toEqual([48, 10])
    const unknown = await failure(
      bill({ reference: 'INV-2', lines: [{ supplierSku: 'QP-9', quantity: '1', unitPrice: '1' }], total: '1.20' }),
    )
    expect(unknown.message).toBe('The purchase order P00001 has no QP-9.')
  })

  it('has freight and allowances as lines of their own', async () => {
    await received(mugs)
    const charges = [
      { sku: 'SHIPPING', description: 'Freight', amount: '12.50' },
      { sku: 'SHIPPING', description: 'Rebate', amount: '-2.50' },
    ]
    expect(await bill({ ...whole, charges, net: '250.00', tax: '50.00', total: '300.00' })).toMatchObject({ amountTotal: '300.00' })
    const lines = await records('account.move.line')
    expect(lines.map((line) => [line['name'], line['quantity'], line['price_unit'], line['purchase_line_id']])).toEqual([
      ['Harbour mug, navy', 48, 5, [1, '']],
      ['Freight', 1, 12.5, false],
      ['Rebate', 1, -2.5, false],
    ])
  })

  it('of another supplier or in another currency is refused', async () => {
    await received(mugs)
    expect((await failure(bill({ ...whole, currency: 'EUR' }))).message).toBe('INV-1 is in EUR, and the order P00001 is in GBP.')
    expect((await failure(bill({ ...whole, supplierVat: 'DE123456789' }))).message).toBe(
      'INV-1 is of a supplier with the VAT number DE123456789, and the order P00001 is with Quayside Pottery, whose number is GB927362814.',
    )
    expect(await records('account.move')).toEqual([])
    expect(await bill({ ...whole, currency: 'GBP', supplierVat: 'GB 927 3628 14' })).toMatchObject({ created: true })
  })

  it('may be for a few more than came, as many percent as are let pass', async () => {
    await received(mugs)
    const more = (quantity: string, total: string, percent?: string) =>
      bill({
        reference: `INV-${quantity}`,
        lines: [{ sku: 'HF-MUG-NAVY', quantity, unitPrice: '5.00' }],
        total,
        ...(percent && { quantityTolerance: percent }),
      })
    expect((await failure(more('49', '294.00'))).message).toContain('49 of HF-MUG-NAVY are invoiced in all, and 48 were received.')
    expect((await failure(more('50', '300.00', '2.5'))).message).toContain('50 of HF-MUG-NAVY')
    expect(await more('49', '294.00', '2.5')).toMatchObject({ amountTotal: '294.00' })
  })

  it('whose tax is split otherwise stays a draft that is told of', async () => {
    await received(mugs)
    const wrong = { ...whole, net: '242.02', tax: '45.98' }
    const message = 'INV-1 for P00001 is for 242.02 GBP without tax, and its draft in Odoo for 240.00 GBP.'
    expect((await failure(bill(wrong))).message).toBe(message)
    expect((await failure(bill(wrong))).message).toBe(message)
    expect(await records('account.move')).toHaveLength(1)
  })

  it('under a number that was used for another one is refused once that is posted', async () => {
    await received(mugs)
    await bill({ lines: [{ sku: 'HF-MUG-NAVY', quantity: '24', unitPrice: '5.00' }], total: '144.00' })
    expect((await failure(bill(whole))).message).toBe('INV-1 for P00001 is for 288.00 GBP in all, and its draft in Odoo for 144.00 GBP.')
    await emit('bill.posted', { reference: 'INV-1' })
    expect((await failure(bill(whole))).message).toBe(
      'Odoo has another INV-1 of this supplier: it is for 144.00 GBP in all, and this one for 288.00 GBP.',
    )
  })

  it('is credited on its order also where the credit note names the invoice alone', async () => {
    await received(mugs)
    const credit = {
      kind: 'credit-note',
      reference: 'CN-1',
      invoiceReference: 'INV-1',
      lines: [{ sku: 'HF-MUG-NAVY', quantity: '6', unitPrice: '5.00' }],
      total: '36.00',
    }
    const alone = (more: object = {}) => run('create-vendor-bill', { ...credit, ...more } as never)
    expect((await failure(alone())).message).toBe('The credit note CN-1 is for INV-1, and Odoo has no bill of an order with this number.')
    await bill(whole)
    expect(await alone()).toMatchObject({ created: true, amountTotal: '36.00' })
    expect(await alone()).toMatchObject({ created: false })
    expect((await records('account.move'))[1]).toMatchObject({ move_type: 'in_refund', invoice_origin: 'P00001' })
    // Another supplier's number is no licence.
    expect((await failure(alone({ reference: 'CN-2', supplierVat: 'DE123456789' }))).message).toContain(
      'CN-2 is of a supplier with the VAT number',
    )
    for (const more of [{ kind: 'invoice' }, { invoiceReference: '' }])
      expect((await failure(alone(more))).code).toBe('action-input-invalid')
    await emit('purchase.ordered', { supplier: 'WEB-GUEST', lines: [mugs] } as never)
    await emit('purchase.received', { number: 'P00002' })
    await bill({ ...whole, number: 'P00002' })
    expect((await failure(alone({ reference: 'CN-3' }))).message).toBe(
      'The credit note CN-3 is for INV-1, and several bills in Odoo have this number.',
    )
  })

  it('is credited once, linked with what is credited, and never for more than was invoiced', async () => {
    await received(mugs)
    const credit = { kind: 'credit-note', reference: 'CN-1', invoiceReference: 'INV-1' }
    const back = (quantity: string, total: string) => ({
      ...credit,
      lines: [{ supplierSku: 'QP-1100-N', quantity, unitPrice: '5.00' }],
      total,
    })
    expect((await failure(bill(back('6', '36.00')))).message).toBe(
      'The credit note CN-1 does not go with P00001. 6 of HF-MUG-NAVY are credited, and 0 were invoiced.',
    )
    await bill(whole)
    expect(await bill(back('6', '36.00'))).toMatchObject({ created: true, amountTotal: '36.00' })
    expect(await bill(back('6', '36.00'))).toMatchObject({ created: false })
    expect(await billed()).toEqual([42])
    expect(await records('account.move')).toMatchObject([
      { move_type: 'in_invoice', ref: 'INV-1' },
      { move_type: 'in_refund', ref: 'CN-1', reversed_entry_id: [1, expect.anything()], invoice_origin: 'P00001' },
    ])
    // The number of an invoice may be that of a credit note: they are counted apart.
    expect(await bill({ ...back('1', '6.00'), reference: 'INV-1' })).toMatchObject({ created: true })
  })
})
