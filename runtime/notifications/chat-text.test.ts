import { expect, it } from 'vitest'
import { NO_BRAND } from '#shared/model/branding.ts'
import { toChat } from './chat-text.ts'
import type { Frame, Told } from './told.ts'

const frame: Frame = {
  settings: { language: 'en', timeZone: 'UTC' },
  partner: 'Harbour & Co',
  brand: NO_BRAND,
  baseUrl: 'https://flows.example.com',
}
const told: Told = {
  subject: 'Bay <!channel> *Books*: 1 record waits for a person',
  sections: [
    {
      heading: 'Bay <!channel> *Books*',
      lines: ['1 record waits at “<users/all>” of “[x](https://evil.example)”'],
      link: { text: 'Open the exception desk', href: 'https://flows.example.com/c/bay/exceptions' },
    },
  ],
}

it('writes for Slack what mentions nobody and formats only what is ours', () => {
  expect(toChat('slack', told, frame)).toEqual({
    text: `*Bay &lt;!channel&gt; ∗Books∗: 1 record waits for a person*

*Bay &lt;!channel&gt; ∗Books∗*
• 1 record waits at “&lt;users/all&gt;” of “[x](https://evil.example)”
<https://flows.example.com/c/bay/exceptions|Open the exception desk>

Harbour &amp; Co tells this channel what waits. <https://flows.example.com/settings/notifications|Change what is told>`,
  })
})

it('writes for Google Chat without a way to mention', () => {
  const { text } = toChat('google-chat', told, frame) as { text: string }
  expect(text).toContain('• 1 record waits at “‹users/all›”')
  expect(text).toContain('<https://flows.example.com/c/bay/exceptions|Open the exception desk>')
  expect(text).not.toContain('<users')
})

it('writes for Teams a card of plain text with buttons', () => {
  const message = toChat('teams', told, frame) as { attachments: { content: { body: object[]; actions: object[] } }[] }
  const content = message.attachments[0]?.content
  expect(message).toMatchObject({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] })
  expect(content?.body[0]).toEqual({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: told.subject, weight: 'Bolder', size: 'Medium' }],
  })
  expect(JSON.stringify(content?.body)).not.toContain('"TextBlock"')
  expect(content?.actions).toEqual([
    {
      type: 'Action.OpenUrl',
      title: 'Bay <!channel> *Books*: Open the exception desk',
      url: 'https://flows.example.com/c/bay/exceptions',
    },
    { type: 'Action.OpenUrl', title: 'Change what is told', url: 'https://flows.example.com/settings/notifications' },
  ])
})

it.each(['slack', 'google-chat', 'teams'] as const)('keeps a message of very many clients within what %s takes', (program) => {
  const many = Array.from({ length: 300 }, (_, i) => ({ heading: `Client ${i}`, lines: ['x'.repeat(80), 'y'.repeat(80)] }))
  const text = JSON.stringify(toChat(program, { subject: 'Many', sections: many }, frame))
  expect(text.length).toBeLessThan(16_000)
  expect(text).toContain('…')
})
