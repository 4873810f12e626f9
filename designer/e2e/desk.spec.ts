// What people decide: many parked records replayed at once, a call whose outcome nobody knows, an approval, and a file that is handed in.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { FIRST } from './demo.ts'
import type { Installation } from './installation.ts'
import { expect, test } from './journey.ts'

const CLIENT = `/clients/${FIRST.slug}`

/** Prints a label for each parcel; the first two times it hangs up instead of saying so. */
const printed: string[] = []
const printer = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    printed.push(body)
    if (printed.length <= 2) request.socket.destroy()
    else response.writeHead(201, { 'content-type': 'application/json' }).end('{"label":"L-1"}')
  })
})
const printerHost = () => `127.0.0.1:${(printer.address() as AddressInfo).port}`
test.use({
  settings: async ({}, use) => {
    if (!printer.listening) await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve))
    await use({ TILLFLOW_ALLOWED_HOSTS: printerHost() })
  },
})
test.afterAll(() => void printer.close())

const inARow = (name: string, nodes: Record<string, FlowNode>, slots: FlowDocument['slots'] = {}): FlowDocument => ({
  formatVersion: 1,
  name,
  slots,
  nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } }, ...nodes },
  edges: Object.keys(nodes).map((to, i, ids) => ({ from: ids[i - 1] ?? 'start', port: 'out', to })),
  layout: { nodes: {} },
})
const check = (condition: string): FlowNode => ({ kind: 'filter', label: 'Has a customer', config: { condition } })

async function deploy(at: Installation, document: FlowDocument, slots: Record<string, string> = {}): Promise<string> {
  const { id } = await at.api<{ id: string }>(`${CLIENT}/flows`, { method: 'POST', json: { document } })
  await at.api(`${CLIENT}/flows/${id}/versions`, { method: 'POST', json: { note: '', revision: 1 } })
  await at.api(`${CLIENT}/flows/${id}/deployments`, { method: 'POST', json: { environment: 'live', version: 1, slots } })
  return id
}
const start = (at: Installation, flow: string, input: object) =>
  at.api<{ runId: string }>(`${CLIENT}/flows/${flow}/runs`, { method: 'POST', json: { environment: 'live', input } })
const ended = (at: Installation, run: string, status: Run['status']) =>
  expect.poll(async () => (await at.api<{ run: Run }>(`${CLIENT}/runs/${run}`)).run.status, { timeout: 20_000 }).toBe(status)
const look = (page: Page, name: string) => page.screenshot({ path: `artifacts/screenshots/${name}.png` })

/** In a small window the bar stays one row: what narrows the desk is behind one button, which says how much is set. */
async function narrowByKeyboard(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 768 })
  const filters = page.getByRole('button', { name: 'Filters', exact: true })
  const [left, right] = [await filters.boundingBox(), await page.getByRole('button', { name: /^Replay all/ }).boundingBox()]
  expect(left?.y).toBe(right?.y)
  await filters.press('Enter')
  const reason = page.getByRole('combobox', { name: 'Reason' })
  await expect(reason).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(reason).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: /The change has no customer/ })).toBeVisible()
  await look(page, 'desk-filters')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  // A reason is that of one flow in one environment.
  const set = page.getByRole('button', { name: 'Filters: 3 set' })
  await expect(set).toBeFocused()
  await set.press('Enter')
  await page.getByRole('button', { name: 'Clear the filters' }).press('Enter')
  await expect(filters).toBeFocused()
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('an operator narrows the desk to one reason and replays all of its records as one job', async ({
  installation,
  signedIn: page,
  complaints,
}) => {
  const broken = inARow('Order changes', { check: check('customer ? true : $error("The change has no customer.")') })
  const flow = await deploy(installation, broken)
  for (let n = 1; n <= 5; n++) {
    const { runId } = await start(installation, flow, { order: `#${n}` })
    await ended(installation, runId, 'parked')
  }
  const other = await deploy(installation, inARow('Returns', { check: check('$error("No reason given.")') }))
  await ended(installation, (await start(installation, other, { order: '#9' })).runId, 'parked')
  const mended = inARow('Order changes', { check: check('true') })
  const { revision } = await installation.api<{ revision: number }>(`${CLIENT}/flows/${flow}/draft`, {
    method: 'PUT',
    json: { document: mended, revision: 1 },
  })
  await installation.api(`${CLIENT}/flows/${flow}/versions`, { method: 'POST', json: { note: 'Mended', revision } })
  await installation.api(`${CLIENT}/flows/${flow}/deployments`, { method: 'POST', json: { environment: 'live', version: 2, slots: {} } })

  await page.goto(`/c/${FIRST.slug}/exceptions`)
  await expect(page.getByRole('button', { name: 'Replay all 6 that fit…' })).toBeVisible({ timeout: 30_000 })
  await narrowByKeyboard(page)
  await page.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option', { name: /The change has no customer/ }).click()
  await expect(page.getByRole('link', { name: 'No reason given.' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Replay all 5 that fit…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('5 records are replayed, oldest first')).toBeVisible()
  await expect(dialog.getByText(/Nothing was sent by this step/)).toBeVisible()
  await look(page, 'bulk-replay-dialog')
  await dialog.getByLabel('Note').fill('The customer may be missing now')
  await dialog.getByRole('button', { name: 'Replay 5 records' }).click()
  const card = page.getByRole('status', { name: 'Bulk replay' })
  await expect(card.getByText('Replayed 5 of 5')).toBeVisible({ timeout: 20_000 })
  await look(page, 'bulk-replay-done')
  await expect(page.getByText('No exception fits these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page.getByRole('link', { name: 'No reason given.' })).toBeVisible()
  await card.getByRole('button', { name: 'Put away' }).click()
  await expect(card).toHaveCount(0)
  // What nobody needs any more is discarded together, with one reason.
  for (const order of ['#10', '#11']) await ended(installation, (await start(installation, other, { order })).runId, 'parked')
  await page.reload()
  await expect(page.getByRole('link', { name: 'No reason given.' })).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'Choose all' }).click()
  await page.getByRole('button', { name: 'Discard…' }).click()
  await dialog.getByLabel('Reason').fill('Entered by hand')
  await dialog.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(page.getByText('3 of 3 were discarded.')).toBeVisible()
  await expect(page.getByText('The desk is clear')).toBeVisible()
  expect(complaints).toEqual([])
})

test('a call whose answer was lost is said to have arrived, and another one is sent again', async ({
  installation,
  signedIn: page,
  complaints,
}) => {
  const connection = await installation.api<{ id: string }>(`${CLIENT}/connections`, {
    method: 'POST',
    json: {
      name: 'Label printer',
      environment: 'live',
      connector: 'http',
      config: { baseUrl: `http://${printerHost()}` },
      secrets: {},
    },
  })
  const print = inARow(
    'Shipping labels',
    {
      print: {
        kind: 'call',
        label: 'Print the label',
        config: {
          slot: 'printer',
          action: 'post',
          rows: [
            { target: 'path', rule: { kind: 'constant', value: '/labels' } },
            { target: 'body', rule: { kind: 'expression', expression: '$' } },
          ],
        },
      },
    },
    { printer: { connector: 'http', label: 'Label printer' } },
  )
  const flow = await deploy(installation, print, { printer: connection.id })
  for (const parcel of ['P-1', 'P-2']) await ended(installation, (await start(installation, flow, { parcel })).runId, 'parked')
  const { items } = await installation.api<{ items: ExceptionRecord[] }>(`${CLIENT}/exceptions?flow=${flow}`)
  expect(
    items.map(({ error }) => error.code),
    items[0]?.error.message,
  ).toEqual(['outcome-unknown', 'outcome-unknown'])

  await page.goto(`/c/${FIRST.slug}/exceptions?flow=${flow}`)
  // Not one that many are replayed with: both may have arrived.
  await page.getByRole('button', { name: 'Replay all 2 that fit…' }).click()
  await expect(page.getByRole('dialog').getByText('2 records stay on the desk:')).toBeVisible()
  await expect(page.getByRole('dialog').getByText(/decide them one by one/)).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Replay 0 records' })).toBeDisabled()
  await look(page, 'bulk-replay-uncertain')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  const open = async () => page.getByRole('main').getByRole('table').getByRole('link').first().click()
  await open()
  await page.getByRole('button', { name: 'It arrived…' }).click()
  await page.getByRole('dialog').getByLabel('What the other system answered').fill('{ "label": "L-0" }')
  await page.getByRole('dialog').getByRole('button', { name: 'It arrived, go on' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('main').getByText('Succeeded').first()).toBeVisible()

  await page.goto(`/c/${FIRST.slug}/exceptions?flow=${flow}`)
  await open()
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('main').getByText('Succeeded').first()).toBeVisible()
  expect(printed).toHaveLength(3)
  expect(complaints).toEqual([])
})

test('an approval is given in the browser, and the run goes on', async ({ installation, signedIn: page, complaints }) => {
  const ask: FlowNode = {
    kind: 'approval',
    label: 'Ask the shop manager',
    config: {
      title: '"Refund of " & amount',
      fields: [{ label: 'Order', value: 'order' }],
      into: 'approval',
      timeout: { amount: 2, unit: 'hours' },
    },
  }
  const refunds = inARow('Refunds', { ask, check: { kind: 'filter', label: 'Approved', config: { condition: 'true' } } })
  const edges = [...refunds.edges.slice(0, 1), { from: 'ask', port: 'approved', to: 'check' }]
  const flow = await deploy(installation, { ...refunds, edges })
  const { runId } = await start(installation, flow, { order: '#77', amount: '120.00' })
  await page.goto(`/c/${FIRST.slug}/approvals`)
  await expect(page.getByRole('heading', { name: 'Refund of 120.00' })).toBeVisible()
  await expect(page.getByText('#77')).toBeVisible()
  await page.getByLabel('Note').fill('Seen the receipt')
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved.', { exact: true })).toBeVisible()
  await ended(installation, runId, 'succeeded')
  expect(complaints).toEqual([])
})

test('a file that is sent in the browser becomes one run for each of its lines', async ({ installation, signedIn: page, complaints }) => {
  const document: FlowDocument = {
    ...inARow('Price list', { check: { kind: 'filter', label: 'Has a price', config: { condition: 'price != ""' } } }),
  }
  document.nodes['start'] = { kind: 'trigger', label: 'Prices', config: { type: 'file', format: 'csv', perRecord: true } }
  const flow = await deploy(installation, document)
  await page.goto(`/c/${FIRST.slug}/flows/${flow}`)
  await page.getByRole('button', { name: 'Files', exact: true }).click({ timeout: 30_000 })
  const dialog = page.getByRole('dialog')
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('sku,price\nA-1,9.90\nA-2,4.50\nA-3,\n') })
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog.getByText('prices.csv')).toBeVisible()
  await expect
    .poll(async () => (await installation.api<{ items: Run[] }>(`${CLIENT}/runs?flow=${flow}`)).items.map(({ status }) => status), {
      timeout: 20_000,
    })
    .toEqual(['succeeded', 'succeeded', 'succeeded'])
  // The same file again is recognised.
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: 'copy.csv', mimeType: 'text/csv', buffer: Buffer.from('sku,price\nA-1,9.90\nA-2,4.50\nA-3,\n') })
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('This file came before and is not read again.')).toBeVisible()
  expect(complaints).toEqual([])
})
