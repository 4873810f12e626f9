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
