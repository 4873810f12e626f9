// What the shipped template makes of goods that come back, by what became of them.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECEIVED_RETURN } from '#connectors/shopify/examples/returns.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'shopify-return-to-erp')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const part = (goods: string, quantity: number, locationId: string | null = null) => ({
  lineItemId: '1',
  sku: 'HF-MUG-NAVY',
  title: 'Mug',
  goods,
  quantity,
  locationId,
})

async function returned(more: object, input: object = {}) {
  if (!template) throw new Error('The template is gone.')
  const answering = { 'get-return': { ...RECEIVED_RETURN, ...more } }
  const { view, calls } = await tryTemplate(template, {
    sandbox,
    input: { ...(template.samples[0]?.input as object), ...input },
    answering,
  })
  expect(view.steps.flatMap(({ error }) => (error ? [error.message] : []))).toEqual([])
  return {
    calls: calls.map(({ action }) => action),
    lines: (calls.find(({ action }) => action === 'receive-return')?.input as { lines: object[] } | undefined)?.lines,
    skipped: view.steps.find(({ status }) => status === 'skipped')?.nodeId,
  }
}

describe('goods that came back', () => {
  it.each([
    ['restocked', '70210388195', { warehouse: 'SHOP' }],
    ['restocked', null, { warehouse: 'WH' }],
    ['not_restocked', '70210388195', { location: 'Virtual Locations/Scrap' }],
    ['processing_required', null, { location: 'Physical Locations/Returns' }],
    ['untold', null, { location: 'Physical Locations/Returns' }],
  ])('%s at %s go to their place', async (goods, locationId, place) => {
    const { lines, calls } = await returned({ exchange: [], received: [part(goods, 2, locationId)] })
    expect(lines).toEqual([{ sku: 'HF-MUG-NAVY', quantity: '2', ...place }])
    expect(calls).toEqual(['get-return', 'receive-return'])
  })

  it('in part are told apart, and what is missing is not taken in', async () => {
    const { lines } = await returned({ received: [part('restocked', 1), part('not_restocked', 1), part('missing', 1)] })
    expect(lines).toMatchObject([
      { quantity: '1', warehouse: 'WH' },
      { quantity: '1', location: 'Virtual Locations/Scrap' },
    ])
  })

  it('never, though others were sent instead, change the order only', async () => {
    expect((await returned({ received: [part('missing', 1)] })).calls).toEqual(['get-return', 'get-current-order', 'update-sales-order'])
  })

  it('not yet change nothing', async () => {
    const announced = { lines: RECEIVED_RETURN.lines.map((line) => ({ ...line, processed: 0 })), exchange: [] }
    expect(await returned({}, announced)).toMatchObject({ calls: [], skipped: 'came-back' })
  })
})
