// A connection in trouble: one alert, waiting runs instead of exceptions, a try by hand; and limits and windows set by a person.
import type { Connection } from '#shared/model/connections.ts'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { FlowControlDetail } from '#shared/model/flow-control.ts'
import { demoFlow, FIRST, runsOf } from './demo.ts'
import { expect, test } from './journey.ts'

test('an ERP that refuses its credentials is told once, and its orders go on after "Try now"', async ({
  signedIn: page,
  installation,
  complaints,
}) => {
  const { items } = await installation.api<{ items: SimulatorDescriptor[] }>('/simulators')
  const erp = items.find(({ name }) => name === `${FIRST.slug}-odoo`)
  // The call, and the look whether the connection itself may sign in; which version it is Odoo tells everybody.
  const refused = { kind: 'unauthorized', times: 2, match: '/json/2/' }
  await fetch(`${erp?.url}/_sim/faults`, { method: 'POST', body: JSON.stringify(refused) })
  const { id } = await demoFlow(installation)
  const json = { environment: 'live' }
  await installation.api(`/clients/${FIRST.slug}/flows/${id}/send-sample`, { method: 'POST', json })

  await page.goto(`/c/${FIRST.slug}/overview`)
  const alert = page.getByRole('status').filter({ hasText: 'Connections in trouble' })
  await expect(alert).toContainText('needs new credentials', { timeout: 20_000 })
  await alert.getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await expect(page.getByText('Sign-in needed').first()).toBeVisible()
  await expect(page.getByText('1 run waits.').first()).toBeVisible()
  await page
    .getByRole('button', { name: /^Try .* now$/ })
    .first()
    .click()
  await expect(page.getByText('Sign-in needed')).toHaveCount(0, { timeout: 20_000 })
  await expect.poll(async () => (await runsOf(installation, FIRST.slug))[0]?.status, { timeout: 20_000 }).toBe('succeeded')
  expect(complaints).toEqual([])
})

test('limits and a maintenance window are set at the connection', async ({ signedIn: page, installation, complaints }) => {
  await page.goto(`/c/${FIRST.slug}/connections`)
  await page.getByRole('button', { name: 'Shopify shop', exact: true }).first().click()
  await page.getByRole('tab', { name: 'Limits and maintenance' }).click()
  await expect(page.getByText('At most 8 calls at once')).toBeVisible()
  await page.getByLabel('Calls a minute').fill('30')
  await page.getByRole('button', { name: 'Add a window' }).click()
  await page.getByRole('group', { name: 'Maintenance window 1' }).getByLabel('To').fill('05:30')
  await page.getByRole('button', { name: 'Save limits' }).click()
  await expect(page.getByText(/hold from now on/)).toBeVisible()
  const { items } = await installation.api<{ items: Connection[] }>(`/clients/${FIRST.slug}/connections?environment=test`)
  const shop = items.find(({ connector }) => connector === 'shopify')
  const { settings } = await installation.api<FlowControlDetail>(`/clients/${FIRST.slug}/connections/${shop?.id}/flow-control`)
  expect(settings).toMatchObject({
    limits: { perMinute: 30 },
    windows: [{ days: ['sun'], from: '02:00', to: '05:30', timeZone: 'Europe/London' }],
  })
  expect(complaints).toEqual([])
})
