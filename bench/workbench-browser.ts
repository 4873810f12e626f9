// What an analyst waits for in the browser: a mapping of 2,000 rows opens, a key press shows its result on ten samples, the first page loads.
import { chromium, type Page } from '@playwright/test'
import type { Flow } from '#shared/model/flows.ts'
import { findChromium } from '../tools/chromium.ts'
import { BENCH_ACCOUNT, type Installation } from './installation.ts'
import { flowWith, largeMapping, largeOrder } from './large-mapping.ts'

const OPENINGS = 5
const PRESSES = 12

export interface BrowserTimes {
  /** From the click on "Open the mapping" to the rows on the screen. */
  readonly openMs: number
  /** From a key press to its result in the cell of the chosen sample; 200 rows. */
  readonly pressMs: number
  /** Compressed JavaScript of the first page after signing in, and with the flow editor; without Monaco. */
  readonly firstKilobytes: number
  readonly editorKilobytes: number
}

/** Undefined where there is no browser. */
export async function measureBrowser(installation: Installation, client: string, samples: number): Promise<BrowserTimes | undefined> {
  const found = await findChromium()
  if (!('path' in found)) return undefined
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const { url } = installation
    await context.request.post(`${url}/api/auth/sign-in/email`, { data: BENCH_ACCOUNT, headers: { origin: url } })
    const page = await context.newPage()
    const scripts = scriptSizes(page)
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const firstKilobytes = await scripts()
    await openFlow(page, `${url}/c/${client}/flows/${await makeFlow(installation, client, 2_000, samples)}`)
    const editorKilobytes = await scripts()
    const openings: number[] = []
    for (let i = 0; i < OPENINGS; i++) {
      openings.push(await openMapping(page))
      await page.getByRole('button', { name: 'Back to the flow' }).click()
    }
    await openFlow(page, `${url}/c/${client}/flows/${await makeFlow(installation, client, 200, samples)}`)
    await openMapping(page)
    const presses = await pressKeys(page)
    return { openMs: median(openings), pressMs: median(presses), firstKilobytes, editorKilobytes }
  } finally {
    await browser.close()
  }
}

async function makeFlow(installation: Installation, client: string, rows: number, samples: number): Promise<string> {
  const path = `/clients/${client}/flows`
  const { id } = await installation.api<Flow>('POST', path, { document: flowWith(largeMapping(rows)) })
  for (let i = 0; i < samples; i++)
    await installation.api('POST', `${path}/${id}/samples`, { name: `Sample ${i + 1}`, input: largeOrder(1_000 + i) })
  return id
}

async function openFlow(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('.react-flow__node', { has: page.getByText('Map it', { exact: true }) }).click()
  await page.getByRole('button', { name: 'Open the mapping' }).waitFor()
}

/** Runs in the page itself, so that the way between us and the browser is not measured; as text, for there is no page here. */
const OPEN = `new Promise((resolve) => {
  const began = performance.now()
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Open the mapping')
  button.click()
  const look = () => {
    if (document.querySelectorAll('[role=row][data-target]').length < 10) requestAnimationFrame(look)
    else requestAnimationFrame(() => resolve(performance.now() - began))
  }
  requestAnimationFrame(look)
})`
const WATCH = `(() => {
  const cell = document.querySelector('[data-target="group0.field0"] [data-column="0"]').parentElement
  window.times = []
  let pressed = 0
  window.addEventListener('keydown', () => (pressed = performance.now()), true)
  new MutationObserver(() => {
    if (pressed > 0) window.times.push(performance.now() - pressed)
    pressed = 0
  }).observe(cell, { subtree: true, childList: true, characterData: true, attributes: true })
})()`

async function openMapping(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Open the mapping' }).waitFor()
  return page.evaluate<number>(OPEN)
}

async function pressKeys(page: Page): Promise<number[]> {
  const row = page.locator('[data-target="group0.field0"]')
  await row
    .getByRole('button', { name: /^Result/ })
    .first()
    .waitFor()
  await row.getByRole('textbox').first().click()
  await row.locator('.monaco-editor').waitFor()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('name & "')
  await page.evaluate(WATCH)
  for (let i = 0; i < PRESSES; i++) {
    await page.keyboard.press('x')
    await page.waitForTimeout(700)
  }
  return page.evaluate<number[]>('window.times')
}

const median = (values: readonly number[]) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)

/** Kilobytes of scripts that the page has loaded so far, as they came over the wire. */
function scriptSizes(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>()
  page.on('requestfinished', (request) => {
    const address = request.url()
    if (request.resourceType() === 'script' && !/monaco|editor-worker/.test(address))
      sizes.set(
        address,
        request.sizes().then(
          ({ responseBodySize }) => responseBodySize,
          () => 0,
        ),
      )
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    return Math.round((await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0) / 1_024)
  }
}
