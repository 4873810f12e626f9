// What the shipped template moves of a till's sale.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'store-sale-to-odoo-stock')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

async function sold(more: object, answers: Readonly<Record<string, unknown>> = {}) {
  if (!template) throw new Error('The template is gone.')
  const input = { ...(template.samples[0]?.input as object), ...more }
  const { view, calls } = await tryTemplate(template, { sandbox, input, answers })
  return {
    moved: calls.map(({ input: given }) => given),
    skipped: view.steps.find(({ status }) => status === 'skipped')?.nodeId,
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])),
  }
}
const line = (sku: string, quantity: string, itemType = 'Stock') => ({ id: '1', sku, quantity, itemType })

describe('a store sale', () => {
  it('moves goods, and what came back below zero', async () => {
    const { moved } = await sold({ lines: [line('HF-1004', '2'), line('HF-1210', '-1'), line('GC-25', '1', 'GiftCertificate')] })
    expect(moved).toEqual([
      {
        reference: 'WHI/2/2026-03-01/451',
        warehouse: 'SHOP',
        lines: [
          { sku: 'HF-1004', quantity: '2' },
          { sku: 'HF-1210', quantity: '-1' },
        ],
      },
    ])
  })
  it('gives returns a place of their own where that is wanted', async () => {
    const { moved } = await sold({ lines: [line('HF-1004', '-1')] }, { 'return-location': 'Physical Locations/Returns' })
    expect(moved).toMatchObject([{ returnLocation: 'Physical Locations/Returns' }])
  })
  it.each([
    ['voided', { status: 'voided' }],
    ['suspended', { status: 'suspended' }],
    ['of the training mode', { training: true }],
    ['of a gift card alone', { lines: [line('GC-25', '1', 'GiftCertificate')] }],
  ])('%s moves nothing', async (_, more) => {
    expect(await sold(more)).toMatchObject({ moved: [], skipped: 'real-sales' })
  })
  it('of a store that nobody mapped waits, by its name', async () => {
    const { moved, said } = await sold({ store: 'MOON' })
    expect([moved, said.join()]).toEqual([[], expect.stringContaining('MOON')])
  })
})
