import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { toStoreSale, type PosSale } from './canonical.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const { poll, emit, at, context } = simulated({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config: CONNECTIONS['JSON-2 of Odoo 19'],
  secrets: SECRETS,
})
const settings = { timeZone: 'Europe/London' }
const sales = async () => (await poll('pos-sales', { settings })).map(({ value }) => value as unknown as StoreSale)
const pounds = (amount: string) => ({ amount, currency: 'GBP' })
const mugs = (quantity: number, over = {}) => ({ sku: 'HF-MUG-NAVY', quantity, ...over })

describe('a till sale', () => {
  it('is told with tax in its prices, change taken off, on the business day of the shop', async () => {
    at('2026-06-30T23:30:00Z')
    await emit('pos.sale', {
      lines: [mugs(2, { discount: 10 })],
      payments: [
        { method: 'Cash', amount: 30 },
        { method: 'Cash', amount: -7.5, change: true },
      ],
    } as Json)
    const tax = { name: '20% incl.', rate: '0.2', amount: pounds('3.75'), included: true }
    expect(await sales()).toMatchObject([
      {
        id: '1',
        store: 'SHOP',
        register: 'Harbour Street till 1',
        // Half past midnight in London.
        businessDay: '2026-07-01',
        tillClock: '2026-07-01 00:30:00',
        endedAt: '2026-06-30T23:30:00.000Z',
        sequence: 'Order 00001-001-0001',
        status: 'completed',
        lines: [
          {
            kind: 'sale',
            sku: 'HF-MUG-NAVY',
            barcode: '5012345000015',
            quantity: '2',
            unitPrice: pounds('11.25'),
            amount: pounds('22.50'),
            discounts: [{ label: '10 %', amount: pounds('2.50') }],
            taxes: [tax],
          },
        ],
        taxes: [tax],
        tenders: [
          { type: 'Cash', amount: pounds('30.00') },
          { type: 'Cash', amount: pounds('-7.50') },
        ],
        rounding: pounds('0.00'),
        total: pounds('22.50'),
        links: [],
      },
    ])
    const late = await poll('pos-sales', { settings: { ...settings, dayBeginsAtHour: 4 } })
    expect(late[0]?.value).toMatchObject({ businessDay: '2026-06-30' })
  })
  it('with tax on top of its prices is told net', async () => {
    await emit('pos.sale', { lines: [mugs(1, { taxes: ['20%'] })], payments: [{ method: 'Card', amount: 15 }] } as Json)
    expect(await sales()).toMatchObject([
      { lines: [{ amount: pounds('12.50'), taxes: [{ name: '20%', amount: pounds('2.50'), included: false }] }], total: pounds('15.00') },
    ])
  })
  it('that is rounded for cash says by how much', async () => {
    await emit('pos.sale', { lines: [mugs(1, { price: 12.48 })], payments: [{ method: 'Cash', amount: 12.5 }] } as Json)
    expect(await sales()).toMatchObject([{ total: pounds('12.50'), rounding: pounds('0.02') }])
  })
  it('comes back with negative lines and names the sale it is of', async () => {
    at('2026-03-01T10:00:00Z')
    await emit('pos.sale', { lines: [mugs(2)], payments: [{ method: 'Card', amount: 25 }] } as Json)
    at('2026-03-03T10:00:00Z')
    await emit('pos.sale', { lines: [mugs(-1)], payments: [{ method: 'Card', amount: -12.5 }], returnOf: 1 } as Json)
    expect((await sales())[1]).toMatchObject({
      businessDay: '2026-03-03',
      lines: [
        { kind: 'return', quantity: '-1', unitPrice: pounds('12.50'), amount: pounds('-12.50'), taxes: [{ amount: pounds('-2.08') }] },
      ],
      tenders: [{ type: 'Card', amount: pounds('-12.50') }],
      total: pounds('-12.50'),
      links: [{ reason: 'Return', store: 'SHOP', businessDay: '2026-03-01', sequence: 'Order 00001-001-0001' }],
    })
  })
  it('is the same record before and after the close of its session, so that it is taken once', async () => {
    await emit('pos.sale', { lines: [mugs(1)], payments: [{ method: 'Card', amount: 12.5 }] } as Json)
    const [before] = await poll('pos-sales', { settings })
    await emit('pos.session-closed', {})
    expect(await poll('pos-sales', { settings })).toEqual([before])
  })
  it('that does not add up stands on the exception desk alone', async () => {
    await emit('pos.sale', { lines: [mugs(2)], payments: [{ method: 'Card', amount: 5 }] } as Json)
    await emit('pos.sale', { lines: [mugs(1)], payments: [{ method: 'Card', amount: 12.5 }] } as Json)
    const page = await odoo.polls
      .find(({ id }) => id === 'pos-sales')
      ?.poll({ cursor: undefined, since: new Date(0), limit: 10, options: settings }, context())
    expect(page?.records).toHaveLength(1)
    expect(page?.rejected).toMatchObject([
      { key: '1', reason: expect.stringContaining('lines and taxes are 25 GBP, payments 5 GBP') as string },
    ])
  })
})

describe('several taxes on a line', () => {
  const row = (id: number, values: Record<string, Json>) => ({ id, ...values })
  const saleOf = (taxes: readonly Record<string, Json>[], total: number): PosSale => ({
    order: row(1, { state: 'paid', currency_id: [1, 'USD'], date_order: '2026-03-01 10:00:00', pos_reference: 'r' }),
    till: { store: 'S', register: 'T' },
    lines: [
      row(1, {
        product_id: [1, 'Mug'],
        qty: 1,
        price_unit: 9.99,
        discount: 0,
        price_subtotal: 9.99,
        price_subtotal_incl: total,
        tax_ids_after_fiscal_position: taxes.map((_, i) => i + 1),
      }),
    ],
    payments: [row(1, { payment_method_id: [1, 'Card'], amount: total })],
    products: new Map(),
    methods: new Map(),
    taxes: new Map(taxes.map((tax, index) => [index + 1, row(index + 1, tax)])),
    originals: [],
    timeZone: 'America/New_York',
    dayBeginsAtHour: 0,
  })
  const taxesOf = (from: PosSale) => {
    const result = toStoreSale(from)
    return 'sale' in result ? result.sale.taxes.map(({ name, amount, rate }) => [name, amount.amount, rate]) : result.reason
  }
  const percent = (name: string, amount: number) => ({ name, amount, amount_type: 'percent', price_include: false })

  it('are shared by their rates to the cent', () => {
    expect(taxesOf(saleOf([percent('State 4%', 4), percent('City 4.875%', 4.875)], 10.88))).toEqual([
      ['State 4%', '0.40', '0.04'],
      ['City 4.875%', '0.49', '0.04875'],
    ])
  })
  it('of other kinds are told together: Odoo keeps one amount', () => {
    const eco = { name: 'Eco', amount: 0.5, amount_type: 'fixed', price_include: false }
    expect(taxesOf(saleOf([percent('State 4%', 4), eco], 10.89))).toEqual([['State 4% + Eco', '0.90', null]])
  })
})

describe('a closed session', () => {
  it('has a total for each payment method and what the drawer lacks', async () => {
    at('2026-03-01T09:00:00Z')
    await emit('pos.sale', {
      lines: [mugs(2)],
      payments: [
        { method: 'Cash', amount: 30 },
        { method: 'Cash', amount: -5, change: true },
      ],
    } as Json)
    await emit('pos.sale', { lines: [mugs(1)], payments: [{ method: 'Card', amount: 12.5 }] } as Json)
    await emit('pos.sale', { lines: [mugs(-1)], payments: [{ method: 'Cash', amount: -12.5 }] } as Json)
    await emit('pos.cash-moved', { amount: -20 })
    expect(await poll('pos-sessions-closed')).toEqual([])
    at('2026-03-01T18:00:00Z')
    await emit('pos.session-closed', { counted: 91.5 })
    expect((await poll('pos-sessions-closed')).map(({ value }) => value)).toEqual([
      {
        id: 1,
        name: 'POS/00001',
        store: 'SHOP',
        register: 'Harbour Street till 1',
        openedAt: '2026-03-01T09:00:00.000Z',
        closedAt: '2026-03-01T18:00:00.000Z',
        recovery: false,
        currency: 'GBP',
        orders: 3,
        payments: [
          { method: 'Cash', methodId: 1, type: 'cash', count: 2, amount: pounds('12.50') },
          { method: 'Card', methodId: 2, type: 'bank', count: 1, amount: pounds('12.50') },
        ],
        total: pounds('25.00'),
        cash: {
          opening: pounds('100.00'),
          payments: pounds('12.50'),
          movements: pounds('-20.00'),
          expected: pounds('92.50'),
          counted: pounds('91.50'),
          difference: pounds('-1.00'),
        },
        journalEntryId: null,
      },
    ])
  })
})
