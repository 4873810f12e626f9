// A consultant lets a retailer's day pass on the simulated shop, and the deployed flow takes its orders.
import { FIRST, ordersOf } from './demo.ts'
import { expect, test } from './journey.ts'

test('plays a day on the simulated shop, and the flow brings its orders to the ERP', async ({ signedIn: page, installation }) => {
  await page.goto(`/c/${FIRST.slug}/simulators?system=harbour-finch-shopify`)
  await page.getByRole('button', { name: 'Play a day' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Web orders').fill('6')
  await form.getByLabel('Minutes').fill('0')
  await form.getByRole('button', { name: 'Begin the day' }).click()
  await expect(page.getByRole('button', { name: 'Play a day' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Play a day' }).click()
  await expect(form.getByText(/The last day: \d+ events happened here/)).toBeVisible()
  await expect.poll(async () => (await ordersOf(installation, FIRST.slug)).length, { timeout: 60_000 }).toBeGreaterThan(2)
})
