// A flow that keeps an order: set in the flow settings, seen while a parked record holds the ones behind it.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Run } from '#shared/model/runs.ts'
import { FIRST } from './demo.ts'
import { saved } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const CLIENT = `/clients/${FIRST.slug}`
const CHANGES: FlowDocument = {
  formatVersion: 1,
  name: 'Order changes',
  slots: {},
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    check: { kind: 'filter', label: 'Has a customer', config: { condition: 'customer ? true : $error("The change has no customer.")' } },
  },
  edges: [{ from: 'start', port: 'out', to: 'check' }],
  layout: { nodes: {} },
}

test('a consultant keeps order by the number of the order; a parked change holds the later ones until it is dealt with', async ({
  installation,
  signedIn: page,
  complaints,
}) => {
  const { id } = await installation.api<{ id: string }>(`${CLIENT}/flows`, { method: 'POST', json: { document: CHANGES } })
  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await expect(page.getByText('Has a customer')).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Keep an order' }).click()
  await page.locator('.monaco-editor').click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('order', { delay: 8 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radio', { name: 'Hold the ones behind it' })).toBeChecked()
  await saved(page)

  const { flow } = await installation.api<{ flow: { draft: FlowDocument; revision: number } }>(`${CLIENT}/flows/${id}`)
  expect(flow.draft.lane).toEqual({ key: 'order', whenParked: 'hold' })
  await installation.api(`${CLIENT}/flows/${id}/versions`, { method: 'POST', json: { note: '', revision: flow.revision } })
  await installation.api(`${CLIENT}/flows/${id}/deployments`, { method: 'POST', json: { environment: 'live', version: 1, slots: {} } })
  const start = (input: object) =>
    installation.api<{ runId: string }>(`${CLIENT}/flows/${id}/runs`, { method: 'POST', json: { environment: 'live', input } })
  await start({ order: '#1001' })
  const { runId } = await start({ order: '#1001', customer: 'Okafor' })

  await page.goto(`/c/${FIRST.slug}/runs?flow=${id}`)
  await expect(page.getByRole('link', { name: 'Waits behind #1001, which needs attention' })).toBeVisible()
  await page.getByRole('link', { name: /^Exceptions/ }).click()
  await expect(page.getByText('1 run waits behind it')).toBeVisible()
  await page.getByRole('main').getByText('The change has no customer.').click()
  await expect(page.getByText('#1001: 1 run waits behind it')).toBeVisible()
  await page.getByRole('button', { name: 'Discard…' }).click()
  await page.getByLabel('Reason').fill('A test order')
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('It was discarded')).toBeVisible()
  await expect.poll(async () => (await installation.api<{ run: Run }>(`${CLIENT}/runs/${runId}`)).run.status).toBe('succeeded')
  expect(complaints).toEqual([])
})
