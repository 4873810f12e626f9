import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { MailAccount } from '../config.ts'
import { createMailer, MailRefused, type OutgoingMail } from './mailer.ts'

let servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers) await new Promise<void>((resolve) => server.close(() => resolve()))
  servers = []
})

/** What it was given, and where it listens. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'tillflow' && password === 'pass-0123456789' ? done(null, { user: username }) : done(new Error('Invalid password')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('unknown@') ? done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 })) : done(),
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      stream.on('end', () => {
        taken.push(text)
        done()
      })
    },
    ...options,
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const account: MailAccount = {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    encryption: 'none',
    from: 'flows@example.com',
  }
  return { taken, account }
}
const mail: OutgoingMail = {
  subject: 'Größe',
  text: 'Hello',
  html: '<p>Hello</p>',
  to: { name: 'Ada "A" Byron', address: 'ada@example.com' },
  fromName: 'Harbour & Finch, Ltd.',
  id: 'abc',
}
const refusalOf = async (sending: Promise<void>): Promise<MailRefused> =>
  await sending.then(
    () => expect.fail('it was sent'),
    (error: unknown) => error as MailRefused,
  )

describe('a mail', () => {
  it('goes out with sender, recipient, its id, and a sign that no machine should answer it', async () => {
    const { taken, account } = await mailServer()
    await createMailer({ ...account, user: 'tillflow', password: 'pass-0123456789' }).send(mail)
    expect(taken).toHaveLength(1)
    expect(taken[0]).toContain('From: "Harbour & Finch, Ltd." <flows@example.com>')
    expect(taken[0]).toMatch(/To: .*<ada@example\.com>/)
    expect(taken[0]).toContain('Message-ID: <abc@example.com>')
    expect(taken[0]).toContain('Auto-Submitted: auto-generated')
  })
  it('that is refused says who is the reason, and no password', async () => {
    const { account } = await mailServer()
    const unknown = await refusalOf(createMailer(account).send({ ...mail, to: { name: 'X', address: 'unknown@example.com' } }))
    expect(unknown).toMatchObject({ isRecipient: true, message: expect.stringContaining('No such user here') })
    const wrong = await refusalOf(createMailer({ ...account, user: 'tillflow', password: 'wrong-0123456789' }).send(mail))
    expect(wrong).toMatchObject({ isRecipient: false, message: `127.0.0.1:${account.port} refuses the user or the password.` })
    expect(JSON.stringify(wrong)).not.toContain('wrong-0123456789')
  })
  it('does not go to a server that should turn TLS on and does not', async () => {
    const { taken, account } = await mailServer()
    expect(await refusalOf(createMailer({ ...account, encryption: 'starttls' }).send(mail))).toMatchObject({ isRecipient: false })
    expect(taken).toEqual([])
  })
  it('has no way out where there is no account or no server', async () => {
    expect(createMailer(undefined).sender).toBeUndefined()
    expect((await refusalOf(createMailer(undefined).send(mail))).message).toBe('This server has no mail account.')
    const { account } = await mailServer()
    await new Promise<void>((resolve) => servers.pop()?.close(() => resolve()))
    expect(await refusalOf(createMailer(account).send(mail))).toMatchObject({
      isRecipient: false,
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})
