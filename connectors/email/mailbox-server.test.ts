// Against a mailbox that is not ours, where one listens (Dovecot): user bench, password bench-pw.
import { ImapFlow } from 'imapflow'
import { createTransport as createMailer } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { email } from './index.ts'
import type { Mail } from './mail.ts'
import { lookAt, subjects } from './mailbox.testing.ts'

const { port, missing } = await realServer('imap')

describe.skipIf(missing !== undefined)(`Dovecot ${missing ?? ''}`, () => {
  const context = (password = 'bench-pw') =>
    createActionContext(
      {
        transport: createTransport(),
        baseUrl: () => '',
        isTrusted: () => true,
        gate: openGate,
        signal: AbortSignal.timeout(30_000),
        config: { mailbox: { host: '127.0.0.1', port, encryption: 'none', username: 'bench' } },
        secrets: { password },
      },
      { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
    )
  const folder = `test-${process.pid}-${Date.now()}`
  const look = (options: object = {}, more: Parameters<typeof lookAt>[2] = {}) => lookAt(() => context(), { folder, ...options }, more)

  async function admin<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: 'bench', pass: 'bench-pw' },
      logger: false,
    })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  /** As mail programs compose it: text and HTML as alternatives, a picture in the HTML, files beside them. */
  async function arrive(mail: object): Promise<void> {
    const { message } = await createMailer({ streamTransport: true, buffer: true }).sendMail({
      from: 'Söhne <orders@supplier.example>',
      to: 'bench@example.com',
      ...mail,
    })
    await admin((client) => client.append(folder, message as Buffer))
  }
  const flags = (name: string) =>
    admin(async (client) => {
      await client.mailboxOpen(name)
      const all = await client.fetchAll('1:*', { flags: true, envelope: true })
      return all.map((one) => [one.envelope?.subject, one.flags?.has('\\Seen')])
    })

  it('gives mails as programs compose them, marks and moves them, and finds its way when they are numbered anew', async () => {
    await admin((client) => client.mailboxCreate(folder))
    await arrive({
      subject: 'Lieferschein für März',
      text: 'Grüße €',
      html: '<b>Grüße €</b><img src="cid:logo">',
      attachments: [
        { filename: 'Lieferung ä.csv', content: 'sku;price\nA;1,50\n' },
        { filename: 'logo.png', content: Buffer.from([0x89, 0x50, 0xff, 0x00]), cid: 'logo' },
        { filename: 'latin.csv', content: Buffer.from('name\nM\u00fcller\n', 'latin1'), contentType: 'text/csv; charset=iso-8859-1' },
      ],
    })
    await arrive({ subject: 'plain', text: 'only text\n'.repeat(2_000) })
    const { records, rejected, cursor } = await look()
    expect(rejected).toEqual([])
    const [first, second] = records.map(({ value }) => value as Mail)
    expect(first).toMatchObject({
      from: [{ name: 'Söhne', address: 'orders@supplier.example' }],
      subject: 'Lieferschein für März',
      text: expect.stringContaining('Grüße €'),
      html: expect.stringContaining('<b>Grüße €</b>'),
    })
    expect(first?.attachments.map(({ fileName, text, base64 }) => [fileName, text ?? base64])).toEqual(
      expect.arrayContaining([
        ['Lieferung ä.csv', 'sku;price\nA;1,50\n'],
        ['logo.png', 'iVD/AA=='],
        // A character set is a setting of the format, never guessed.
        ['latin.csv', Buffer.from('name\nM\u00fcller\n', 'latin1').toString('base64')],
      ]),
    )
    expect(second?.text.replaceAll('\r\n', '\n').trim()).toBe('only text\n'.repeat(2_000).trim())
    expect(await flags(folder)).toEqual([
      ['Lieferschein für März', true],
      ['plain', true],
    ])
    const read = await look({ format: { format: 'csv', encoding: 'windows-1252' }, attachments: 'latin.csv', afterwards: 'leave' })
    expect(read.records.map(({ value }) => (value as Mail).attachments)).toMatchObject([[{ records: [{ name: 'Müller' }] }]])

    await arrive({ subject: 'third', text: 'x' })
    const third = await look({ afterwards: 'move', moveTo: `${folder}-done/März` }, { cursor })
    expect(subjects(third.records)).toEqual(['third'])
    expect(await flags(`${folder}-done/März`)).toEqual([['third', true]])
    expect((await look({}, { cursor: third.cursor })).records).toEqual([])

    // The folder is made anew: other numbers, the same mails.
    await admin(async (client) => {
      await client.mailboxRename(folder, `${folder}-old`)
      await client.mailboxCreate(folder)
      await client.mailboxOpen(`${folder}-old`)
      await client.messageCopy('1:*', folder)
    })
    const again = await look({}, { cursor: third.cursor })
    expect(again.records.map(({ key }) => key)).toEqual(records.map(({ key }) => key))
  })
  it('calls a wrong password and a folder that is not there by their names', async () => {
    await expect(email.test(context('wrong'))).rejects.toMatchObject({ code: 'credentials-invalid' })
    await expect(look({ folder: 'nothing' })).rejects.toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('no folder "nothing"'),
    })
  })
})
