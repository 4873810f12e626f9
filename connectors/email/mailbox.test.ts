import { describe, expect, it } from 'vitest'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { email } from './index.ts'
import type { Mail } from './mail.ts'
import { lookAt, subjects } from './mailbox.testing.ts'
import { createEmailSimulator } from './simulator/index.ts'

const system = (config: object = {}, secrets: Record<string, string> = { password: 'smtp-pass-0123456789' }) =>
  simulated({
    connector: email,
    createSimulator: createEmailSimulator,
    config: { username: 'tillflow', mailbox: { host: 'imap.harbour-finch.example' }, simulator: 'sim', ...config },
    secrets,
  })

describe('a mailbox', () => {
  const at = system()
  const post = (path: string, body: object) => fetch(`${at.baseUrl()}${path}`, { method: 'POST', body: JSON.stringify(body) })
  const arrive = (mail: object) => post('/mailbox', mail)
  const look = (options: object = {}, more: Parameters<typeof lookAt>[2] = {}) => lookAt(() => at.context(), options, more)
  const stored = async () => (await at.records('mailbox')).map(({ subject, folder, flags }) => [subject, folder, flags])

  it('gives mails with their text, their sender and their attached files', async () => {
    at.at('2026-03-01T10:00:02.000Z')
    await arrive({
      from: 'Söhne & Co <orders@supplier.example>',
      subject: 'Lieferschein für Söhne €',
      text: 'Grüße, "siehe Anlage" \\ ',
      html: '<b>Grüße</b>',
      attachments: [
        { fileName: 'Lieferung ä.csv', text: 'sku;quantity\nA;2\n' },
        { fileName: 'logo.png', contentType: 'image/png', base64: Buffer.from([0x89, 0x50, 0xff, 0x00]).toString('base64') },
      ],
    })
    const { records, rejected } = await look()
    expect(rejected).toEqual([])
    expect(records.map(({ value }) => value)).toEqual([
      {
        messageId: '<1@supplier.example>',
        from: [{ name: 'Söhne & Co', address: 'orders@supplier.example' }],
        to: [{ name: null, address: 'orders@harbour-finch.example' }],
        cc: [],
        subject: 'Lieferschein für Söhne €',
        sentAt: '2026-03-01T10:00:02.000Z',
        receivedAt: '2026-03-01T10:00:02.000Z',
        folder: 'INBOX',
        text: 'Grüße, "siehe Anlage" \\ ',
        html: '<b>Grüße</b>',
        attachments: [
          { fileName: 'Lieferung ä.csv', contentType: 'text/csv', size: 17, text: 'sku;quantity\nA;2\n' },
          { fileName: 'logo.png', contentType: 'image/png', size: 4, base64: 'iVD/AA==' },
        ],
      } satisfies Mail,
    ])
  })

  it('takes each mail once and marks it as read when it is stored, not before', async () => {
    await arrive({ subject: 'one' })
    const first = await look({}, { most: 1 })
    expect(subjects(first.records)).toEqual(['one'])
    expect(await stored()).toEqual([['one', 'INBOX', []]])
    const second = await look({}, { cursor: first.cursor })
    expect(second.records).toEqual([])
    expect(await stored()).toEqual([['one', 'INBOX', ['\\Seen']]])
    await arrive({ subject: 'two' })
    const third = await look({}, { cursor: second.cursor })
    expect(subjects(third.records)).toEqual(['two'])
  })

  it('gives what was not stored again, with the same names', async () => {
    await arrive({ subject: 'one' })
    const lost = await look({}, { most: 1 })
    const again = await look()
    expect(again.records).toEqual(lost.records)
  })

  it('moves mails to a folder, which it makes', async () => {
    for (const subject of ['one', 'two', 'three']) await arrive({ subject })
    const { records, cursor } = await look({ afterwards: 'move', moveTo: 'INBOX/Done' }, { limit: 2 })
    expect(subjects(records)).toEqual(['one', 'two', 'three'])
    expect(await stored()).toEqual(['one', 'two', 'three'].map((subject) => [subject, 'INBOX/Done', ['\\Seen']]))
    // Whoever moves mails back has them not taken again: their names are the same.
    expect((await look({ afterwards: 'leave', folder: 'INBOX/Done' })).records.map(({ key }) => key)).toEqual(records.map(({ key }) => key))
    expect((await look({ afterwards: 'move', moveTo: 'INBOX/Done' }, { cursor })).records).toEqual([])
  })

  it('goes on when a mail that was taken is gone', async () => {
    await arrive({ subject: 'one' })
    const first = await look({ afterwards: 'move', moveTo: 'Done' }, { most: 1 })
    await look({ afterwards: 'move', moveTo: 'Elsewhere' })
    expect((await look({ afterwards: 'move', moveTo: 'Done' }, { cursor: first.cursor })).records).toEqual([])
  })

  it('takes only mails of the sender, subject and files that are wanted', async () => {
    const file = (fileName: string) => ({ attachments: [{ fileName, text: 'a' }] })
    await arrive({ from: 'orders@supplier.example', subject: 'Delivery 1', ...file('delivery.csv') })
    await arrive({ from: 'orders@other.example', subject: 'Delivery 2', ...file('delivery.csv') })
    await arrive({ from: 'orders@supplier.example', subject: 'Holiday', ...file('delivery.csv') })
    await arrive({ from: 'orders@supplier.example', subject: 'delivery 3', ...file('photo.jpg') })
    await arrive({
      from: 'orders@supplier.example',
      subject: 're: DELIVERY 4',
      attachments: [
        { fileName: 'a.CSV', text: 'x' },
        { fileName: 'b.txt', text: 'y' },
      ],
    })
    const { records } = await look({ from: '@Supplier.example', subject: 'delivery', attachments: '*.csv' })
    expect(subjects(records)).toEqual(['Delivery 1', 're: DELIVERY 4'])
    expect(records.map(({ value }) => (value as Mail).attachments.map(({ fileName }) => fileName))).toEqual([['delivery.csv'], ['a.CSV']])
    expect((await stored()).filter(([, , flags]) => (flags as string[]).length > 0)).toHaveLength(2)
  })

  it('reads attached files as records, and sets a mail aside whose file cannot be read', async () => {
    await arrive({ subject: 'good', attachments: [{ fileName: 'a.csv', text: 'sku;price\nA;1.234,50\nB;x\n' }] })
    await arrive({ subject: 'empty', attachments: [{ fileName: 'b.csv', text: '' }] })
    const format = { format: 'csv', delimiter: ';', decimalComma: ['price'] }
    const { records, rejected } = await look({ format })
    expect(records.map(({ value }) => (value as Mail).attachments[0])).toMatchObject([
      { records: [{ sku: 'A', price: '1234.50' }], rejected: [expect.stringContaining('Line 3 cannot be read')] },
    ])
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'The mail "empty" from supplier@supplier.example is not taken: its attachment b.csv cannot be read: The file is empty.',
    ])
    expect((await stored()).every(([, , flags]) => (flags as string[]).includes('\\Seen'))).toBe(true)
  })

  it('sets aside a mail whose files are too large', async () => {
    await arrive({ subject: 'large', attachments: [{ fileName: 'a.csv', text: 'x'.repeat(4_000_001) }] })
    await arrive({ subject: 'larger', attachments: [{ fileName: 'b.csv', text: 'x'.repeat(5_000_000) }] })
    await arrive({ subject: 'next' })
    const { records, rejected } = await look()
    expect(subjects(records)).toEqual(['next'])
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('its attachments have more than 4 MB ("a.csv")'),
      expect.stringContaining('its attachments have more than 4 MB ("b.csv")'),
    ])
  })

  it('begins with what arrived since a time', async () => {
    at.at('2026-03-01T08:00:00.000Z')
    await arrive({ subject: 'before' })
    at.at('2026-03-01T12:00:00.000Z')
    await arrive({ subject: 'after' })
    expect(subjects((await look({}, { since: new Date('2026-03-01T10:00:00Z') })).records)).toEqual(['after'])
  })

  it('finds its way when the mailbox numbers its mails anew', async () => {
    at.at('2026-03-01T08:00:00.000Z')
    await arrive({ subject: 'old' })
    at.at('2026-03-05T08:00:00.000Z')
    await arrive({ subject: 'one' })
    const first = await look()
    await post('/renumber', {})
    await arrive({ subject: 'two' })
    const second = await look({}, { cursor: first.cursor })
    const names = new Map(first.records.map(({ key, value }) => [(value as Mail).subject, key]))
    // What is read again has the name that it had, and starts nothing; what lies far back is not read again.
    expect(second.records.map(({ key, value }) => [(value as Mail).subject, key])).toEqual([
      ['one', names.get('one')],
      ['two', expect.any(String)],
    ])
    expect((await look({}, { cursor: second.cursor })).records).toEqual([])
  })

  it('tells mails apart that have the same id', async () => {
    await arrive({ subject: 'Day 1', messageId: '<report@till.example>' })
    await arrive({ subject: 'Day 2', messageId: '<report@till.example>' })
    expect(new Set((await look()).records.map(({ key }) => key)).size).toBe(2)
  })

  it('reads a folder of many mails page by page', async () => {
    for (let n = 0; n < 25; n++) await arrive({ subject: `mail ${n}` })
    const { records } = await look({ afterwards: 'leave' }, { limit: 10 })
    expect(subjects(records)).toEqual(Array.from({ length: 25 }, (_, n) => `mail ${n}`))
    expect((await stored()).every(([, , flags]) => (flags as string[]).length === 0)).toBe(true)
  })

  it('says which folder is not there, and what a setting lacks', async () => {
    expect(await at.failure(look({ folder: 'Orders' }))).toMatchObject({
      code: 'vendor-rejected',
      message: expect.stringContaining('there is no folder "Orders"'),
    })
    expect(await at.failure(look({ afterwards: 'move' }))).toMatchObject({ code: 'flow-invalid' })
  })

  it('is tried without a server that sends', async () => {
    expect(await at.test()).toEqual({ summary: 'Signed in to imap.harbour-finch.example; the inbox has 0 mails.' })
    expect(await at.failure(at.run('send-mail', { to: ['a@b.example'], subject: 'x', text: 'y' }))).toMatchObject({
      disposition: 'stop',
      message: expect.stringContaining('does not say which mail server it is: mails are sent through it'),
    })
  })
})

describe('a mailbox with a password of its own', () => {
  const at = system(
    { mailbox: { host: 'imap.harbour-finch.example', username: 'orders "box"' } },
    { mailboxPassword: 'app pass "wörd" 0123\\456' },
  )
  it('is signed in to with it', async () => {
    expect((await at.test()).summary).toContain('Signed in to imap.harbour-finch.example')
  })
})
