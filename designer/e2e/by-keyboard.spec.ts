// A flow of twenty steps built without a mouse: added, connected, replaced, switched off, framed and searched; and what was done is taken back, in the
// mapping and on the canvas alike.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow } from '#shared/model/flows.ts'
import { demoFlow, FIRST, SECOND } from './demo.ts'
import { card, leaveMapping, openMapping, saved, writeRule } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const MENU = { name: 'Find a step to add' } as const

/** A key, then a word, then Enter: what one does in the small menu beside the selected step. */
async function choose(page: Page, key: string, words: string): Promise<void> {
  await page.keyboard.press(key)
  const search = page.getByRole('listbox').last()
  await expect(search).toBeVisible()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(search).toHaveCount(0)
}

test('twenty steps are built by keyboard alone', async ({ signedIn: page, installation }) => {
  test.setTimeout(240_000)
  const path = `/clients/${SECOND.slug}/flows`
  const flow = await installation.api<Flow>(path, { method: 'POST', json: { document: newFlow('Twenty steps') } })
  await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
  await expect(card(page, 'Start')).toBeVisible()
  await card(page, 'Start').focus()
  await expect(page.getByRole('textbox', MENU)).toHaveCount(1)

  const words = ['map fields', 'filter', 'map fields', 'loop', 'map fields', 'switch', 'map fields', 'filter', 'map fields']
  for (const word of [...words, ...words]) await choose(page, 'a', word)
  await expect(page.locator('.react-flow__node')).toHaveCount(19)
  await choose(page, 'a', 'raise')
  await expect(page.locator('.react-flow__node')).toHaveCount(20)
  await expect(page.locator('.react-flow__edge')).toHaveCount(19)

  // The last one becomes another kind, is switched off and on, and framed with all others.
  await choose(page, 'r', 'map fields')
  await expect(card(page, 'Raise an exception')).toHaveCount(0)
  await page.keyboard.press('d')
  await expect(page.locator('.react-flow__node.selected')).toContainText('switched off')
  await page.keyboard.press('d')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Shift+L')
  await page.keyboard.press('ControlOrMeta+g')
  await expect(page.getByRole('region', { name: 'Group: Group' }).or(page.getByLabel('Group: Group'))).toBeVisible()
  await page.keyboard.type('All of it')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Group: All of it')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('loop')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search').getByRole('status')).toContainText('1 of')
  await page.keyboard.press('Escape')

  await saved(page)
  const { flow: now } = await installation.api<FlowDetail>(`${path}/${flow.id}`)
  expect(Object.keys(now.draft.nodes)).toHaveLength(20)
  expect(now.draft.layout.groups).toMatchObject({ group: { label: 'All of it' } })
})

test('undo takes back a change on the canvas and then one in the mapping, and leads to each', async ({ signedIn: page, installation }) => {
  const { id } = await demoFlow(installation)
  const path = `/clients/${FIRST.slug}/flows/${id}`
  const draft = async () => (await installation.api<FlowDetail>(path)).flow.draft
  const before = await draft()
  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await openMapping(page, 'Map order')
  await writeRule(page, 'reference', 'order_reference')
  await leaveMapping(page)
  await expect.poll(async () => JSON.stringify(await draft())).not.toBe(JSON.stringify(before))
  await card(page, 'Paid how?').click()
  await page.keyboard.press('d')
  await expect(card(page, 'Paid how?')).toContainText('switched off')

  await card(page, 'Map order').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card(page, 'Paid how?')).not.toContainText('switched off')
  await expect(card(page, 'Paid how?')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card(page, 'Map order')).toBeFocused()
  await expect.poll(async () => JSON.stringify((await draft()).nodes)).toBe(JSON.stringify(before.nodes))

  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(card(page, 'Map order')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(card(page, 'Paid how?')).toContainText('switched off')
  await expect(card(page, 'Paid how?')).toBeFocused()
})

test('three hundred steps are gone through by Tab, also those out of sight; the canvas is left again', async ({
  signedIn: page,
  installation,
  complaints,
}) => {
  test.setTimeout(180_000)
  const ids = Array.from({ length: 299 }, (_, i) => `step-${i + 1}`)
  const flow = newFlow('Three hundred steps')
  const path = `/clients/${SECOND.slug}/flows`
  const { id } = await installation.api<Flow>(path, {
    method: 'POST',
    json: {
      document: {
        ...flow,
        // Saved in another order than the lines lead.
        nodes: {
          ...Object.fromEntries(
            ids.toReversed().map((step) => [step, { kind: 'filter', label: step.replace('-', ' '), config: { condition: 'paid' } }]),
          ),
          ...flow.nodes,
        },
        edges: ids.map((to, i) => ({ from: ids[i - 1] ?? 'start', port: 'out', to })),
        layout: {
          nodes: Object.fromEntries(['start', ...ids].map((step, i) => [step, { x: (i % 30) * 300, y: Math.floor(i / 30) * 180 }])),
        },
      },
    },
  })
  await page.goto(`/c/${SECOND.slug}/flows/${id}`)
  await expect(card(page, 'Start')).toBeVisible()
  const focused = page.locator('.react-flow__node:focus')

  await test.step('what the keys do is said, to read and to hear', async () => {
    await page.locator('[data-skip-steps]').focus()
    await expect(page.getByRole('button', { name: 'Skip the steps' })).toBeInViewport()
    await card(page, 'Start').focus()
    await page.keyboard.press('Tab')
    await expect(focused).toHaveAttribute('data-id', 'step-1')
    await expect(page.locator('.react-flow').getByRole('status').filter({ hasText: 'Alt+arrows' })).toBeVisible()
    await expect(page.getByText('2 of 300', { exact: true })).toBeVisible()
    await page.screenshot({ path: 'artifacts/screenshots/canvas-keys.png' })
  })

  await test.step('Tab goes on along the lines to steps that were not on the page, and Shift+Tab back', async () => {
    await expect(page.locator('[data-id="step-40"]')).toHaveCount(0)
    for (let i = 2; i <= 40; i++) {
      await page.keyboard.press('Tab')
      await expect(focused).toHaveAttribute('data-id', `step-${i}`)
    }
    await expect(focused).toBeInViewport({ ratio: 1 })
    await expect(page.locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'step-40')
    for (let i = 39; i >= 25; i--) {
      await page.keyboard.press('Shift+Tab')
      await expect(focused).toHaveAttribute('data-id', `step-${i}`)
    }
  })

  await test.step('a deleted step leaves the focus with the one before it', async () => {
    await page.keyboard.press('Delete')
    await expect(page.locator('[data-id="step-25"]')).toHaveCount(0)
    await expect(focused).toHaveAttribute('data-id', 'step-24')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(focused).toHaveAttribute('data-id', 'step-25')
  })

  await test.step('Escape closes what is open, and then leads out of the canvas', async () => {
    await page.keyboard.press('Escape')
    await expect(page.locator('.react-flow__node.selected')).toHaveCount(0)
    await page.keyboard.press('Escape')
    const tools = page.getByRole('toolbar', { name: 'Canvas' })
    await expect(tools.getByRole('button', { name: 'Zoom out' })).toBeFocused()
  })

  await test.step('the last step leads to the buttons behind the steps', async () => {
    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('step 299')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(focused).toHaveAttribute('data-id', 'step-299')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('toolbar', { name: 'Canvas' }).getByRole('button', { name: 'Zoom out' })).toBeFocused()
  })
  expect(complaints).toEqual([])
})
