// A part that many mappings share: made with a case, used in a flow that is published, changed with a look at what that does, and not deleted while used.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import type { Flow, FlowVersion } from '#shared/model/flows.ts'
import { FIRST } from './demo.ts'
import type { Installation } from './installation.ts'
import { expect as soon, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

const ADDRESS = { address1: '14 Quay Street', city: 'bristol', country_code: 'gb' }

async function aFlow(at: Installation): Promise<string> {
  const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
  const document: FlowDocument = {
    formatVersion: 1,
    name: 'Ships to an address',
    slots: {},
    nodes: {
      start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
      'map-order': {
        kind: 'map',
        label: 'Map order',
        config: {
          rows: [row('reference', 'name'), row('city', '$uppercase(shipping_address.city) & " (" & shipping_address.country_code & ")"')],
        },
      },
    },
    edges: [{ from: 'start', port: 'out', to: 'map-order' }],
    layout: { nodes: { start: { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  }
  const made = await at.api<Flow>(`/clients/${FIRST.slug}/flows`, { method: 'POST', json: { document } })
  for (const [name, input] of [
    ['With an address', { name: '#1', shipping_address: ADDRESS }],
    ['Without one', { name: '#2' }],
  ] as const)
    await at.api(`/clients/${FIRST.slug}/flows/${made.id}/samples`, { method: 'POST', json: { name, input } })
  return made.id
}

const mapping = (page: Page) => page.getByRole('region', { name: 'Mapping' })
const field = (page: Page, target: string) => page.locator(`[data-target="${target}"]`)
const choose = (page: Page, panel: ReturnType<Page['getByRole']>, name: string) =>
  panel
    .getByRole('textbox', { name, exact: true })
    .or(panel.getByRole('combobox', { name, exact: true }))
    .first()

async function addField(page: Page, target: string, expression: string): Promise<void> {
  await mapping(page).getByRole('button', { name: 'Add field' }).click()
  await page.getByRole('textbox', { name: 'Target field', exact: true }).fill(target)
  await page.keyboard.press('Enter')
  await field(page, target).getByRole('rowheader').click()
  await field(page, target).getByLabel(`Rule for ${target}`, { exact: true }).click()
  await expect(field(page, target).locator('.monaco-editor')).toBeVisible()
  await page.keyboard.type(expression, { delay: 8 })
  await page.keyboard.press('Escape')
}

test('makes, uses, changes and keeps a mapping part', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(600_000)
  const id = await aFlow(installation)
  const parts = `${installation.url}/c/${FIRST.slug}/mapping-parts`
  await page.goto(parts)
  await expect(page.getByText('No mapping parts yet')).toBeVisible()
  await takeLooks(page, 'parts-none')

  await test.step('a part is made with an input to try it on', async () => {
    await page.getByRole('button', { name: 'New part' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New mapping part' })
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Address')
    await expect(dialog.getByRole('textbox', { name: 'Short name' })).toHaveValue('address')
    await dialog.locator('.monaco-editor').first().click()
    await page.keyboard.insertText(JSON.stringify(ADDRESS))
    await takeLooks(page, 'parts-new')
    await dialog.getByRole('button', { name: 'Make the part' }).click()
    await expect(mapping(page).getByRole('columnheader').filter({ hasText: 'Case 1' })).toBeVisible()
  })

  await test.step('its fields are mapped on the case, which then says what is expected', async () => {
    await addField(page, 'street', 'address1')
    await addField(page, 'city', 'city')
    await expect(field(page, 'street').getByRole('button', { name: 'Result: 14 Quay Street' })).toBeVisible()
    await expect(field(page, 'city').getByRole('button', { name: 'Result: bristol' })).toBeVisible()
    await mapping(page).getByRole('columnheader').filter({ hasText: 'Case 1' }).getByRole('button').last().click()
    await page
      .getByRole('menuitem', { name: /Expect/ })
      .first()
      .click()
    await takeLooks(page, 'parts-editor')
    await page.getByRole('button', { name: 'Save…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save version 2' })
    await expect(dialog.getByText('All cases give what is expected.')).toBeVisible()
    await expect(dialog.getByText('No draft uses this part.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Save version 2' }).click()
    await expect(mapping(page).getByText('All clients · version 2')).toBeVisible()
  })

  await test.step('a rule of a flow uses it by its form', async () => {
    await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=city`)
    const panel = page.getByRole('region', { name: 'Row city' })
    await expect(panel.getByRole('button', { name: 'Make a part of this rule' })).toBeVisible()
    await choose(page, panel, 'Kind of rule').click()
    await page.getByRole('option', { name: 'Mapping part', exact: true }).click()
    await choose(page, panel, 'Mapping part').click()
    await page.getByRole('option', { name: /^Address/ }).click()
    await choose(page, panel, 'Used on').fill('shipping_address')
    await page.keyboard.press('Escape')
    await expect(panel.getByText('$part("address", shipping_address)')).toBeVisible()
    await expect(field(page, 'city').getByRole('button', { name: /^Result: .*Quay Street/ })).toBeVisible()
    await takeLooks(page, 'parts-rule')
    const path = `/clients/${FIRST.slug}/flows/${id}`
    await expect.poll(async () => JSON.stringify((await installation.api<FlowDetail>(path)).flow.draft)).toContain('$part(\\"address\\"')
    const { flow } = await installation.api<FlowDetail>(path)
    await installation.api(`${path}/versions`, { method: 'POST', json: { note: 'With the part', revision: flow.revision } })
  })

  await test.step('a change of the part shows which flows give something else, on which samples; what is published stays', async () => {
    await page.goto(`${parts}/address`)
    await field(page, 'city').getByLabel('Rule for city', { exact: true }).click()
    await expect(field(page, 'city').locator('.monaco-editor')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('$uppercase(city)', { delay: 8 })
    await page.keyboard.press('Escape')
    await expect(field(page, 'city').getByRole('button', { name: /^Result: .*BRISTOL/ })).toBeVisible()
    await page.getByRole('button', { name: 'Save…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save version 3' })
    await expect(dialog.getByText('Not as expected: Case 1')).toBeVisible()
    const flow = dialog.getByRole('region', { name: 'Ships to an address' })
    await expect(flow.getByText('1 of 2 samples')).toBeVisible()
    await expect(flow.getByRole('cell', { name: 'BRISTOL', exact: true })).toBeVisible()
    await takeLooks(page, 'parts-impact')
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Cities in capitals')
    await dialog.getByRole('button', { name: 'Save version 3' }).click()
    await expect(mapping(page).getByText('All clients · version 3')).toBeVisible()
    const { document } = await installation.api<FlowVersion>(`/clients/${FIRST.slug}/flows/${id}/versions/1`)
    expect(document.parts?.['address']?.version).toBe(2)
  })

  await test.step('who uses it is listed, and it is not deleted while it is used', async () => {
    await page.getByRole('button', { name: 'Used by' }).click()
    await expect(page.getByRole('dialog', { name: 'Used by' }).getByRole('link', { name: 'Ships to an address' })).toBeVisible()
    await takeLooks(page, 'parts-uses')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete the part' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the part' }).click()
    await expect(page.getByText(/It is used by Ships to an address/)).toBeVisible()
    await page.getByRole('button', { name: 'All mapping parts' }).click()
    await expect(page.getByRole('table', { name: 'Mapping parts' }).getByRole('link', { name: 'Address' })).toBeVisible()
    await takeLooks(page, 'parts-list')
  })

  await test.step('a rule becomes a part of this client', async () => {
    await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
    await field(page, 'reference').getByLabel('Rule for reference', { exact: true }).click()
    await expect(field(page, 'reference').locator('.monaco-editor')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('"SHOP-" & $substringAfter(name, "#")', { delay: 8 })
    await page.keyboard.press('Escape')
    await expect(field(page, 'reference').getByRole('button', { name: 'Result: SHOP-1' })).toBeVisible()
    const panel = page.getByRole('region', { name: 'Row reference' })
    await panel.getByRole('button', { name: 'Make a part of this rule' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a part of this rule' })
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Order reference')
    await takeLooks(page, 'parts-from-rule')
    await dialog.getByRole('button', { name: 'Make the part' }).click()
    await expect(panel.getByText('$part("order-reference", $)')).toBeVisible()
    await expect(field(page, 'reference').getByRole('button', { name: 'Result: SHOP-1' })).toBeVisible()
  })
  // A refused deletion is told on the page, and by the browser as the answer that it is.
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
})
