// What a journey needs: the file's own installation, a page that is signed in, and the complaints of the browser's console.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { startInstallation, type Installation } from './installation.ts'

export const DEMO = { email: 'demo@tillflow.dev', password: 'harbour-demo' } as const

/** A journey begins as somebody who has seen the tour: it would open on the first page. */
async function leaveTour({ url }: Installation): Promise<void> {
  const post = (path: string, method: string, body: unknown, cookie: string) =>
    fetch(`${url}${path}`, { method, headers: { 'content-type': 'application/json', origin: url, cookie }, body: JSON.stringify(body) })
  const door = await post('/api/auth/sign-in/email', 'POST', DEMO, '')
  const cookie = door.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  expect((await post('/api/v1/session/tour', 'PUT', { toured: true }, cookie)).status).toBe(204)
}

/** The installation of the file that runs now, and the cookies of its one sign-in. */
interface Holder {
  installation(file: string, settings: Readonly<Record<string, string>>): Promise<Installation>
  signIn(context: BrowserContext, installation: Installation): Promise<void>
}

interface JourneyFixtures {
  /** Environment variables of a file's installation, for `test.use`. */
  readonly settings: Readonly<Record<string, string>>
  /** Started for the first test of a file, ended after its last. */
  readonly installation: Installation
  /** A page of a browser that has signed in as the demo user; nothing is opened yet. */
  readonly signedIn: Page
  /** Errors and refusals (CSP) that the browser's console has reported so far. */
  readonly complaints: string[]
}

export const test = base.extend<JourneyFixtures, { readonly holder: Holder }>({
  holder: [
    async ({}, use) => {
      let now: { readonly file: string; readonly running: Installation } | undefined
      let cookies: Awaited<ReturnType<BrowserContext['cookies']>> | undefined
      await use({
        async installation(file, settings) {
          if (now?.file !== file) {
            await now?.running.stop()
            now = cookies = undefined
            now = { file, running: await startInstallation(settings) }
            await leaveTour(now.running)
          }
          return now.running
        },
        async signIn(context, { url }) {
          if (!cookies) {
            const answer = await context.request.post(`${url}/api/auth/sign-in/email`, { data: DEMO, headers: { origin: url } })
            expect(answer.status()).toBe(200)
            cookies = await context.cookies()
          }
          await context.addCookies(cookies)
        },
      })
      await now?.running.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  settings: [{}, { option: true }],
  installation: async ({ holder, settings }, use, { file }) => use(await holder.installation(file, settings)),
  baseURL: async ({ installation }, use) => use(installation.url),
  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await use(complaints)
  },
  signedIn: async ({ page, context, holder, installation }, use) => {
    await holder.signIn(context, installation)
    await use(page)
  },
})

export { expect }
