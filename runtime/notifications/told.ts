// What is told, before it becomes a mail or a message in a chat program.
import { PRODUCT_NAME, type Brand } from '#shared/model/branding.ts'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { ClientReport, DigestReport } from './report.ts'
import { TELLING_WORDS, type TellingWords } from './words.ts'

export interface Told {
  readonly subject: string
  readonly sections: readonly Section[]
}
export interface Section {
  readonly heading: string
  readonly lines: readonly string[]
  readonly link?: { readonly text: string; readonly href: string }
}
export interface Frame {
  readonly settings: Pick<NotificationSettings, 'language' | 'timeZone'>
  readonly partner: string
  readonly brand: Brand
  readonly baseUrl: string
}

/** What stands above everything and before the sender's address: the brand's name, else the partner's; ours nowhere. */
export const senderName = ({ brand, partner }: Pick<Frame, 'brand' | 'partner'>): string =>
  brand.productName === PRODUCT_NAME ? partner : brand.productName

/** Where people change what they are told. */
export const settingsPage = ({ baseUrl }: Frame): string => `${baseUrl}/settings/notifications`

/** More names than these make no subject. */
const MOST_NAMES = 3
const MOST_LINES = 20

export function tellNews(reports: readonly ClientReport[], frame: Frame): Told {
  const words = wordsOf(frame)
  const names = reports.slice(0, MOST_NAMES).map(({ client }) => client.name)
  const more = reports.length > MOST_NAMES ? ', …' : ''
  return {
    subject: oneLine(`${names.join(', ')}${more}: ${inShort(reports, words)}`),
    sections: reports.map((report) => sectionOf(report, standing(report, words), words, frame)),
  }
}

export function tellDigest(reports: readonly DigestReport[], now: Date, frame: Frame): Told {
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
  return { subject: oneLine(`${words.digestOf(day)}: ${inShort(reports, words)}`), sections }
}

export function tellTest(by: 'mail' | 'chat', frame: Frame): Told {
  const { subject, text } = wordsOf(frame).test[by]
  return { subject, sections: [{ heading: subject, lines: [text] }] }
}

interface FrameWords extends TellingWords {
  readonly number: (count: number) => string
  readonly instant: (at: string) => string
}

function wordsOf({ settings: { language, timeZone } }: Frame): FrameWords {
  const words = TELLING_WORDS[language]
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

function sectionOf({ client, records }: ClientReport, lines: readonly string[], words: FrameWords, { baseUrl }: Frame): Section {
  const page = `${baseUrl}/c/${client.slug}`
  return {
    heading: client.name,
    lines: lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines,
    link: records.length > 0 ? { text: words.open, href: `${page}/exceptions` } : { text: words.openClient, href: page },
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
