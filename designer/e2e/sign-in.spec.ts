// A consultant connects a system whose sign-in is a page of that system: OAuth 2 with the browser, against the simulated one.
import { FIRST } from './demo.ts'
import { expect, test } from './journey.ts'

test('connects a system by signing in to it in the browser', async ({ signedIn: page, complaints, installation }) => {
  await page.goto(`/c/${FIRST.slug}/connections?open=new`)
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: /^HTTP/ }).click()
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Parcel service')
  // Only what the chosen way to sign in needs is asked for.
  await expect(drawer.getByLabel('Client id', { exact: true })).toHaveCount(0)
  await drawer.getByRole('combobox', { name: 'Talks to' }).click()
  await page.getByRole('option', { name: /harbour-finch-http/ }).click()
  await expect(drawer.getByLabel('Client id', { exact: true })).toHaveValue('tillflow-demo')
  await expect(drawer.getByText('/oauth/callback')).toBeVisible()
  await drawer.getByRole('button', { name: 'Save and sign in' }).click()

  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(drawer.getByRole('status')).toContainText('was declined')
  await drawer.getByRole('button', { name: 'Save and sign in' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(drawer.getByRole('status')).toContainText('api.harbour-finch.example answers.')
  await drawer.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row', { name: /Parcel service/ })).toContainText('Works')
  // The other system's page is not ours.
  expect(complaints.filter((complaint) => complaint.includes(installation.url))).toEqual([])
})
