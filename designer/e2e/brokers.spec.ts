// A consultant connects systems that are no web services: a trading partner, a message broker, a stream. Each is tested, gets a step in a flow, and the
// flow is tried on a sample.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow } from '#shared/model/flows.ts'
import { FIRST } from './demo.ts'
import { card, leaveMapping, openMapping, saved, writeRule } from './flow-editor.ts'
import { expect as journeyExpect, test } from './journey.ts'

const expect = journeyExpect.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

const SYSTEMS = [
  {
    system: 'EDI (X12, EDIFACT)',
    simulator: 'harbour-finch-edi',
    says: 'X12 from HARBOUR to QUAYSIDE.',
    step: 'Receive interchange',
    rows: [['text', '"ISA*00*" & number', /^Result: ISA\*00\*PO-17/]],
  },
  {
    system: 'AMQP (RabbitMQ)',
    simulator: 'harbour-finch-amqp',
    says: 'Signed in to rabbit.harbour-finch.example, virtual host /.',
    step: 'Publish with id',
    rows: [
      ['routingKey', '"orders.created"', /^Result: orders\.created/],
      ['body', 'number', /^Result: PO-17/],
    ],
  },
  {
    system: 'NATS',
    simulator: 'harbour-finch-nats',
    says: 'Signed in to nats.harbour-finch.example.',
    step: 'Publish',
    rows: [
      ['subject', '"orders.created"', /^Result: orders\.created/],
      ['body', 'number', /^Result: PO-17/],
    ],
  },
] as const

async function connect(page: Page, { system, simulator, says }: (typeof SYSTEMS)[number]): Promise<void> {
  await page.goto(`/c/${FIRST.slug}/connections`)
  await page.getByRole('button', { name: 'New connection' }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Find a system' }).fill(system.split(' ')[0] ?? '')
  await drawer.getByRole('button', { name: system }).click()
  await drawer.getByRole('combobox', { name: 'Talks to' }).click()
  await page.getByRole('option', { name: `Simulator “${simulator}”` }).click()
  await drawer.getByRole('button', { name: 'Save and test' }).click()
  await expect(drawer.getByRole('status')).toContainText(says)
  await drawer.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('row', { name: new RegExp(system.replaceAll(/[()]/g, '.')) })).toContainText('Works')
}

for (const system of SYSTEMS) {
  test(`${system.system} is connected, tested and used in a step`, async ({ signedIn: page, installation, complaints }) => {
    test.setTimeout(240_000)
    await test.step('a new connection, tested', () => connect(page, system))

    const flows = `/clients/${FIRST.slug}/flows`
    const { id } = await installation.api<Flow>(flows, { method: 'POST', json: { document: newFlow(`To ${system.system}`) } })
    await installation.api(`${flows}/${id}/samples`, { method: 'POST', json: { name: 'An order', input: { number: 'PO-17' } } })
    await test.step('a step of it, found among the steps to add', async () => {
      await page.goto(`/c/${FIRST.slug}/flows/${id}`)
      await card(page, 'Start').click()
      const palette = page.getByRole('complementary', { name: 'Steps to add' })
      await palette.getByRole('textbox').first().fill(system.system)
      await palette.getByRole('button', { name: system.step, exact: true }).click()
      await expect(card(page, system.step)).toBeVisible()
    })
    await test.step('what the step is given', async () => {
      await openMapping(page, system.step)
      for (const [target, expression, result] of system.rows) {
        await writeRule(page, target, expression)
        await expect(page.locator(`[data-target="${target}"]`).getByRole('button', { name: result })).toBeVisible()
      }
      await leaveMapping(page)
      await saved(page)
      const { flow } = await installation.api<FlowDetail>(`${flows}/${id}`)
      expect(Object.values(flow.draft.nodes).map(({ kind }) => kind)).toEqual(['trigger', 'call'])
    })
    await test.step('a test on a sample', async () => {
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      const drawer = page.getByRole('region', { name: 'Test with a sample' })
      await drawer.getByRole('button', { name: 'Run the test' }).click()
      await expect(drawer.getByText('Succeeded')).toBeVisible()
      await drawer.getByRole('tab', { name: /^Calls/ }).click()
      await expect(drawer.getByText('PO-17').first()).toBeVisible()
      await page.screenshot({ path: `artifacts/screenshots/${system.simulator}.png` })
    })
    expect(complaints).toEqual([])
  })
}
