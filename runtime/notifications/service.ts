// What a signed-in person wants to be told by mail, and what it would look like.
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { say } from '#shared/sentence.ts'
import type { Client, Partner } from '#shared/model/accounts.ts'
import type { Brand } from '#shared/model/branding.ts'
import type { NotificationPreview, NotificationSettings, NotificationState } from '#shared/model/notifications.ts'
import type { Principal } from '../auth/principal.ts'
import type { NotificationStore } from '../store/ports.ts'
import { beginning } from './due.ts'
import { toMail } from './mail-text.ts'
import { MailRefused, type Mailer } from './mailer.ts'
import { chosen } from './recipients.ts'
import type { Reporter } from './report.ts'
import { refuseZone } from './time-zone.ts'
import { senderName, tellDigest, tellTest, type Frame } from './told.ts'

/** All methods throw `not-found` for programs: nobody reads their mail. */
export interface Notifications {
  state(principal: Principal): Promise<NotificationState>
  /** Throws `invalid-request` for a time zone that there is not, and for clients that are not the person's. */
  save(principal: Principal, settings: NotificationSettings): Promise<NotificationState>
  /** Throws `conflict` where this server has no mail account, `unavailable` with what the mail server said. */
  sendTest(principal: Principal, settings: Look): Promise<void>
  /** The summary as it would be sent now. */
  preview(principal: Principal, settings: Look & Pick<NotificationSettings, 'clientIds'>): Promise<NotificationPreview>
}
type Look = Pick<NotificationSettings, 'language' | 'timeZone'>

export interface NotificationsOptions {
  readonly store: NotificationStore
  readonly tenancy: {
    partner(partnerId: string): Promise<Partner>
    clients(principal: Principal): Promise<readonly Client[]>
  }
  readonly brand: (partnerId: string) => Promise<Brand>
  readonly reporter: Reporter
  readonly mailer: Mailer
  readonly baseUrl: () => string
  readonly now: () => Date
}

export function createNotifications({ store, tenancy, brand, reporter, mailer, baseUrl, now }: NotificationsOptions): Notifications {
  async function frameOf({ partnerId }: Principal, settings: Look): Promise<Frame> {
    refuseZone(settings)
    const [partner, itsBrand] = await Promise.all([tenancy.partner(partnerId), brand(partnerId)])
    return { settings, partner: partner.name, brand: itsBrand, baseUrl: baseUrl() }
  }
  async function state({ partnerId, id }: Principal): Promise<NotificationState> {
    const row = await store.get(partnerId, id)
    return {
      ...(mailer.sender !== undefined && { sender: mailer.sender }),
      ...(row && {
        settings: row.settings,
        ...(row.sentAt !== undefined && { sentAt: row.sentAt }),
        ...(row.failure && { failure: row.failure }),
      }),
    }
  }
  async function refuseOthersClients(principal: Principal, { clientIds = [] }: NotificationSettings): Promise<void> {
    const own = new Set((await tenancy.clients(principal)).map(({ id }) => id))
    const issues = clientIds.flatMap((id, i) =>
      own.has(id) ? [] : [{ path: `/clientIds/${i}`, code: 'client-unknown', message: 'This is not one of your clients.' }],
    )
    if (issues.length > 0) throw new AppError('invalid-request', { issues })
  }
  return {
    async state(principal) {
      refusePrograms(principal)
      return state(principal)
    },
    async save(principal, settings) {
      refusePrograms(principal)
      refuseZone(settings)
      await refuseOthersClients(principal, settings)
      await store.save({ partnerId: principal.partnerId, userId: principal.id, settings, ...beginning(settings, now()) })
      return state(principal)
    },
    async sendTest(principal, settings) {
      refusePrograms(principal)
      if (mailer.sender === undefined) {
        throw new AppError('conflict', {
          message: 'This server cannot send mails yet.',
          fix: 'Ask who runs it to set TILLFLOW_MAIL_URL and TILLFLOW_MAIL_FROM.',
        })
      }
      const frame = await frameOf(principal, settings)
      const to = { name: principal.name, address: principal.email }
      try {
        await mailer.send({ ...toMail(tellTest('mail', frame), frame), to, fromName: senderName(frame), id: newId('evt') })
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error
        throw new AppError('unavailable', {
          message: say`The mail server did not take it: ${error.message}`,
          fix: 'Ask who runs this server to check its mail account.',
          cause: error,
        })
      }
    },
    async preview(principal, settings) {
      refusePrograms(principal)
      const frame = await frameOf(principal, settings)
      const at = now()
      const clients = chosen(await tenancy.clients(principal), settings)
      const { subject, text } = toMail(
        tellDigest(await Promise.all(clients.map((client) => reporter.digest(client, at))), at, frame),
        frame,
      )
      return { from: senderName(frame), ...(frame.brand.color !== undefined && { color: frame.brand.color }), subject, text }
    },
  }
}

function refusePrograms({ kind }: Principal): void {
  if (kind !== 'user') throw new AppError('not-found', { message: 'Only people who sign in are sent mails.' })
}
