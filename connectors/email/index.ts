// Mails, sent by the retailer's own mail server and read from its mailbox.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { EmailConfig, mailboxOf, readConfig, SECRETS, senderOf } from './config.ts'
import { withMailbox } from './mailbox.ts'
import { mails } from './mails.ts'
import { sendMail } from './send-mail.ts'
import { talk } from './session.ts'

export const email = {
  id: 'email',
  name: 'E-mail',
  category: 'generic',
  description:
    'Mails to customers, suppliers and colleagues by SMTP, with records as attached files; mails and attached files from a mailbox by IMAP.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="3" y="5" width="18" height="14"/><path d="M3 6l9 7l9-7"/></svg>',
  config: EmailConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    if (settings.host === undefined) return imapAddress(settings)
    const { host, port } = senderOf({ from: '', ...settings })
    return `smtp://${authority(host, port)}`
  },
  otherAddresses(config) {
    const settings = readConfig(config)
    return settings.mailbox === undefined ? [] : [imapAddress(settings)]
  },
  actions: [sendMail],
  triggers: [],
  polls: [mails],
  // Mail servers count connections: a few are always allowed.
  limits: { concurrency: 4 },
  async test(context) {
    const settings = readConfig(context.config)
    const said: string[] = []
    if (settings.host !== undefined || settings.mailbox === undefined) {
      const { host, from } = senderOf(settings)
      await talk(context)
      said.push(`Signed in to ${host}; mails come from ${from}.`)
    }
    if (settings.mailbox !== undefined) {
      const count = await context.network.session(() =>
        withMailbox(context, async (client) => (await client.mailboxOpen('INBOX', { readOnly: true })).exists),
      )
      said.push(`Signed in to ${settings.mailbox.host}; the inbox has ${count} ${count === 1 ? 'mail' : 'mails'}.`)
    }
    return { summary: said.join(' ') }
  },
} as const satisfies Connector

function imapAddress(settings: ReturnType<typeof readConfig>): string {
  const { host, port } = mailboxOf(settings)
  return `imap://${authority(host, port)}`
}
