// A page of a feed: its events become runs and the feed's cursor moves on, together or not at all.
import type { Database } from 'better-sqlite3'
import type { Accepted, Journal, NewEvent, NewPage } from '#runtime/engine/ports.ts'
import type { Writer } from '../writer.ts'

export interface AcceptingPagesParts {
  readonly database: Database
  readonly writer: Writer
  /** Only inside a write. */
  readonly acceptNow: (event: NewEvent) => Accepted
}

export function createAcceptingPages({ database, writer, acceptNow }: AcceptingPagesParts): Pick<Journal, 'acceptPage'> {
  const advance = database.prepare<[string, number, number, number, number, string, string]>(
    `UPDATE feeds SET cursor = ?, records = records + ?, rejected = rejected + ?, read_at = ?, lease_until = MAX(lease_until, ?)
     WHERE client_id = ? AND id = ?`,
  )
  const isLeased = database.prepare<[string, string, number], { found: 1 }>(
    "SELECT 1 AS found FROM feeds WHERE client_id = ? AND id = ? AND fence = ? AND status = 'active' AND owner IS NOT NULL",
  )

  function acceptPageNow({ clientId, feedId, fence, cursor, events, records, rejected, at, leaseMs }: NewPage) {
    if (!isLeased.get(clientId, feedId, fence)) return undefined
    const accepted = events.map(acceptNow)
    const fresh = accepted.reduce((sum, { duplicate }, index) => sum + (duplicate ? 0 : (records[index] ?? 0)), 0)
    advance.run(cursor, fresh, rejected, at.getTime(), at.getTime() + leaseMs, clientId, feedId)
    return accepted
  }

  return { acceptPage: (page) => writer.write(() => acceptPageNow(page)) }
}
