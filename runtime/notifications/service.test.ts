import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NotificationPreview, NotificationState } from '#shared/model/notifications.ts'
import { BASE, openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { MailRefused, type Mailer, type OutgoingMail } from './mailer.ts'
import { createReporter } from './report.ts'
import { createNotifications } from './service.ts'

const ADMIN = { name: 'Ada', email: 'ada@example.com', password: 'a long password', partner: 'Harbour' }
const SETTINGS = { atOnce: 'everything', digest: { time: '07:30', days: 'working-days' }, timeZone: 'Europe/London', language: 'en' }
const FRAME = { language: 'en', timeZone: 'Europe/London' }

let bench: HttpBench
let cookie: string
beforeEach(async () => {
  bench = await openHttpBench({ seeded: false })
  await bench.ask('POST', '/setup', { body: ADMIN })
  const { headers } = await bench.ask('POST', '/api/auth/sign-in/email', { body: { email: ADMIN.email, password: ADMIN.password } })
  cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
afterEach(() => bench.close())

const PATH = '/session/notifications'
const ask = <T>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) =>
  bench.ask<T>(method, path, { headers: { cookie, origin: BASE }, ...(body !== undefined && { body }) })
const preview = () => ask<NotificationPreview>('GET', `${PATH}/preview?language=en&timeZone=Europe%2FLondon`)

describe('what a person wants to be told', () => {
  it('is nothing at first, then what they chose', async () => {
    expect((await ask<NotificationState>('GET', PATH)).body).toEqual({})
    expect(await ask('PUT', PATH, SETTINGS)).toMatchObject({ status: 200, body: { settings: SETTINGS } })
    expect((await ask<NotificationState>('GET', PATH)).body).toEqual({ settings: SETTINGS })
  })
  it.each([
    [{ ...SETTINGS, timeZone: 'Europe/Atlantis' }, '/timeZone'],
    [{ ...SETTINGS, digest: { time: '7:30', days: 'every-day' } }, '/digest/time'],
    [{ ...SETTINGS, atOnce: 'sometimes' }, '/atOnce'],
  ])('is refused where it cannot be: %j', async (body, path) => {
    const answer = await ask('PUT', PATH, body)
    expect(answer).toMatchObject({ status: 400, body: { issues: expect.arrayContaining([expect.objectContaining({ path })]) } })
  })
  it('is shown as it would be sent, with their clients', async () => {
    await ask('POST', '/clients', { name: 'Bay Books', slug: 'bay-books' })
    const { body } = await preview()
    expect(body.subject).toMatch(/^Summary of .*: nothing waits$/)
    expect(body.text).toContain(
      `Bay Books\n- Nothing waits\n- No runs in the last 24 hours\nOpen the client: ${bench.services.config.baseUrl()}/c/bay-books`,
    )
  })
  it('is shown under the partner’s brand', async () => {
    expect((await preview()).body).toMatchObject({ from: 'Harbour' })
    await ask('PUT', '/branding', { productName: 'Harbour Connect', color: '#00695C' })
    const { body } = await preview()
    expect(body).toMatchObject({ from: 'Harbour Connect', color: '#00695c' })
    expect(body.text).toMatch(/^Harbour Connect\n/)
  })
  it('is told of the clients they choose, of those they may see', async () => {
    const { body: bay } = await ask<{ id: string }>('POST', '/clients', { name: 'Bay Books', slug: 'bay-books' })
    await ask('POST', '/clients', { name: 'Cove', slug: 'cove' })
    expect(await ask('PUT', PATH, { ...SETTINGS, clientIds: ['client_foreign'] })).toMatchObject({
      status: 400,
      body: { issues: [{ path: '/clientIds/0', code: 'client-unknown' }] },
    })
    const some = { ...SETTINGS, clientIds: [bay.id] }
    expect((await ask<NotificationState>('PUT', PATH, some)).body.settings).toEqual(some)
    const { body } = await ask<NotificationPreview>('GET', `${PATH}/preview?language=en&timeZone=Europe%2FLondon&clients=${bay.id}`)
    expect(body.text).toContain('Bay Books')
    expect(body.text).not.toContain('Cove')
  })
  it('is not asked of programs', async () => {
    const key = (await ask<{ key: string }>('POST', '/api-keys', { name: 'K', role: 'partner-admin' })).body.key
    expect(await bench.ask('GET', PATH, { headers: { authorization: `Bearer ${key}` } })).toMatchObject({ status: 404 })
  })
})

describe('a test mail', () => {
  it('needs a mail account', async () => {
    expect(await ask('POST', `${PATH}/test`, FRAME)).toMatchObject({ status: 409, body: { detail: 'This server cannot send mails yet.' } })
  })
  it('goes to the address of who is signed in, or says what the mail server said', async () => {
    const sent: OutgoingMail[] = []
    let refusal: MailRefused | undefined
    const mailer: Mailer = {
      sender: 'flows@example.com',
      async send(mail) {
        if (refusal) throw refusal
        sent.push(mail)
      },
    }
    const { store, services } = bench
    const notifications = createNotifications({
      store: store.notifications,
      tenancy: services.tenancy,
      reporter: createReporter(store),
      mailer,
      brand: services.branding.brand,
      baseUrl: () => BASE,
      now: () => new Date(),
    })
    const principal = await services.authenticator.authenticate(new Headers({ cookie }))
    if (!principal) throw new Error('Nobody is signed in.')
    await notifications.sendTest(principal.principal, { language: 'de', timeZone: 'Europe/Berlin' })
    expect(sent).toMatchObject([{ to: { name: 'Ada', address: 'ada@example.com' }, fromName: 'Harbour', subject: 'Eine Probemail' }])
    await ask('PUT', '/branding', { productName: 'Harbour Connect' })
    await notifications.sendTest(principal.principal, { language: 'en', timeZone: 'UTC' })
    expect(sent[1]?.fromName).toBe('Harbour Connect')
    refusal = new MailRefused('mail.example.com:587 does not answer', false)
    await expect(notifications.sendTest(principal.principal, { language: 'en', timeZone: 'UTC' })).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The mail server did not take it: mail.example.com:587 does not answer',
    })
  })
})
