// The whole program with a mail account: somebody asks to be told, and a record that waits reaches their mailbox.
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_SIGN_IN } from './demo/plan.ts'
import { deliver, hookOf, orderOf, start, until, type Program } from './program.testing.ts'

const mails: string[] = []
const server = new SMTPServer({
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onAuth: ({ username, password }, _session, done) =>
    username === 'flows' && password === 'mail-pass-0123456789' ? done(null, { user: username }) : done(new Error('Invalid password')),
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    stream.on('end', () => {
      mails.push(text)
      done()
    })
  },
})
let root: string
let program: Program
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-mail-'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  program = await start(join(root, 'data'), {
    TILLFLOW_MAIL_URL: `smtp://flows:mail-pass-0123456789@127.0.0.1:${port}?tls=off`,
    TILLFLOW_MAIL_FROM: 'flows@partner.example',
  })
}, 60_000)
afterAll(async () => {
  await program?.stop('SIGKILL')
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await rm(root, { recursive: true, force: true })
})

const PATH = '/api/v1/session/notifications'

it('a record that waits is told to who asked for it, without what it holds', { timeout: 90_000 }, async () => {
  const { email, password } = DEMO_SIGN_IN
  const signedIn = await program.send('POST', '/api/auth/sign-in/email', { email, password }, { origin: program.url })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${program.url}${path}`, {
      method,
      headers: { cookie, origin: program.url, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    expect(response.ok, await response.clone().text()).toBe(true)
    return response.status === 204 ? undefined : ((await response.json()) as { readonly sender?: string })
  }
  expect((await ask('GET', PATH))?.sender).toBe('flows@partner.example')
  await ask('POST', `${PATH}/test`, { language: 'en', timeZone: 'Europe/London' })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('Subject: A test mail')

  await ask('PUT', PATH, { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' })
  // Nobody has mapped this way of paying yet.
  const order = JSON.stringify({ ...(JSON.parse(orderOf('#601')) as object), payment_gateway_names: ['Shells'] })
  expect((await deliver(program, await hookOf(program), order)).status).toBe(202)
  const mail = await until(async () => mails[1], 60_000)
  expect(mail).toContain(`To: ${DEMO_SIGN_IN.name} <${email}>`)
  expect(mail).toMatch(/Subject: Harbour & Finch: 1 record waits for a person/)
  expect(mail).toContain(`${program.url}/c/harbour-finch/exceptions`)
  expect(mail).not.toContain('#601')
  expect(program.output()).not.toContain('mail-pass-0123456789')
})
