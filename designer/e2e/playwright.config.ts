// The browser journeys. `npm run e2e` finds a Chromium, names it in CHROMIUM_PATH and counts the results of the JSON report.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const artifacts = fileURLToPath(new URL('../../artifacts/', import.meta.url))
const executablePath = process.env['CHROMIUM_PATH']
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

/** A browser that starts in a container and talks to nobody but the page. */
const QUIET_BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** More installations than this would wait for each other. */
const MOST_WORKERS = 4

export default defineConfig({
  testDir: '.',
  outputDir: `${artifacts}journeys`,
  // Each worker has a browser and, file by file, an installation of its own. One alone waits too often for timers and disks to fill a core.
  workers: Math.min(MOST_WORKERS, availableParallelism()),
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    ...(executablePath && { launchOptions: { executablePath, args: QUIET_BROWSER } }),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 20_000,
    permissions: ['clipboard-read', 'clipboard-write'],
    // Without its film, which costs as much as the journey.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
  },
})
