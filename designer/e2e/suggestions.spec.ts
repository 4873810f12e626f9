// What an analyst does with an order that nobody has mapped yet: all suggestions are accepted, and what is left is what only a person knows.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST } from './demo.ts'
import type { Installation } from './installation.ts'
import { expect as soon, test } from './journey.ts'

/** The first mapping of an installation loads much at once; a busy machine takes its time. */
const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

/** A shop's order event, and a mapping for the ERP's sales order without a row. */
async function unmapped(at: Installation): Promise<string> {
  const demo = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows`
  const { flow } = await at.api<FlowDetail>(`${path}/${demo.id}`)
  const { 'order-created': trigger, 'map-order': node } = flow.draft.nodes
  if (!trigger || node?.kind !== 'map' || !node.config.target) throw new Error('The demo flow has no trigger or no mapping')
  const document: FlowDocument = {
    ...flow.draft,
    name: 'Not mapped yet',
    nodes: { 'order-created': trigger, 'map-order': { kind: 'map', label: 'Map order', config: { target: node.config.target, rows: [] } } },
    edges: [{ from: 'order-created', port: 'out', to: 'map-order' }],
    layout: { nodes: { 'order-created': { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  }
  delete (document as { lane?: unknown }).lane
  const made = await at.api<Flow>(path, { method: 'POST', json: { document } })
  const { items } = await at.api<{ items: readonly Sample[] }>(`${path}/${demo.id}/samples`)
  for (const { name, input } of items.slice(0, 2)) await at.api(`${path}/${made.id}/samples`, { method: 'POST', json: { name, input } })
  return made.id
}

const mapping = (page: Page) => page.getByRole('region', { name: 'Mapping' })
const field = (page: Page, target: string) => page.locator(`[data-target="${target}"]`)

test('accepts all suggestions for an order that nobody has mapped', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(240_000)
  const id = await unmapped(installation)
  await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  await expect(mapping(page).getByText('3 required fields are not mapped')).toBeVisible()

  await mapping(page).getByRole('button', { name: 'Suggest', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Suggested mappings' })
  const suggested = (target: string) => dialog.getByRole('listitem').filter({ has: page.getByText(target, { exact: true }) })

  await test.step('what fields are in the retail model comes first, with its reason', async () => {
    await expect(suggested('reference').first()).toContainText('Both are the order’s number.')
    await expect(suggested('lines').first()).toContainText('Both are the order’s lines.')
    await expect(suggested('sku').first()).toContainText('Both are the line’s SKU.')
    await expect(suggested('customer.zip').first()).toContainText('Both are the billing address’s postal code.')
  })

  await test.step('all are accepted, and give values', async () => {
    await dialog.getByRole('button', { name: /^Map \d+ fields/ }).click()
    await expect(dialog).toBeHidden()
    await expect(field(page, 'reference').getByRole('button', { name: 'Result: #1001' })).toBeVisible()
    await expect(field(page, 'lines').first()).toBeVisible()
    await expect(mapping(page).getByText('required fields are not mapped')).toBeHidden()
  })
  expect(complaints).toEqual([])
})
