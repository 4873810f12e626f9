// The browser journeys. `npm run e2e` finds a Chromium, names it in CHROMIUM_PATH and counts the results of the JSON report.
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

export default defineConfig({
  testDir: '.',
  outputDir: `${artifacts}journeys`,
  // Each file has an installation of its own; two of them and two browsers would only wait for each other.
  workers: 1,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    ...(executablePath && { launchOptions: { executablePath, args: QUIET_BROWSER } }),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 10_000,
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
