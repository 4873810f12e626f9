// What is told, as a mail: plain text, and HTML that any mail program shows.
import { brandColors } from '#shared/brand-colors.ts'
import { OWN_COLOR } from '#shared/brand-mark.ts'
import { supportHref, type Brand } from '#shared/model/branding.ts'
import { senderName, settingsPage, type Frame, type Section, type Told } from './told.ts'
import { TELLING_WORDS, type TellingWords } from './words.ts'

export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function toMail({ subject, sections }: Told, frame: Frame): MailContent {
  const words = TELLING_WORDS[frame.settings.language]
  const change = settingsPage(frame)
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
  return { subject, text, html }
}

const htmlOf = ({ heading, lines, link }: Section, linkColor: string): string =>
  `<h2 style="margin:16px 0 6px;font-size:17px">${escape(heading)}</h2>
<ul style="margin:0 0 10px;padding-left:20px">${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>
${link ? `<p style="margin:0 0 10px"><a href="${escape(link.href)}" style="color:${linkColor}">${escape(link.text)}</a></p>` : ''}`

function supportHtml({ name, address, text }: NonNullable<Brand['support']>, words: TellingWords, linkColor: string): string {
  // The address is a link within the sentence.
  const [before = '', after = ''] = words.ask(name, '\u0000').split('\u0000')
  const link = `<a href="${escape(supportHref(address))}" style="color:${linkColor}">${escape(address)}</a>`
  const more = text === undefined ? '' : `<br>${escape(text).replaceAll('\n', '<br>')}`
  return `<p style="margin:24px 0 0;font-size:13px">${escape(before)}${link}${escape(after)}${more}</p>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
