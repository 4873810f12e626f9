// Fields that only the connected system has: read in the mapping, mapped, tried, sent, and there in the simulated ERP.
import type { FlowDetail } from '#shared/api/contract.ts'
import { discoveredOf } from '#shared/flow/nodes/discovered.ts'
import type { SystemFieldsRead } from '#shared/api/system-fields.ts'
import type { Connection } from '#shared/model/connections.ts'
import { demoFlow, FIRST, ordersOf, sendSamples } from './demo.ts'
import { leaveMapping, publishAndDeploy, saved, writeRule } from './flow-editor.ts'
import { expect as soon, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

test('a field that was added to Odoo is read, mapped and sent', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(300_000)
  const { id, latestVersion } = await demoFlow(installation)
  const mapping = page.getByRole('region', { name: 'Mapping' })
  const field = (target: string) => page.locator(`[data-target="${target}"]`)
  const bar = mapping.getByRole('region', { name: 'Fields of Create sales order in the connected system' })
  const read = bar.getByRole('button', { name: /^Read fields from / })

  await test.step('nothing is asked before somebody wants it', async () => {
    await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
    await expect(bar.getByText('Not read yet.')).toBeVisible()
    await expect(field('fields.x_studio_gift')).toHaveCount(0)
  })

  await test.step('a system that does not answer says why, and the mapping goes on', async () => {
    await page.route('**/fields', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'https://tillflow.dev/errors/vendor-unavailable',
          title: 'The other system does not answer.',
          status: 503,
          detail: 'Odoo answered with status 503.',
          code: 'vendor-unavailable',
          disposition: 'retry',
          fix: 'Try again in a minute.',
        }),
      }),
    )
    await read.click()
    await expect(bar.getByRole('alert')).toContainText('Odoo answered with status 503.')
    await expect(bar.getByRole('alert')).toContainText('The fields known before are used meanwhile.')
    await page.unroute('**/fields')
  })

  await test.step('by keyboard the fields are read, marked, and kept in the flow', async () => {
    await read.focus()
    await page.keyboard.press('Enter')
    await expect(bar.getByText(/\d+ fields of the system\. Last read/)).toBeVisible()
    await expect(bar.getByRole('alert')).toHaveCount(0)
    await page.getByLabel('Search target fields').fill('x_studio')
    await expect(field('fields.x_studio_gift').getByRole('img', { name: 'From your system' })).toBeVisible()
    await expect(field('fields.x_studio_channel')).toBeVisible()
    // What is read for the first time is no news.
    await expect(mapping.getByRole('region', { name: 'Changed in the schema' })).toHaveCount(0)
    await saved(page)
    const { flow } = await installation.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${id}`)
    expect(discoveredOf(flow.draft.nodes['map-order'])?.fields['fields.x_studio_gift']).toMatchObject({ kind: 'boolean', title: 'Gift' })
    await takeLooks(page, 'system-fields')
  })

  await test.step('a rule is written, and gives a value on the sample', async () => {
    await writeRule(page, 'fields.x_studio_gift_message', '"For " & name')
    await expect(field('fields.x_studio_gift_message').getByRole('button', { name: /^Result: For #/ })).toBeVisible()
    await leaveMapping(page)
  })

  await test.step('published and deployed, it arrives in the ERP', async () => {
    await publishAndDeploy(page, latestVersion + 1, 'Gift message')
    await sendSamples(installation, ['Simple order'])
    const [order] = (await ordersOf(installation, FIRST.slug)).toReversed() as readonly unknown[] as readonly Record<string, unknown>[]
    expect(order?.['x_studio_gift_message']).toBe(`For ${String(order?.['client_order_ref'])}`)
  })

  await test.step('the version keeps the fields it was published with, and what moved since is marked', async () => {
    const path = `/clients/${FIRST.slug}/flows/${id}`
    const { flow } = await installation.api<FlowDetail>(path)
    const document = structuredClone(flow.draft)
    const node = document.nodes['map-order']
    if (node?.kind !== 'map' || !node.config.discovered) throw new Error('The draft has lost its fields')
    // As if Odoo had had another kind of field, and one more, when somebody looked.
    const fields = node.config.reviewed?.target?.fields
    if (fields) Object.assign(fields, { 'fields.x_studio_points': 'a whole number', 'fields.x_studio_gift': 'text' })
    if (node.config.reviewed?.target) node.config.reviewed.target.fingerprint = 'older'
    await page.goto('about:blank')
    await installation.api(`${path}/draft`, { method: 'PUT', json: { document, revision: flow.revision } })
    await page.goto(`/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
    await expect(mapping.getByRole('region', { name: 'Changed in the schema' })).toBeVisible()
    await page.getByLabel('Search target fields').fill('x_studio_gift')
    await expect(field('fields.x_studio_gift').getByText('Changed', { exact: true })).toBeVisible()
    await takeLooks(page, 'system-fields-drift')
  })
  expect(complaints.filter((one) => !one.includes('503'))).toEqual([])
})

test('the fields are read over the API for one connection and one action', async ({ installation }) => {
  const { items } = await installation.api<{ items: readonly Connection[] }>(`/clients/${FIRST.slug}/connections`)
  const odoo = items.find(({ connector }) => connector === 'odoo')
  const path = `/clients/${FIRST.slug}/connections/${odoo?.id ?? ''}/fields`
  const json = { part: 'poll', id: 'records-changed', known: { model: 'res.partner' }, refresh: true }
  const { fields } = await installation.api<{ fields?: SystemFieldsRead }>(path, { method: 'POST', json })
  expect(fields?.output.fields['x_studio_points']).toMatchObject({ kind: 'integer', custom: true })
})
