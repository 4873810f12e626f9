// A consultant looks at what changed between versions, brings an older one back as the draft, and back again; what was published stays as it is.
import type { FlowDetail, VersionSummary } from '#shared/api/contract.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { demoFlow, deployRule, FIRST } from './demo.ts'
import { line } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const CHANGE = 'Mapping "Map order": Source document now takes "Web " & name instead of "Shopify " & name'

test('versions are compared, and an older one becomes the draft again', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(180_000)
  await deployRule(installation, 'origin', { kind: 'expression', expression: '"Web " & name' })
  const { id } = await demoFlow(installation)
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const ruleOfDraft = async () => {
    const { flow } = await installation.api<FlowDetail>(path)
    const node = flow.draft.nodes['map-order']
    return node?.kind === 'map' ? node.config.rows.find(({ target }) => target === 'origin')?.rule : undefined
  }
  const menu = async (version: number, item: string) => {
    await page.getByRole('button', { name: `More for version ${version}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await page.getByRole('button', { name: 'Versions' }).click({ timeout: 30_000 })
  await menu(1, 'Compare with the draft')
  const compared = page.getByRole('dialog', { name: 'From version 1 to the draft' })
  await compared.getByRole('button', { name: CHANGE }).click()
  const row = compared.getByRole('row', { name: /^Source document/ })
  await expect(row.getByRole('cell', { name: '"Shopify " & name' })).toBeVisible()
  await expect(row.getByRole('cell', { name: '"Web " & name' })).toBeVisible()
  await page.screenshot({ path: 'artifacts/screenshots/versions-compared.png' })
  await compared.getByRole('button', { name: 'Make version 1 the draft again' }).click()
  await expect(page.getByText('The draft is version 1 again.')).toBeVisible()
  await expect(compared).toBeHidden()
  expect(await ruleOfDraft()).toEqual({ kind: 'expression', expression: '"Shopify " & name' })

  await menu(2, 'What changed in it')
  const between = page.getByRole('dialog', { name: 'From version 1 to version 2' })
  await expect(between.getByRole('button', { name: CHANGE })).toBeVisible()
  await expect(between.getByRole('button', { name: /the draft again/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(between).toBeHidden()

  await menu(2, 'Make it the draft again')
  await page.getByRole('button', { name: 'Replace the draft' }).click()
  await expect(page.getByText('The draft is version 2 again.')).toBeVisible()
  expect(await ruleOfDraft()).toEqual({ kind: 'expression', expression: '"Web " & name' })
  await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=origin`)
  await expect(line(page, 'origin').getByRole('button', { name: 'Result: Web #1001' })).toBeVisible({ timeout: 30_000 })

  const versions = await installation.api<{ items: VersionSummary[] }>(`${path}/versions`)
  expect(versions.items.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2])
  const deployments = await installation.api<{ items: Deployment[] }>(`${path}/deployments`)
  expect(deployments.items.find((one) => one.active && one.environment === 'live')?.version).toBe(2)
  expect(complaints).toEqual([])
})
