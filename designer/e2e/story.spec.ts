// What a new user does in the first half hour: from the demo's sign-in to a second client that runs on a flow of its own.
import type { Page } from '@playwright/test'
import { demoFlow, exceptionsOf, FIRST, hooksOf, ordersOf, SECOND } from './demo.ts'
import { card, leaveMapping, line, openMapping, publishAndDeploy, publishButton, sendSample, writeRule } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const FLOW = 'Shopify order to ERP'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage()
})
test.afterAll(() => page.context().close())

test('signs in with what the sign-in page offers and sees two clients', async ({ installation }) => {
  await page.goto(installation.url)
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Integration' })).toBeVisible()
  for (const { name } of [FIRST, SECOND]) await expect(page.getByRole('main').getByText(name, { exact: true })).toBeVisible()
})

test('opens the flow on the canvas', async () => {
  await page.getByRole('main').getByText(FIRST.name, { exact: true }).click()
  await page.getByRole('link', { name: 'Flows', exact: true }).click()
  await page.getByRole('main').getByText(FLOW, { exact: true }).click()
  for (const step of ['New Shopify order', 'Real orders only', 'Paid how?', 'Read the payments', 'Map order', 'Create sales order'])
    await expect(card(page, step)).toBeVisible()
})

test('sends a sample order and watches the steps light up', async ({ installation }) => {
  const { id } = await demoFlow(installation)
  const { items } = await installation.api<{ items: readonly { name: string }[] }>(`/clients/${FIRST.slug}/flows/${id}/samples`)
  // The template's order: the simple one first, which is the one that is sent when nobody has chosen.
  expect(items.map(({ name }) => name)[0]).toBe('Simple order')
  await sendSample(page, 'Live', 'Succeeded')
  for (const step of ['New Shopify order', 'Map order', 'Create sales order'])
    await expect(card(page, step).getByTitle(/^Done/)).toBeVisible()
  await expect(card(page, 'Read the payments').getByTitle(/^Done/)).toHaveCount(0)
})

test('opens the run and sees what went in and out of a step', async () => {
  await page.getByRole('link', { name: 'Open the run' }).click()
  await expect(page.getByRole('heading', { level: 1, name: FLOW })).toBeVisible()
  await page.getByRole('listitem').filter({ hasText: 'Map order' }).getByRole('button').click()
  await expect(page.getByRole('group', { name: 'Went in' })).toContainText('admin_graphql_api_id')
  await expect(page.getByRole('group', { name: 'Came out' })).toContainText('Shopify #1001')
})

test('sees which requests a call made, and what was answered', async () => {
  await page.getByRole('listitem').filter({ hasText: 'Create sales order' }).getByRole('button').click()
  const sent = page.getByRole('region', { name: 'What was sent' })
  await sent
    .getByRole('button', { name: /sale\.order\/create/ })
    .last()
    .click()
  await expect(sent).toContainText('"client_order_ref": "#1001"')
})

test('finds the sales order in the ERP', async ({ installation }) => {
  const orders = await ordersOf(installation, FIRST.slug)
  expect(orders.map((order) => order.client_order_ref)).toEqual(['#1001'])
  expect(orders[0]?.origin).toBe('Shopify #1001')
})

test('changes a mapping row and sees at once what it gives on the sample', async () => {
  await page.getByRole('link', { name: 'Open in the editor' }).click()
  await openMapping(page, 'Map order')
  await expect(line(page, 'origin').getByRole('button', { name: 'Result: Shopify #1001' })).toBeVisible()
  await writeRule(page, 'origin', '"Web shop " & name & " of " & customer.last_name')
  await expect(line(page, 'origin').getByRole('button', { name: 'Result: Web shop #1001 of Okafor' })).toBeVisible({ timeout: 3_000 })
})

test('publishes version 2, deploys it, and the next order carries the change', async ({ installation }) => {
  await leaveMapping(page)
  await publishButton(page).click()
  await page.getByRole('button', { name: 'See it in values' }).click()
  const values = page.getByRole('dialog', { name: 'What the draft changes, in values' })
  await expect(
    values.getByRole('row', { name: /Map order › Source document Shopify #1001 Web shop #1001 of Okafor/ }).first(),
  ).toBeVisible()
  await page.screenshot({ path: 'artifacts/screenshots/publish-in-values.png' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await publishAndDeploy(page, 2, 'Says who ordered')
  await sendSample(page, 'Live', 'Succeeded')
  const origins = (await ordersOf(installation, FIRST.slug)).map((order) => order.origin)
  expect(origins).toEqual(['Shopify #1001', 'Web shop #1002 of Okafor'])
})

test('makes a mistake, and the record lands on the exception desk with the reason in plain words', async ({ installation }) => {
  await openMapping(page, 'Map order')
  await writeRule(page, 'reference', 'order_reference')
  await expect(line(page, 'reference').getByRole('button', { name: 'Result: Required, but empty on this sample' })).toBeVisible()
  await leaveMapping(page)
  await publishAndDeploy(page, 3, 'A mistake')
  await sendSample(page, 'Live', 'Needs attention')
  await page.getByRole('link', { name: /^Exceptions/ }).click()
  await page.getByRole('main').getByText('reference', { exact: false }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Stopped at “Map order”' })).toBeVisible()
  await expect(
    page
      .getByRole('main')
      .getByText(/reference.* has no value/i)
      .first(),
  ).toBeVisible()
  expect((await exceptionsOf(installation, FIRST.slug)).map(({ status }) => status)).toEqual(['open'])
})

test('mends the mapping and replays the record from the failed step', async ({ installation }) => {
  const desk = page.url()
  const before = await ordersOf(installation, FIRST.slug)
  await page.getByRole('link', { name: 'Mend it in the flow' }).click()
  // The row at fault is open at once.
  await expect(page.getByRole('region', { name: 'Row reference' })).toContainText('Required, but empty on this sample')
  await writeRule(page, 'reference', '"R-" & name')
  await expect(line(page, 'reference').getByRole('button', { name: 'Result: R-#1001' })).toBeVisible()
  await leaveMapping(page)
  await publishAndDeploy(page, 4, 'Mended')
  await page.goto(desk)
  await page.getByRole('button', { name: 'Replay from this step' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('main').getByText('Succeeded').first()).toBeVisible()
  const added = (await ordersOf(installation, FIRST.slug)).slice(before.length)
  expect(added.map((order) => order.client_order_ref)).toEqual(['R-#1003'])
  await page.goto(desk)
  await expect(page.getByRole('heading', { name: 'It was replayed' })).toBeVisible()
})

test('clones the template for the second client, with answers of its own', async () => {
  await page.getByRole('button', { name: /Choose another$/ }).click()
  await page.getByRole('option', { name: SECOND.name }).click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('main').getByRole('link').filter({ hasText: FLOW }).click()
  await page.getByLabel('Name of the flow').fill('Juniper orders')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('combobox', { name: 'ERP' }).click()
  await page.getByRole('option', { name: 'Odoo' }).click()
  await page.getByRole('combobox', { name: 'Shop' }).click()
  await page.getByRole('option', { name: 'Shopify shop' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Default customer').fill('JUNIPER-GUEST')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('JUNIPER-GUEST')).toBeVisible()
  await page.getByRole('button', { name: 'Create the flow' }).click()
  await expect(page.getByRole('heading', { name: '“Juniper orders” is deployed' })).toBeVisible()
})

test('runs there too, with its own address, connections and tables', async ({ installation }) => {
  await page.getByRole('link', { name: 'Open the flow' }).click()
  await sendSample(page, 'Test', 'Succeeded')
  expect(await ordersOf(installation, SECOND.slug, '-test')).toHaveLength(1)
  const [first] = await hooksOf(installation, FIRST.slug)
  const [second] = await hooksOf(installation, SECOND.slug)
  expect(second?.shop).toBe('juniper-vale-test.myshopify.com')
  expect(second?.url.split('/').at(-1)).not.toBe(first?.url.split('/').at(-1))
  const { items } = await installation.api<{ items: readonly { name: string; rows: readonly { value: unknown }[] }[] }>(
    `/clients/${SECOND.slug}/lookup-tables?environment=test`,
  )
  expect(items.find((table) => table.name === 'settings')?.rows.map((row) => row.value)).toContain('JUNIPER-GUEST')
})
