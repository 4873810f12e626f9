import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'
import type { SalesOrderInput, SalesOrderOutput } from './sales-order-input.ts'

const { run, records, requests, failure } = simulated({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config: CONNECTIONS['JSON-2 of Odoo 19'],
  secrets: SECRETS,
})
const createOrder = async (input: SalesOrderInput) => (await run('create-sales-order', input)) as unknown as SalesOrderOutput
const line = (over: Partial<SalesOrderInput['lines'][number]> = {}) => ({
  sku: 'HF-MUG-NAVY',
  quantity: 1,
  unitPrice: '12.50',
  taxes: ['20%'],
  ...over,
})
const order = (over: Partial<SalesOrderInput> = {}): SalesOrderInput => ({
  reference: '#2001',
  customer: { ref: 'WEB-GUEST' },
  lines: [line()],
  ...over,
})

describe('get-sales-order', () => {
  it('sends an order that is not there to the desk, or says that it is on its way', async () => {
    const ask = (more: object) => failure(run('get-sales-order', { reference: '#404', ...more }))
    expect(await ask({})).toMatchObject({ code: 'vendor-rejected', disposition: 'rejected' })
    expect(await ask({ whenMissing: 'wait' })).toMatchObject({ code: 'not-there-yet', disposition: 'retry' })
  })
})

describe('cancel-sales-order', () => {
  const states = async (model: string) => (await records(model)).map(({ state }) => state)
  it('cancels the order and its delivery, frees what was reserved, and leaves it so', async () => {
    await createOrder(order())
    const free = async () => (await run('get-stock', { skus: ['HF-MUG-NAVY'] })) as unknown
    const before = await free()
    expect(await run('cancel-sales-order', { reference: '#2001' })).toMatchObject({ reference: '#2001', cancelled: true })
    expect([await states('sale.order'), await states('stock.picking')]).toEqual([['cancel'], ['cancel']])
    expect(await free()).not.toEqual(before)
    expect(await run('cancel-sales-order', { reference: '#2001' })).toMatchObject({ cancelled: false })
  })
  it('refuses what has left, and says what to do', async () => {
    await createOrder(order())
    await run('validate-delivery', { number: 'WH/OUT/00001' })
    expect(await failure(run('cancel-sales-order', { reference: '#2001' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'The order #2001 cannot be cancelled in Odoo: the delivery WH/OUT/00001 has left.',
    })
    expect(await states('sale.order')).toEqual(['sale'])
  })
  it('waits for one that is on its way, where it is told to', async () => {
    expect(await failure(run('cancel-sales-order', { reference: '#404', whenMissing: 'wait' }))).toMatchObject({ code: 'not-there-yet' })
    expect(await failure(run('cancel-sales-order', { reference: '#404' }))).toMatchObject({ code: 'vendor-rejected' })
  })
})

describe('create-sales-order', () => {
  it('writes what the shop says, in the words of Odoo', async () => {
    const answer = await createOrder(
      order({
        date: '2026-02-28T23:30:00-05:00',
        warehouse: 'SHOP',
        company: 'Harbour & Finch',
        currency: 'EUR',
        note: 'Leave at the door',
        origin: 'Shopify #2001',
        lines: [
          line({ quantity: '2', unitPrice: '12.50', discountPercent: '10', taxes: ['5%', '10%'] }),
          line({ sku: 'SHIPPING', unitPrice: '4.95', taxes: [] }),
        ],
        payments: [
          { journal: 'GIFT', amount: '10.00', reference: 'gc-1' },
          { journal: 'CARD', amount: '20.83', reference: 'pi_1' },
        ],
        expectedTotal: '30.83',
      }),
    )
    expect(answer).toMatchObject({
      name: 'S00001',
      state: 'sale',
      created: true,
      currency: 'EUR',
      amountUntaxed: '27.45',
      amountTax: '3.38',
      amountTotal: '30.83',
    })
    const [stored] = await records('sale.order')
    expect(stored).toMatchObject({
      client_order_ref: '#2001',
      date_order: '2026-03-01 04:30:00',
      warehouse_id: [2, 'Harbour Street shop'],
      company_id: [1, 'Harbour & Finch'],
      note: 'Leave at the door',
      reference: 'gc-1, pi_1',
      amount_total: 30.83,
    })
    const lines = await records('sale.order.line')
    expect(lines.map(({ name, price_subtotal, price_tax }) => [name, price_subtotal, price_tax])).toEqual([
      ['[HF-MUG-NAVY] Harbour mug, navy', 22.5, 3.38],
      ['[SHIPPING] Shipping', 4.95, 0],
      ['Paid: Gift cards 10.00, gc-1', 0, 0],
      ['Paid: Card payments 20.83, pi_1', 0, 0],
    ])
  })

  it('makes one order of many calls at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => createOrder(order())))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await records('sale.order')).toHaveLength(1)
  })

  it('makes one customer of many orders at the same moment', async () => {
    const customer = { email: 'new@example.com', name: 'New', countryCode: 'gb', createMissing: true }
    await Promise.all(Array.from({ length: 5 }, (_, index) => createOrder(order({ reference: `#${index}`, customer }))))
    expect((await records('res.partner')).filter(({ email }) => email === 'new@example.com')).toHaveLength(1)
  })

  it('sends prices digit by digit', async () => {
    await createOrder(order({ lines: [line({ unitPrice: '1234567890.10', quantity: 3 })] }))
    const sent = (await requests()).find(({ path }) => path.endsWith('/sale.order/create'))
    expect(sent?.body).toContain('"price_unit":1234567890.10')
  })

  it('takes tax out of prices that include it', async () => {
    const answer = await createOrder(order({ lines: [line({ unitPrice: '12.00', taxes: ['20% incl.'] })] }))
    expect(answer).toMatchObject({ amountUntaxed: '10.00', amountTax: '2.00', amountTotal: '12.00' })
  })

  it('has no cents in yen', async () => {
    expect((await createOrder(order({ currency: 'JPY', lines: [line({ unitPrice: '1250' })] }))).amountTotal).toBe('1500')
  })

  it('leaves a quotation when the totals differ, and says both', async () => {
    const error = await failure(createOrder(order({ expectedTotal: '14.99' })))
    expect(error.code).toBe('vendor-rejected')
    expect(error.message).toContain('15.00 GBP')
    expect(error.message).toContain('14.99')
    expect(await records('sale.order')).toMatchObject([{ state: 'draft' }])
  })

  it('confirms what an earlier try left as a quotation', async () => {
    await createOrder(order({ confirm: false }))
    expect(await createOrder(order())).toMatchObject({ state: 'sale', created: false })
    expect(await records('sale.order')).toHaveLength(1)
  })

  it.each([
    ['an unknown SKU', { lines: [line(), line({ sku: 'NOPE-1' })] }, 'Odoo has no product with the SKU "NOPE-1".', '/lines/1/sku'],
    ['an unknown tax', { lines: [line({ taxes: ['19%'] })] }, 'Odoo has no sales tax named "19%".', '/lines/0/taxes/0'],
    ['an unknown warehouse', { warehouse: 'MOON' }, 'Odoo has no warehouse with the code "MOON".', '/warehouse'],
    [
      'an unknown journal',
      { payments: [{ journal: 'BITC', amount: '1' }] },
      'Odoo has no payment journal with the code "BITC".',
      '/payments/0/journal',
    ],
    ['an unknown currency', { currency: 'XAU' }, 'Odoo has no price list in "XAU".', '/currency'],
    ['an unknown company', { company: 'Nobody' }, 'Odoo has no company named "Nobody".', '/company'],
  ])('refuses %s by its name', async (_, over, message, path) => {
    const error = await failure(createOrder(order(over as Partial<SalesOrderInput>)))
    expect(error).toMatchObject({ code: 'vendor-rejected', message, issues: [{ path }] })
    expect(await records('sale.order')).toEqual([])
  })

  it('refuses a customer who is not there', async () => {
    expect(await failure(createOrder(order({ customer: { email: 'who@example.com' } })))).toMatchObject({
      code: 'vendor-rejected',
      message: 'Odoo has no customer with the e-mail who@example.com.',
    })
  })
})

describe('find-or-create-partner', () => {
  it('finds an address in other letters, and takes an underscore as it is', async () => {
    const first = (await run('find-or-create-partner', { email: 'a_b@example.com', name: 'One' })) as { id: number }
    expect(await run('find-or-create-partner', { email: 'A_B@example.com' })).toMatchObject({ id: first.id, created: false })
    expect(await run('find-or-create-partner', { email: 'aXb@example.com', name: 'Two' })).toMatchObject({ created: true })
  })
  it('updates only when asked to', async () => {
    await run('find-or-create-partner', { ref: 'C-1001', city: 'Paris' })
    expect((await records('res.partner'))[2]).toMatchObject({ city: 'London' })
    await run('find-or-create-partner', { ref: 'C-1001', city: 'Paris', countryCode: 'FR', update: true })
    expect((await records('res.partner'))[2]).toMatchObject({ city: 'Paris', country_id: [3, 'France'] })
  })
})

describe('errors of Odoo', () => {
  it('come through in its own words', async () => {
    const error = await failure(run('search-read', { model: 'sale.order', fields: ['colour'] }))
    expect(error).toMatchObject({ code: 'vendor-rejected', message: "Odoo: Invalid field 'colour' on model 'sale.order'" })
  })
  it('are the same for a wrong domain', async () => {
    expect((await failure(run('search-read', { model: 'sale.order', fields: ['name'], domain: [['id', 'near', 1]] }))).code).toBe(
      'vendor-rejected',
    )
  })
})

describe('search-read', () => {
  it('understands or, not and relations', async () => {
    const domain = ['|', ['code', '=', 'SHOP'], '!', ['company_id.name', 'ilike', 'harbour']]
    expect(await run('search-read', { model: 'stock.warehouse', fields: ['code'], domain })).toEqual({ records: [{ id: 2, code: 'SHOP' }] })
  })
})
