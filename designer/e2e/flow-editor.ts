// What one does in the flow editor, by the names a person reads there.
import type { Page } from '@playwright/test'
import { expect } from './journey.ts'

/** The card of a step on the canvas. */
export const card = (page: Page, label: string) => page.locator('.react-flow__node', { has: page.getByText(label, { exact: true }) })

export const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible()

/** Opens the mapping of a step from its form. */
export async function openMapping(page: Page, label: string): Promise<void> {
  await card(page, label).click()
  await page.getByRole('button', { name: 'Open the mapping' }).click()
  await expect(page.getByRole('region', { name: 'Mapping' })).toBeVisible()
}

/** The line of a target field in the mapping. */
export const line = (page: Page, target: string) =>
  page.getByRole('row').filter({ has: page.getByLabel(`Rule for ${target}`, { exact: true }) })

/** Types a rule over the one that stands there. */
export async function writeRule(page: Page, target: string, expression: string): Promise<void> {
  const editor = line(page, target).locator('.monaco-editor')
  if (!(await editor.isVisible())) await line(page, target).getByRole('textbox').first().click()
  await expect(editor).toBeVisible()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(expression, { delay: 8 })
  await page.keyboard.press('Escape')
}

export const leaveMapping = (page: Page) => page.getByRole('button', { name: 'Back to the flow' }).click()

/** The editor's own: a connector may have an action of that name among the steps to add. */
export const publishButton = (page: Page) => page.locator('header').getByRole('button', { name: 'Publish', exact: true })

/** Publishes the draft and deploys it to live with the connections it has there. */
export async function publishAndDeploy(page: Page, version: number, note: string): Promise<void> {
  await saved(page)
  await publishButton(page).click()
  const publish = page.getByRole('dialog', { name: `Publish version ${version}` })
  await publish.getByLabel('Note').fill(note)
  await publish.getByRole('button', { name: 'Publish', exact: true }).click()
  const deploy = page.getByRole('dialog', { name: `Deploy version ${version}` })
  await deploy.getByText('Live', { exact: true }).click()
  await deploy.getByRole('button', { name: 'Deploy to live' }).click()
  const done = page.getByRole('dialog', { name: `Version ${version} is deployed` })
  await expect(done.getByText(/\/hooks\/[\w-]{20,}/)).toBeVisible()
  await done.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('banner').or(page.getByRole('main')).getByText(`v${version}`).first()).toBeVisible()
}

/** Sends the chosen sample as the shop would and waits for the end of its run. */
export async function sendSample(page: Page, environment: 'Live' | 'Test', outcome: 'Succeeded' | 'Needs attention'): Promise<void> {
  await page.getByRole('button', { name: 'Send a sample order' }).click()
  await page.getByRole('menuitem', { name: new RegExp(environment) }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Open the run' })).toContainText(outcome, { timeout: 20_000 })
}
