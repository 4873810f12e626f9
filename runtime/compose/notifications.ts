// What people are told by mail and channels of chat programs by message, and what they want to be told.
import { createTransport } from '#connectors/kit/transport.ts'
import { createAddressVault } from '../connections/address-vault.ts'
import { createChatChannels } from '../notifications/chat-channels.ts'
import { createChatSender } from '../notifications/chat-sender.ts'
import { createMailer } from '../notifications/mailer.ts'
import { createNotifier } from '../notifications/notifier.ts'
import { createRecipients } from '../notifications/recipients.ts'
import { createReporter } from '../notifications/report.ts'
import { createNotifications } from '../notifications/service.ts'
import type { composeAccounts } from './accounts.ts'
import type { Ground } from './ground.ts'

export type Telling = ReturnType<typeof composeNotifications>

/** Chat programs answer with a word. */
const MOST_ANSWER_BYTES = 64 * 1024

export function composeNotifications(
  { config, store, log, now, baseUrl, installationKey }: Ground,
  { accounts, tenancy, audit, branding: { brand } }: Awaited<ReturnType<typeof composeAccounts>>,
) {
  const [reporter, mailer] = [createReporter(store), createMailer(config.mail)]
  const addresses = createAddressVault(installationKey)
  const chat = createChatSender({ transport: createTransport({ maxBytes: MOST_ANSWER_BYTES }), allowedHosts: config.allowedHosts })
  const recipients = createRecipients({ store, mailer, chat, addresses, user: accounts.user, brand, baseUrl })
  return {
    notifier: createNotifier({ store, recipients, reporter, now, log }),
    notifications: createNotifications({ store: store.notifications, tenancy, brand, reporter, mailer, baseUrl, now }),
    chatChannels: createChatChannels({ store: store.chatChannels, tenancy, brand, audit, chat, addresses, baseUrl, now }),
  }
}
