// The hard cases of edited orders: what the shipped template makes of each, to the cent.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CurrentOrder } from '#connectors/shopify/canonical-current-order.ts'
import { CURRENT_ORDER } from '#connectors/shopify/examples/order-edits.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'shopify-order-edit-to-erp')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const taxes = [{ title: 'VAT', rate: '0.2' }]
type Line = CurrentOrder['lines'][number]
const line = (more: Partial<Line>): Line => ({
  id: '1',
  sku: 'HF-TOTE',
  title: 'Tote',
  isGiftCard: false,
  quantity: 1,
  shipped: 0,
  unitPrice: gbp('15.00'),
  discountTotal: gbp('0.00'),
  taxes,
  ...more,
})
const order = (more: Partial<CurrentOrder>): CurrentOrder => ({
  ...CURRENT_ORDER,
  taxesIncluded: true,
  taxTotal: gbp('0.00'),
  shipping: [],
  lines: [line({})],
  ...more,
})

interface Change {
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: string
    readonly unitPrice: string
    readonly taxes?: readonly string[]
  }[]
  readonly expectedTotal: string
}

async function edited(document: CurrentOrder) {
  if (!template) throw new Error('The template is gone.')
  const { view, calls } = await tryTemplate(template, {
    sandbox,
    input: template.samples[0]?.input,
    answering: { 'get-current-order': document },
  })
  return {
    status: view.run.status,
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])),
    skipped: view.steps.find(({ status }) => status === 'skipped')?.nodeId,
    change: calls.find(({ action }) => action === 'update-sales-order')?.input as Change | undefined,
  }
}

describe('an edited order', () => {
  it.each<[string, Partial<CurrentOrder>, readonly (readonly string[])[], string]>([
    [
      'with a share of a discount and tax in its prices',
      { total: gbp('38.33'), lines: [line({ quantity: 3, discountTotal: gbp('6.67') })] },
      [
        ['HF-TOTE', '3', '15.00', '20% incl.'],
        ['DISCOUNT', '1', '-6.67', '20% incl.'],
      ],
      '38.33',
    ],
    [
      'with tax on top, and delivery with a discount',
      {
        taxesIncluded: false,
        taxTotal: gbp('3.39'),
        total: gbp('20.34'),
        shipping: [{ id: '9', title: 'Express', price: gbp('4.95'), discountTotal: gbp('3.00'), taxes }],
      },
      [
        ['HF-TOTE', '1', '15.00', '20%'],
        ['SHIPPING', '1', '4.95', '20%'],
        ['DISCOUNT', '1', '-3.00', '20%'],
      ],
      '20.34',
    ],
    [
      'with a gift card, a tip and duties',
      {
        total: gbp('58.50'),
        tip: gbp('2.00'),
        duties: gbp('6.50'),
        lines: [line({ sku: null, isGiftCard: true, unitPrice: gbp('50.00'), taxes: [] })],
      },
      [
        ['GIFTCARD', '1', '50.00'],
        ['TIP', '1', '2.00'],
        ['DUTY', '1', '6.50'],
      ],
      '58.50',
    ],
  ])('%s', async (_, more, lines, total) => {
    const { change, said } = await edited(order(more))
    expect(said).toEqual([])
    expect(change?.lines.map(({ sku, quantity, unitPrice, taxes: own = [] }) => [sku, quantity, unitPrice, ...own])).toEqual(lines)
    expect(change?.expectedTotal).toBe(total)
  })

  it('that does not add up changes nothing', async () => {
    const { change, said } = await edited(order({ total: gbp('15.01') }))
    expect(change).toBeUndefined()
    expect(said.join()).toMatch(/15\.00.*15\.01/)
  })

  it('that is cancelled by now, or a test, is passed over', async () => {
    expect(await edited(order({ cancelledAt: '2026-11-20T16:00:00Z', total: gbp('15.00') }))).toMatchObject({
      skipped: 'real-orders',
      change: undefined,
    })
    expect(await edited(order({ test: true, total: gbp('15.00') }))).toMatchObject({ skipped: 'real-orders' })
  })
})
