// A GraphQL document is written in a step's form, with what the connected system has suggested.
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import { FIRST } from './demo.ts'
import { card, saved } from './flow-editor.ts'
import { expect as soon, test } from './journey.ts'

const expect = soon.configure({ timeout: 30_000 })
const CLIENT = `/clients/${FIRST.slug}`
const ASKING: FlowDocument = {
  formatVersion: 1,
  name: 'Products of the API',
  slots: { api: { connector: 'graphql', label: 'API' } },
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    ask: { kind: 'call', label: 'Ask for products', config: { slot: 'api', action: 'query', rows: [] } },
  },
  edges: [{ from: 'start', port: 'out', to: 'ask' }],
  layout: { nodes: { start: { x: 0, y: 0 }, ask: { x: 0, y: 160 } } },
}

test('a GraphQL document is written with the schema of its system at hand', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(180_000)
  const { items } = await installation.api<{ items: readonly SimulatorDescriptor[] }>('/simulators')
  const simulated = items.find(({ connector, client }) => connector === 'graphql' && client === FIRST.slug)
  if (!simulated) throw new Error('The demo has no GraphQL API')
  await installation.api(`${CLIENT}/connections`, {
    method: 'POST',
    json: { name: 'Products', environment: 'test', connector: 'graphql', config: simulated.config, secrets: {} },
  })
  const { id } = await installation.api<Flow>(`${CLIENT}/flows`, { method: 'POST', json: { document: ASKING } })
  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await card(page, 'Ask for products').click()
  const editor = page.locator('.monaco-editor').first()
  await editor.click()
  await expect(page.getByText('What the system has is suggested while you write.')).toBeVisible()

  const suggestions = page.locator('.suggest-widget')
  await page.keyboard.type('{ products', { delay: 30 })
  await expect(suggestions).toContainText('products')
  await page.keyboard.type(' { no', { delay: 30 })
  await expect(suggestions).toContainText('nodes')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' { pric', { delay: 30 })
  await expect(suggestions).toContainText('price')
  await page.keyboard.press('Enter')
  await saved(page)
  const draft = async () => (await installation.api<FlowDetail>(`${CLIENT}/flows/${id}`)).flow
  const documentIn = ({ draft: { nodes } }: Flow) => {
    const node = nodes['ask']
    return node?.kind === 'call' ? node.config.rows?.[0] : undefined
  }
  await expect.poll(async () => JSON.stringify(documentIn(await draft()))).toMatch(/"target":"document".*products \{ nodes \{ price/)

  expect(complaints).toEqual([])
})
