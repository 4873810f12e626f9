// Tells people by mail what waits for them: as it happens, a quarter of an hour apart at least, and in a summary once a day. What was told is remembered
// after the mail server has taken the mail: a crash in between sends it again, with the same message id, and loses none.
import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { lookEvery, type Looking } from '#shared/looking.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Brand } from '#shared/model/branding.ts'
import type { NotificationRow, Store } from '../store/ports.ts'
import { digestDue, mayTellNow } from './due.ts'
import { digestMail, newsMail, senderName, type MailContent, type MailFrame } from './mail-text.ts'
import { MailRefused, type Mailer } from './mailer.ts'
import { isEmpty, newestOf, newsIn, type Reporter, type Standing } from './report.ts'

export interface NotifierOptions {
  readonly store: Pick<Store, 'notifications' | 'tenancy' | 'alone'>
  readonly brand: (partnerId: string) => Promise<Brand>
  readonly reporter: Reporter
  readonly mailer: Mailer
  readonly user: (userId: string) => Promise<{ readonly name: string; readonly email: string } | undefined>
  readonly baseUrl: () => string
  readonly now: () => Date
  readonly log: Logger
}
export interface Notifier extends Looking {
  /** Tells everybody what is due. */
  look(): Promise<void>
}

const LOOK_EVERY_MS = 10_000
/** Troubles come together: the first mail tells of more than the first record. */
const SETTLE_MS = 15_000
/** After a failure, doubled with each further one. */
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 3_600_000

interface Due {
  readonly kind: 'news' | 'digest'
  readonly mail: (frame: MailFrame) => MailContent
  readonly toldUntil: string
  readonly digestDay: string
}
interface Pause {
  readonly until: number
  readonly ms: number
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { store, reporter, mailer, now, log } = options
  const { notifications, tenancy } = store
  /** Of people whose mails fail; '' is the mail server itself. */
  const pauses = new Map<string, Pause>()
  /** Since when somebody has news that they were not told. */
  const newsSince = new Map<string, number>()

  const isPaused = (whom: string) => (pauses.get(whom)?.until ?? 0) > now().getTime()
  function pause(whom: string): void {
    const ms = Math.min((pauses.get(whom)?.ms ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS)
    pauses.set(whom, { until: now().getTime() + ms, ms })
  }

  /** Clients of the row's partner that the person may see; undefined for who is no member any more. */
  async function clientsOf({ partnerId, userId }: NotificationRow): Promise<readonly Client[] | undefined> {
    const membership = (await tenancy.membershipsOf(userId)).find((one) => one.partnerId === partnerId)
    if (!membership) return undefined
    const clients = await tenancy.clients(partnerId)
    return clients.filter(({ id }) => membership.clientIds?.includes(id) ?? true)
  }

  async function dueTo(row: NotificationRow, standingOf: (client: Client) => Promise<Standing>): Promise<Due | undefined> {
    const { settings, toldUntil } = row
    const day = digestDue(row, now())
    const mayHaveNews = settings.atOnce !== 'off' && mayTellNow(row, now())
    const clients = day === undefined && !mayHaveNews ? undefined : await clientsOf(row)
    if (!clients || clients.length === 0) return undefined
    if (day !== undefined) {
      const at = now()
      const reports = await Promise.all(clients.map((client) => reporter.digest(client, at)))
      return {
        kind: 'digest',
        mail: (frame) => digestMail(reports, at, frame),
        toldUntil: newestOf(reports, toldUntil),
        digestDay: day,
      }
    }
    const standings = await Promise.all(clients.map(standingOf))
    const news = (await Promise.all(standings.map((one) => reporter.named(newsIn(one, toldUntil, settings.atOnce))))).filter(
      (report) => !isEmpty(report),
    )
    const whom = nameOf(row)
    if (news.length === 0) {
      newsSince.delete(whom)
      return undefined
    }
    const since = newsSince.get(whom) ?? now().getTime()
    newsSince.set(whom, since)
    if (now().getTime() - since < SETTLE_MS) return undefined
    return { kind: 'news', mail: (frame) => newsMail(news, frame), toldUntil: newestOf(news, toldUntil), digestDay: row.digestDay }
  }

  async function send(row: NotificationRow, { kind, mail, toldUntil, digestDay }: Due): Promise<void> {
    const { partnerId, userId, settings } = row
    const user = await options.user(userId)
    const partner = (await tenancy.partners()).find(({ id }) => id === partnerId)
    if (!user || !partner) return
    const frame = { settings, partner: partner.name, brand: await options.brand(partnerId), baseUrl: options.baseUrl() }
    const content = mail(frame)
    const id = createHash('sha256')
      .update(JSON.stringify([partnerId, userId, kind, row.toldUntil, digestDay]))
      .digest('hex')
      .slice(0, 40)
    await mailer.send({ ...content, to: { name: user.name, address: user.email }, fromName: senderName(frame), id })
    await notifications.mark({ partnerId, userId, toldUntil, digestDay, sentAt: now().toISOString() })
  }

  async function tell(): Promise<void> {
    const standings = new Map<string, Promise<Standing>>()
    const standingOf = (client: Client): Promise<Standing> => {
      const standing = standings.get(client.id) ?? reporter.standing(client)
      standings.set(client.id, standing)
      return standing
    }
    for (const row of await notifications.all()) {
      const whom = nameOf(row)
      const due = isPaused(whom) ? undefined : await dueTo(row, standingOf)
      if (!due) continue
      try {
        await send(row, due)
        newsSince.delete(whom)
        pauses.delete(whom)
        pauses.delete('')
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error
        const { partnerId, userId, toldUntil, digestDay } = row
        await notifications.mark({ partnerId, userId, toldUntil, digestDay, failure: { at: now().toISOString(), message: error.message } })
        log.warn({ reason: error.message }, 'a notification could not be sent; it is tried again')
        pause(error.isRecipient ? whom : '')
        if (!error.isRecipient) return
      }
    }
  }

  async function look(): Promise<void> {
    if (mailer.sender === undefined || isPaused('')) return
    await store.alone('notifications', 'skip', tell)
  }
  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: error }, 'notifications could not be sent'))
  return { ...looking, look }
}

const nameOf = ({ partnerId, userId }: NotificationRow): string => `${partnerId} ${userId}`
