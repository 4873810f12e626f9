// What the shipped template books of a cash drawer: to the penny, and never what does not add up.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'square-cash-to-xero')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const gbp = (amount: string) => ({ amount, currency: 'GBP' })
const moved = (type: string, amount: string, note: string | null = null) => ({
  type,
  amount: gbp(amount),
  at: '2026-11-20T12:10:00Z',
  note,
})

interface Drawer {
  readonly expected: string
  readonly counted: string
  readonly difference: string
  readonly paidIn?: string
  readonly paidOut?: string
}

/** Opened with 100.00, sold for 412.50 in cash, gave 12.50 back. */
async function counted(drawer: Drawer, events: readonly object[] = [], more: object = {}, answers: Readonly<Record<string, unknown>> = {}) {
  if (!template) throw new Error('The template is gone.')
  const { expected, counted: found, difference, paidIn = '0.00', paidOut = '0.00' } = drawer
  const sums = { opened: gbp('100.00'), expected: gbp(expected), counted: gbp(found), difference: gbp(difference) }
  const shift = { ...sums, payments: gbp('412.50'), refunds: gbp('12.50'), paidIn: gbp(paidIn), paidOut: gbp(paidOut) }
  const { view, calls } = await tryTemplate(template, {
    sandbox,
    input: { ...(template.samples[0]?.input as object), ...sums, ...more },
    answers,
    answering: {
      'get-cash-shift': { shift, events: [moved('CASH_TENDER_PAYMENT', '412.50'), moved('CASH_TENDER_REFUND', '12.50'), ...events] },
    },
  })
  const journal = calls.find(({ action }) => action === 'create-manual-journal')?.input as
    | { reference: string; lines: readonly { amount: string; accountCode: string; description: string }[] }
    | undefined
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])).join(' '),
    reference: journal?.reference,
    lines: journal?.lines.map(({ amount, accountCode, description }) => `${accountCode} ${amount} ${description}`),
    asked: view.steps.some(({ nodeId }) => nodeId === 'decide'),
  }
}

describe('a drawer', () => {
  it('that is over and was paid into gives its accounts by the notes, in whatever letters', async () => {
    const events = [
      moved('PAID_IN', '50.00', ' Change from the BANK'),
      moved('PAID_OUT', '30.00', 'To the safe'),
      moved('PAID_OUT', '4.20'),
    ]
    const drawer = { paidIn: '50.00', paidOut: '34.20', expected: '515.80', counted: '516.05', difference: '0.25' }
    expect(await counted(drawer, events)).toMatchObject({
      said: '',
      lines: [
        '861 -50.00 Paid in: Change from the BANK',
        '860 50.00 Paid into the tills',
        '861 30.00 Paid out: To the safe',
        '860 -34.20 Paid out of the tills',
        '429 4.20 Paid out',
        '497 -0.25 Over and short',
        '860 0.25 Over and short in the tills',
      ],
    })
  })
  it('that is right, and that nothing was paid into or out of, makes no journal', async () => {
    expect(await counted({ expected: '500.00', counted: '500.00', difference: '0.00' })).toMatchObject({ said: '', lines: undefined })
  })
  it.each([
    ['does not expect what went in and out', { expected: '480.00', counted: '480.00', difference: '0.00' }, []],
    [
      'lists other movements than its sums',
      { paidOut: '20.00', expected: '480.00', counted: '480.00', difference: '0.00' },
      [moved('PAID_OUT', '19.00')],
    ],
  ])('that %s waits', async (_, drawer, events) => {
    const { said, lines } = await counted(drawer, events)
    expect([said, lines]).toEqual([expect.stringContaining('does not add up'), undefined])
  })
  it('waits for a decision when more than the limit is missing, and not a penny before', async () => {
    const lines = (amount: string) => [`497 ${amount} Over and short`, `860 -${amount} Over and short in the tills`]
    const some = await counted({ expected: '500.00', counted: '480.00', difference: '-20.00' })
    expect(some).toMatchObject({ asked: false, lines: lines('20.00') })
    // A trial approves by itself.
    const much = await counted({ expected: '500.00', counted: '479.99', difference: '-20.01' })
    expect(much).toMatchObject({ asked: true, lines: lines('20.01') })
  })
  it('in another currency waits', async () => {
    expect((await counted({ expected: '500.00', counted: '500.00', difference: '0.00' }, [], { currency: 'EUR' })).said).toContain(
      'is in EUR',
    )
  })
  it('belongs to the day on which it was opened, by the clock of its store', async () => {
    const drawer = { expected: '500.00', counted: '499.00', difference: '-1.00' }
    const night = { openedAt: '2026-11-21T03:30:00Z' }
    expect((await counted(drawer, [], night)).reference).toBe('CASH-LQUAYSIDE00001-2026-11-20')
    expect((await counted(drawer, [], { ...night, timeZone: 'Europe/Athens' })).reference).toBe('CASH-LQUAYSIDE00001-2026-11-21')
  })
})
