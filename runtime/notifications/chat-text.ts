// What is told, as a message of a chat program. Names come from people: nothing in them may become a mention, a link or a format.
import type { ChatProgram } from '#shared/model/notifications.ts'
import { senderName, settingsPage, type Frame, type Section, type Told } from './told.ts'
import { TELLING_WORDS } from './words.ts'

/** Of text; the programs' own limits lie between 4,000 characters and 28 KB. A channel is for a glance: what is left out stands on the desk. */
const MOST_CHARACTERS = 3_500

/** The JSON that the program's address for incoming messages takes. */
export function toChat(program: ChatProgram, told: Told, frame: Frame): unknown {
  const words = TELLING_WORDS[frame.settings.language]
  const sections = fitting(told.sections)
  const foot = { text: words.whyHere(senderName(frame)), link: { text: words.changeHere, href: settingsPage(frame) } }
  if (program === 'teams') return card(told.subject, sections, foot)
  const write = program === 'slack' ? SLACK : GOOGLE
  const text = [
    write.bold(told.subject),
    ...sections.map(({ heading, lines, link }) =>
      [write.bold(heading), ...lines.map((line) => `• ${write.plain(line)}`), ...(link ? [write.link(link)] : [])].join('\n'),
    ),
    `${write.plain(foot.text)} ${write.link(foot.link)}`,
  ].join('\n\n')
  return { text }
}

interface Link {
  readonly text: string
  readonly href: string
}
interface Writing {
  readonly plain: (text: string) => string
  readonly bold: (text: string) => string
  readonly link: (link: Link) => string
}

/** Bold ends at a star. */
const unstarred = (text: string) => text.replaceAll('*', '∗')

// https://docs.slack.dev/messaging/formatting-message-text: these three are all there is to escape; a mention begins with `<`.
const slackPlain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const SLACK: Writing = {
  plain: slackPlain,
  bold: (text) => `*${unstarred(slackPlain(text))}*`,
  link: ({ text, href }) => `<${slackPlain(href)}|${slackPlain(text).replaceAll('|', '¦')}>`,
}

// https://developers.google.com/workspace/chat/format-messages: nothing can be escaped there, so that what would format is written with its like.
const googlePlain = (text: string) => text.replaceAll('<', '‹').replaceAll('>', '›')
const GOOGLE: Writing = {
  plain: googlePlain,
  bold: (text) => `*${unstarred(googlePlain(text))}*`,
  link: ({ text, href }) => `<${href}|${googlePlain(text).replaceAll('|', '¦')}>`,
}

/**
 * An adaptive card in the envelope that Teams takes. Runs of text are plain, while text blocks would read names as Markdown.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
function card(subject: string, sections: readonly Section[], foot: { readonly text: string; readonly link: Link }): unknown {
  const text = (words: string, look: object = {}) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words, ...look }] })
  const links = [...sections.flatMap(({ heading, link }) => (link ? [{ heading, ...link }] : [])), foot.link]
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: [
            text(subject, { weight: 'Bolder', size: 'Medium' }),
            ...sections.flatMap(({ heading, lines }) => [text(heading, { weight: 'Bolder' }), ...lines.map((line) => text(`• ${line}`))]),
            text(foot.text, { isSubtle: true, size: 'Small' }),
          ],
          // Six actions are shown; the last leads to the settings.
          actions: [...links.slice(0, -1).slice(0, 5), foot.link].map((link) => ({
            type: 'Action.OpenUrl',
            title: 'heading' in link ? `${link.heading as string}: ${link.text}` : link.text,
            url: link.href,
          })),
        },
      },
    ],
  }
}

/** As many whole lines as fit, with dots where some are left out. */
function fitting(sections: readonly Section[]): readonly Section[] {
  let left = MOST_CHARACTERS
  const kept: Section[] = []
  for (const section of sections) {
    left -= section.heading.length + (section.link?.href.length ?? 0)
    const lines: string[] = []
    for (const line of section.lines) {
      left -= line.length
      if (left < 0) break
      lines.push(line)
    }
    if (left < 0) return [...kept, { ...section, lines: [...lines, '…'] }]
    kept.push(section)
  }
  return kept
}
