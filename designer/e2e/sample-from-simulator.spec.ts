// In a demo nobody has to invent a record: one is taken from the simulated shop, and the mapping shows what becomes of it.
import type { Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST, sendSamples } from './demo.ts'
import { expect, test } from './journey.ts'

test('a sample is taken from the simulator behind the trigger', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(120_000)
  await sendSamples(installation, ['Line and order discounts'])
  const { id } = await demoFlow(installation)
  await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  const mapping = page.getByRole('region', { name: 'Mapping' })
  const picker = mapping.locator('header').getByRole('button', { expanded: false, name: 'Simple order' })
  await picker.click({ timeout: 30_000 })
  await page.getByRole('menuitem', { name: 'Take one from the simulator…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take a sample from the simulated Shopify' })
  await expect(dialog.getByLabel('Kind of record').first()).toHaveValue('order')
  await page.screenshot({ path: 'artifacts/screenshots/sample-from-simulator.png' })
  await dialog.getByRole('list', { name: 'Records of the simulator' }).getByRole('button').first().click()
  await expect(page.getByText(/^Kept as the sample “#\d+”\.$/)).toBeVisible()
  await expect(dialog).toBeHidden()

  const { items } = await installation.api<{ items: Sample[] }>(`/clients/${FIRST.slug}/flows/${id}/samples`)
  const made = items.find(({ origin }) => origin?.kind === 'simulator')
  expect(made?.input).toMatchObject({ name: made?.name })
  await expect(mapping.getByRole('button', { name: made?.name ?? '', exact: true }).first()).toBeVisible()
  expect(complaints).toEqual([])
})
