// What a mail says, as plain text and as HTML that any mail program shows.
import { brandColors } from '#shared/brand-colors.ts'
import { OWN_COLOR } from '#shared/brand-mark.ts'
import { PRODUCT_NAME, supportHref, type Brand } from '#shared/model/branding.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { ClientReport, DigestReport } from './report.ts'
import { MAIL_WORDS, type MailWords } from './words.ts'

export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}
export interface MailFrame {
  readonly settings: Pick<NotificationSettings, 'language' | 'timeZone'>
  readonly partner: string
  readonly brand: Brand
  readonly baseUrl: string
}

/** What stands above everything and before the sender's address: the brand's name, else the partner's; ours nowhere. */
export const senderName = ({ brand, partner }: Pick<MailFrame, 'brand' | 'partner'>): string =>
  brand.productName === PRODUCT_NAME ? partner : brand.productName

interface Section {
  readonly heading: string
  readonly lines: readonly string[]
  readonly link?: { readonly text: string; readonly href: string }
}

const SETTINGS_PATH = '/settings/notifications'
/** More names than these make no subject. */
const MOST_NAMES = 3
const MOST_LINES = 20

export function newsMail(reports: readonly ClientReport[], frame: MailFrame): MailContent {
  const words = wordsOf(frame)
  const names = reports.slice(0, MOST_NAMES).map(({ client }) => client.name)
  const more = reports.length > MOST_NAMES ? ', …' : ''
  return compose(
    `${names.join(', ')}${more}: ${inShort(reports, words)}`,
    reports.map((report) => sectionOf(report, standing(report, words), words, frame)),
    words,
    frame,
  )
}

export function digestMail(reports: readonly DigestReport[], now: Date, frame: MailFrame): MailContent {
  const words = wordsOf(frame)
  const day = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: frame.settings.timeZone }).format(now)
  const sections = reports.map((report) => {
    const lines = [
      ...standing(report, words),
      ...(report.approvals > 0 ? [words.approvals(words.number(report.approvals))] : []),
      ...(report.missingKeys > 0 ? [words.missingKeys(words.number(report.missingKeys))] : []),
    ]
    return sectionOf(report, [...(lines.length > 0 ? lines : [capital(words.nothingWaits)]), runsLine(report, words)], words, frame)
  })
  return compose(`${words.digestOf(day)}: ${inShort(reports, words)}`, sections, words, frame)
}

export function testMail(frame: MailFrame): MailContent {
  const words = wordsOf(frame)
  return compose(words.testSubject, [{ heading: words.testSubject, lines: [words.testText] }], words, frame)
}

interface FrameWords extends MailWords {
  readonly number: (count: number) => string
  readonly instant: (at: string) => string
}

function wordsOf({ settings: { language, timeZone } }: MailFrame): FrameWords {
  const words = MAIL_WORDS[language]
  const number = new Intl.NumberFormat(words.locale)
  const instant = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return { ...words, number: (count) => number.format(count), instant: (at) => instant.format(new Date(at)) }
}

function inShort(reports: readonly ClientReport[], words: FrameWords): string {
  const records = reports.flatMap((report) => report.records).reduce((sum, { count }) => sum + count, 0)
  const troubles = reports.reduce((sum, report) => sum + report.troubles.length, 0)
  const parts = [
    ...(records > 0 ? [words.waiting(words.number(records))] : []),
    ...(troubles > 0 ? [words.trouble(words.number(troubles))] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : words.nothingWaits
}

const standing = ({ records, troubles }: ClientReport, words: FrameWords): readonly string[] => [
  ...troubles.map(({ connection, kind, raisedAt }) => words.connection(connection, kind, words.instant(raisedAt))),
  ...records.map(({ count, step, flow, oldestAt }) => words.records(words.number(count), step, flow, words.instant(oldestAt))),
]

function runsLine({ runs }: DigestReport, words: FrameWords): string {
  const counts = Object.entries(runs).filter(([, count]) => count > 0)
  if (counts.length === 0) return words.noRuns
  return words.runs(counts.map(([status, count]) => words.status(words.number(count), status as RunStatus)).join(', '))
}

function sectionOf({ client, records }: ClientReport, lines: readonly string[], words: FrameWords, { baseUrl }: MailFrame): Section {
  const page = `${baseUrl}/c/${client.slug}`
  return {
    heading: client.name,
    lines: lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines,
    link: records.length > 0 ? { text: words.open, href: `${page}/exceptions` } : { text: words.openClient, href: page },
  }
}

function compose(subject: string, sections: readonly Section[], words: FrameWords, frame: MailFrame): MailContent {
  const change = `${frame.baseUrl}${SETTINGS_PATH}`
  const name = senderName(frame)
  const why = words.why(name)
  const { support } = frame.brand
  const text = [
    name,
    ...sections.map(({ heading, lines, link }) =>
      [heading, ...lines.map((line) => `- ${line}`), ...(link ? [`${link.text}: ${link.href}`] : [])].join('\n'),
    ),
    ...(support ? [[words.ask(support.name, support.address), ...(support.text === undefined ? [] : [support.text])].join('\n')] : []),
    `${why} ${words.change}: ${change}`,
  ].join('\n\n')
  const { fill, onFill, text: linkColor } = brandColors(frame.brand.color ?? OWN_COLOR).light
  const html = `<!doctype html><html><body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1f2430;background:#f5f6f8">
<div style="max-width:600px;margin:0 auto;background:#fff;border-radius:8px;overflow:hidden">
<p style="margin:0;padding:14px 24px;font-size:15px;font-weight:600;color:${onFill};background:${fill}">${escape(name)}</p>
<div style="padding:8px 24px 24px">
${sections.map((section) => htmlOf(section, linkColor)).join('\n')}
${support ? supportHtml(support, words, linkColor) : ''}<p style="margin:24px 0 0;font-size:12px;color:#5c6475">${escape(why)} <a href="${escape(change)}" style="color:#5c6475">${escape(words.change)}</a></p>
</div></div></body></html>`
  return { subject: oneLine(subject), text, html }
}

const htmlOf = ({ heading, lines, link }: Section, linkColor: string): string =>
  `<h2 style="margin:16px 0 6px;font-size:17px">${escape(heading)}</h2>
<ul style="margin:0 0 10px;padding-left:20px">${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>
${link ? `<p style="margin:0 0 10px"><a href="${escape(link.href)}" style="color:${linkColor}">${escape(link.text)}</a></p>` : ''}`

function supportHtml({ name, address, text }: NonNullable<Brand['support']>, words: FrameWords, linkColor: string): string {
  // The address is a link within the sentence.
  const [before = '', after = ''] = words.ask(name, '\u0000').split('\u0000')
  const link = `<a href="${escape(supportHref(address))}" style="color:${linkColor}">${escape(address)}</a>`
  const more = text === undefined ? '' : `<br>${escape(text).replaceAll('\n', '<br>')}`
  return `<p style="margin:24px 0 0;font-size:13px">${escape(before)}${link}${escape(after)}${more}</p>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
