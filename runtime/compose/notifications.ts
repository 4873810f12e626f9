// What people are told by mail, and what they want to be told.
import { createMailer } from '../notifications/mailer.ts'
import { createNotifier } from '../notifications/notifier.ts'
import { createReporter } from '../notifications/report.ts'
import { createNotifications } from '../notifications/service.ts'
import type { composeAccounts } from './accounts.ts'
import type { Ground } from './ground.ts'

export type Telling = ReturnType<typeof composeNotifications>

export function composeNotifications(
  { config, store, log, now, baseUrl }: Ground,
  { accounts, tenancy, branding }: Awaited<ReturnType<typeof composeAccounts>>,
) {
  const both = { reporter: createReporter(store), mailer: createMailer(config.mail), brand: branding.brand, baseUrl, now }
  return {
    notifier: createNotifier({ ...both, store, user: accounts.user, log }),
    notifications: createNotifications({ ...both, store: store.notifications, tenancy }),
  }
}
