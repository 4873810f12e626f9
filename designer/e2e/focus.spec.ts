// Where one is, for people who neither see nor point: a new page begins at its heading, the focus is never lost with what had it, what a search finds is
// said, and whoever asks for less motion gets none.
import type { Page } from '@playwright/test'
import { demoFlow, FIRST } from './demo.ts'
import { card } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('a page that is gone to begins at its heading', async ({ signedIn: page, complaints }) => {
  await page.goto(`/c/${FIRST.slug}/runs`)
  await expect(heading(page, 'Runs')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).focus()
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Connections')).toBeFocused()
  await page.goBack()
  await expect(heading(page, 'Runs')).toBeFocused()
  // A filter is no other page: it keeps the focus.
  await page.getByRole('main').getByRole('textbox').first().focus()
  await page.keyboard.type('10')
  await page.waitForTimeout(800)
  await expect(page.getByRole('main').getByRole('textbox').first()).toBeFocused()
  expect(complaints).toEqual([])
})

test('the focus is not lost with what was deleted', async ({ signedIn: page, installation }) => {
  for (const name of ['First key', 'Second key']) await installation.api('/api-keys', { method: 'POST', json: { name, role: 'operator' } })
  await page.goto('/settings/api-keys')
  const withdraw = async (name: string) => {
    await page.getByRole('button', { name: `Withdraw ${name}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw key' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(name, { exact: true })).toHaveCount(0)
  }
  await withdraw('First key')
  await expect(page.getByRole('table', { name: 'API keys' })).toBeFocused()
  await withdraw('Second key')
  await expect(heading(page, 'API keys').or(page.getByRole('table', { name: 'API keys' }))).toBeFocused()
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
})

test('a dialog that is closed gives the focus back', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/connections`)
  const open = page.getByRole('button', { name: 'New connection' })
  await open.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(open).toBeFocused()
})

test('how many a search finds is said', async ({ signedIn: page, installation }) => {
  await page.goto(`/c/${FIRST.slug}/templates`)
  await page.getByRole('textbox', { name: 'Find a template' }).fill('refund')
  await expect(page.getByRole('status').filter({ hasText: /^[1-9]\d* found$/ })).toBeAttached()
  await page.getByRole('textbox', { name: 'Find a template' }).fill('no such template')
  await expect(page.getByRole('status').filter({ hasText: /^0 found$/ })).toBeAttached()
  await page.goto(`/c/${FIRST.slug}/flows/${(await demoFlow(installation)).id}?node=map-order&row=reference`)
  await page.getByRole('textbox', { name: 'Search target fields' }).fill('expected total')
  await expect(page.getByRole('status').filter({ hasText: /^\d found$/ })).toBeAttached()
})

test('where less motion is asked for, the canvas is where it goes at once', async ({ signedIn: page, installation }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`/c/${FIRST.slug}/flows/${(await demoFlow(installation)).id}`)
  await expect(card(page, 'Map order')).toBeVisible()
  const places = await page.evaluate(async () => {
    const view = () => getComputedStyle(document.querySelector('.react-flow__viewport') as Element).transform
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const before = view()
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }))
    const seen = new Set<string>()
    for (let i = 0; i < 30; i++) {
      await frame()
      seen.add(view())
    }
    seen.delete(before)
    return seen.size
  })
  expect(places).toBe(1)
})
