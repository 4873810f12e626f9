// How much processor time a page takes: its main thread, and all else that the browser does to show it (raster, compositor, the process that draws).
import type { Browser, Page } from '@playwright/test'

export interface BrowserCpu {
  /** Since the page was opened, in ms. */
  readonly main: number
  readonly drawing: number
}

/** Reads the clocks of a page; frames a second depend on who else uses the machine, these do not. */
export async function browserClock(browser: Browser, page: Page): Promise<() => Promise<BrowserCpu>> {
  const whole = await browser.newBrowserCDPSession()
  const own = await page.context().newCDPSession(page)
  await own.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
    const { metrics } = await own.send('Performance.getMetrics')
    const main = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
    const shown = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU')
    return { main, drawing: shown.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0) - main }
  }
}
