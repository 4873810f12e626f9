// Browser journeys on a freshly started installation. `npm run e2e`; arguments go to Playwright.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { failedJourneys, flakyJourneys, type JourneyReport } from './failures.ts'
import { ROOT, run, type Counts } from './steps.ts'

export async function runJourneys(args: readonly string[]): Promise<Counts> {
  const chromium = await findChromium()
  if ('missing' in chromium) {
    console.error(`The browser journeys were skipped. ${chromium.missing}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const report = join(ROOT, 'artifacts', 'e2e.json')
  const code = await run('playwright', ['test', '--config', 'designer/e2e/playwright.config.ts', ...args], {
    CHROMIUM_PATH: chromium.path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  try {
    const { stats, suites } = JSON.parse(await readFile(report, 'utf8')) as JourneyReport
    const failed = stats.unexpected
    return {
      passed: stats.expected + stats.flaky,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped: stats.skipped,
      failures: failedJourneys({ suites }),
      flaky: flakyJourneys({ suites }),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

if (import.meta.main) {
  const { failed } = await runJourneys(process.argv.slice(2))
  process.exitCode = failed > 0 ? 1 : 0
}
