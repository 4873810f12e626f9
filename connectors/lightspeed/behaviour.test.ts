// What the conformance suite does not show: amounts, returns and exchanges, cash, the order of changes, and deliveries as forms.
import { Decimal } from 'decimal.js'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { toStoreSale } from './canonical/store-sale.ts'
import { EXAMPLE_OUTLET, EXAMPLE_SALE, EXAMPLE_TAX, FULL_SALE } from './examples.ts'
import { lightspeed } from './index.ts'
import { CONFIG, SALE, SECRETS, signatureOf } from './lightspeed.testing.ts'
import { polls } from './polls/index.ts'
import type { LightspeedSale } from './schemas.ts'
import { createLightspeedSimulator } from './simulator/index.ts'
import { outletOf, paymentType, registerOf } from './simulator/store.ts'

const tills = simulated({
  connector: lightspeed,
  createSimulator: createLightspeedSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const run = (action: string, input: Json) => tills.run(action, input) as Promise<Record<string, Json>>
const sell = async (payload: Json): Promise<StoreSale> => {
  const { recordId } = await tills.emit('sale.update', payload)
  return saleOf(await run('get-sale', { saleId: recordId }))
}
const saleOf = (answer: Record<string, Json>) => answer['sale'] as unknown as StoreSale

const sum = (amounts: readonly { readonly amount: string }[]) =>
  amounts.reduce((total, { amount }) => total.plus(amount), new Decimal(0)).toFixed(2)
/** Lines, and tenders, each against the total. */
function balanceOf(sale: StoreSale) {
  const lines = new Decimal(sum(sale.lines.map(({ amount }) => amount)))
  const onTop = sum(sale.taxes.filter(({ included }) => !included).map(({ amount }) => amount))
  return [lines.plus(onTop).plus(sale.rounding.amount).toFixed(2), sum(sale.tenders.map(({ amount }) => amount))]
}

describe('a sale in the retail model', () => {
  beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))

  it('adds up to the cent though Lightspeed counts without tax and with five decimals', async () => {
    for (const tender of ['card', 'cash'])
      for (const price of ['0.99', '3.33', '12.49', '17.99']) {
        const items: Json = [
          { sku: 'HF-1004', quantity: 3, price },
          { sku: 'HF-1005', quantity: 1, price: '0.02' },
          { sku: 'HF-1006', quantity: 7, price, discount: '0.10' },
        ]
        const sale = await sell({ outlet: 'WHI', tender, items })
        expect(balanceOf(sale)).toEqual([sale.total.amount, sale.total.amount])
        for (const { amount } of [...sale.lines, ...sale.taxes, ...sale.tenders]) expect(amount.amount).toMatch(/^-?\d+\.\d\d$/)
        expect(sum(sale.lines.flatMap(({ taxes }) => taxes.map(({ amount }) => amount)))).toBe(sum(sale.taxes.map(({ amount }) => amount)))
      }
  })

  it('shows what cash was rounded by', async () => {
    const sale = await sell({ tender: 'cash', items: [{ sku: 'HF-1004', quantity: 1, price: '17.99' }] })
    expect(sale).toMatchObject({
      lines: [{ amount: { amount: '17.99' }, taxes: [{ name: 'VAT', rate: '0.2', included: true, amount: { amount: '3.00' } }] }],
      tenders: [{ type: 'Cash', amount: { amount: '18.00' } }],
      rounding: { amount: '0.01', currency: 'GBP' },
      total: { amount: '18.00' },
    })
  })

  it('takes a gift card sold for no revenue, and one redeemed for a tender', async () => {
    expect(await sell({ items: [{ sku: 'HF-GIFT-25', quantity: 1 }] })).toMatchObject({
      lines: [{ sku: 'HF-GIFT-25', itemType: 'GiftCard', amount: { amount: '25.00' }, taxes: [] }],
      taxes: [],
    })
    expect(await sell({ tender: 'gift-card' })).toMatchObject({ tenders: [{ type: 'Gift Card' }] })
  })

  it('gives a return as negative amounts with the sale that it takes back', async () => {
    const sold = await sell({ tender: 'card', items: [{ sku: 'HF-1004', quantity: 2, price: '12.49' }] })
    const back = await sell({ tender: 'card', returnOf: sold.id })
    expect(back).toMatchObject({
      lines: [{ kind: 'return', sku: 'HF-1004', quantity: '-2', amount: { amount: '-24.98' }, taxes: [{ amount: { amount: '-4.16' } }] }],
      tenders: [{ type: 'Card', amount: { amount: '-24.98' } }],
      total: { amount: '-24.98' },
      links: [{ reason: 'Return', sequence: sold.sequence, businessDay: sold.businessDay, store: sold.store }],
    })
  })

  it('gives an exchange as one sale of its difference', async () => {
    const sold = await sell({ items: [{ sku: 'HF-1004', quantity: 1, price: '22.58' }] })
    const exchange = await sell({ returnOf: sold.id, items: [{ sku: 'HF-1005', quantity: 1, price: '29.88' }], tender: 'card' })
    expect(exchange.lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['return', '-22.58'],
      ['sale', '29.88'],
    ])
    expect(exchange.total.amount).toBe('7.30')
    expect(balanceOf(exchange)).toEqual(['7.30', '7.30'])
  })

  it("belongs to the day on the outlet's calendar", async () => {
    tills.at('2026-07-01T23:30:00Z')
    expect((await sell({ outlet: 'AMS', tender: 'card' })).businessDay).toBe('2026-07-02')
    expect((await sell({ outlet: 'WHI', tender: 'card' })).businessDay).toBe('2026-07-02')
    tills.at('2026-12-01T23:30:00Z')
    expect((await sell({ outlet: 'WHI', tender: 'card' })).businessDay).toBe('2026-12-01')
    expect((await sell({ outlet: 'AMS', tender: 'card' })).currency).toBe('EUR')
  })

  it('is rung up once, with the tax by its rate, and refused where its payments do not pay it', async () => {
    const short = { ...SALE, payments: [{ paymentTypeId: paymentType('Card'), amount: '24.99' }] }
    expect(await tills.failure(run('create-sale', short))).toMatchObject({ code: 'unbalanced', disposition: 'rejected' })
    const made = await run('create-sale', SALE)
    expect(saleOf(made)).toMatchObject({ businessDay: '2026-03-01', total: { amount: '25.00' }, taxes: [{ amount: { amount: '4.17' } }] })
    expect(made['head']).toMatchObject({ sourceId: 'HF-1042', state: 'closed' })
    const posted = (await tills.requests()).find(({ method, path }) => method === 'POST' && path.endsWith('/sales'))
    expect(posted?.body).toContain('"pricing":{"price":10.41667}')
    expect(posted?.body).toContain('"amount":2.08333')
  })
})

describe('a sale as Lightspeed may write it', () => {
  const around = { outlet: EXAMPLE_OUTLET, taxes: new Map([[EXAMPLE_TAX.id, EXAMPLE_TAX]]), products: new Map() }
  const paid = (...payments: readonly (readonly [string, number])[]): LightspeedSale => ({
    ...EXAMPLE_SALE,
    payments: payments.map(([name, amount], nth) => ({ id: `p${nth}`, amount, type: { name, config_id: name } })),
  })

  it('is the example', () => {
    expect(FULL_SALE.sale).toMatchObject({
      lines: [
        { amount: { amount: '22.49' }, unitPrice: { amount: '11.245' }, discounts: [{ label: 'Discount', amount: { amount: '2.51' } }] },
      ],
      taxes: [{ amount: { amount: '3.75' } }],
      rounding: { amount: '0.01' },
      total: { amount: '22.50' },
    })
  })
  it('takes change off what was given', () => {
    expect(toStoreSale(paid(['Cash', 30], ['Cash', -7.5]), around)).toMatchObject({
      tenders: [{ type: 'Cash', amount: { amount: '22.50' } }],
      rounding: { amount: '0.01' },
    })
  })
  it('keeps two cards apart', () => {
    expect(toStoreSale(paid(['Card', 20], ['Card', 2.49]), around).tenders).toHaveLength(2)
  })
  it.each([
    ['a card that pays a penny too much', [['Card', 22.5]]],
    ['cash that is further off than rounding is', [['Cash', 23]]],
    [
      'rounding that is said to be another',
      [
        ['Cash', 22.5],
        ['Cash Rounding', -0.02],
      ],
    ],
    ['no payment', []],
  ] as const)('refuses a closed sale with %s', (_, payments) => {
    expect(() => toStoreSale(paid(...payments), around)).toThrow(expect.objectContaining({ code: 'unbalanced' }))
  })
  it('waits with on account and layby sales until they are paid', () => {
    expect(toStoreSale({ ...paid(['Card', 5]), state: 'pending', attributes: ['layby'] }, around)).toMatchObject({ status: 'suspended' })
    expect(toStoreSale({ ...paid(), state: 'voided' }, around)).toMatchObject({ status: 'voided' })
  })
  it('adds taxes on top where prices are without them, and divides a tax group by its rates', () => {
    const rates = [
      { id: 'state', name: 'State', rate: 0.0625 },
      { id: 'city', name: 'City', rate: 0.015 },
    ]
    const taxes = new Map([['us', { id: 'us', name: 'Boston', rates, version: 1 }]])
    const outlet = { ...EXAMPLE_OUTLET, currency: 'USD', display_prices: 'exclusive' }
    const sale: LightspeedSale = {
      ...paid(['Card', 53.87]),
      line_items: [
        {
          id: 'l1',
          product: { id: 'p' },
          quantity: -1,
          pricing: { price: 50, total: -50 },
          tax: { id: 'us', amount: 3.875, total: -3.875 },
          _metadata: {
            tax_components: [
              { rate_id: 'state', total_tax: 3.125 },
              { rate_id: 'city', total_tax: 0.75 },
            ],
          },
        },
      ],
      payments: [{ id: 'p1', amount: -53.88, type: { name: 'Card', config_id: 'c' } }],
    }
    const given = toStoreSale(sale, { outlet, taxes, products: new Map() })
    expect(given.taxes.map(({ name, rate, amount, included }) => [name, rate, amount.amount, included])).toEqual([
      ['State', '0.0625', '-3.13', false],
      ['City', '0.015', '-0.75', false],
    ])
    expect(given.lines[0]).toMatchObject({ kind: 'return', amount: { amount: '-50.00' } })
    expect(balanceOf(given)).toEqual(['-53.88', '-53.88'])
  })
  it('shows tips and fees as lines without a product', () => {
    const sale = { ...paid(['Card', 24.49]), adjustments: [{ adjustment_type: 'TIP', name: 'Tip', total: 2 }] }
    expect(toStoreSale(sale, around)).toMatchObject({ lines: [{}, { itemType: 'TIP', title: 'Tip', amount: { amount: '2.00' } }] })
  })
})

describe('changes', () => {
  beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))
  const poll = polls.find(({ id }) => id === 'sales-changed')
  /** Reads to the end of a round. */
  async function round(cursor: Json | undefined, since: string, limit = 3) {
    const keys: string[] = []
    for (let next = cursor; ;) {
      const page = await poll?.poll({ cursor: next, since: new Date(since), limit, options: {} }, tills.context())
      if (!page) throw new Error('there is no poll of sales')
      keys.push(...page.records.map(({ key }) => key))
      next = JSON.parse(JSON.stringify(page.cursor)) as Json
      if (!page.more) return { keys, cursor: next }
    }
  }

  it('begins with what changed since the time that was asked for, found by halving', async () => {
    tills.at('2026-01-10T10:00:00Z')
    for (let nth = 0; nth < 5; nth++) await tills.emit('sale.update', {})
    tills.at('2026-03-10T10:00:00Z')
    const { recordId } = await tills.emit('sale.update', {})
    const { keys, cursor } = await round(undefined, '2026-03-01T00:00:00Z')
    expect(keys).toEqual([recordId])
    const { recordId: next } = await tills.emit('sale.update', {})
    expect((await round(cursor, '2026-03-01T00:00:00Z')).keys).toContain(next)
    const asked = (await tills.requests()).filter(({ path }) => path.includes('/sales?'))
    expect(asked.length).toBeLessThan(60)
  })
})

describe('stock', () => {
  beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))
  it('is moved by sales and returns, set and adjusted', async () => {
    const outletId = outletOf('WHI')
    const level = async () => ((await run('get-stock', { sku: 'HF-1004', outletId }))['levels'] as { quantity: string }[])[0]?.quantity
    const sold = await sell({ items: [{ sku: 'HF-1004', quantity: 3 }] })
    expect(await level()).toBe('17')
    await sell({ returnOf: sold.id })
    expect(await level()).toBe('20')
    await run('set-stock', { sku: 'HF-1004', outletId, quantity: '4.5' })
    await run('adjust-stock', { adjustments: [{ sku: 'HF-1004', outletId, quantity: '2', reason: 'STOCK_FOUND' }] })
    expect(await level()).toBe('6.5')
    const wrong = { adjustments: [{ sku: 'HF-1004', outletId, quantity: '2', reason: 'THEFT' }] }
    expect(await tills.failure(run('adjust-stock', wrong))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('the limit on calls', () => {
  beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))
  it('is waited for until the time that the answer names', async () => {
    tills.at('2026-03-10T10:00:00Z')
    await tills.fail({ kind: '429', retryAfter: 'Tue, 10 Mar 2099 10:04:00 GMT' })
    const error = await tills.failure(run('list-outlets', {}))
    expect(error).toMatchObject({ code: 'vendor-throttled' })
    expect(error.retryAfterMs).toBeGreaterThan(60_000)
  })
  it('reads the totals of a register', async () => {
    await sell({ tender: 'cash', items: [{ sku: 'HF-1004', quantity: 1, price: '17.99' }] })
    const { totals } = await run('get-register-totals', { registerId: registerOf('WHI') })
    expect(totals).toContainEqual({ paymentTypeId: paymentType('Cash'), paymentType: 'Cash', total: '18.00' })
  })
})

describe('deliveries', () => {
  beforeEach(async () => void (await signInAtSimulator(lightspeed, tills.context(), tills.baseUrl())))
  it('are forms, signed over their bytes; flows read the JSON in them', async () => {
    const hook = tills.trigger('sale-update')
    const address = 'https://tillflow.example/hooks/a'
    const first = await hook.subscribe?.(address, tills.context())
    expect(await hook.subscribe?.(address, tills.context())).toEqual(first)
    const { recordId } = await tills.emit('sale.update', {})
    const [delivery] = tills.deliveries
    if (!delivery) throw new Error('nothing was delivered')
    const verified = tills.verify('sale-update', delivery)
    expect(tills.verify('sale-update', delivery)).toEqual(verified)
    const payload = hook.payload?.({ method: 'POST', url: address, headers: {}, body: Buffer.from(delivery.body) })
    expect(JSON.parse(Buffer.from(payload ?? []).toString())).toMatchObject({ id: recordId, status: 'CLOSED' })
    expect(() => tills.verify('inventory-update', delivery)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
    await hook.unsubscribe?.(first?.subscriptionId ?? '', tills.context())
    await hook.unsubscribe?.(first?.subscriptionId ?? '', tills.context())
    expect(await tills.records('webhooks')).toEqual([])
  })
  it('refuses a form without what it should carry', () => {
    const body = 'type=sale.update'
    const delivery = { url: '', body, headers: { 'x-signature': signatureOf(body, SECRETS.clientSecret) } }
    expect(() => tills.verify('sale-update', delivery)).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
  it('takes a level that comes back to what it was for a new one after a minute', () => {
    const body = new URLSearchParams({ payload: '{"product_id":"p","outlet_id":"o","count":9}' }).toString()
    const delivery = { url: '', body, headers: { 'x-signature': signatureOf(body, SECRETS.clientSecret) } }
    const at = (time: string) => {
      tills.at(time)
      return tills.verify('inventory-update', delivery)?.deliveryId
    }
    expect(at('2026-03-10T10:00:10Z')).toBe(at('2026-03-10T10:00:40Z'))
    expect(at('2026-03-10T10:00:10Z')).not.toBe(at('2026-03-10T10:02:10Z'))
  })
})
