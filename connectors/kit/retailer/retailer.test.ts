import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { dayInTheLife, type RetailEvent } from './day.ts'
import { harbourFinch } from './retailer.ts'
import { amountOf, returnedLines, totalOf } from './sold.ts'

const retailer = harbourFinch()

describe('the retailer', () => {
  it('has six shops, two warehouses and four hundred articles, each once', () => {
    expect([retailer.stores.length, retailer.warehouses.length, retailer.articles.length]).toEqual([6, 2, 400])
    for (const member of ['sku', 'barcode'] as const) expect(new Set(retailer.articles.map((article) => article[member])).size).toBe(400)
  })
  it('has kits whose parts it sells, and that cost less than them', () => {
    const kits = retailer.articles.filter(({ kind }) => kind === 'kit')
    expect(kits.length).toBe(12)
    for (const { price, parts = [] } of kits) {
      const sum = parts.reduce((total, { sku, quantity }) => {
        const part = retailer.articles.find((article) => article.sku === sku)
        return total.plus(new Decimal(part?.price ?? NaN).times(quantity))
      }, new Decimal(0))
      expect(new Decimal(price).lt(sum)).toBe(true)
    }
  })
  it('has barcodes with the right check digit', () => {
    for (const { barcode } of retailer.articles) {
      const sum = Array.from(barcode).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
      expect([barcode.length, sum % 10]).toEqual([13, 0])
    }
  })
  it('is the same for the same seed, and another for another', () => {
    expect(harbourFinch(1)).toEqual(retailer)
    expect(harbourFinch(2).articles).not.toEqual(retailer.articles)
  })
})

describe('a day', () => {
  const day = dayInTheLife(retailer, { seed: 3, orders: 200, sales: 150 })
  const of = <K extends RetailEvent['kind']>(kind: K) =>
    day.filter((event): event is Extract<RetailEvent, { kind: K }> => event.kind === kind)

  it('is reproducible by its seed', () => {
    expect(dayInTheLife(retailer, { seed: 3, orders: 200, sales: 150 })).toEqual(day)
    expect(dayInTheLife(retailer, { seed: 4, orders: 200, sales: 150 })).not.toEqual(day)
  })
  it('has what was asked for, in the order of its times', () => {
    expect([of('web-order').length, of('store-sale').length, of('transfer').length]).toEqual([200, 150, 6])
    expect(day.map(({ second }) => second)).toEqual(day.map(({ second }) => second).toSorted((a, b) => a - b))
    expect(new Set(of('web-order').map(({ currency }) => currency))).toEqual(new Set(['GBP', 'EUR', 'USD']))
    expect(of('return').length).toBeGreaterThan(5)
    expect(of('cancellation').length).toBeGreaterThan(1)
  })
  it('returns and cancels only what was sold before', () => {
    expect(of('exchange').length).toBeGreaterThan(1)
    for (const event of [...of('return'), ...of('exchange'), ...of('cancellation')]) {
      const sold = day.findIndex(({ id }) => id === event.of)
      expect(sold).toBeGreaterThanOrEqual(0)
      expect(sold).toBeLessThan(day.indexOf(event))
    }
  })
  it('pays out what was charged less what was paid back and the fees, to the penny', () => {
    expect(
      of('payout')
        .map(({ currency }) => currency)
        .toSorted(),
    ).toEqual(['EUR', 'GBP', 'USD'])
    for (const { currency, gross, refunds, fee, net } of of('payout')) {
      const orders = of('web-order').filter((order) => order.currency === currency)
      const charged = orders.reduce((sum, order) => sum.plus(totalOf(order)), new Decimal(0))
      const back = [...of('cancellation'), ...of('return')].reduce((sum, event) => {
        const order = orders.find(({ id }) => id === event.of)
        if (!order) return sum
        return sum.plus(event.kind === 'return' ? amountOf(returnedLines(order, event.lines)) : totalOf(order))
      }, new Decimal(0))
      const fees = orders.reduce((sum, order) => sum.plus(totalOf(order).times('0.015').plus('0.2').toFixed(2)), new Decimal(0))
      expect([gross, refunds, fee]).toEqual([charged.toFixed(2), back.toFixed(2), fees.toFixed(2)])
      expect(new Decimal(net).plus(fee).plus(refunds).toFixed(2)).toBe(gross)
    }
  })
  it('sends large orders for nothing', () => {
    const dear = (order: ReturnType<typeof of<'web-order'>>[number]) => amountOf(order.lines).gte(50)
    const pounds = of('web-order').filter(({ currency }) => currency === 'GBP')
    expect(new Set(pounds.filter(dear).map(({ shipping }) => shipping))).toEqual(new Set(['0.00']))
    expect(new Set(pounds.filter((order) => !dear(order)).map(({ shipping }) => shipping))).toEqual(new Set(['4.95']))
  })
  it('closes each shop once, after all that happens in it', () => {
    for (const { store, second } of of('closing')) {
      const sales = of('store-sale').filter((sale) => sale.store === store)
      const back = [...of('return'), ...of('exchange')].filter(({ of: sold }) => sales.some(({ id }) => id === sold))
      expect(Math.max(...[...sales, ...back].map((event) => event.second))).toBeLessThan(second)
    }
    expect(
      of('closing')
        .map(({ store }) => store)
        .toSorted(),
    ).toEqual(retailer.stores.map(({ code }) => code).toSorted())
  })
})
