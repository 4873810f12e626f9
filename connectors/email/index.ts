// Mails, sent by the retailer's own mail server.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { EmailConfig, portOf, readConfig, SECRETS } from './config.ts'
import { sendMail } from './send-mail.ts'
import { talk } from './session.ts'

export const email = {
  id: 'email',
  name: 'E-mail',
  category: 'generic',
  description: 'Mails to customers, suppliers and colleagues by SMTP, with records as attached files.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="3" y="5" width="18" height="14"/><path d="M3 6l9 7l9-7"/></svg>',
  config: EmailConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `smtp://${authority(settings.host, portOf(settings))}`
  },
  actions: [sendMail],
  triggers: [],
  // Mail servers count connections: a few are always allowed.
  limits: { concurrency: 4 },
  async test(context) {
    await talk(context)
    const { host, from } = readConfig(context.config)
    return { summary: `Signed in to ${host}; mails come from ${from}.` }
  },
} as const satisfies Connector
