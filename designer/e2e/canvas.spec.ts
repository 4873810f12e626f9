// Building a flow on the canvas, by mouse and by keyboard, and what becomes of it when somebody else saves too.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { Flow } from '#shared/model/flows.ts'
import { newFlow } from '#shared/flow/new.ts'
import { demoFlow, FIRST, SECOND } from './demo.ts'
import { card, saved, publishButton } from './flow-editor.ts'
import type { Installation } from './installation.ts'
import { expect, test } from './journey.ts'

const steps = (page: Page) => page.locator('.react-flow__node')
const wires = (page: Page) => page.locator('.react-flow__edge')
const palette = (page: Page) => page.getByRole('complementary', { name: 'Steps to add' })
const output = (page: Page, label: string) => card(page, label).locator('.react-flow__handle.source').first()
const input = (page: Page, label: string) => card(page, label).locator('.react-flow__handle.target')

async function openNewFlow(page: Page, at: Installation, name: string): Promise<{ readonly path: string; readonly flow: Flow }> {
  const flow = await at.api<Flow>(`/clients/${SECOND.slug}/flows`, { method: 'POST', json: { document: newFlow(name) } })
  await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
  await expect(card(page, 'Start')).toBeVisible()
  return { path: `/clients/${SECOND.slug}/flows/${flow.id}`, flow }
}

async function dragLine(page: Page, from: ReturnType<Page['locator']>, to: { readonly x: number; readonly y: number }): Promise<void> {
  const box = await from.boundingBox()
  if (!box) throw new Error('The handle is not in sight')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x - 20, to.y - 10, { steps: 6 })
  await page.mouse.move(to.x, to.y, { steps: 2 })
  await page.mouse.up()
}

async function middleOf(of: ReturnType<Page['locator']>) {
  const box = await of.boundingBox()
  if (!box) throw new Error('It is not in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Adds a step by the palette's search, as one does without a mouse. */
async function addByKeyboard(page: Page, words: string, label: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(card(page, label)).toBeVisible()
}

/** How opaque the drawing of the canvas is at a place of the page, 0 to 255. */
const inkAt = (page: Page, { x, y }: { readonly x: number; readonly y: number }) =>
  page.evaluate(
    (at) => {
      const sheet = document.querySelector<HTMLCanvasElement>('[data-far-sheet]')
      const box = sheet?.getBoundingClientRect()
      if (!sheet || !box) return 0
      // What it shows is one picture: it is looked at on another canvas.
      const copy = new OffscreenCanvas(3, 3).getContext('2d')
      copy?.drawImage(sheet, 1 + box.x - at.x, 1 + box.y - at.y, box.width, box.height)
      const data = copy?.getImageData(0, 0, 3, 3).data
      return Math.max(0, ...(data ?? []).filter((_, i) => i % 4 === 3))
    },
    { x, y },
  )

test('a flow is made in the list and built by dragging', async ({ signedIn: page, complaints }) => {
  await page.goto(`/c/${SECOND.slug}/flows`)
  await page.getByRole('button', { name: 'New flow' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Stock to shop')
  await page.getByRole('button', { name: 'Create flow' }).click()
  await expect(card(page, 'Start')).toBeVisible()

  const start = await middleOf(card(page, 'Start'))
  const canvas = page.locator('.react-flow__pane')
  const corner = await canvas.boundingBox()
  if (!corner) throw new Error('The canvas is not in sight')
  await palette(page)
    .getByRole('button', { name: 'Map fields' })
    .dragTo(canvas, { targetPosition: { x: start.x - corner.x + 60, y: start.y - corner.y + 160 } })
  await expect(card(page, 'Map fields')).toBeVisible()
  await dragLine(page, output(page, 'Start'), await middleOf(input(page, 'Map fields')))
  await expect(wires(page)).toHaveCount(1)

  await page.keyboard.press('Escape')
  const out = await middleOf(output(page, 'Map fields'))
  await dragLine(page, output(page, 'Map fields'), { x: out.x + 120, y: out.y + 40 })
  await page.getByRole('textbox', { name: 'Find a step to add' }).last().fill('raise')
  await page.keyboard.press('Enter')
  await expect(card(page, 'Raise an exception')).toBeVisible()
  await expect(wires(page)).toHaveCount(2)

  await saved(page)
  await page.reload()
  await expect(steps(page)).toHaveCount(3)
  await expect(wires(page)).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('steps are added one after the other, undone, copied and deleted by keyboard', async ({ signedIn: page, installation }) => {
  await openNewFlow(page, installation, 'By keyboard')
  await card(page, 'Start').focus()
  await addByKeyboard(page, 'map fields', 'Map fields')
  await addByKeyboard(page, 'filter', 'Filter')
  await expect(wires(page)).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card(page, 'Filter')).toHaveCount(0)
  await expect(wires(page)).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(card(page, 'Filter')).toBeVisible()

  await card(page, 'Map fields').click()
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(steps(page)).toHaveCount(4)
  await page.keyboard.press('Delete')
  await expect(steps(page)).toHaveCount(3)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(3)
  await saved(page)
  await page.reload()
  await expect(steps(page)).toHaveCount(3)
})

test('Tab goes from step to step, Enter opens the form, Escape closes it', async ({ signedIn: page, installation }) => {
  await openNewFlow(page, installation, 'With Tab')
  await addByKeyboard(page, 'map fields', 'Map fields')
  await card(page, 'Start').focus()
  await page.keyboard.press('Tab')
  await expect(card(page, 'Map fields')).toBeFocused()
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page, 'Map fields')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Details' })).toHaveCount(0)
})

test('the flow of the demo is in sight as a whole beside the steps to add', async ({ signedIn: page, installation }) => {
  await page.goto(`/c/${FIRST.slug}/flows/${(await demoFlow(installation)).id}`)
  await expect(palette(page)).toBeVisible()
  await expect(card(page, 'New Shopify order')).toBeInViewport({ ratio: 1 })
  await expect(card(page, 'Create sales order')).toBeInViewport({ ratio: 1 })
})

test('a problem leads to its step', async ({ signedIn: page, installation }) => {
  await openNewFlow(page, installation, 'With a problem')
  await addByKeyboard(page, 'script', 'Script')
  await page
    .getByRole('button', { name: /\d+ problems?/ })
    .first()
    .click()
  const problems = page.getByRole('complementary', { name: 'Details' })
  await problems
    .getByRole('button', { name: /Script/ })
    .first()
    .click()
  await expect(page.locator('.react-flow__node.selected')).toContainText('Script')
  await expect(problems.getByRole('textbox').first()).toBeVisible()
})

test('a flow with errors cannot be published, and says why', async ({ signedIn: page, installation }) => {
  const { path, flow } = await openNewFlow(page, installation, 'Not ready')
  const broken = structuredClone(flow.draft)
  broken.nodes['check'] = { kind: 'filter', label: 'Check', config: { condition: '(total > 10' } }
  broken.edges.push({ from: 'start', port: 'out', to: 'check' })
  await installation.api(`${path}/draft`, { method: 'PUT', json: { document: broken, revision: flow.revision } })
  await page.reload()
  await publishButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 1' })
  await expect(dialog.getByRole('list', { name: 'Before you publish' })).toContainText('must be fixed before this can be published')
  await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
})

test('a newer revision of somebody else is shown, and mine goes on when I say so', async ({ signedIn: page, installation }) => {
  const { path, flow } = await openNewFlow(page, installation, 'Two at once')
  const theirs = structuredClone(flow.draft)
  theirs.nodes['check'] = { kind: 'filter', label: 'Their filter', config: { condition: 'true' } }
  theirs.edges.push({ from: 'start', port: 'out', to: 'check' })
  await installation.api(`${path}/draft`, { method: 'PUT', json: { document: theirs, revision: flow.revision } })

  await addByKeyboard(page, 'map fields', 'Map fields')
  const dialog = page.getByRole('dialog', { name: 'Somebody saved a newer revision' })
  await expect(dialog).toContainText('Their filter')
  await dialog.getByRole('button', { name: 'Keep only one' }).click()
  await page.getByRole('menuitem', { name: 'Keep mine, replace theirs' }).click()
  await expect(dialog).toHaveCount(0)
  await saved(page)
  const { flow: now } = await installation.api<FlowDetail>(path)
  expect(Object.values(now.draft.nodes).map((node) => node.label)).toEqual(['Start', 'Map fields'])
})

test('lines begin and end at the dots, also where only what is in sight is on the page', async ({ signedIn: page, installation }) => {
  const ids = Array.from({ length: 200 }, (_, i) => `step-${i}`)
  const flow = newFlow('Two hundred steps')
  const path = `/clients/${SECOND.slug}/flows`
  const { id } = await installation.api<Flow>(path, {
    method: 'POST',
    json: {
      document: {
        ...flow,
        nodes: {
          ...flow.nodes,
          ...Object.fromEntries(
            ids.map((step, i) => [
              step,
              i % 3 === 2
                ? { kind: 'filter', label: `Only paid ${i}`, config: { condition: 'paid' } }
                : { kind: 'map', label: `Prepare ${i}`, config: { rows: [] } },
            ]),
          ),
        },
        edges: ids.map((to, i) => ({ from: ids[i - 1] ?? 'start', port: 'out', to })),
        layout: {
          nodes: Object.fromEntries([
            ['start', { x: 0, y: 0 }],
            ...ids.map((step, i) => [step, { x: ((i + 1) % 40) * 300, y: Math.floor((i + 1) / 40) * 180 }]),
          ]),
        },
      },
    },
  })
  await page.goto(`/c/${SECOND.slug}/flows/${id}`)
  await expect(card(page, 'Start')).toBeVisible()
  expect(await page.locator('.react-flow__node').count()).toBeLessThan(ids.length / 2)

  // From the first way out of a step and into the next: as far apart as a dot is wide at most.
  const gaps = (count: number) =>
    page.evaluate((most) => {
      const zoom = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport') as Element).transform).a
      return [...document.querySelectorAll<SVGPathElement>('.react-flow__edge-path')].slice(0, most).map((line) => {
        const [source, , target] = (line.closest('[data-id]')?.getAttribute('data-id') ?? '').split(':')
        const matrix = line.getScreenCTM() as DOMMatrix
        const gap = (node: string | undefined, kind: string, at: DOMPoint) => {
          const dot = document.querySelector(`.react-flow__node[data-id="${node}"] .react-flow__handle.${kind}`)?.getBoundingClientRect()
          const point = at.matrixTransform(matrix)
          return dot ? Math.hypot(point.x - (dot.x + dot.width / 2), point.y - (dot.y + dot.height / 2)) / zoom : 0
        }
        return [gap(source, 'source', line.getPointAtLength(0)), gap(target, 'target', line.getPointAtLength(line.getTotalLength()))]
      })
    }, count)
  const near = await gaps(4)
  expect(near).toHaveLength(4)
  expect(Math.max(...near.flat())).toBeLessThan(6)
  expect(Math.max(...near.flat())).toBeGreaterThan(0)

  // Alt with the arrow keys follows the lines to steps that were not on the page.
  await expect(card(page, 'Prepare 9')).toHaveCount(0)
  await card(page, 'Start').click()
  for (let i = 0; i < 10; i++) await page.keyboard.press('Alt+ArrowRight')
  await expect(card(page, 'Prepare 9')).toBeInViewport({ ratio: 1 })
  await expect(page.locator('.react-flow__node.selected')).toContainText('Prepare 9')
  await expect(page.locator('.react-flow__node.selected')).toBeFocused()

  // From afar all steps are there to point at, and the canvas draws them and their lines.
  await page.keyboard.press('Shift+1')
  await expect(page.locator('.react-flow[data-far]')).toHaveCount(1)
  await expect(page.locator('.react-flow:not([data-moving])')).toHaveCount(1)
  await expect(page.locator('.react-flow__node')).toHaveCount(201)
  await expect(page.getByText('Prepare 100', { exact: true })).toHaveCount(0)
  const block = page.locator('.react-flow__node[data-id="step-100"]')
  await expect(block).toHaveAttribute('aria-label', /^Prepare 100/)
  const box = await block.boundingBox()
  if (!box) throw new Error('The step is not in sight')
  const zoom = box.width / 220
  const dot = { x: box.x + box.width, y: box.y + 32 * zoom }
  const beside = { x: dot.x + 40 * zoom, y: dot.y }
  await expect.poll(() => inkAt(page, { x: box.x + box.width / 2, y: dot.y })).toBeGreaterThan(0)
  expect(await inkAt(page, beside)).toBeGreaterThan(0)
  const above = await page.locator('.react-flow__node[data-id="step-10"]').boundingBox()
  expect(await inkAt(page, { x: beside.x, y: (above?.y ?? 0) - 150 * zoom })).toBe(0)

  // A click at a drawn line chooses it; then it is on the page, and begins where it was drawn.
  await page.mouse.click(beside.x, beside.y)
  await expect(wires(page)).toHaveCount(1)
  await expect(page.locator('.react-flow__edge.selected[data-id="step-100:out:step-101"]')).toHaveCount(1)
  const start = await page.locator('.react-flow__edge-path').evaluate((line: SVGPathElement) => {
    const { x, y } = line.getPointAtLength(0).matrixTransform(line.getScreenCTM() as DOMMatrix)
    return { x, y }
  })
  expect(Math.hypot(start.x - dot.x, start.y - dot.y) / zoom).toBeLessThan(8)

  // A drag moves the step as ever, and a double click opens its form.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 20, { steps: 4 })
  // While it is dragged it is only drawn; its form comes when it is dropped, and does not hold up the drag.
  const details = page.getByRole('complementary', { name: 'Details' })
  await page.waitForTimeout(500)
  await expect(details).toHaveCount(0)
  expect(Math.round(((await block.boundingBox())?.y ?? 0) - box.y)).toBe(0)
  await page.mouse.up()
  await expect(details.getByRole('textbox', { name: 'Name' })).toHaveValue('Prepare 100')
  await expect.poll(async () => Math.round(((await block.boundingBox())?.y ?? 0) - box.y)).toBeGreaterThan(10)
  await expect(page.locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'step-100')
  await saved(page)
  await page.screenshot({ path: 'artifacts/screenshots/editor-from-afar.png' })

  // Near again, cards and lines are parts of the page as before.
  await page.keyboard.press('Shift+2')
  await expect(page.locator('.react-flow:not([data-far])')).toHaveCount(1)
  await expect(card(page, 'Prepare 100')).toBeInViewport({ ratio: 1 })
  const again = await gaps(4)
  expect(again.length).toBeGreaterThan(1)
  expect(Math.max(...again.flat())).toBeLessThan(6)
})
