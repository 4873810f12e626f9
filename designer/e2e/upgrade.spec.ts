// A cloned flow, customised and then brought to the newest version of its template; and two people's work on one draft, merged.
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { demoFlow, FIRST } from './demo.ts'
import { card } from './flow-editor.ts'
import type { Installation } from './installation.ts'
import { expect, test } from './journey.ts'

async function changeRule(at: Installation, target: string, expression: string): Promise<void> {
  const path = `/clients/${FIRST.slug}/flows/${(await demoFlow(at)).id}`
  const { flow } = await at.api<FlowDetail>(path)
  const document: FlowDocument = structuredClone(flow.draft)
  const node = document.nodes['map-order']
  const row = node?.kind === 'map' ? node.config.rows.find((one) => one.target === target) : undefined
  if (!row) throw new Error(`The demo flow has no row for ${target}`)
  row.rule = { kind: 'expression', expression }
  await at.api(`${path}/draft`, { method: 'PUT', json: { document, revision: flow.revision } })
}

test('a customised clone takes over what is new in its template', async ({ signedIn: page, installation, complaints }) => {
  await changeRule(installation, 'origin', '"Web " & name')
  await changeRule(installation, 'note', '$uppercase(note)')
  await page.goto(`/c/${FIRST.slug}/flows`)
  await page.getByRole('link', { name: 'Upgrade available' }).click()

  await expect(page.getByRole('heading', { level: 1, name: /Upgrade “Shopify order to ERP”/ })).toBeVisible()
  await expect(page.getByText('Step "Tag the order in the shop" was added after "Tag wanted?"')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Decide 1 conflict first' })).toBeDisabled()
  const conflict = page.getByRole('radiogroup', { name: 'Mapping "Map order": Note' })
  await expect(conflict.getByText('takes $uppercase(note)')).toBeVisible()
  await conflict.getByRole('radio', { name: /Keep mine/ }).check()
  await page.getByLabel('Tag for orders that are in the ERP').fill('in-erp')
  await expect(page.getByText('The same as now.').first()).toBeVisible()
  await conflict.getByRole('radio', { name: /Take the template/ }).check()
  await expect(page.getByRole('cell', { name: '"Please leave with the neighbour at 223."', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Make it the draft' }).click()

  await expect(card(page, 'Tag the order in the shop')).toBeVisible()
  await expect(page.getByText('Upgrade available')).toHaveCount(0)
  const { flow } = await installation.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${(await demoFlow(installation)).id}`)
  expect(flow).toMatchObject({ latestVersion: 1, template: { version: '1.2.0' } })
  expect(JSON.stringify(flow.draft)).toContain('\\"Web \\" & name')
  expect(JSON.stringify(flow.draft)).not.toContain('$uppercase(note)')
  expect(complaints).toEqual([])
})

test('what two people changed in one draft is saved together', async ({ signedIn: page, installation }) => {
  const { id } = await demoFlow(installation)
  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await card(page, 'Real orders only').click()
  await changeRule(installation, 'currency', '$uppercase(currency)')
  await page.getByLabel('Name', { exact: true }).fill('No test orders')

  const dialog = page.getByRole('dialog', { name: 'Somebody saved a newer revision' })
  await expect(dialog.getByText('Mapping "Map order": Currency now takes $uppercase(currency) instead of currency')).toBeVisible({
    timeout: 20_000,
  })
  await dialog.getByRole('button', { name: 'Save both together' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible()
  const { flow } = await installation.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${id}`)
  expect(flow.draft.nodes['real-orders']?.label).toBe('No test orders')
  expect(JSON.stringify(flow.draft)).toContain('$uppercase(currency)')
})

test('where two people changed the same, a person decides', async ({ signedIn: page, installation }) => {
  const { id } = await demoFlow(installation)
  const path = `/clients/${FIRST.slug}/flows/${id}`
  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await card(page, 'Create sales order').click()
  const { flow } = await installation.api<FlowDetail>(path)
  const document = structuredClone(flow.draft)
  const create = document.nodes['create-order']
  if (create) create.label = 'Book the order'
  await installation.api(`${path}/draft`, { method: 'PUT', json: { document, revision: flow.revision } })
  await page.getByLabel('Name', { exact: true }).fill('Order into Odoo')

  const dialog = page.getByRole('dialog', { name: 'Somebody saved a newer revision' })
  await expect(dialog.getByRole('button', { name: 'Decide 1 conflict first' })).toBeDisabled()
  await dialog.getByRole('radio', { name: /Take theirs/ }).check()
  await dialog.getByRole('button', { name: 'Save both together' }).click()
  await expect(dialog).toBeHidden()
  await expect(card(page, 'Book the order')).toBeVisible()
})
