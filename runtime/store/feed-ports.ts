// The store of feeds: poll triggers and received files, with the bytes of files. How far a feed was read changes only together with the
// runs that were made of what was read: see Journal.acceptPage.
import type { ErrorData } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Feed, FeedStatus } from '#shared/model/feeds.ts'
import type { Page, PageRequest } from './ports.ts'

/** A leased feed. `fence` grows with every lease: a page with an older one is refused. */
export interface ClaimedFeed {
  readonly feed: Feed
  readonly fence: number
}

export interface FeedQuery extends PageRequest {
  readonly flowId?: string
  readonly environment?: Environment
  readonly kind?: Feed['kind']
}

export interface FeedStore {
  /**
   * The poll of a flow and environment, of which there is one. Where one is stored already it becomes active and due now; its cursor and
   * counts are kept when `source` is the same, and begin anew when it is not. Answers the feed as stored.
   */
  putPoll(feed: Feed): Promise<Feed>
  /** The poll is not read any more; its cursor stays for the next deployment. */
  stopPoll(clientId: string, flowId: string, environment: Environment): Promise<void>
  /** A file in state `receiving`. */
  createFile(feed: Feed): Promise<void>
  /** The file's next piece, in order from 0; equal pieces of a client are stored once. */
  putPiece(clientId: string, feedId: string, index: number, bytes: Uint8Array): Promise<void>
  piece(clientId: string, feedId: string, index: number): Promise<Uint8Array | undefined>
  /**
   * The file is complete and may be read. Where a file with this `source` came before, it is removed again and the earlier one is answered.
   */
  completeFile(clientId: string, feedId: string, file: { readonly source: string; readonly size: number; readonly at: Date }): Promise<Feed>
  /** The feed and the bytes of its file; its runs stay. */
  remove(clientId: string, feedId: string): Promise<boolean>
  /**
   * Removes files that ended before an instant, and those that began to arrive before it and never came to their end: at most `limit`.
   * Answers how many. A file that is forgotten would be read again.
   */
  prune(options: { readonly before: Date; readonly limit: number }): Promise<number>
  get(clientId: string, feedId: string): Promise<Feed | undefined>
  /** Newest first. */
  list(clientId: string, query: FeedQuery): Promise<Page<Feed>>
  /** Leases the feed that has been due longest and that nobody else is reading. */
  claim(options: { readonly owner: string; readonly now: Date; readonly leaseMs: number }): Promise<ClaimedFeed | undefined>
  renew(options: { readonly owner: string; readonly until: Date }): Promise<void>
  /** Ends the lease. False when it was over already: nothing is changed then. */
  release(
    claimed: ClaimedFeed,
    change: {
      readonly status: FeedStatus
      readonly nextAt: Date
      /** Counts one more failure; absent: the count begins anew. */
      readonly error?: ErrorData
      readonly at: Date
    },
  ): Promise<boolean>
  /** How many runs of the flow have not ended, those under way included, counted up to `atMost`. */
  backlog(clientId: string, flowId: string, environment: Environment, atMost: number): Promise<number>
}
