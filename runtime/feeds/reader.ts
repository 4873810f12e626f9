// Reads feeds page by page: each by one reader of any process, in turns, so that a large one does not keep the others waiting. A page and the
// cursor behind it are one commit; a reader that dies leaves its feed to the next one, which goes on behind the last page.
import type { Logger } from 'pino'
import { AppError, toErrorData, type ErrorData } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { nextTick } from '#shared/flow/ticks.ts'
import type { PollConfig } from '#shared/flow/nodes/feeds.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import type { FeedStatus } from '#shared/model/feeds.ts'
import type { Accepted, FlowSource, NewPage } from '../engine/ports.ts'
import type { FlowStore } from '../store/ports.ts'
import type { ClaimedFeed, FeedStore } from '../store/feed-ports.ts'
import type { PollBindings } from '../connections/poll-bindings.ts'
import { toEvents, type FeedPage } from './page.ts'
import { readPollPage } from './read-poll.ts'
import { openFile } from './read-file.ts'

export interface FeedReaderOptions {
  readonly feeds: FeedStore
  readonly flows: Pick<FlowStore, 'activeDeployment'>
  readonly source: FlowSource
  readonly bindings: PollBindings
  /** Undefined when the lease is over. */
  readonly acceptPage: (page: NewPage) => Promise<readonly Accepted[] | undefined>
  readonly log: Logger
  readonly now: () => Date
  /** Unique for each process start. */
  readonly owner: string
}

export interface FeedReader {
  start(): void
  /** There may be something to read. */
  nudge(): void
  /** Reads what is due now, once round; resolves when nothing is. */
  look(): Promise<void>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 500
const LEASE_MS = 30_000
const RENEW_MS = 8_000
/** Feeds read at once by this process. */
const AT_ONCE = 4
/** After so many pages the next feed has its turn. */
const PAGES_A_TURN = 20
/** Reading pauses while so many runs of the flow have not ended: what is read waits in the feed rather than in the queue, and few pages are in memory. */
const MOST_OPEN = { perRecord: 2_000, pages: 8 } as const
const PAUSE_MS = 100
/** A file for a flow that is not deployed is looked at again after this. */
const NOT_DEPLOYED_MS = 30_000
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 15 * 60_000
/** Files are kept for so long after they were read, with their bytes; a copy that comes later is read again. */
const KEEP_FILES_MS = 30 * 86_400_000
const PRUNE_EVERY_MS = 3_600_000
const PRUNE_AT_ONCE = 20
/** After so many failures in a row somebody is told, once. */
const TELL_AFTER = 3

interface End {
  readonly status: FeedStatus
  readonly nextAt: Date
  readonly error?: ErrorData
}

export function createFeedReader(options: FeedReaderOptions): FeedReader {
  const { feeds, log, now, owner } = options
  const turns = new Set<Promise<void>>()
  let stopping = new AbortController()
  let running = false
  let timer: NodeJS.Timeout | undefined
  let renewal: NodeJS.Timeout | undefined
  let pruning: NodeJS.Timeout | undefined
  const after = (ms: number) => new Date(now().getTime() + ms)

  async function read({ feed, fence }: ClaimedFeed): Promise<End | undefined> {
    const { clientId, flowId, environment, kind } = feed
    const deployment = await options.flows.activeDeployment(clientId, flowId, environment)
    if (!deployment) {
      if (kind === 'poll') return { status: 'stopped', nextAt: now() }
      return { status: 'active', nextAt: after(NOT_DEPLOYED_MS), error: toErrorData(new AppError('not-deployed')) }
    }
    const { document } = await options.source.load(clientId, flowId, environment, deployment.version)
    const config = Object.values(document.nodes).find((node): node is TriggerNode => node.kind === 'trigger')?.config
    const next = pages(config)
    if (!next || !config || (config.type !== 'poll' && config.type !== 'file')) {
      const message = 'The deployed version of the flow reads no files.'
      return kind === 'poll'
        ? { status: 'stopped', nextAt: now() }
        : { status: 'active', nextAt: after(NOT_DEPLOYED_MS), error: toErrorData(new AppError('not-deployed', { message })) }
    }
    const { perRecord } = config
    const prefix = config.type === 'file' ? `file:${feed.id}:` : `poll:${config.event}:`
    const most = perRecord ? MOST_OPEN.perRecord : MOST_OPEN.pages
    let cursor = feed.cursor
    for (let count = 0; count < PAGES_A_TURN && !stopping.signal.aborted; count++) {
      if ((await feeds.backlog(clientId, flowId, environment, most)) >= most) return { status: 'active', nextAt: after(PAUSE_MS) }
      const page = await next(cursor)
      const at = now()
      const events = toEvents(page, { clientId, flowId, environment, version: deployment.version, trigger: kind, prefix, perRecord, at })
      const rejected = page.items.filter((item) => item.kind === 'rejected').length
      const fresh = page.items.length - rejected
      const counts = { records: events.map((_, index) => (perRecord || index > 0 || fresh === 0 ? 1 : fresh)), rejected }
      const accepted = await settled(
        page,
        options.acceptPage({
          clientId,
          feedId: feed.id,
          fence,
          events,
          cursor: page.cursor,
          ...counts,
          at,
          leaseMs: LEASE_MS,
        }),
      )
      if (!accepted) return undefined
      cursor = page.cursor
      if (!page.more) return config.type === 'poll' ? { status: 'active', nextAt: nextLook(config) } : { status: 'done', nextAt: at }
    }
    return { status: 'active', nextAt: now() }

    function pages(trigger: TriggerNode['config'] | undefined): ((cursor: string | undefined) => Promise<FeedPage>) | undefined {
      const { signal } = stopping
      if (kind === 'poll' && trigger?.type === 'poll') {
        const connectionId = deployment?.slots[trigger.slot]
        if (connectionId === undefined) throw new AppError('slot-unbound', { message: say`The slot "${trigger.slot}" has no connection.` })
        return (at) => readPollPage({ feed, config: trigger, connectionId, bindings: options.bindings, signal }, at)
      }
      return kind === 'file' && trigger?.type === 'file' ? openFile({ feeds, feed, config: trigger }) : undefined
    }
  }

  /** A source that waits to hear of it (a broker) hears it in every case: also when the page could not be stored. */
  async function settled(page: FeedPage, storing: ReturnType<typeof options.acceptPage>): ReturnType<typeof options.acceptPage> {
    const tell = (stored: boolean) =>
      page
        .settle?.(stored)
        .catch((error: unknown) => log.warn({ err: toErrorData(error) }, 'the source of a page was not told that it is stored'))
    try {
      const accepted = await storing
      await tell(accepted !== undefined)
      return accepted
    } catch (error) {
      await tell(false)
      throw error
    }
  }

  const nextLook = ({ every }: PollConfig): Date =>
    typeof every === 'number' ? after(every * 1_000) : new Date(nextTick(every.cron, every.timeZone, now()) ?? after(86_400_000))

  async function turn(claimed: ClaimedFeed): Promise<void> {
    const { feed } = claimed
    let end: End | undefined
    try {
      end = await read(claimed)
    } catch (thrown) {
      if (stopping.signal.aborted) end = { status: 'active', nextAt: now() }
      else end = failed(claimed, toErrorData(thrown))
    }
    if (!end) return
    await feeds.release(claimed, { ...end, at: now() })
    const wait = end.nextAt.getTime() - now().getTime()
    // A pause ends sooner than the next look round.
    if (running && wait > 0 && wait < LOOK_EVERY_MS) setTimeout(nudge, wait).unref()
    if (end.status === 'failed') log.warn({ feedId: feed.id, err: end.error }, 'a file cannot be read')
  }

  function failed({ feed }: ClaimedFeed, error: ErrorData): End {
    // A file is the same at the next try; a system may have recovered.
    if (error.code === 'file-unreadable') return { status: 'failed', nextAt: now(), error }
    const failures = feed.failures + 1
    if (failures === TELL_AFTER)
      log.error({ feedId: feed.id, clientId: feed.clientId, flowId: feed.flowId, err: error }, 'a list cannot be read')
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LONGEST_RETRY_MS)
    return { status: 'active', nextAt: after(Math.max(wait, error.retryAfterMs ?? 0)), error }
  }

  async function claimMore(): Promise<void> {
    while (running && turns.size < AT_ONCE) {
      const claimed = await feeds.claim({ owner, now: now(), leaseMs: LEASE_MS })
      if (!claimed) return
      const work: Promise<void> = turn(claimed)
        .catch((error: unknown) => log.error({ err: toErrorData(error), feedId: claimed.feed.id }, 'a feed was not released'))
        .finally(() => {
          turns.delete(work)
          nudge()
        })
      turns.add(work)
    }
  }

  let claiming: Promise<void> | undefined
  function nudge(): void {
    if (!running) return
    claiming ??= claimMore()
      .catch((error: unknown) => log.error({ err: toErrorData(error) }, 'looking for feeds failed'))
      .finally(() => (claiming = undefined))
  }

  async function prune(): Promise<void> {
    let removed = PRUNE_AT_ONCE
    while (running && removed === PRUNE_AT_ONCE) removed = await feeds.prune({ before: after(-KEEP_FILES_MS), limit: PRUNE_AT_ONCE })
  }

  return {
    start() {
      running = true
      stopping = new AbortController()
      timer = setInterval(nudge, LOOK_EVERY_MS)
      renewal = setInterval(() => {
        if (turns.size === 0) return
        feeds
          .renew({ owner, until: after(LEASE_MS) })
          .catch((error: unknown) => log.error({ err: toErrorData(error) }, 'renewing feeds failed'))
      }, RENEW_MS)
      pruning = setInterval(() => {
        prune().catch((error: unknown) => log.error({ err: toErrorData(error) }, 'removing old files failed'))
      }, PRUNE_EVERY_MS)
      nudge()
    },
    nudge,
    async look() {
      for (;;) {
        const claimed = await feeds.claim({ owner, now: now(), leaseMs: LEASE_MS })
        if (!claimed) return
        await turn(claimed)
      }
    },
    async stop() {
      running = false
      clearInterval(timer)
      clearInterval(renewal)
      clearInterval(pruning)
      // A page that is being asked for is given up; one that was read is still committed.
      stopping.abort()
      await claiming
      await Promise.all(turns)
    },
  }
}
