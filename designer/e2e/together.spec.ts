// Two people on one flow: they see each other, what one saves comes to the other, and what both changed is merged before their eyes.
import type { Browser, Page } from '@playwright/test'
import { newFlow } from '#shared/flow/new.ts'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { Flow } from '#shared/model/flows.ts'
import { SECOND } from './demo.ts'
import { card, saved } from './flow-editor.ts'
import { DEMO, expect, test } from './journey.ts'
import type { Installation } from './installation.ts'

const BO = { name: 'Bo Finch', email: 'bo@tillflow.dev', password: 'bo-finch-2026' }

async function secondPerson(browser: Browser, at: Installation): Promise<Page> {
  await at.api('/members', { method: 'POST', json: { ...BO, role: 'consultant' } })
  const context = await browser.newContext({ baseURL: at.url, viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post(`${at.url}/api/auth/sign-in/email`, {
    data: { email: BO.email, password: BO.password },
    headers: { origin: at.url },
  })
  expect(answer.status()).toBe(200)
  return context.newPage()
}

async function addByKeyboard(page: Page, words: string, label: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(card(page, label)).toBeVisible()
}

test('two people see each other, and nobody loses work', async ({ signedIn: ada, installation, browser }) => {
  test.setTimeout(180_000)
  const path = `/clients/${SECOND.slug}/flows`
  const flow = await installation.api<Flow>(path, { method: 'POST', json: { document: newFlow('Together') } })
  const bo = await secondPerson(browser, installation)
  for (const page of [ada, bo]) {
    await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
    await expect(card(page, 'Start')).toBeVisible()
  }
  await expect(ada.getByRole('group', { name: 'Also here' })).toContainText('BF', { timeout: 15_000 })

  // What Bo saves comes to Ada, who has nothing unsaved.
  await addByKeyboard(bo, 'filter', 'Filter')
  await saved(bo)
  await expect(card(ada, 'Filter')).toBeVisible({ timeout: 15_000 })

  // Both change something before either hears of the other.
  await ada.route('**/presence', (route) => route.abort())
  await ada.route('**/draft', (route) => route.abort())
  await card(ada, 'Filter').click()
  await ada.getByRole('textbox', { name: 'Name' }).fill('Paid only')
  await card(bo, 'Filter').click()
  await bo.getByRole('textbox', { name: 'Name' }).fill('Real orders')
  await bo.keyboard.press('Escape')
  await addByKeyboard(bo, 'map fields', 'Map fields')
  await saved(bo)
  await ada.unroute('**/draft')
  const dialog = ada.getByRole('dialog', { name: 'Somebody saved a newer revision' })
  await expect(dialog).toContainText('Map fields', { timeout: 20_000 })
  await dialog.getByText('Keep mine:').first().click()
  await dialog.getByRole('button', { name: 'Save both together' }).click()
  await expect(dialog).toHaveCount(0)
  await saved(ada)
  const { flow: now } = await installation.api<FlowDetail>(`${path}/${flow.id}`)
  expect(
    Object.values(now.draft.nodes)
      .map((node) => node.label)
      .toSorted(),
  ).toEqual(['Map fields', 'Paid only', 'Start'])
  await bo.context().close()
})

test('a remark on a version is read by the others', async ({ signedIn: page, installation }) => {
  const path = `/clients/${SECOND.slug}/flows`
  const flow = await installation.api<Flow>(path, { method: 'POST', json: { document: newFlow('Discussed') } })
  await installation.api(`${path}/${flow.id}/versions`, { method: 'POST', json: { note: 'First', revision: flow.revision } })
  await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
  await expect(card(page, 'Start')).toBeVisible()
  await page.keyboard.press('v')
  const versions = page.getByRole('complementary', { name: 'Details' })
  await versions.getByRole('button', { name: 'Comment', exact: true }).click()
  await versions.getByLabel('Comment on version 1').fill('Ask Ada before you deploy this.')
  await versions.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(versions.getByText('Ask Ada before you deploy this.')).toBeVisible()
  await expect(versions.getByText(DEMO.email).first()).toBeVisible()
})

test('one person in two tabs is told in each what the other does, and loses nothing', async ({ signedIn: one, installation, context }) => {
  const path = `/clients/${SECOND.slug}/flows`
  const flow = await installation.api<Flow>(path, { method: 'POST', json: { document: newFlow('Alone') } })
  const two = await context.newPage()
  for (const page of [one, two]) {
    await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
    await expect(card(page, 'Start')).toBeVisible()
    // A tab that nobody looks at asks the server nothing.
    await page.route('**/presence', (route) => route.abort())
  }
  await expect(one.getByRole('button', { name: 'You, in another window has this flow open' })).toBeVisible()
  await addByKeyboard(two, 'filter', 'Filter')
  await saved(two)
  await expect(card(one, 'Filter')).toBeVisible()
  await expect(one.getByText('You changed this flow in another tab: you see it as it is now.')).toBeVisible()

  // What is not saved in one tab is told in the other, and what was changed in both is merged.
  await one.route('**/draft', (route) => route.abort())
  await card(one, 'Filter').click()
  await one.getByRole('textbox', { name: 'Name' }).fill('Paid only')
  await expect(two.getByRole('button', { name: 'You, in another window, with changes that are not saved yet' })).toBeVisible()
  await addByKeyboard(two, 'map fields', 'Map fields')
  await saved(two)
  await one.unroute('**/draft')
  const dialog = one.getByRole('dialog', { name: 'You saved a newer revision in another tab' })
  await expect(dialog).toContainText('Map fields')
  // Who comes back to the tab finds the question.
  await one.bringToFront()
  await expect(dialog.getByRole('button', { name: 'Save both together' })).toBeEnabled()
  await expect(dialog).toHaveCSS('opacity', '1')
  await one.screenshot({ path: 'artifacts/screenshots/own-tabs-conflict.png' })
  await dialog.getByRole('button', { name: 'Save both together' }).click()
  await saved(one)
  await expect(card(two, 'Paid only')).toBeVisible()
  await two.goto('about:blank')
  await expect(one.getByRole('group', { name: 'Also here' })).toHaveCount(0)
  await two.close()
})
