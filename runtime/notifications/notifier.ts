// Tells people by mail, and channels of chat programs, what waits: as it happens, a quarter of an hour apart at least, and in a summary once a day.
// What was told is remembered after it was taken: a crash in between sends it again, a mail with the same message id, and loses none.
import type { Logger } from 'pino'
import { lookEvery, type Looking } from '#shared/looking.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Store } from '../store/ports.ts'
import { digestDue, mayTellNow } from './due.ts'
import { isRefused, type Recipient } from './recipients.ts'
import { isEmpty, newestOf, newsIn, type Reporter, type Standing } from './report.ts'
import { tellDigest, tellNews, type Frame, type Told } from './told.ts'

export interface NotifierOptions {
  readonly store: Pick<Store, 'alone'>
  readonly recipients: () => Promise<readonly Recipient[]>
  readonly reporter: Reporter
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
  readonly tell: (frame: Frame) => Told
  readonly toldUntil: string
  readonly digestDay: string
}
interface Pause {
  readonly until: number
  readonly ms: number
}

/** The mail server itself, among those who are paused. */
const MAIL_SERVER = ''

export function createNotifier({ store, recipients, reporter, now, log }: NotifierOptions): Notifier {
  /** Of recipients that fail. */
  const pauses = new Map<string, Pause>()
  /** Since when somebody has news that they were not told. */
  const newsSince = new Map<string, number>()

  const isPaused = (whom: string) => (pauses.get(whom)?.until ?? 0) > now().getTime()
  function pause(whom: string): void {
    const ms = Math.min((pauses.get(whom)?.ms ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS)
    pauses.set(whom, { until: now().getTime() + ms, ms })
  }

  async function dueTo(recipient: Recipient, standingOf: (client: Client) => Promise<Standing>): Promise<Due | undefined> {
    const { name, settings, toldUntil, digestDay } = recipient
    const day = digestDue(recipient, now())
    const mayHaveNews = settings.atOnce !== 'off' && mayTellNow(recipient, now())
    const clients = day === undefined && !mayHaveNews ? [] : await recipient.clients()
    if (clients.length === 0) return undefined
    if (day !== undefined) {
      const at = now()
      const reports = await Promise.all(clients.map((client) => reporter.digest(client, at)))
      return {
        kind: 'digest',
        tell: (frame) => tellDigest(reports, at, frame),
        toldUntil: newestOf(reports, toldUntil),
        digestDay: day,
      }
    }
    const standings = await Promise.all(clients.map(standingOf))
    const news = (await Promise.all(standings.map((one) => reporter.named(newsIn(one, toldUntil, settings.atOnce))))).filter(
      (report) => !isEmpty(report),
    )
    if (news.length === 0) {
      newsSince.delete(name)
      return undefined
    }
    const since = newsSince.get(name) ?? now().getTime()
    newsSince.set(name, since)
    if (now().getTime() - since < SETTLE_MS) return undefined
    return { kind: 'news', tell: (frame) => tellNews(news, frame), toldUntil: newestOf(news, toldUntil), digestDay }
  }

  async function tellOne(recipient: Recipient, { kind, tell, toldUntil, digestDay }: Due): Promise<void> {
    const { name, by } = recipient
    try {
      if (!(await recipient.send(kind, tell, digestDay))) return
      await recipient.mark({ toldUntil, digestDay, sentAt: now().toISOString() })
      newsSince.delete(name)
      pauses.delete(name)
      if (by === 'mail') pauses.delete(MAIL_SERVER)
    } catch (error) {
      if (!isRefused(error)) throw error
      const said = 'why' in error && typeof error.why !== 'string' ? error.why : undefined
      const failure = { at: now().toISOString(), message: error.message, ...(said && { said }) }
      await recipient.mark({ toldUntil: recipient.toldUntil, digestDay: recipient.digestDay, failure })
      log.warn({ reason: error.message, by }, 'a notification could not be sent; it is tried again')
      pause(error.isRecipient ? name : MAIL_SERVER)
    }
  }

  async function tell(): Promise<void> {
    const standings = new Map<string, Promise<Standing>>()
    const standingOf = (client: Client): Promise<Standing> => {
      const standing = standings.get(client.id) ?? reporter.standing(client)
      standings.set(client.id, standing)
      return standing
    }
    for (const recipient of await recipients()) {
      if (isPaused(recipient.name) || (recipient.by === 'mail' && isPaused(MAIL_SERVER))) continue
      const due = await dueTo(recipient, standingOf)
      if (due) await tellOne(recipient, due)
    }
  }

  const look = () => store.alone('notifications', 'skip', tell).then(() => undefined)
  const looking = lookEvery(LOOK_EVERY_MS, look, (error) => log.error({ err: error }, 'notifications could not be sent'))
  return { ...looking, look }
}
