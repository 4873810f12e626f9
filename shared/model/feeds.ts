// Feeds: what is read page by page into runs. A poll trigger that is deployed is one feed; every file that was received is one.
import type { ErrorData } from '../errors.ts'
import type { Environment } from './accounts.ts'

/**
 * `receiving` (a file whose bytes are still coming) -> `active` (read now or when due) -> `done` (a file that was read to its end),
 * `failed` (a file that cannot be read: the reason is in `error`) or `stopped` (a poll whose flow is not deployed any more).
 */
export type FeedStatus = 'receiving' | 'active' | 'done' | 'failed' | 'stopped'

export interface Feed {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly kind: 'poll' | 'file'
  /** A file's name; what a poll reads, as people call it. */
  readonly name: string
  /**
   * What is read, as a text that changes when it becomes something else: a poll then begins anew. Of a file: the SHA-256 of its bytes,
   * followed by `#` and its id where it was read again on request.
   */
  readonly source: string
  /** How far it was read: whatever its reader needs to go on. Absent before the first page. */
  readonly cursor?: string
  readonly status: FeedStatus
  /** ISO instant before which it is not read. */
  readonly nextAt: string
  /** Failed reads since the last good one. */
  readonly failures: number
  /** Why the last read failed. */
  readonly error?: ErrorData
  /** Records that became runs, alone or as pages of records. */
  readonly records: number
  /** Of these, records that could not be read; each is on the exception desk. */
  readonly rejected: number
  /** Bytes of a file. */
  readonly size: number
  readonly readAt?: string
  readonly createdAt: string
  readonly finishedAt?: string
}
