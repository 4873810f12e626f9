// `npm run bench -- canvas [--steps N]`: frames a second while a flow of a thousand steps is panned, zoomed and a step of it dragged, where cards can be
// read, where some three hundred are in sight and where all of them are; and the processor time that each frame took. Drawn without a graphics card: a
// desk computer draws faster.
import { chromium, type Page } from '@playwright/test'
import { parseArgs } from 'node:util'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow } from '#shared/model/flows.ts'
import { findChromium } from '../tools/chromium.ts'
import { browserClock, type BrowserCpu } from './browser-cpu.ts'
import { BENCH_ACCOUNT, startInstallation } from './installation.ts'

const CLIENT = 'bench'
const COLUMNS = 40
/** So many steps in sight are neither read one by one nor the whole flow. */
const MIDDLE = 300
/** Smoothness is what the slower frames have, not the average. */
const SHARE = 0.95

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { steps: { type: 'string' } } })
  const found = await findChromium()
  if (!('path' in found)) throw new Error('There is no browser to measure in.')
  const installation = await startInstallation({ TILLFLOW_DEMO: 'off' })
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await installation.setUp()
    await installation.api('POST', '/clients', { name: CLIENT, slug: CLIENT })
    const document = largeFlow(Number(values.steps ?? 1_000))
    const { id } = await installation.api<Flow>('POST', `/clients/${CLIENT}/flows`, { document })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.request.post(`${installation.url}/api/auth/sign-in/email`, {
      data: BENCH_ACCOUNT,
      headers: { origin: installation.url },
    })
    const page = await context.newPage()
    const began = performance.now()
    await page.goto(`${installation.url}/c/${CLIENT}/flows/${id}`)
    await page.locator('.react-flow__node').first().waitFor()
    console.log(`${Object.keys(document.nodes).length} steps, on the screen after ${Math.round(performance.now() - began)} ms`)
    await page.waitForTimeout(1_500)
    const clock = await browserClock(browser, page)
    const table: Record<string, Frames> = {}
    for (const view of ['readable', 'middle', 'whole'] as const) {
      if (view === 'middle') await zoomOut(page, MIDDLE)
      if (view === 'whole') await page.keyboard.press('Shift+1')
      await page.waitForTimeout(1_000)
      console.log(`${view}: ${await page.locator('.react-flow__node').count()} steps on the page`)
      table[`${view}: pan`] = await frames(page, clock, () => turnWheel(page, {}))
      table[`${view}: drag a step`] = await frames(page, clock, () => dragStep(page))
      table[`${view}: zoom`] = await frames(page, clock, () => turnWheel(page, { ctrlKey: true }))
    }
    console.table(table)
  } finally {
    await browser.close()
    await installation.close()
  }
}

/** Filters and mappings in rows, each row a chain: cards of two heights, a line between any two. */
function largeFlow(steps: number): FlowDocument {
  const flow = newFlow('A thousand steps')
  const ids = Array.from({ length: steps - 1 }, (_, i) => `step-${i + 1}`)
  const isFilter = (i: number) => i % 4 === 3
  return {
    ...flow,
    nodes: {
      ...flow.nodes,
      ...Object.fromEntries(
        ids.map((id, i) => [
          id,
          isFilter(i)
            ? { kind: 'filter' as const, label: `Only paid ${i}`, config: { condition: 'paid' } }
            : { kind: 'map' as const, label: `Prepare ${i}`, config: { rows: [] } },
        ]),
      ),
    },
    edges: ids.map((id, i) => ({ from: i % COLUMNS === 0 ? 'start' : (ids[i - 1] ?? 'start'), port: 'out', to: id })),
    layout: {
      nodes: Object.fromEntries([
        ['start', { x: -320, y: 0 }],
        ...ids.map((id, i) => [id, { x: (i % COLUMNS) * 300, y: Math.floor(i / COLUMNS) * 180 }]),
      ]),
    },
  }
}

interface Frames {
  readonly 'frames/s': number
  readonly 'median ms': number
  readonly 'p95 ms': number
  /** A frame of the main thread's processor time, and of all other threads that draw. */
  readonly 'main cpu ms': number
  readonly 'drawing cpu ms': number
}

/** Begins to count frames, acts, and says how long the frames took. */
async function frames(page: Page, clock: () => Promise<BrowserCpu>, act: () => Promise<void>): Promise<Frames> {
  const before = await clock()
  await page.evaluate(COUNT)
  await act()
  const times = (await page.evaluate<number[]>('window.stopFrames()')).toSorted((a, b) => a - b)
  const after = await clock()
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  const each = (cpu: keyof BrowserCpu) => Math.round((10 * (after[cpu] - before[cpu])) / times.length) / 10
  return {
    'frames/s': Math.round(1_000 / mean),
    'median ms': Math.round(at(0.5)),
    'p95 ms': Math.round(at(SHARE)),
    'main cpu ms': each('main'),
    'drawing cpu ms': each('drawing'),
  }
}

const COUNT = `(() => {
  const times = []
  let last, going = true
  const count = (now) => {
    if (last !== undefined) times.push(now - last)
    last = now
    if (going) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  window.stopFrames = () => ((going = false), times)
})()`

/** One turn of the wheel for each frame, two seconds long, there and back. */
async function turnWheel(page: Page, keys: { readonly ctrlKey?: boolean }): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const pane = document.querySelector('.react-flow__pane')
    const began = performance.now()
    let turn = 0
    const step = () => {
      const back = Math.floor(turn++ / 30) % 2 ? -1 : 1
      const init = { bubbles: true, cancelable: true, clientX: 700, clientY: 450, deltaX: 24 * back, deltaY: 6 * back, ...${JSON.stringify(keys)} }
      pane.dispatchEvent(new WheelEvent('wheel', init))
      if (performance.now() - began < 2000) requestAnimationFrame(step)
      else resolve()
    }
    requestAnimationFrame(step)
  })`)
}

async function zoomOut(page: Page, steps: number): Promise<void> {
  for (let turn = 0; turn < 30 && (await page.locator('.react-flow__node').count()) < steps; turn++) {
    await page.keyboard.press('-')
    await page.waitForTimeout(400)
  }
}

async function dragStep(page: Page): Promise<void> {
  const box = await page.evaluate<{ x: number; y: number; width: number; height: number } | null>(`(() => {
    const boxes = [...document.querySelectorAll('.react-flow__node')].map((card) => card.getBoundingClientRect())
    const box = boxes.find((one) => one.x > 500 && one.x < 900 && one.y > 250 && one.y < 500)
    return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null
  })()`)
  if (!box) throw new Error('There is no step in the middle.')
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(4, box.height / 2))
  await page.mouse.down()
  await page.evaluate(`new Promise((resolve) => {
    const began = performance.now()
    let turn = 0
    const step = () => {
      const along = Math.abs((turn++ % 60) - 30) * 6
      const init = { bubbles: true, cancelable: true, view: window, clientX: ${box.x} + 30 + along, clientY: ${box.y} + 20 + along / 2 }
      window.dispatchEvent(new MouseEvent('mousemove', init))
      if (performance.now() - began < 2000) requestAnimationFrame(step)
      else resolve()
    }
    requestAnimationFrame(step)
  })`)
  await page.mouse.up()
}
