import { describe, expect, it } from 'vitest'
import { NO_BRAND, type Brand } from '#shared/model/branding.ts'
import { toMail } from './mail-text.ts'
import type { ClientReport, DigestReport } from './report.ts'
import { tellDigest, tellNews, tellTest, type Frame } from './told.ts'

const newsMail = (reports: readonly ClientReport[], frame: Frame) => toMail(tellNews(reports, frame), frame)
const digestMail = (reports: readonly DigestReport[], now: Date, frame: Frame) => toMail(tellDigest(reports, now, frame), frame)
const testMail = (frame: Frame) => toMail(tellTest('mail', frame), frame)

const frame = (language: 'en' | 'de', timeZone = 'Europe/Berlin', brand: Brand = NO_BRAND): Frame => ({
  settings: { language, timeZone },
  partner: 'Harbour Integration',
  brand,
  baseUrl: 'https://flows.example.com',
})
const harbour: DigestReport = {
  client: { name: 'Harbour & Finch', slug: 'harbour-finch' },
  records: [
    {
      flow: 'Orders to Odoo',
      step: 'Create order',
      count: 1_204,
      oldestAt: '2026-03-02T08:14:00.000Z',
      newestAt: '2026-03-02T09:00:00.000Z',
    },
    { flow: 'Stock', step: 'Set <stock>', count: 1, oldestAt: '2026-03-02T08:20:00.000Z', newestAt: '2026-03-02T08:20:00.000Z' },
  ],
  troubles: [{ connection: 'Odoo', kind: 'connection-down', raisedAt: '2026-03-02T08:10:00.000Z' }],
  approvals: 1,
  missingKeys: 3,
  runs: { succeeded: 5_400, parked: 12, running: 0 },
}
const quiet: DigestReport = {
  client: { name: 'Juniper & Vale', slug: 'juniper-vale' },
  records: [],
  troubles: [],
  approvals: 0,
  missingKeys: 0,
  runs: {},
}

describe('a mail of news', () => {
  it('says how much waits, where and since when, and leads there', () => {
    const { subject, text } = newsMail([harbour], frame('en'))
    expect(subject).toBe('Harbour & Finch: 1,205 records wait for a person, 1 connection is in trouble')
    expect(text).toBe(`Harbour Integration

Harbour & Finch
- The connection “Odoo” is not reachable; its runs wait, since 2 Mar 2026, 09:10
- 1,204 records wait at “Create order” of “Orders to Odoo”, the oldest since 2 Mar 2026, 09:14
- 1 record waits at “Set <stock>” of “Stock”, since 2 Mar 2026, 09:20
Open the exception desk: https://flows.example.com/c/harbour-finch/exceptions

You get this mail because you asked for it at Harbour Integration. Change what you are told: https://flows.example.com/settings/notifications`)
  })
  it('shows names as they are, never as HTML', () => {
    const { html } = newsMail([harbour], frame('en'))
    expect(html).toContain('Harbour &amp; Finch')
    expect(html).toContain('Set &lt;stock&gt;')
    expect(html).not.toContain('<stock>')
  })
  it('names three clients in its subject, and no line break of theirs', () => {
    const of = (name: string): DigestReport => ({ ...harbour, records: [], client: { name, slug: 'x' } })
    expect(newsMail([of('A'), of('B\r\nBcc: x'), of('C'), of('D')], frame('en')).subject).toBe(
      'A, B Bcc: x, C, …: 4 connections are in trouble',
    )
  })
})

describe('a digest', () => {
  it('tells of every client, also that nothing waits', () => {
    const { subject, text } = digestMail([harbour, quiet], new Date('2026-03-02T23:30:00Z'), frame('en'))
    expect(subject).toBe('Summary of 3 March 2026: 1,205 records wait for a person, 1 connection is in trouble')
    expect(text).toContain(`- 1 approval is asked for
- 3 values are missing in lookup tables
- Runs in the last 24 hours, tests included: 5,400 succeeded, 12 with records on the exception desk
Open the exception desk`)
    expect(text).toContain(`Juniper & Vale
- Nothing waits
- No runs in the last 24 hours
Open the client: https://flows.example.com/c/juniper-vale`)
  })
  it('speaks German', () => {
    const { subject, text } = digestMail([harbour, quiet], new Date('2026-03-02T12:00:00Z'), frame('de'))
    expect(subject).toBe('Übersicht vom 2. März 2026: 1.205 Datensätze warten auf einen Menschen, 1 Verbindung ist gestört')
    expect(text).toContain('Die Verbindung „Odoo“ ist nicht erreichbar; ihre Läufe warten, seit 02.03.2026, 09:10')
    expect(text).toContain('1.204 Datensätze warten bei „Create order“ von „Orders to Odoo“, der älteste seit 02.03.2026, 09:14')
    expect(text).toContain('- Nichts wartet\n- Keine Läufe in den letzten 24 Stunden')
  })
})

it('a test mail comes from the partner', () => {
  expect(testMail(frame('en'))).toMatchObject({
    subject: 'A test mail',
    text: expect.stringContaining('Harbour Integration\n\nA test mail\n- Mails from here'),
  })
})

describe('under a brand', () => {
  const brand: Brand = {
    productName: 'Harbour <Connect>',
    color: '#ffd400',
    images: { logo: '/brand/0123' },
    support: { name: 'Harbour Integration', address: 'help@harbour.example', text: 'Monday to Friday & holidays\n8 to 18' },
  }
  it('a mail has its name above everything, on its colour and readable', () => {
    const { html, text } = newsMail([harbour], frame('en', 'Europe/Berlin', brand))
    expect(text.startsWith('Harbour <Connect>\n\n')).toBe(true)
    expect(html).toContain('color:#000000;background:#ffd400">Harbour &lt;Connect&gt;</p>')
    expect(html).not.toContain('<img')
    expect(text).not.toContain('Tillflow')
    expect(html).not.toContain('Tillflow')
  })
  it('a mail says whom to ask', () => {
    const { html, text } = digestMail([quiet], new Date('2026-03-02T12:00:00Z'), frame('de', 'Europe/Berlin', brand))
    expect(text).toContain('Fragen? Wenden Sie sich an Harbour Integration: help@harbour.example\nMonday to Friday & holidays\n8 to 18')
    expect(html).toContain('<a href="mailto:help@harbour.example"')
    expect(html).toContain('<br>Monday to Friday &amp; holidays<br>8 to 18</p>')
  })
})
