// A consultant lets a retailer's day pass on the simulated shop, and the deployed flow takes its orders.
import type { SimulatorContents } from '#shared/model/descriptors.ts'
import { FIRST, ordersOf } from './demo.ts'
import { expect, test } from './journey.ts'
import { takeLooks } from './looks.ts'

test('plays a day on the simulated shop, and the flow brings its orders to the ERP', async ({ signedIn: page, installation }) => {
  await page.goto(`/c/${FIRST.slug}/simulators?system=harbour-finch-shopify`)
  await page.getByRole('button', { name: 'Play a day' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Web orders').fill('6')
  await form.getByLabel('Minutes').fill('0')
  await form.getByRole('button', { name: 'Begin the day' }).click()
  // The button stands there until the day has begun: a click on it before would only close the form.
  await expect(form).toHaveCount(0, { timeout: 20_000 })
  const system = () => installation.api<SimulatorContents>(`/clients/${FIRST.slug}/simulators/${FIRST.slug}-shopify`)
  await expect.poll(async () => (await system()).day?.state, { timeout: 60_000 }).toBe('finished')
  await expect(page.getByRole('button', { name: 'Play a day' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Play a day' }).click()
  await expect(form.getByText(/The last day: \d+ events happened here/)).toBeVisible()
  await expect.poll(async () => (await ordersOf(installation, FIRST.slug)).length, { timeout: 60_000 }).toBeGreaterThan(2)
})

test('plays one day in all simulated systems, and says what happened where', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/simulators?system=harbour-finch-stripe`)
  await page.getByRole('button', { name: 'Play the day everywhere' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Web orders').fill('8')
  await form.getByLabel('Minutes').fill('0')
  await takeLooks(page, 'play-everywhere')
  await form.getByRole('button', { name: 'Begin the day' }).click()
  const parts = form.getByRole('list', { name: 'What happened where' })
  await expect(parts.getByText('Stripe')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Begin the day' })).toBeVisible({ timeout: 120_000 })
  for (const name of ['Shopify', 'WooCommerce', 'Square', 'Stripe']) {
    const part = parts.getByRole('listitem').filter({ hasText: name })
    await expect(part).toHaveCount(1)
    await expect(part).toContainText(/[1-9]\d* events?/)
  }
  await takeLooks(page, 'play-everywhere-played')
  await form.press('Escape')
  // The provider's charges are of the same day as the shop's orders.
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByRole('combobox', { name: 'Kind of record' }).click()
  await page.getByRole('option', { name: 'charges' }).click()
  await expect(page.getByRole('table', { name: 'charges' }).getByRole('row')).toHaveCount(9)
})
