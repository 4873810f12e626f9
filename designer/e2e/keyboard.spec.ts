// The ways through the product without a mouse, and the door: refused sign-ins, the way back after signing in.
import { DEMO, expect, test } from './journey.ts'
import { demoFlow, FIRST, SECOND } from './demo.ts'
import { openMapping } from './flow-editor.ts'

test('a wrong password is refused in words, by keyboard alone', async ({ page, installation }) => {
  await page.goto(`${installation.url}/sign-in`)
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.keyboard.type(DEMO.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('not-the-password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText(/password/i)
})

test('signing in leads back to where one wanted to go', async ({ page, installation }) => {
  await page.goto(`${installation.url}/c/${FIRST.slug}/lookup-tables`)
  await expect(page).toHaveURL(/sign-in/)
  await page.getByLabel('E-mail').fill(DEMO.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(DEMO.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lookup tables' })).toBeVisible()
})

test('who loses the session while editing signs in on the spot and loses nothing', async ({ signedIn: page, context, installation }) => {
  const { id } = await demoFlow(installation)
  await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  const mapping = page.getByRole('region', { name: 'Mapping' })
  await expect(mapping.getByText('Saved', { exact: true })).toBeVisible()
  await context.clearCookies()
  await mapping.getByRole('textbox', { name: 'Note', exact: true }).fill('Written without a session')
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog.getByRole('textbox', { name: 'Password' })).toBeFocused()
  await expect(mapping.getByText('Not saved')).toBeVisible()
  await page.keyboard.type('not-the-password')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText(/password/i)
  await dialog.getByRole('textbox', { name: 'Password' }).fill(DEMO.password)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(mapping.getByText('Saved', { exact: true })).toBeVisible()
  // The address leads back to the mapping, and away from it.
  await page.reload()
  await expect(mapping.getByText('Written without a session')).toHaveCount(0)
  await mapping.getByRole('row', { name: /Order reference/ }).click()
  await expect(mapping.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('Written without a session')
  await mapping.getByRole('button', { name: 'Back to the flow' }).click()
  await page.getByRole('button', { name: 'Open the mapping' }).click()
  await expect(mapping).toBeVisible()
  await page.goBack()
  await expect(mapping).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Open the mapping' })).toBeVisible()
})

test('the first Tab offers to skip the navigation', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/runs`)
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('the client is changed by keyboard and the page stays the same', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/connections`)
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('junip')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/c/${SECOND.slug}/connections`))
  // Among all clients the pages are still those of the client last looked at, as in the navigation.
  await page.goto('/')
  await expect(page.getByRole('navigation', { name: 'Main navigation' }).getByText(SECOND.name)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('exceptions')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/c/${SECOND.slug}/exceptions`))
})

test('the address of a run that is gone leads to the list of runs', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/runs/run_gone`)
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await page.getByRole('link', { name: 'All runs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible()
})

test('the mapping keeps the focus to itself until it is left', async ({ signedIn: page, installation }) => {
  await page.goto(`/c/${FIRST.slug}/flows/${(await demoFlow(installation)).id}`)
  await openMapping(page, 'Map order')
  const mapping = page.getByRole('region', { name: 'Mapping' })
  const back = mapping.getByRole('button', { name: 'Back to the flow' })
  for (const key of ['Tab', 'Shift+Tab']) {
    await back.focus()
    await page.keyboard.press(key)
    expect(await page.evaluate(() => document.activeElement?.closest('#root'))).toBeNull()
  }
  await back.press('Enter')
  await expect(page.getByRole('button', { name: 'Open the mapping' })).toBeFocused()
})
