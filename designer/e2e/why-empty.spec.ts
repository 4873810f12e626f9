// An analyst asks how often a field comes at all, and which rows would be touched by a change of a lookup table.
import { demoFlow, FIRST, sendSamples } from './demo.ts'
import { line } from './flow-editor.ts'
import { expect, test } from './journey.ts'

test('real records say how often a field is there, and rows are found by what they use', async ({
  signedIn: page,
  installation,
  complaints,
}) => {
  test.setTimeout(180_000)
  const { id } = await demoFlow(installation)
  await sendSamples(installation, ['Simple order', 'Line and order discounts', 'Tip and import duties'])
  await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=origin`)
  await expect(page.getByRole('region', { name: 'Mapping' })).toBeVisible({ timeout: 30_000 })
  const row = page.getByRole('region', { name: 'Row origin' })
  await expect(row.getByText('in 3 of the last 3 real records').first()).toBeVisible({ timeout: 60_000 })
  await page.screenshot({ path: 'artifacts/screenshots/why-empty.png' })

  const uses = page.getByRole('combobox', { name: 'Rows that use' })
  await uses.click()
  await uses.fill('tenders')
  await page.getByRole('option', { name: /tenders \(\d+\)/ }).click()
  // Its head, the row that is open, and the one that takes its journals from the table.
  await expect(page.getByRole('grid', { name: 'Mapping rows' }).getByRole('row')).toHaveCount(3)
  await expect(line(page, 'currency')).toHaveCount(0)
  await page.screenshot({ path: 'artifacts/screenshots/mapping-uses.png' })
  await uses.fill('')
  await page.keyboard.press('Escape')
  expect(complaints).toEqual([])
})
