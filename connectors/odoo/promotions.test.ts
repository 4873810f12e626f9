// Promotions of a price list: told when they begin, end, are moved or withdrawn, also when nobody looked at the moment.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

const sim = simulated({ connector: odoo, createSimulator: createOdooSimulator, config: CONNECTIONS['JSON-2 of Odoo 19'], secrets: SECRETS })
const { at, emit } = sim
const poll = odoo.polls.find(({ id }) => id === 'promotions-due') ?? expect.fail('there is no poll')

const mug = { list: 'Default GBP', sku: 'HF-MUG-NAVY' }
const promote = async (more: object) =>
  Number(((await emit('promotion.set', { ...mug, ...more } as Json)) as { recordId: string }).recordId)

/** Looks at this time, after the look with this cursor. */
async function look(time: string, cursor?: Json, limit = 100) {
  at(time)
  const page = await poll.poll(
    { cursor, since: new Date(time), limit, options: { priceList: 'Default GBP' } },
    { ...sim.context(), now: () => new Date(time) },
  )
  const told = page.records.map(({ value }) => value as { variants: { sku: string; price: string; salePrice: string | null }[] })
  const prices = told.map(({ variants }) => variants.map(({ sku, price, salePrice }) => `${sku} ${price} ${salePrice ?? '-'}`))
  return { cursor: page.cursor, more: page.more, prices, values: page.records.map(({ value }) => value) }
}
const WHITE = 'HF-MUG-WHITE 12.50 -'
const ON = [[`HF-MUG-NAVY 12.50 9.95`, WHITE]]
const OFF = [['HF-MUG-NAVY 12.50 -', WHITE]]
const FRIDAY = { price: 9.95, from: '2026-11-27 00:00:00', until: '2026-11-27 23:59:59' }

describe('a promotion', () => {
  it('is told when it begins and when it ends, once each, and not before', async () => {
    at('2026-11-20T10:00:00Z')
    await promote(FRIDAY)
    const planned = await look('2026-11-20T10:01:00Z')
    expect(planned.prices).toEqual([])
    const eve = await look('2026-11-26T23:59:59Z', planned.cursor)
    expect(eve.prices).toEqual([])
    const began = await look('2026-11-27T00:00:00Z', eve.cursor)
    expect(began.prices).toEqual(ON)
    expect(began.values).toMatchObject([{ currency: 'GBP', variants: [{ until: '2026-11-27T23:59:59.000Z' }, { until: null }] }])
    const noon = await look('2026-11-27T12:00:00Z', began.cursor)
    expect(noon.prices).toEqual([])
    const last = await look('2026-11-27T23:59:59Z', noon.cursor)
    expect(last.prices).toEqual([])
    const ended = await look('2026-11-28T00:00:00Z', last.cursor)
    expect(ended.prices).toEqual(OFF)
    expect((await look('2026-11-28T00:01:00Z', ended.cursor)).prices).toEqual([])
  })
  it('that began, or began and ended, while nobody looked is told as it is now', async () => {
    at('2026-11-20T10:00:00Z')
    await promote(FRIDAY)
    const { cursor } = await look('2026-11-20T10:01:00Z')
    const late = await look('2026-11-27T05:00:00Z', cursor)
    expect(late.prices).toEqual(ON)
    expect((await look('2026-12-05T05:00:00Z', late.cursor)).prices).toEqual(OFF)
    // Never on in the shop: nothing has to be taken back.
    expect((await look('2026-12-05T05:00:00Z', cursor)).prices).toEqual([])
  })
  it('that was moved begins at its new time, and goes back when it had begun', async () => {
    at('2026-11-20T10:00:00Z')
    const id = await promote(FRIDAY)
    const planned = await look('2026-11-20T10:01:00Z')
    await promote({ ...FRIDAY, id, from: '2026-11-26 18:00:00' })
    const began = await look('2026-11-26T18:00:00Z', planned.cursor)
    expect(began.prices).toEqual(ON)
    at('2026-11-26T18:30:00Z')
    await promote({ ...FRIDAY, id, from: '2026-11-27 08:00:00' })
    const back = await look('2026-11-26T18:31:00Z', began.cursor)
    expect(back.prices).toEqual(OFF)
    expect((await look('2026-11-27T08:00:00Z', back.cursor)).prices).toEqual(ON)
  })
  it('that was withdrawn goes back, and one that was only planned is nothing', async () => {
    at('2026-11-27T10:00:00Z')
    const id = await promote(FRIDAY)
    const began = await look('2026-11-27T10:01:00Z')
    expect(began.prices).toEqual(ON)
    const planned = await promote({ price: 5, from: '2026-12-24 00:00:00' })
    await emit('promotion.withdrawn', { id })
    const gone = await look('2026-11-27T10:02:00Z', began.cursor)
    expect(gone.prices).toEqual(OFF)
    await emit('promotion.withdrawn', { id: planned })
    expect((await look('2026-12-24T10:02:00Z', gone.cursor)).prices).toEqual([])
  })
  it('in percent follows the regular price while it runs', async () => {
    at('2026-11-27T10:00:00Z')
    await promote({ percent: 33, until: '2026-11-27 23:59:59' })
    const began = await look('2026-11-27T10:01:00Z')
    expect(began.prices).toEqual([['HF-MUG-NAVY 12.50 8.38', WHITE]])
    at('2026-11-27T11:00:00Z')
    await emit('product.changed', { sku: 'HF-MUG-NAVY', price: 15 })
    expect((await look('2026-11-27T11:01:00Z', began.cursor)).prices).toEqual([['HF-MUG-NAVY 15.00 10.05', 'HF-MUG-WHITE 15.00 -']])
  })
  it('of many products is told page by page, each once', async () => {
    at('2026-11-27T10:00:00Z')
    for (const sku of ['HF-MUG-NAVY', 'HF-TEE-S', 'HF-TOTE']) await promote({ ...FRIDAY, sku })
    const first = await look('2026-11-27T10:01:00Z', undefined, 2)
    const second = await look('2026-11-27T10:01:00Z', first.cursor, 2)
    expect([first.prices.length, first.more, second.prices.length, second.more]).toEqual([2, true, 1, false])
    expect((await look('2026-11-27T10:02:00Z', second.cursor, 2)).prices).toEqual([])
  })
  it('of a price list that is not there is refused', async () => {
    const failed = poll.poll({ cursor: undefined, since: new Date(), limit: 1, options: { priceList: 'Sale' } }, sim.context())
    await expect(failed).rejects.toMatchObject({ code: 'action-input-invalid' })
  })
})
