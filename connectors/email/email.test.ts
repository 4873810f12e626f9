import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { email } from './index.ts'
import { createEmailSimulator } from './simulator/index.ts'

const config = {
  host: 'smtp.harbour-finch.example',
  username: 'tillflow',
  from: 'orders@harbour-finch.example',
  fromName: 'Harbour & Finch',
}
const mailbox = { host: 'imap.harbour-finch.example', port: 993 }
const secrets = { password: 'smtp-pass-0123456789' }
const mail = { to: ['buyer@supplier.example'], subject: 'Order PO-1001', text: 'Hello' }

testSocketConnector({
  connector: email,
  createSimulator: createEmailSimulator,
  config: { ...config, mailbox },
  secrets,
  badSecrets: { password: 'smtp-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9, encryption: 'none' },
  actions: { 'send-mail': { input: mail, creates: 'mails' } },
  polls: { mails: { after: { event: 'mail.arrived', payload: { subject: 'Delivery note', text: 'Hello' } } } },
})

describe('a mail', () => {
  const at = simulated({ connector: email, createSimulator: createEmailSimulator, config: { ...config, simulator: 'sim' }, secrets })
  const sources = async () => (await at.records('mails')).map(({ source }) => source as string)

  it('has its records attached, hides blind copies, and the same id at every try', async () => {
    const input = {
      ...mail,
      subject: 'Bestellung für Söhne €',
      cc: ['boss@harbour-finch.example'],
      bcc: ['archive@harbour-finch.example'],
      attachments: [{ fileName: 'orders.csv', records: [{ sku: 'A', quantity: 2 }], format: { format: 'csv' } }],
    }
    const first = await at.run('send-mail', input, { idempotencyKey: 'k1' })
    expect(await at.run('send-mail', input, { idempotencyKey: 'k1', attempt: 2 })).toEqual(first)
    expect(first).toEqual({
      messageId: expect.stringMatching(/^<[0-9a-f]{32}@harbour-finch\.example>$/),
      accepted: ['buyer@supplier.example', 'boss@harbour-finch.example', 'archive@harbour-finch.example'],
    })
    const [record] = await at.records('mails')
    const source = record?.['source'] as string
    expect(record).toMatchObject({
      from: config.from,
      to: ['buyer@supplier.example', 'boss@harbour-finch.example', 'archive@harbour-finch.example'],
    })
    expect(source).toContain('From: "Harbour & Finch" <orders@harbour-finch.example>')
    expect(source).toContain('Subject: =?UTF-8?')
    expect(source).toContain((first as { messageId: string }).messageId)
    expect(source).not.toContain('archive@')
    expect(source).toContain(Buffer.from('sku,quantity\r\nA,2\r\n').toString('base64'))
    expect((await sources()).map((text) => /Message-ID: (.*)/i.exec(text)?.[1])).toHaveLength(2)
  })
  it('never reads a file whose name a record says', async () => {
    await at.run('send-mail', { ...mail, attachments: [{ fileName: 'a.txt', text: '/etc/passwd', contentType: 'text/plain' }] })
    expect((await sources())[0]).toContain(Buffer.from('/etc/passwd').toString('base64'))
  })
  it('says which address the server refuses', async () => {
    expect(await at.failure(at.run('send-mail', { ...mail, to: ['unknown@supplier.example'] }))).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('No such user here'),
    })
    expect(await at.records('mails')).toEqual([])
  })
  it('is not sent when its attachments are too large', async () => {
    const attachments = [{ fileName: 'a.txt', text: 'x'.repeat(10_000_001) }]
    expect((await at.failure(at.run('send-mail', { ...mail, attachments }))).code).toBe('action-input-invalid')
  })
})

describe('a server', () => {
  /** Speaks SMTP by a script: each line it hears takes the next answer; `null` cuts the connection. */
  async function scripted(answers: readonly (string | null)[], settings: Record<string, unknown> = {}) {
    const left = [...answers]
    const server = createServer((socket: Socket) => {
      const answer = () => {
        const next = left.shift()
        if (next === null || next === undefined) return socket.destroy()
        return socket.write(`${next}\r\n`)
      }
      answer()
      let inData = false
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        const text = chunk.toString()
        if (inData && !text.includes('\r\n.\r\n')) return
        inData = text.startsWith('DATA')
        answer()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const context = createActionContext(
      {
        transport: createTransport(),
        baseUrl: () => '',
        isTrusted: () => true,
        gate: openGate,
        signal: AbortSignal.timeout(10_000),
        config: { ...config, username: undefined, host: '127.0.0.1', port, encryption: 'none', ...settings },
        secrets,
      },
      { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
    )
    try {
      return await email.actions[0].run(mail as unknown as Json, context).catch((error: unknown) => error)
    } finally {
      server.close()
    }
  }
  const greeting = ['220 ready', '250 hello']

  it('that is cut off behind the text may have sent it: a person decides', async () => {
    expect(await scripted([...greeting, '250 ok', '250 ok', '354 go on', null])).toMatchObject({ code: 'outcome-unknown' })
  })
  it('that is cut off before the text has sent nothing', async () => {
    expect(await scripted([...greeting, '250 ok', null])).toMatchObject({ code: 'connection-failed' })
  })
  it('that is busy is asked again later', async () => {
    expect(await scripted([...greeting, '451 try later'])).toMatchObject({ code: 'vendor-unavailable' })
  })
  it('that refuses the text says so', async () => {
    expect(await scripted([...greeting, '250 ok', '250 ok', '354 go on', '554 spam'])).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('554 spam'),
    })
  })
  it('that does not offer encryption is not used where it is asked for', async () => {
    expect(await scripted(['220 ready', '250 hello', '502 no'], { encryption: 'starttls' })).toMatchObject({
      code: expect.stringMatching(/connection-failed|vendor-rejected/),
    })
  })
})
