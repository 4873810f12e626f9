// What the shipped template books of gift cards: a debt, never revenue or a discount, and what is expired only where that is wanted.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'shopify-gift-cards-to-xero')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

async function moved(kind: string, amount: string, answers: Readonly<Record<string, unknown>> = {}, more: object = {}) {
  if (!template) throw new Error('The template is gone.')
  const input = { ...(template.samples[0]?.input as object), kind, amount: { amount, currency: 'GBP' }, ...more }
  const { view, calls } = await tryTemplate(template, { sandbox, input, answers })
  const journal = calls[0]?.input as
    | { date: string; reference: string; lines: readonly { amount: string; accountCode: string }[] }
    | undefined
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])).join(' '),
    lines: journal?.lines.map(({ amount: booked, accountCode }) => `${accountCode} ${booked}`),
    date: journal?.date,
  }
}

describe('gift cards', () => {
  it.each([
    ['sold', '50.00', ['825 -50.00', '611 50.00']],
    ['issued', '10.00', ['825 -10.00', '429 10.00']],
    ['topped-up', '5.00', ['825 -5.00', '611 5.00']],
    ['used', '12.50', ['825 12.50', '611 -12.50']],
    ['deactivated', '37.50', ['825 37.50', '270 -37.50']],
  ])('that are %s are booked against the debt', async (kind, amount, lines) => {
    expect(await moved(kind, amount)).toMatchObject({ said: '', lines })
  })
  it('that expired stay a debt, unless it was decided otherwise', async () => {
    expect(await moved('expired', '25.00')).toMatchObject({ said: '', lines: undefined })
    expect(await moved('expired', '25.00', { expired: 'income' })).toMatchObject({ lines: ['825 25.00', '270 -25.00'] })
  })
  it('without an account for a movement wait in the lookup inbox', async () => {
    const { said, lines } = await moved('issued', '10.00', { accounts: [{ key: 'sold', value: '611' }] })
    expect([said, lines]).toEqual([expect.stringContaining('issued'), undefined])
  })
  it('in another currency wait', async () => {
    expect((await moved('sold', '50.00', {}, { amount: { amount: '50.00', currency: 'EUR' } })).said).toContain(
      'is in EUR, the books are in GBP',
    )
  })
  it('belong to the day of the business', async () => {
    const night = { at: '2026-11-20T23:30:00Z' }
    expect((await moved('sold', '50.00', {}, night)).date).toBe('2026-11-20')
    expect((await moved('sold', '50.00', { 'time-zone': 'Europe/Berlin' }, night)).date).toBe('2026-11-21')
  })
})
