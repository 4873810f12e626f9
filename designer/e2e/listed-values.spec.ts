// Outlets are chosen by name where the connected tills list them, and typed where they do not answer.
import type { Connection, LookupTable } from '#shared/model/connections.ts'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import { FIRST } from './demo.ts'
import { expect, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const CLIENT = `/clients/${FIRST.slug}`

test('the outlets of the tills are chosen by name', async ({ signedIn: page, installation }) => {
  test.setTimeout(180_000)
  const { items } = await installation.api<{ items: SimulatorDescriptor[] }>('/simulators')
  const simulator = items.find(({ name }) => name === `${FIRST.slug}-lightspeed`)
  const { id } = await installation.api<Connection>(`${CLIENT}/connections`, {
    method: 'POST',
    json: {
      name: 'Tills',
      environment: 'test',
      connector: 'lightspeed',
      config: { ...simulator?.config, simulator: simulator?.name },
      secrets: {},
    },
  })
  const began = await page.request.post(`/api/v1${CLIENT}/connections/${id}/sign-in`, { data: {}, headers: { origin: installation.url } })
  await page.goto(((await began.json()) as { url: string }).url)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByText('Tills').first()).toBeVisible()

  await page.goto(`/c/${FIRST.slug}/templates/odoo-transfer-to-lightspeed`)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('combobox', { name: 'Tills' })).toHaveValue('Tills')
  await page.route('**/values', (route) => route.fulfill({ status: 503, body: 'down' }))
  await page.getByRole('button', { name: 'Next' }).click()
  const outlets = page.getByRole('group', { name: 'Outlet of each warehouse' })
  await expect(outlets.getByRole('alert')).toContainText('enter ids, or ask again')
  await expect(outlets.getByRole('textbox', { name: 'Outlet in Lightspeed, row 2' })).toHaveValue('ab1a88d7-2703-8bb5-a100-14f7aaed4c2e')
  await page.unroute('**/values')
  await outlets.getByRole('button', { name: 'Ask again' }).click()
  const second = outlets.getByRole('combobox', { name: 'Outlet in Lightspeed, row 2' })
  await expect(second).toHaveValue(/Bristol/)
  await second.click()
  await takeLooks(page, 'listed-values')
  await page.getByRole('option', { name: 'No tills: passed over' }).click()
  await expect(second).toHaveValue('No tills: passed over')
  await outlets.getByRole('combobox', { name: 'Outlet in Lightspeed, row 1' }).fill('Leith')
  await page.getByRole('option', { name: /Leith/ }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create the flow' }).click()
  await expect(page.getByRole('link', { name: /Open/ }).first()).toBeVisible()
  const { rows } = await installation.api<LookupTable>(`${CLIENT}/lookup-tables/till-outlets?environment=test`)
  expect(rows.map(({ key, value }) => [key, value])).toEqual(
    expect.arrayContaining([
      ['SHOP', '111ea50c-c5bb-816f-a86c-bdb2da8f4cda'],
      ['BRI', '-'],
    ]),
  )
})
