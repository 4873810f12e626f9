// The whole program with a mail account and a chat program: who asked to be told hears of a record that waits, in their mailbox and in a channel.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
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
const messages: { readonly path: string | undefined; readonly body: string }[] = []
const chat = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
  request.on('end', () => {
    messages.push({ path: request.url, body })
    response.end('ok')
  })
})
const SECRET = 'B0CHATSECRET0123456789'
let chatHost: string
let root: string
let program: Program
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-mail-'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  chatHost = `127.0.0.1:${(chat.address() as AddressInfo).port}`
  program = await start(join(root, 'data'), {
    TILLFLOW_MAIL_URL: `smtp://flows:mail-pass-0123456789@127.0.0.1:${port}?tls=off`,
    TILLFLOW_MAIL_FROM: 'flows@partner.example',
    TILLFLOW_ALLOWED_HOSTS: chatHost,
  })
}, 60_000)
afterAll(async () => {
  await program?.stop('SIGKILL')
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await new Promise<void>((resolve) => chat.close(() => resolve()))
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
    return response.status === 204 ? undefined : ((await response.json()) as { readonly sender?: string; readonly id?: string })
  }
  expect((await ask('GET', PATH))?.sender).toBe('flows@partner.example')
  await ask('POST', `${PATH}/test`, { language: 'en', timeZone: 'Europe/London' })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('Subject: A test mail')

  const settings = { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' }
  const channel = { name: 'Operations', program: 'slack', url: `http://${chatHost}/services/${SECRET}`, settings }
  const made = await ask('POST', '/api/v1/chat-channels', channel)
  await ask('POST', `/api/v1/chat-channels/${made?.id}/test`)
  expect(messages).toMatchObject([{ path: `/services/${SECRET}`, body: expect.stringContaining('A test message') }])

  await ask('PUT', PATH, { atOnce: 'everything', timeZone: 'Europe/London', language: 'en' })
  // Nobody has mapped this way of paying yet.
  const order = JSON.stringify({ ...(JSON.parse(orderOf('#601')) as object), payment_gateway_names: ['Shells'] })
  expect((await deliver(program, await hookOf(program), order)).status).toBe(202)
  const mail = await until(async () => mails[1], 60_000)
  expect(mail).toContain(`To: ${DEMO_SIGN_IN.name} <${email}>`)
  expect(mail).toMatch(/Subject: Harbour & Finch: 1 record waits for a person/)
  expect(mail).toContain(`${program.url}/c/harbour-finch/exceptions`)
  expect(mail).not.toContain('#601')
  const message = await until(async () => messages[1]?.body, 20_000)
  expect(message).toContain('Harbour &amp; Finch: 1 record waits for a person')
  expect(message).toContain(`<${program.url}/c/harbour-finch/exceptions|`)
  expect(message).not.toContain('#601')
  expect(program.output()).not.toContain('mail-pass-0123456789')
  expect(program.output()).not.toContain(SECRET)
})
