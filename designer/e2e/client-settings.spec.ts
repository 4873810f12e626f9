// Settings of a client: how long runs are kept, and the deletion of a client by typing its name.
import type { Retention } from '#shared/model/retention.ts'
import type { Client } from '#shared/model/accounts.ts'
import { FIRST, SECOND } from './demo.ts'
import { expect, test } from './journey.ts'

test('runs are kept for as long as is said here', async ({ installation, signedIn: page, complaints }) => {
  await page.goto(`/c/${FIRST.slug}/overview`)
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  const field = page.getByLabel('Runs that went well')
  await expect(field).toHaveValue('30 days')
  await field.fill('45')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. What is over goes within an hour.')).toBeVisible()
  expect(await installation.api<Retention>(`/clients/${FIRST.slug}/retention`)).toMatchObject({ succeededDays: 45, parkedDays: 90 })
  expect(complaints).toEqual([])
})

test('a client is deleted by typing its name', async ({ installation, signedIn: page, complaints }) => {
  await page.goto(`/c/${SECOND.slug}/settings`)
  await page.getByRole('button', { name: 'Delete client…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Type / }).fill('juniper')
  await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled()
  await page.screenshot({ path: 'artifacts/screenshots/delete-client.png' })
  await dialog.getByRole('textbox', { name: /^Type / }).fill(SECOND.name)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText(`${SECOND.name} was deleted.`)).toBeVisible()
  await expect(page.getByRole('main').getByText(SECOND.name, { exact: true })).toHaveCount(0)
  await expect(page.getByRole('main').getByText(FIRST.name, { exact: true })).toBeVisible()
  expect((await installation.api<{ items: Client[] }>('/clients')).items.map(({ slug }) => slug)).toEqual([FIRST.slug])
  expect(complaints).toEqual([])
})
