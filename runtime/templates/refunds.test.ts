// The hard cases of refunds (lines, shipping, goodwill, fees, cancelled lines, cash): what the shipped template makes of each, to the cent.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefundDocument } from '#connectors/shopify/canonical-refund.ts'
import { REFUND_DOCUMENT } from '#connectors/shopify/examples/refunds.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'shopify-refund-to-erp')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const vat = (amount: string) => [{ title: 'VAT', rate: '0.2', amount: gbp(amount) }]
type Line = RefundDocument['lines'][number]
const line = (more: Partial<Line>): Line => ({
  ...(REFUND_DOCUMENT.lines[0] as Line),
  sku: 'HF-CAP',
  title: 'Cap',
  quantity: 1,
  amount: gbp('10.00'),
  taxTotal: gbp('2.00'),
  taxes: vat('2.00'),
  ...more,
})
const refund = (more: Partial<RefundDocument>): RefundDocument => ({
  ...REFUND_DOCUMENT,
  lines: [],
  shipping: [],
  total: gbp('0.00'),
  exchanged: gbp('0.00'),
  adjustment: gbp('0.00'),
  payments: [],
  ...more,
})

interface Note {
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: string
    readonly unitPrice: string
    readonly taxes?: readonly string[]
  }[]
  readonly expectedTotal: string
}

/** The run from "Read the refund", which answers `document`. */
async function refunded(document: RefundDocument, answers: Readonly<Record<string, unknown>> = {}) {
  if (!template) throw new Error('The template is gone.')
  const input = template.samples[0]?.input
  const { view, calls } = await tryTemplate(template, { sandbox, input, answers, answering: { 'get-refund': document } })
  const problems = view.steps.flatMap(({ error }) => (error ? [error.message] : []))
  expect([view.run.status, problems]).toEqual(['succeeded', []])
  return {
    note: calls.find(({ action }) => action === 'create-credit-note')?.input as Note | undefined,
    payments: calls.filter(({ action }) => action === 'register-payment').map(({ input }) => input),
    skipped: view.steps.find(({ status }) => status === 'skipped')?.nodeId,
  }
}

const told = (note: Note | undefined) => note?.lines.map(({ sku, quantity, unitPrice, taxes = [] }) => [sku, quantity, unitPrice, ...taxes])

describe('a refund of', () => {
  it.each<[string, Partial<RefundDocument>, readonly (readonly string[])[], string]>([
    [
      'several of one kind',
      { total: gbp('24.00'), lines: [line({ quantity: 2, amount: gbp('20.00'), taxTotal: gbp('4.00'), taxes: vat('4.00') })] },
      [['HF-CAP', '2', '10.00', '20%']],
      '24.00',
    ],
    [
      'an amount that does not come out even',
      { total: gbp('12.00'), lines: [line({ quantity: 3 })] },
      [['HF-CAP', '1', '10.00', '20%']],
      '12.00',
    ],
    [
      'goods with tax in their price',
      { taxesIncluded: true, total: gbp('12.00'), lines: [line({ amount: gbp('12.00') })] },
      [['HF-CAP', '1', '12.00', '20% incl.']],
      '12.00',
    ],
    ['shipping alone', { total: gbp('4.80'), shipping: REFUND_DOCUMENT.shipping }, [['SHIPPING', '1', '4.00', '20%']], '4.80'],
    ['a sum without lines', { total: gbp('5.00'), adjustment: gbp('5.00') }, [['GOODWILL', '1', '5.00']], '5.00'],
    [
      'less than the goods',
      { total: gbp('9.00'), adjustment: gbp('-3.00'), lines: [line({})] },
      [
        ['HF-CAP', '1', '10.00', '20%'],
        ['GOODWILL', '1', '-3.00'],
      ],
      '9.00',
    ],
    [
      'cash with its rounding',
      { total: gbp('12.05'), rounding: gbp('0.05'), lines: [line({})] },
      [
        ['HF-CAP', '1', '10.00', '20%'],
        ['ROUNDING', '1', '0.05'],
      ],
      '12.05',
    ],
    [
      'a gift card that was sold',
      { total: gbp('50.00'), lines: [line({ sku: null, isGiftCard: true, amount: gbp('50.00'), taxTotal: gbp('0.00'), taxes: [] })] },
      [['GIFTCARD', '1', '50.00']],
      '50.00',
    ],
    [
      'two taxes on a line',
      {
        total: gbp('11.50'),
        lines: [
          line({
            taxTotal: gbp('1.50'),
            taxes: [
              { title: 'GST', rate: '0.05', amount: gbp('0.50') },
              { title: 'PST', rate: '0.1', amount: gbp('1.00') },
            ],
          }),
        ],
      },
      [['HF-CAP', '1', '10.00', '5%', '10%']],
      '11.50',
    ],
    [
      'a line that was cancelled beside one that came back',
      { total: gbp('24.00'), lines: [line({}), line({ sku: 'HF-TOTE', restock: 'cancel' })] },
      [['HF-CAP', '1', '10.00', '20%']],
      '12.00',
    ],
  ])('%s', async (_, document, lines, total) => {
    const { note } = await refunded(refund(document))
    expect(told(note)).toEqual(lines)
    expect(note?.expectedTotal).toBe(total)
  })

  it('cancelled lines credits them where orders are invoiced, and is passed over where deliveries are', async () => {
    const document = refund({ total: gbp('12.00'), lines: [line({ restock: 'cancel' })] })
    expect((await refunded(document)).skipped).toBe('to-credit')
    const { note } = await refunded(document, { cancelled: 'credit' })
    expect([told(note), note?.expectedTotal]).toEqual([[['HF-CAP', '1', '10.00', '20%']], '12.00'])
  })

  it('no money, or of a test order, is passed over', async () => {
    expect(await refunded(refund({ lines: [line({})], adjustment: gbp('-12.00') }))).toMatchObject({
      skipped: 'money-back',
      note: undefined,
    })
    expect(await refunded(refund({ total: gbp('12.00'), test: true, lines: [line({})] }))).toMatchObject({ skipped: 'money-back' })
  })

  it.each<[string, string, string, string, string]>([
    ['cheaper goods', '5.40', '6.60', '12.00', '5.40'],
    ['goods of the same price', '0.00', '12.00', '12.00', ''],
    ['dearer goods', '0.00', '12.00', '12.00', ''],
  ])(
    'goods that are exchanged for %s credits what came back, and pays out the difference at most',
    async (_, paid, exchanged, credit, out) => {
      const document = refund({
        total: gbp(paid),
        exchanged: gbp(exchanged),
        lines: [line({})],
        payments: out === '' ? [] : [{ id: '71', method: 'shopify_payments', amount: gbp(out) }],
      })
      const { note, payments } = await refunded(document)
      expect([told(note), note?.expectedTotal]).toEqual([[['HF-CAP', '1', '10.00', '20%']], credit])
      expect(payments).toMatchObject(out === '' ? [] : [{ amount: out }])
    },
  )

  it('two tenders is paid out of the journal of each, once', async () => {
    const document = refund({
      total: gbp('12.00'),
      lines: [line({})],
      payments: [
        { id: '71', method: 'shopify_payments', amount: gbp('7.00') },
        { id: '72', method: 'gift_card', amount: gbp('5.00') },
      ],
    })
    const { payments } = await refunded(document)
    const common = { invoiceReference: '#1042-R1', kind: 'credit-note', date: '2026-11-22' }
    expect(payments).toEqual([
      { ...common, reference: 'Shopify 71', journal: 'CARD', amount: '7.00' },
      { ...common, reference: 'Shopify 72', journal: 'GIFT', amount: '5.00' },
    ])
    expect((await refunded(document, { payments: 'no' })).payments).toEqual([])
  })
})
