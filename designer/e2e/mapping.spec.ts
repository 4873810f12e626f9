// What an analyst does in the mapping: a new target from nothing on six samples, and a field that is silently empty, found and mended.
import type { Page } from '@playwright/test'
import type { FlowDetail, FlowSummary } from '#shared/api/contract.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST } from './demo.ts'
import { leaveMapping, line, saved } from './flow-editor.ts'
import type { Installation } from './installation.ts'
import { expect as soon, test } from './journey.ts'

/** The first mapping of an installation loads much at once; a busy machine takes its time. */
const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

const SAMPLES = 6

/** A flow whose mapping of a Shopify order for the ERP has no row yet, with the template's samples. */
async function newTarget(at: Installation): Promise<string> {
  const demo = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows`
  const { flow } = await at.api<FlowDetail>(`${path}/${demo.id}`)
  const node = flow.draft.nodes['map-order']
  if (node?.kind !== 'map') throw new Error('The demo flow has no mapping')
  const { target, ...config } = node.config
  const document: FlowDocument = {
    ...flow.draft,
    name: 'From nothing',
    nodes: {
      start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
      'map-order': { kind: 'map', label: 'Map order', config: { ...(target && { target }), rows: config.rows.slice(0, 0) } },
    },
    edges: [{ from: 'start', port: 'out', to: 'map-order' }],
    layout: { nodes: { start: { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  }
  delete (document as { lane?: unknown }).lane
  const made = await at.api<Flow>(path, { method: 'POST', json: { document } })
  const { items } = await at.api<{ items: readonly Sample[] }>(`${path}/${demo.id}/samples`)
  for (const { name, input } of items.slice(0, SAMPLES))
    await at.api(`${path}/${made.id}/samples`, { method: 'POST', json: { name, input } })
  return made.id
}

const mapping = (page: Page) => page.getByRole('region', { name: 'Mapping' })
const field = (page: Page, target: string) => page.locator(`[data-target="${target}"]`)
const source = (page: Page, name: string) =>
  mapping(page)
    .getByRole('treeitem')
    .filter({ has: page.getByText(new RegExp(`^${name}$`, 'i')) })
    .first()
const cells = (page: Page, target: string) => field(page, target).getByRole('button', { name: /^Result/ })

/** Drags a source field on a target field. */
const drag = async (page: Page, from: string, to: string) => source(page, from).dragTo(field(page, to).getByRole('rowheader'))

test('maps a new target from nothing on six samples', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(240_000)
  const id = await newTarget(installation)
  await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  await expect(mapping(page).getByRole('columnheader').filter({ hasText: 'Simple order' })).toBeVisible()
  await expect(mapping(page).getByText('3 required fields are not mapped')).toBeVisible()

  await test.step('a source field dropped on a target field is copied, on all samples', async () => {
    await drag(page, 'name', 'reference')
    await expect(cells(page, 'reference')).toHaveCount(SAMPLES)
    await expect(field(page, 'reference').getByRole('button', { name: 'Result: #1001' })).toBeVisible()
    await expect(field(page, 'reference').getByRole('button', { name: /^Result on .*: #1004/ })).toBeVisible()
  })

  await test.step('a form writes a rule: a fixed value', async () => {
    await field(page, 'warehouse').getByRole('rowheader').click()
    const panel = page.getByRole('region', { name: 'Row warehouse' })
    await panel
      .getByRole('combobox', { name: 'Kind of rule' })
      .or(panel.getByRole('textbox', { name: 'Kind of rule' }))
      .first()
      .click()
    await page.getByRole('option', { name: 'Fixed value' }).click()
    await panel.getByRole('textbox', { name: 'Value', exact: true }).fill('WH')
    await expect(cells(page, 'warehouse')).toHaveCount(SAMPLES)
    await expect(field(page, 'warehouse').getByRole('button', { name: 'Result: WH' })).toBeVisible()
  })

  await test.step('a list dropped on a list offers how its lines come about', async () => {
    await page.getByRole('button', { name: 'Close the row’s panel' }).click()
    await drag(page, 'line_items', 'lines')
    await page.getByRole('menuitem', { name: 'One target line for each of Line items' }).click()
    await expect(line(page, 'lines').getByText('Line items', { exact: true })).toBeVisible()
  })

  await test.step('the same by keyboard: a source field is put on the row that is looked at', async () => {
    await field(page, 'sku').getByRole('rowheader').click()
    await page.getByRole('button', { name: 'Close the row’s panel' }).click()
    const sku = mapping(page).getByRole('treeitem', { name: /^SKU/ }).first()
    await sku.focus()
    await page.keyboard.press('Enter')
    await expect(cells(page, 'sku')).toHaveCount(SAMPLES)
  })

  await test.step('a value of the wrong type is seen, and a form mends it', async () => {
    await page.getByRole('button', { name: 'Close the row’s panel' }).click()
    await drag(page, 'quantity', 'quantity')
    await page.getByRole('button', { name: /^Which fields/ }).click()
    await page.getByRole('menuitem', { name: /Wrong type/ }).click()
    await expect(
      field(page, 'quantity')
        .getByRole('button', { name: /This is a whole number/ })
        .first(),
    ).toBeVisible()
    const panel = page.getByRole('region', { name: 'Row quantity' })
    await panel
      .getByRole('textbox', { name: 'Kind of rule' })
      .or(panel.getByRole('combobox', { name: 'Kind of rule' }))
      .first()
      .click()
    await page.getByRole('option', { name: 'Number or amount' }).click()
    await panel
      .getByRole('textbox', { name: 'As' })
      .or(panel.getByRole('combobox', { name: 'As' }))
      .first()
      .click()
    await page.getByRole('option', { name: 'Text', exact: true }).click()
    await expect(field(page, 'quantity').getByRole('button', { name: /This is a whole number/ })).toHaveCount(0)
    await expect(panel.getByText('$string(quantity)')).toBeVisible()
    await page.getByRole('button', { name: /^Which fields/ }).click()
    await page.getByRole('menuitem', { name: /All fields/ }).click()
  })

  await test.step('what is still required is mapped, and nothing fails', async () => {
    await page.getByRole('button', { name: 'Close the row’s panel' }).click()
    await drag(page, 'price', 'unitPrice')
    await mapping(page).getByRole('textbox', { name: 'Search source fields' }).fill('email')
    await drag(page, 'email', 'customer.email')
    await expect(mapping(page).getByText('All required fields are mapped')).toBeVisible()
    await expect(mapping(page).getByRole('group', { name: 'Failing cells' })).toHaveCount(0)
    await page.screenshot({ path: 'artifacts/screenshots/mapping-from-nothing.png' })
  })

  await test.step('the lines view shows the same document', async () => {
    await mapping(page).getByRole('radiogroup').getByText('Lines', { exact: true }).click()
    await expect(mapping(page).getByText('6 links')).toBeVisible()
    await page.screenshot({ path: 'artifacts/screenshots/mapping-lines.png' })
    await mapping(page).getByRole('radiogroup').getByText('Grid', { exact: true }).click()
  })

  await test.step('undo takes the last rule back, from the mapping and from the canvas', async () => {
    await mapping(page).getByRole('button', { name: 'Undo' }).click()
    await expect(mapping(page).getByText('1 required field is not mapped')).toBeVisible()
    await leaveMapping(page)
    await page.getByRole('button', { name: 'Redo' }).first().click()
    await saved(page)
    const { flow } = await installation.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${id}`)
    const node = flow.draft.nodes['map-order']
    const rows: readonly MappingRow[] = node?.kind === 'map' ? node.config.rows : []
    expect(rows.map(({ target }) => target)).toEqual(['reference', 'customer.email', 'lines', 'warehouse'])
    expect(rows[2]?.rule.kind === 'each' ? rows[2].rule.rows.map(({ target }) => target) : []).toEqual(['sku', 'quantity', 'unitPrice'])
  })
  expect(complaints).toEqual([])
})

test('finds a field that is silently empty, sees why, and mends it', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(180_000)
  const { items } = await installation.api<{ items: readonly FlowSummary[] }>(`/clients/${FIRST.slug}/flows`)
  const id = items.find(({ name }) => name === 'Shopify order to ERP')?.id ?? ''
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const { flow } = await installation.api<FlowDetail>(path)
  const document = structuredClone(flow.draft)
  const node = document.nodes['map-order']
  const row = node?.kind === 'map' ? node.config.rows.find(({ target }) => target === 'customer.city') : undefined
  if (!row) throw new Error('The demo flow has no row for the city')
  row.rule = { kind: 'expression', expression: 'billing_adress.city' }
  await installation.api(`${path}/draft`, { method: 'PUT', json: { document, revision: flow.revision } })

  await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  const steps = mapping(page).getByRole('group', { name: 'Failing cells' })
  await expect(steps).toBeVisible()
  await page.keyboard.press('F8')
  const panel = page.getByRole('region', { name: 'Row customer.city' })
  await expect(panel.getByText('nothing instead of Bristol')).toBeVisible()
  await expect(panel.getByText('There is no billing_adress.')).toBeVisible()
  await expect(panel.getByText(/^in 0 of \d samples$/)).toBeVisible()
  await page.screenshot({ path: 'artifacts/screenshots/mapping-why.png' })
  await panel.getByRole('button', { name: 'billing_address.city' }).click()
  await expect(steps).toHaveCount(0)
  await expect(line(page, 'customer.city').getByRole('button', { name: 'Result: Bristol' })).toBeVisible()
  await expect(panel.getByText(/^in [1-9] of \d samples$/)).toBeVisible()
  expect(complaints).toEqual([])
})
