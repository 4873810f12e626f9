// Feeds and the bytes of files on SQLite.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { FeedStore } from '../feed-ports.ts'
import { toFeed, type FeedRow } from '../rows/feeds.ts'
import { toJson } from '../rows/json.ts'
import type { Blobs } from './blobs.ts'
import type { Writer } from './writer.ts'

type Value = string | number | null

export function createFeedStore(database: Database, writer: Writer, blobs: Blobs): FeedStore {
  const insert = database.prepare<Value[]>(
    `INSERT INTO feeds (client_id, id, flow_id, environment, kind, name, source, cursor, status, next_at, failures, records, rejected, size, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)`,
  )
  const get = database.prepare<[string, string], FeedRow>('SELECT * FROM feeds WHERE client_id = ? AND id = ?')
  const pollOf = database.prepare<[string, string, string], FeedRow>(
    "SELECT * FROM feeds WHERE client_id = ? AND flow_id = ? AND environment = ? AND kind = 'poll'",
  )
  // Whoever reads meanwhile loses its lease: its page must not move a new source's cursor, and when to look next is for the new version to say.
  const resume = database.prepare<[string, number, string, string]>(
    `UPDATE feeds SET name = ?, status = 'active', next_at = ?, failures = 0, error = NULL, owner = NULL, fence = fence + 1
     WHERE client_id = ? AND id = ?`,
  )
  const restart = database.prepare<[string, number, string, string]>(
    'UPDATE feeds SET source = ?, cursor = NULL, records = 0, rejected = 0, read_at = NULL, created_at = ? WHERE client_id = ? AND id = ?',
  )
  const stop = database.prepare<[string, string, string]>(
    "UPDATE feeds SET status = 'stopped', owner = NULL, fence = fence + 1 WHERE client_id = ? AND flow_id = ? AND environment = ? AND kind = 'poll'",
  )
  const putPiece = database.prepare<[string, string, number, string]>(
    'INSERT INTO feed_pieces (client_id, feed_id, piece, hash) VALUES (?, ?, ?, ?)',
  )
  const pieceAt = database.prepare<[string, string, number], { hash: string }>(
    'SELECT hash FROM feed_pieces WHERE client_id = ? AND feed_id = ? AND piece = ?',
  )
  const sameFile = database.prepare<[string, string, string, string], FeedRow>(
    `SELECT * FROM feeds WHERE client_id = ? AND flow_id = ? AND environment = ? AND source = ? AND kind = 'file' AND status <> 'receiving'`,
  )
  const complete = database.prepare<[string, number, number, string, string], FeedRow>(
    "UPDATE feeds SET source = ?, size = ?, status = 'active', next_at = ? WHERE client_id = ? AND id = ? AND status = 'receiving' RETURNING *",
  )
  const remove = database.prepare<[string, string]>('DELETE FROM feeds WHERE client_id = ? AND id = ?')
  const prune = database.prepare<[number, number, number]>(
    `DELETE FROM feeds WHERE (client_id, id) IN (SELECT client_id, id FROM feeds WHERE kind = 'file'
       AND ((status IN ('done', 'failed') AND finished_at < ?) OR (status = 'receiving' AND created_at < ?)) LIMIT ?)`,
  )
  const due = database.prepare<[number, number], { client_id: string; id: string }>(
    `SELECT client_id, id FROM feeds WHERE status = 'active' AND next_at <= ? AND (owner IS NULL OR lease_until <= ?) ORDER BY next_at LIMIT 1`,
  )
  const lease = database.prepare<[string, number, string, string], FeedRow>(
    'UPDATE feeds SET owner = ?, lease_until = ?, fence = fence + 1 WHERE client_id = ? AND id = ? RETURNING *',
  )
  const renew = database.prepare<[number, string]>("UPDATE feeds SET lease_until = ? WHERE owner = ? AND status = 'active'")
  const release = database.prepare<Value[]>(
    `UPDATE feeds SET status = ?, next_at = ?, failures = CASE WHEN ? IS NULL THEN 0 ELSE failures + 1 END, error = ?, finished_at = ?,
       read_at = ?, owner = NULL, lease_until = NULL
     WHERE client_id = ? AND id = ? AND fence = ?`,
  )
  // The words of the partial indexes, as they have them: under way, those that may begin, those without a lane yet, those behind others.
  const notEnded = [
    "status = 'running'",
    "status IN ('queued', 'waiting') AND held = 0",
    "status = 'queued' AND held = 1",
    "status = 'queued' AND held = 2",
  ].map((words) =>
    database.prepare<[string, string, string, number], { count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM runs WHERE ${words} AND client_id = ? AND flow_id = ? AND environment = ? LIMIT ?)`,
    ),
  )

  function insertNow(feed: Feed): void {
    const { clientId, id, flowId, environment, kind, name, source, cursor, status, nextAt, size, createdAt } = feed
    const [next, created] = [Date.parse(nextAt), Date.parse(createdAt)]
    insert.run(clientId, id, flowId, environment, kind, name, source, cursor ?? null, status, next, size, created)
  }
  const mustGet = (clientId: string, feedId: string): Feed => {
    const row = get.get(clientId, feedId)
    if (!row) throw new AppError('not-found')
    return toFeed(row)
  }

  function putPollNow(feed: Feed): Feed {
    const stored = pollOf.get(feed.clientId, feed.flowId, feed.environment)
    if (!stored) insertNow(feed)
    else {
      if (stored.source !== feed.source) restart.run(feed.source, Date.parse(feed.createdAt), stored.client_id, stored.id)
      resume.run(feed.name, Date.parse(feed.nextAt), stored.client_id, stored.id)
    }
    return mustGet(feed.clientId, stored?.id ?? feed.id)
  }

  function completeNow(clientId: string, feedId: string, file: { source: string; size: number; at: Date }): Feed {
    const { flowId, environment } = mustGet(clientId, feedId)
    const earlier = sameFile.get(clientId, flowId, environment, file.source)
    if (earlier) {
      remove.run(clientId, feedId)
      return toFeed(earlier)
    }
    const row = complete.get(file.source, file.size, file.at.getTime(), clientId, feedId)
    return row ? toFeed(row) : mustGet(clientId, feedId)
  }

  return {
    putPoll: (feed) => writer.write(() => putPollNow(feed)),
    stopPoll: (clientId, flowId, environment) => writer.write(() => void stop.run(clientId, flowId, environment)),
    createFile: (feed) => writer.write(() => insertNow(feed)),
    putPiece: (clientId, feedId, index, bytes) =>
      writer.write(() => void putPiece.run(clientId, feedId, index, blobs.put(clientId, feedId, bytes))),
    async piece(clientId, feedId, index) {
      const row = pieceAt.get(clientId, feedId, index)
      return row && blobs.get(clientId, row.hash)
    },
    completeFile: (clientId, feedId, file) => writer.write(() => completeNow(clientId, feedId, file)),
    remove: (clientId, feedId) => writer.write(() => remove.run(clientId, feedId).changes > 0),
    prune: ({ before, limit }) => writer.write(() => prune.run(before.getTime(), before.getTime(), limit).changes),
    get: async (clientId, feedId) => {
      const row = get.get(clientId, feedId)
      return row && toFeed(row)
    },
    async list(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const asked = (
        [
          ['flow_id = ?', query.flowId],
          ['environment = ?', query.environment],
          ['kind = ?', query.kind],
          ['id < ?', after?.id],
        ] as const
      ).filter(([, value]) => value !== undefined)
      const sql = ['client_id = ?', ...asked.map(([words]) => words)].join(' AND ')
      const select = database.prepare<Value[], FeedRow>(`SELECT * FROM feeds WHERE ${sql} ORDER BY id DESC LIMIT ?`)
      const rows = select.all(clientId, ...asked.map(([, value]) => value ?? null), limit + 1)
      return toPage(rows.map(toFeed), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    async claim({ owner, now, leaseMs }) {
      const at = now.getTime()
      // Asked outside the transaction first: looking when nothing is due writes nothing.
      if (!due.get(at, at)) return undefined
      return writer.write(() => {
        const found = due.get(at, at)
        const row = found && lease.get(owner, at + leaseMs, found.client_id, found.id)
        return row && { feed: toFeed(row), fence: row.fence }
      })
    },
    renew: ({ owner, until }) => writer.write(() => void renew.run(until.getTime(), owner)),
    release: ({ feed, fence }, { status, nextAt, error, at }) =>
      writer.write(() => {
        const ended = status === 'done' || status === 'failed' ? at.getTime() : null
        const [next, text, read] = [nextAt.getTime(), toJson(error), at.getTime()]
        return release.run(status, next, text, text, ended, read, feed.clientId, feed.id, fence).changes > 0
      }),
    async backlog(clientId, flowId, environment, atMost) {
      let count = 0
      for (const select of notEnded) if (count < atMost) count += select.get(clientId, flowId, environment, atMost - count)?.count ?? 0
      return count
    },
  }
}
