// A page of a feed: its events become runs and the feed's cursor moves on, together or not at all.
import type { Database } from 'better-sqlite3'
import type { Accepted, Journal, NewEvent } from '#runtime/engine/ports.ts'
import type { Writer } from '../writer.ts'

export interface AcceptingPagesParts {
  readonly database: Database
  readonly writer: Writer
  /** Only inside a write. */
  readonly acceptNow: (event: NewEvent) => Accepted
}

export function createAcceptingPages({ database, writer, acceptNow }: AcceptingPagesParts): Pick<Journal, 'acceptPage'> {
  const advance = database.prepare<[string, number, number, number, number, string, string, number]>(
    `UPDATE feeds SET cursor = ?, records = records + ?, rejected = rejected + ?, read_at = ?, lease_until = MAX(lease_until, ?)
     WHERE client_id = ? AND id = ? AND fence = ? AND status = 'active' AND owner IS NOT NULL`,
  )
  return {
    acceptPage: ({ clientId, feedId, fence, cursor, events, records, rejected, at, leaseMs }) =>
      writer.write(() => {
        const now = at.getTime()
        const isOurs = advance.run(cursor, records, rejected, now, now + leaseMs, clientId, feedId, fence).changes > 0
        return isOurs ? events.map(acceptNow) : undefined
      }),
  }
}
