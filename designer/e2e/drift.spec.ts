// A target and a source that changed since somebody looked: marks, a filter, what forbids publishing, and saying that one has looked.
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Reviewed } from '#shared/flow/nodes/reviewed.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST } from './demo.ts'
import type { Installation } from './installation.ts'
import { expect as soon, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

const reviewedOf = async (at: Installation, id: string): Promise<Reviewed | undefined> => {
  const node = (await at.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${id}`)).flow.draft.nodes['map-order']
  return node?.kind === 'map' ? node.config.reviewed : undefined
}

/** The demo flow's mapping as a flow of its own, with two samples. */
async function aFlow(at: Installation): Promise<string> {
  const demo = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows`
  const { flow } = await at.api<FlowDetail>(`${path}/${demo.id}`)
  const node = flow.draft.nodes['map-order']
  if (!node) throw new Error('The demo flow has no mapping')
  const document: FlowDocument = {
    ...flow.draft,
    name: 'Looked at',
    nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } }, 'map-order': node },
    edges: [{ from: 'start', port: 'out', to: 'map-order' }],
    layout: { nodes: { start: { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  }
  delete (document as { lane?: unknown }).lane
  const made = await at.api<Flow>(path, { method: 'POST', json: { document } })
  const { items } = await at.api<{ items: readonly Sample[] }>(`${path}/${demo.id}/samples`)
  for (const { name, input } of items.slice(0, 2)) await at.api(`${path}/${made.id}/samples`, { method: 'POST', json: { name, input } })
  return made.id
}

test('shows what came, went and changed since the mapping was looked at', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(400_000)
  const id = await aFlow(installation)
  const address = `${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`
  const mapping = page.getByRole('region', { name: 'Mapping' })
  const field = (target: string) => page.locator(`[data-target="${target}"]`)
  const banner = mapping.getByRole('region', { name: 'Changed in the schema' })
  await page.goto(address)
  await expect(field('reference').getByRole('button', { name: 'Result: #1001' })).toBeVisible()
  await expect(banner).toHaveCount(0)

  await test.step('the first edit keeps the fields that are there', async () => {
    await field('customer.phone').getByRole('rowheader').click()
    await page.getByRole('checkbox', { name: 'Park the record when it is empty' }).check()
    await expect.poll(async () => Object.keys((await reviewedOf(installation, id))?.target?.fields ?? {}).length).toBeGreaterThan(10)
    await expect(banner).toHaveCount(0)
  })

  // As if the target had had another type, one field less and one more, and the source neither tags nor a field of that name.
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const { flow } = await installation.api<FlowDetail>(path)
  const document = structuredClone(flow.draft)
  const node = document.nodes['map-order']
  const reviewed = node?.kind === 'map' ? node.config.reviewed : undefined
  if (!reviewed?.target || !reviewed.source) throw new Error('Nothing was kept')
  const older = (side: { fields: Record<string, string> }, without: string, more: Record<string, string>) => ({
    fingerprint: 'older',
    fields: { ...Object.fromEntries(Object.entries(side.fields).filter(([name]) => name !== without)), ...more },
  })
  reviewed.target = older(reviewed.target, 'customer.city', { 'customer.phone': 'a number', legacyCode: 'text' })
  reviewed.source = older(reviewed.source, 'tags', {})
  await page.goto('about:blank')
  const { revision } = (await installation.api<FlowDetail>(path)).flow
  await installation.api(`${path}/draft`, { method: 'PUT', json: { document, revision } })

  await test.step('the grid, the source and a banner say so', async () => {
    await page.goto(address)
    await expect(
      banner.getByText(/3 fields of the target came, went or changed\. 1 field of the source came, went or changed\./),
    ).toBeVisible()
    await expect(field('customer.city').getByText('New', { exact: true })).toBeVisible()
    await expect(field('customer.phone').getByText('Changed', { exact: true })).toBeVisible()
    await expect(mapping.getByRole('treeitem', { name: /^tags/i }).getByText('New', { exact: true })).toBeVisible()
    await banner.getByRole('button', { name: 'Which?' }).click()
    await expect(page.getByText('legacyCode', { exact: true })).toBeVisible()
    await expect(page.getByText('was a number, is text', { exact: true })).toBeVisible()
    await takeLooks(page, 'drift-which')
    await page.keyboard.press('Escape')
    await takeLooks(page, 'drift-banner')
  })

  await test.step('the filter shows what changed', async () => {
    await banner.getByRole('button', { name: 'Show them' }).click()
    await expect(field('customer.phone')).toBeVisible()
    await expect(field('customer.email')).toHaveCount(0)
    await takeLooks(page, 'drift-filter')
  })

  await test.step('a look at them is kept, and undone with the rest', async () => {
    await banner.getByRole('button', { name: 'I have looked at these' }).click()
    await expect(banner).toHaveCount(0)
    await expect.poll(async () => (await reviewedOf(installation, id))?.target?.fields['customer.city']).toBeDefined()
    await mapping.getByRole('button', { name: 'Undo' }).click()
    await expect(banner).toBeVisible()
    await mapping.getByRole('button', { name: 'Redo' }).click()
    await expect(banner).toHaveCount(0)
  })
  expect(complaints).toEqual([])
})
