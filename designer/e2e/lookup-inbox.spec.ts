// A payment method that nobody has translated: the order waits, the analyst maps it once in the lookup inbox, and the order reaches the ERP.
import type { Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST, ordersOf, sendSamples } from './demo.ts'
import { expect, test } from './journey.ts'

test('a value that is mapped in the inbox lets the records that wait pass', async ({ signedIn: page, installation, complaints }) => {
  const { id } = await demoFlow(installation)
  const samples = `/clients/${FIRST.slug}/flows/${id}/samples`
  const { items } = await installation.api<{ items: Sample[] }>(samples)
  const simple = items.find(({ name }) => name === 'Simple order')?.input as Readonly<Record<string, unknown>>
  const names = ['#7001', '#7002']
  for (const [index, name] of names.entries()) {
    const input = { ...simple, id: 7_700_001 + index, name, payment_gateway_names: ['klarna'] }
    await installation.api(samples, { method: 'POST', json: { name, input } })
  }
  await sendSamples(installation, names)

  await page.goto(`/c/${FIRST.slug}/lookup-tables`)
  const line = page.getByRole('row').filter({ hasText: 'klarna' })
  await expect(line.getByRole('link', { name: '2 records' })).toBeVisible()
  await page.screenshot({ path: 'artifacts/screenshots/lookup-inbox.png' })
  await line.getByLabel('Goes out for klarna').fill('PAYPL')
  await line.getByRole('button', { name: 'Map and go on' }).click()
  await expect(page.getByText('2 records go on.')).toBeVisible()

  await expect(line).toBeHidden({ timeout: 20_000 })
  await expect(page.getByRole('textbox', { name: /^Comes in, row/ }).first()).toBeVisible()
  await expect
    .poll(async () => (await ordersOf(installation, FIRST.slug)).map((order) => order.client_order_ref), { timeout: 20_000 })
    .toEqual(expect.arrayContaining(names))
  expect(complaints).toEqual([])
})

test('a table gets days, a value for what it lacks, and comes back from a spreadsheet', async ({
  signedIn: page,
  installation,
  complaints,
}) => {
  await page.goto(`/c/${FIRST.slug}/lookup-tables?table=tenders&environment=test`)
  const editor = page.getByRole('region', { name: 'Tenders to payment journals' })
  await expect(editor).toBeVisible()
  await editor.getByRole('button', { name: 'Days' }).click()
  await editor.getByLabel('Last day, row 1').fill('2026-12-31')
  await editor.getByLabel('When a value is not in the table').click()
  await page.getByRole('option', { name: 'A value stands for it' }).click()
  await editor.getByLabel('The value').fill('MISC')
  await page.screenshot({ path: 'artifacts/screenshots/lookup-table-days.png' })
  await editor.getByRole('button', { name: /^Save/ }).click()
  await expect(page.getByText('Saved. Runs from now on use it.')).toBeVisible()

  const csv = 'key;value;from;to\r\ncash;CSH1;;2026-12-31\r\ncash;CSH2;2027-01-01;\r\n'
  await editor.locator('input[type=file]').setInputFiles({ name: 'tenders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await expect(page.getByText('2 rows are in the editor. Look at them, then save.')).toBeVisible()
  await editor.getByLabel('First day, row 2').fill('2026-12-31')
  await expect(editor.getByRole('alert')).toContainText('The key "cash" stands in row 1 for some of the same days.')
  await editor.getByLabel('First day, row 2').fill('2027-01-01')
  await editor.getByRole('button', { name: /^Save/ }).click()
  await expect(editor.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  expect(await installation.api(`/clients/${FIRST.slug}/lookup-tables/tenders?environment=test`)).toMatchObject({
    rows: [
      { key: 'cash', value: 'CSH1', to: '2026-12-31' },
      { key: 'cash', value: 'CSH2', from: '2027-01-01' },
    ],
    whenMissing: { kind: 'default', value: 'MISC' },
  })
  expect(complaints).toEqual([])
})
