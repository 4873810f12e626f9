// What the shipped template says of orders that differ, to the penny, and that it says nothing of those that agree.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'daily-reconciliation')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const order = (more: object = {}) => ({
  id: 'gid://shopify/Order/1',
  name: '#1001',
  currency: 'GBP',
  cancelledAt: null,
  total: gbp('108.30'),
  currentTotal: gbp('108.30'),
  ...more,
})
const inErp = (more: object = {}) => ({
  id: 1,
  name: 'S00001',
  client_order_ref: '#1001',
  state: 'sale',
  amount_total: 108.30000000000001,
  currency_id: [1, 'GBP'],
  ...more,
})

/** The same orders in each half hour of a day: what is said once is said of all. */
async function compared(
  orders: readonly object[],
  erp: readonly object[],
  more: { now?: object; answers?: object; hasMore?: boolean } = {},
) {
  if (!template) throw new Error('The template is gone.')
  const { view, calls } = await tryTemplate(template, {
    sandbox,
    input: template.samples[0]?.input,
    answers: { ...more.answers },
    answering: {
      'find-orders': { orders, hasMore: more.hasMore ?? false, nextCursor: null },
      'search-read': { records: erp },
      'get-current-order': { name: '#1001', test: false, cancelledAt: null, total: gbp('108.30'), ...more.now },
    },
  })
  return {
    said: [...new Set(view.steps.flatMap(({ error }) => (error ? [error.message] : [])))],
    asked: [...new Set(calls.map(({ action, input }) => `${action} ${JSON.stringify(input)}`))].filter((call) =>
      call.startsWith('get-sales-order'),
    ),
  }
}
const quiet = { said: [], asked: [] }

describe('orders of a day', () => {
  it('that agree, also where the ERP counts in doubles, are no news', async () => {
    expect(await compared([order()], [inErp()])).toEqual(quiet)
    expect(await compared([], [])).toEqual(quiet)
  })
  it('that are missing are waited for, unless they are tests or were cancelled', async () => {
    const looked = ['get-sales-order {"reference":"#1001","whenMissing":"wait"}']
    expect(await compared([order()], [])).toEqual({ said: [], asked: looked })
    expect(await compared([order()], [], { now: { test: true } })).toEqual(quiet)
    expect(await compared([order()], [], { now: { cancelledAt: '2026-11-20T15:00:00Z' } })).toEqual(quiet)
    expect(await compared([order({ cancelledAt: '2026-11-20T15:00:00Z' })], [])).toEqual(quiet)
  })
  it('that are there twice are told with both sales orders; one that was cancelled does not count', async () => {
    const again = { id: 2, name: 'S00002' }
    expect((await compared([order()], [inErp(), inErp(again)])).said).toEqual([
      'The order #1001 for GBP 108.30 has 2 sales orders in the ERP: S00001 GBP 108.30, S00002 GBP 108.30. Cancel all but one there, then discard this.',
    ])
    expect(await compared([order()], [inErp(), inErp({ ...again, state: 'cancel' })])).toEqual(quiet)
  })
  it('of another amount are told with the difference, unless an edit explains it', async () => {
    const less = [inErp({ amount_total: 98.3 })]
    expect((await compared([order()], less)).said).toEqual([
      'The order #1001 is GBP 108.30 in the shop and GBP 98.30 in the ERP (S00001): a difference of -10.00. Correct the sales order, then discard this.',
    ])
    expect(await compared([order()], less, { now: { total: gbp('98.30') } })).toEqual(quiet)
  })
  it('that were edited or refunded since are looked at as they are now', async () => {
    const since = order({ currentTotal: gbp('98.30') })
    expect(await compared([since], [inErp()])).toEqual(quiet)
    expect((await compared([since], [inErp()], { now: { total: gbp('98.30') } })).said).toEqual([
      'The order #1001 is GBP 98.30 in the shop and GBP 108.30 in the ERP (S00001): a difference of 10.00. Correct the sales order, then discard this.',
    ])
  })
  it('may differ by the tolerance, and not by a penny more', async () => {
    const answers = { tolerance: '0.02' }
    expect(await compared([order()], [inErp({ amount_total: 108.32 })], { answers })).toEqual(quiet)
    expect((await compared([order()], [inErp({ amount_total: 108.33 })], { answers })).said.join()).toContain('a difference of 0.03')
  })
  it.each([
    [
      'are cancelled in the shop alone',
      order({ cancelledAt: '2026-11-20T15:00:00Z' }),
      inErp(),
      'is cancelled in the shop, but not in the ERP.',
    ],
    ['are cancelled in the ERP alone', order(), inErp({ state: 'cancel' }), 'is cancelled in the ERP, but not in the shop.'],
    ['nobody has confirmed', order(), inErp({ state: 'draft' }), 'is a quotation in the ERP, which nobody has confirmed.'],
    [
      'are in another currency',
      order(),
      inErp({ currency_id: [2, 'EUR'] }),
      'is in another currency in the ERP. In the ERP: S00001 EUR 108.30.',
    ],
  ])('that %s are told', async (_, one, other, text) => {
    expect((await compared([one], [other])).said.join()).toContain(text)
  })
  it('that are more than a page are not compared, and that is said', async () => {
    expect((await compared([order()], [], { hasMore: true })).said.join()).toContain('More than 250 orders')
  })
})
