// A new person's first minutes: the tour begins by itself, is walked by keyboard, hinders nothing, and is not shown again on any computer.
import type { Page } from '@playwright/test'
import { seriousFindings } from './accessibility.ts'
import { FIRST } from './demo.ts'
import { expect, test } from './journey.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const

const card = (page: Page) => page.locator('[data-tour-card]')
const deskHeading = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1, name: 'Exceptions' })
const setToured = async (page: Page, toured: boolean) => {
  const { origin } = new URL((await page.request.get('/healthz')).url())
  const answer = await page.request.put('/api/v1/session/tour', { data: { toured }, headers: { origin } })
  expect(answer.status()).toBe(204)
}

for (const size of SIZES) {
  test(`leads through the app by keyboard, ${size.width} wide`, async ({ signedIn: page, complaints }) => {
    test.setTimeout(120_000)
    await page.setViewportSize(size)
    await setToured(page, false)
    await page.goto('/')
    const titles = ['Your clients', 'A flow', 'Steps to add', 'The mapping', 'Try it', 'Publish', 'The exception desk']
    for (const [index, title] of titles.entries()) {
      await expect(card(page).getByRole('heading', { name: title })).toBeVisible()
      await expect(card(page)).toContainText(`Tour, ${index + 1} of 7`)
      await expect(card(page)).toBeFocused()
      expect(await seriousFindings(page, { within: '[data-tour-card]' })).toEqual([])
      await page.screenshot({ path: `artifacts/screenshots/tour-${index + 1}-${size.width}.png` })
      await page.keyboard.press(index % 2 === 0 ? 'Enter' : 'ArrowRight')
    }
    await expect(card(page)).toBeHidden()
    await expect(deskHeading(page)).toBeFocused()
    await page.goto('/')
    await expect(page.getByRole('main').getByText(FIRST.name, { exact: true })).toBeVisible()
    await expect(card(page)).toBeHidden()
    expect(complaints).toEqual([])
  })
}

test('a page that opens after the tour has ended takes the focus to its heading', async ({ signedIn: page }) => {
  await setToured(page, false)
  // The last stop is on the exception desk, whose code is late.
  await page.route(/\/assets\/exceptions-[^/]*\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 3_000))
    await route.continue()
  })
  await page.goto('/')
  for (const number of [1, 2, 3, 4, 5, 6]) {
    await expect(card(page)).toContainText(`Tour, ${number} of 7`)
    await expect(card(page)).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await expect(card(page)).toContainText('Tour, 7 of 7')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeHidden()
  await expect(page.locator('main:focus, main h1:focus')).toBeVisible()
  await expect(deskHeading(page)).toBeFocused()
})

test('goes back, keeps its keys to itself, and lets the page be used meanwhile', async ({ signedIn: page, complaints }) => {
  await setToured(page, false)
  await page.goto('/')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(card(page).getByRole('heading', { name: 'A flow' })).toBeVisible()
  await expect(card(page)).toBeFocused()
  // A letter that adds a step on the canvas is not for the canvas while the card has the focus.
  await page.keyboard.press('a')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.press('ArrowLeft')
  await expect(card(page).getByRole('heading', { name: 'Your clients' })).toBeVisible()
  await expect(page).toHaveURL(/\/$/)
  // What lies outside the card is used as ever; the tour goes on from there.
  await page.getByRole('link', { name: 'Lookup tables' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Lookup tables' })).toBeVisible()
  await expect(card(page)).toBeVisible()
  await card(page).getByRole('button', { name: 'Next' }).click()
  await expect(card(page).getByRole('heading', { name: 'A flow' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('ends with Escape, is remembered on another computer, and begins again from the menu', async ({
  signedIn: page,
  browser,
  context,
}) => {
  await setToured(page, false)
  await page.goto('/')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()

  const other = await browser.newContext({ storageState: { cookies: await context.cookies(), origins: [] }, baseURL: page.url() })
  const there = await other.newPage()
  await there.goto('/')
  await expect(there.getByRole('main').getByText(FIRST.name, { exact: true })).toBeVisible()
  await expect(card(there)).toBeHidden()
  await other.close()

  await page.getByRole('button', { name: /^Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Take the tour' }).click()
  await expect(card(page).getByRole('heading', { name: 'Your clients' })).toBeVisible()
  await card(page).getByRole('button', { name: 'Skip the tour' }).click()
  await expect(card(page)).toBeHidden()
})

test('a link that leads somewhere is followed without a tour', async ({ signedIn: page }) => {
  await setToured(page, false)
  await page.goto(`/c/${FIRST.slug}/lookup-tables`)
  await expect(page.getByRole('heading', { level: 1, name: 'Lookup tables' })).toBeVisible()
  await page.waitForTimeout(600)
  await expect(card(page)).toBeHidden()
  await setToured(page, true)
})
