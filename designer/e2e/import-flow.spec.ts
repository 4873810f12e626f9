// A flow comes from a file that brings a mapping part which says something else here: both are shown, a person chooses, and nothing of this client is lost.
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import type { Flow } from '#shared/model/flows.ts'
import { FIRST } from './demo.ts'
import { expect as soon, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })

const FILE: FlowDocument = {
  formatVersion: 1,
  name: 'Orders from elsewhere',
  slots: {},
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    'map-order': { kind: 'map', label: 'Map order', config: { rows: [row('ship_to', '$part("street", shipping_address)')] } },
  },
  edges: [{ from: 'start', port: 'out', to: 'map-order' }],
  layout: { nodes: { start: { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  parts: { street: { label: 'Street', version: 4, body: { kind: 'record', rows: [row('line', 'address1 & ", " & address2')] } } },
}

test('imports a flow, and chooses what becomes of its mapping part', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(300_000)
  const client = `/clients/${FIRST.slug}`
  const content = { label: 'Street', body: { kind: 'record', rows: [row('line', 'address1')] }, cases: [] }
  await installation.api(`${client}/mapping-parts`, { method: 'POST', json: { name: 'street', scope: 'client', content } })

  await page.goto(`${installation.url}/c/${FIRST.slug}/flows`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a flow' })
  const choose = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file' }).click()
  const file = { name: 'orders.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(FILE)) }
  await (await choose).setFiles(file)
  await expect(dialog.getByText('orders.json')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()

  const differing = dialog.getByRole('group', { name: 'Mapping parts that differ' })
  await expect(differing.getByText('line: address1', { exact: true })).toBeVisible()
  await expect(differing.getByText('line: address1 & ", " & address2')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await takeLooks(page, 'import-parts')
  expect(await flowsNamed()).toEqual([])

  await dialog.getByRole('radio', { name: 'Import it under another name' }).check()
  await expect(dialog.getByRole('textbox', { name: 'New name of “street”' })).toHaveValue('street-2')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page).toHaveURL(/\/flows\/flow_/)
  const made = await installation.api<{ flow: Flow }>(`${client}/flows/${page.url().split('/').at(-1)?.split('?')[0]}`)
  expect(made.flow.draft.nodes['map-order']).toMatchObject({ config: { rows: [row('ship_to', '$part("street-2", shipping_address)')] } })
  const parts = await installation.api<{ items: { name: string; version: number; body: unknown }[] }>(`${client}/mapping-parts`)
  expect(parts.items).toMatchObject([
    { name: 'street', version: 1, body: content.body },
    { name: 'street-2', version: 1, body: FILE.parts?.['street']?.body },
  ])
  // The refusal that asks is the browser's only complaint.
  expect(complaints.filter((text) => !text.includes('409'))).toEqual([])

  async function flowsNamed(): Promise<readonly unknown[]> {
    const { items } = await installation.api<{ items: { name: string }[] }>(`${client}/flows`)
    return items.filter(({ name }) => name === FILE.name)
  }
})
