// Pages of a file that was received: its pieces in the store are the bytes that the formats cut into records.
import { DEFAULT_PAGE_SIZE, type FileConfig } from '#shared/flow/nodes/feeds.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { openRecords, type RecordCursor } from '#connectors/kit/formats/read-records.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import type { FeedPage } from './page.ts'

/** Pieces a file is kept in. */
export const PIECE_BYTES = 1_000_000

export interface FileSource {
  readonly feeds: Pick<FeedStore, 'piece'>
  readonly feed: Feed
  readonly config: FileConfig
}

/** Reads the file page by page, from any cursor on. Throws `file-unreadable`. */
export function openFile({ feeds, feed, config }: FileSource): (cursor: string | undefined) => Promise<FeedPage> {
  const readPage = openRecords(config, {
    size: feed.size,
    async read(offset) {
      const index = Math.floor(offset / PIECE_BYTES)
      const piece = await feeds.piece(feed.clientId, feed.id, index)
      return piece?.subarray(offset - index * PIECE_BYTES) ?? new Uint8Array()
    },
  })
  return async (text) => {
    const known = text === undefined ? undefined : (JSON.parse(text) as RecordCursor)
    const { items, cursor, more } = await readPage(known, config.pageSize ?? DEFAULT_PAGE_SIZE)
    return { items: items.map(({ number, ...item }) => ({ ...item, key: String(number) })), cursor: JSON.stringify(cursor), more }
  }
}
