// What selling over this connector comes to: one suite for a real Tryton and for the simulator, so that the one proves the other.
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { connected } from '#connectors/kit/connected.testing.ts'

export interface Books {
  readonly currency: string
  /** A sales tax by name, which the category "Goods" has too. */
  readonly tax: string
  /** Of 3 x 71.55 and 5.00 with that tax. */
  readonly total: string
}

export function testSelling(erp: Pick<ReturnType<typeof connected>, 'run' | 'failure' | 'poll'>, { currency, tax, total }: Books): void {
  // A simulator is new for each test: every test makes what it needs.
  const arrange = async () => {
    const tag = randomBytes(4).toString('hex')
    const code = `SHOE-${tag}`
    await erp.run('upsert-product', { code, name: 'Trail shoe', listPrice: '79.50', category: 'Goods' })
    const sale = {
      reference: `#${tag}`,
      customer: {
        email: `Ada.${tag}@example.com`,
        name: 'Ada Buyer',
        street: '1 Main St',
        city: 'New York',
        postalCode: '10001',
        countryCode: 'US',
        createMissing: true,
      },
      date: '2026-11-26',
      currency,
      warehouse: 'WH',
      paymentTerm: 'Direct',
      lines: [
        { sku: code, quantity: 3, unitPrice: '71.55' },
        { description: 'Shipping', quantity: 1, unitPrice: '5.00', taxes: [tax] },
      ] as Json[],
      expectedTotal: total,
      tolerance: '0.01',
    }
    return { tag, code, sale }
  }

  it('makes a product once, and changes its price', async () => {
    const { code } = await arrange()
    const product = { code, name: 'Trail shoe', listPrice: '79.50', category: 'Goods' }
    const made = await erp.run('upsert-product', product)
    expect(await erp.run('upsert-product', product)).toEqual(made)
    expect(await erp.run('upsert-product', { code, listPrice: '80.00' })).toMatchObject({ listPrice: expect.stringMatching(/^80(\.0+)?$/) })
    expect(await erp.run('find-product', { code })).toMatchObject({ product: { code, name: 'Trail shoe' } })
  })
  it('makes a sale once, with the taxes of the category, its shipment and its invoice', async () => {
    const { sale } = await arrange()
    const made = await erp.run('create-sale', sale)
    expect(made).toMatchObject({
      state: 'processing',
      untaxedAmount: '219.65',
      currency,
      shipmentState: 'waiting',
      invoiceState: 'waiting',
    })
    expect(await erp.run('create-sale', sale)).toEqual(made)
    expect(
      await erp.run('search-read', { model: 'sale.sale', fields: ['number'], domain: [['reference', '=', sale.reference]] }),
    ).toMatchObject({
      records: [{ number: expect.any(String) }],
    })
    const { invoices } = (await erp.run('get-invoices', { reference: sale.reference })) as { invoices: unknown[] }
    expect(invoices).toMatchObject([{ state: 'draft', totalAmount: (made as { totalAmount: string }).totalAmount }])
    expect(await erp.run('get-sale', { reference: sale.reference })).toEqual({ sale: made })
  })
  it('makes one party of one e-mail address, however it is written', async () => {
    const { tag, sale } = await arrange()
    await erp.run('create-sale', sale)
    const party = await erp.run('find-or-create-party', { email: `ADA.${tag}@EXAMPLE.COM`, name: 'Somebody else' })
    expect(party).toMatchObject({ name: 'Ada Buyer' })
  })
  it('leaves a sale whose total differs a draft, and says both totals', async () => {
    const { sale } = await arrange()
    const error = await erp.failure(erp.run('create-sale', { ...sale, reference: `${sale.reference}-B`, expectedTotal: '200.00' }))
    expect(error).toMatchObject({ code: 'vendor-rejected', details: { expected: '200.00' } })
    expect(await erp.run('get-sale', { reference: `${sale.reference}-B` })).toMatchObject({ sale: { state: 'draft', number: null } })
  })
  it('names what it does not have', async () => {
    const { sale } = await arrange()
    const lines = [{ sku: 'NOPE', quantity: 1, unitPrice: '1.00' }]
    const error = await erp.failure(erp.run('create-sale', { ...sale, reference: `${sale.reference}-C`, lines }))
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      message: 'Tryton has no product with the code "NOPE".',
      issues: [{ path: '/lines/0/sku' }],
    })
  })
  it('gives its own words when it refuses', async () => {
    const { sale, code } = await arrange()
    const lines = [{ sku: code, quantity: 1, unitPrice: '71.55001' }]
    const error = await erp.failure(erp.run('create-sale', { ...sale, reference: `${sale.reference}-D`, lines }))
    expect(error.message).toMatch(/^Tryton: The number of digits/)
    expect(await erp.failure(erp.run('search-read', { model: 'no.such', fields: ['id'] }))).toMatchObject({ code: 'vendor-rejected' })
  })
  it('says how much there is', async () => {
    const { sale, code } = await arrange()
    await erp.run('create-sale', sale)
    expect(await erp.run('get-stock', { code, warehouse: 'WH' })).toEqual({
      code,
      warehouses: [{ warehouse: 'WH', onHand: 0, forecast: -3 }],
    })
  })
  it('lists what changed, page by page, each record once', async () => {
    const { sale } = await arrange()
    for (const end of ['', '-1', '-2']) await erp.run('create-sale', { ...sale, reference: sale.reference + end })
    const all = await erp.poll('records-changed', {
      limit: 2,
      settings: { model: 'sale.sale', fields: ['reference', 'state', 'total_amount'] },
    })
    expect(all.map(({ value }) => (value as { reference: string }).reference)).toContain(sale.reference)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  })
}
