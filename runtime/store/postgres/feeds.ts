// Feeds and the bytes of files on PostgreSQL.
import { AppError } from '#shared/errors.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { FeedStore } from '../feed-ports.ts'
import { toFeed, type FeedRow } from '../rows/feeds.ts'
import { toJson } from '../rows/json.ts'
import { createBlobWriter, loadPayloads } from './blobs.ts'
import type { Connections, Transaction } from './connect.ts'
import { NOT_ENDED, where } from './run-lists.ts'
import type { Values } from './sql.ts'

const INSERT = `INSERT INTO feeds
  (client_id, id, flow_id, environment, kind, name, source, cursor, status, next_at, failures, records, rejected, size, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)`
const insertValues = ({ clientId, id, flowId, environment, kind, name, source, cursor, status, nextAt, size, createdAt }: Feed): Values => [
  clientId,
  id,
  flowId,
  environment,
  kind,
  name,
  source,
  cursor ?? null,
  status,
  Date.parse(nextAt),
  size,
  Date.parse(createdAt),
]

async function mustGet(transaction: Transaction, clientId: string, feedId: string): Promise<Feed> {
  const { rows } = await transaction.query<FeedRow>('SELECT * FROM feeds WHERE client_id = ? AND id = ?', [clientId, feedId])
  if (!rows[0]) throw new AppError('not-found')
  return toFeed(rows[0])
}

async function putPoll(transaction: Transaction, feed: Feed): Promise<Feed> {
  const { clientId, flowId, environment } = feed
  // Of two deployments at once the second waits here.
  await transaction.query('SELECT 1 FROM flows WHERE client_id = ? AND id = ? FOR UPDATE', [clientId, flowId])
  const found = await transaction.query<FeedRow>(
    "SELECT * FROM feeds WHERE client_id = ? AND flow_id = ? AND environment = ? AND kind = 'poll' FOR UPDATE",
    [clientId, flowId, environment],
  )
  const [stored] = found.rows
  if (!stored) {
    await transaction.query(INSERT, insertValues(feed))
    return mustGet(transaction, clientId, feed.id)
  }
  if (stored.source !== feed.source) {
    await transaction.query(
      'UPDATE feeds SET source = ?, cursor = NULL, records = 0, rejected = 0, read_at = NULL, created_at = ? WHERE client_id = ? AND id = ?',
      [feed.source, Date.parse(feed.createdAt), clientId, stored.id],
    )
  }
  // Whoever reads meanwhile loses its lease: its page must not move a new source's cursor, and when to look next is for the new version to say.
  await transaction.query(
    `UPDATE feeds SET name = ?, status = 'active', next_at = ?, failures = 0, error = NULL, owner = NULL, fence = fence + 1
     WHERE client_id = ? AND id = ?`,
    [feed.name, Date.parse(feed.nextAt), clientId, stored.id],
  )
  return mustGet(transaction, clientId, stored.id)
}

async function completeFile(
  transaction: Transaction,
  clientId: string,
  feedId: string,
  { source, size, at }: { readonly source: string; readonly size: number; readonly at: Date },
): Promise<Feed> {
  const { flowId, environment } = await mustGet(transaction, clientId, feedId)
  // Of two equal files at once the second waits here, and then finds the first.
  await transaction.query('SELECT 1 FROM flows WHERE client_id = ? AND id = ? FOR UPDATE', [clientId, flowId])
  const same = await transaction.query<FeedRow>(
    `SELECT * FROM feeds WHERE client_id = ? AND flow_id = ? AND environment = ? AND source = ? AND kind = 'file' AND status <> 'receiving'`,
    [clientId, flowId, environment, source],
  )
  const [earlier] = same.rows
  if (earlier) {
    await transaction.query('DELETE FROM feeds WHERE client_id = ? AND id = ?', [clientId, feedId])
    return toFeed(earlier)
  }
  await transaction.query(
    "UPDATE feeds SET source = ?, size = ?, status = 'active', next_at = ? WHERE client_id = ? AND id = ? AND status = 'receiving'",
    [source, size, at.getTime(), clientId, feedId],
  )
  return mustGet(transaction, clientId, feedId)
}

function settings({
  read,
  change,
  write,
}: Connections): Pick<FeedStore, 'putPoll' | 'stopPoll' | 'createFile' | 'completeFile' | 'remove' | 'get' | 'list'> {
  return {
    putPoll: (feed) => write(feed.clientId, (transaction) => putPoll(transaction, feed)),
    async stopPoll(clientId, flowId, environment) {
      await change(
        clientId,
        "UPDATE feeds SET status = 'stopped', owner = NULL, fence = fence + 1 WHERE client_id = ? AND flow_id = ? AND environment = ? AND kind = 'poll'",
        [clientId, flowId, environment],
      )
    },
    createFile: async (feed) => void (await change(feed.clientId, INSERT, insertValues(feed))),
    completeFile: (clientId, feedId, file) => write(clientId, (transaction) => completeFile(transaction, clientId, feedId, file)),
    remove: async (clientId, feedId) =>
      (await change(clientId, 'DELETE FROM feeds WHERE client_id = ? AND id = ?', [clientId, feedId])).count > 0,
    get: async (clientId, feedId) => {
      const [row] = await read<FeedRow>(clientId, 'SELECT * FROM feeds WHERE client_id = ? AND id = ?', [clientId, feedId])
      return row && toFeed(row)
    },
    async list(clientId, query) {
      const limit = pageLimit(query)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', query.environment],
        ['kind = ?', query.kind],
        ['id < ?', query.cursor === undefined ? undefined : decodeCursor(query.cursor).id],
      ])
      const rows = await read<FeedRow>(clientId, `SELECT * FROM feeds WHERE ${sql} ORDER BY id DESC LIMIT ?`, [...values, limit + 1])
      return toPage(rows.map(toFeed), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
  }
}

function pieces({ read, write }: Connections): Pick<FeedStore, 'putPiece' | 'piece'> {
  return {
    putPiece: (clientId, feedId, index, bytes) =>
      write(clientId, async (transaction) => {
        const blobs = createBlobWriter()
        const values = [clientId, feedId, index, blobs.put(clientId, feedId, bytes)]
        await transaction.query('INSERT INTO feed_pieces (client_id, feed_id, piece, hash) VALUES (?, ?, ?, ?)', values)
        await blobs.write(transaction)
      }),
    async piece(clientId, feedId, index) {
      const sql = 'SELECT hash FROM feed_pieces WHERE client_id = ? AND feed_id = ? AND piece = ?'
      const [row] = await read<{ hash: string }>(clientId, sql, [clientId, feedId, index])
      if (!row) return undefined
      const payloads = await loadPayloads((asked, values) => read(clientId, asked, values), [{ clientId, hash: row.hash }])
      return payloads.bytes(clientId, row.hash)
    },
  }
}

function reading({ read, journal }: Connections): Pick<FeedStore, 'claim' | 'renew' | 'release' | 'backlog' | 'prune'> {
  return {
    async claim({ owner, now, leaseMs }) {
      const at = now.getTime()
      const { rows } = await journal<FeedRow>(
        `UPDATE feeds SET owner = ?, lease_until = ?, fence = fence + 1 FROM (
           SELECT client_id, id FROM feeds WHERE status = 'active' AND next_at <= ? AND (owner IS NULL OR lease_until <= ?)
           ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
         ) AS due WHERE feeds.client_id = due.client_id AND feeds.id = due.id RETURNING feeds.*`,
        [owner, at + leaseMs, at, at],
      )
      return rows[0] && { feed: toFeed(rows[0]), fence: rows[0].fence }
    },
    renew: async ({ owner, until }) =>
      void (await journal("UPDATE feeds SET lease_until = ? WHERE owner = ? AND status = 'active'", [until.getTime(), owner])),
    async release({ feed, fence }, { status, nextAt, error, at }) {
      const ended = status === 'done' || status === 'failed' ? at.getTime() : null
      const text = toJson(error)
      const released = await journal(
        `UPDATE feeds SET status = ?, next_at = ?, failures = CASE WHEN ?::text IS NULL THEN 0 ELSE failures + 1 END, error = ?,
           finished_at = ?, read_at = ?, owner = NULL, lease_until = NULL
         WHERE client_id = ? AND id = ? AND fence = ?`,
        [status, nextAt.getTime(), text, text, ended, at.getTime(), feed.clientId, feed.id, fence],
      )
      return released.count > 0
    },
    async prune({ before, limit }) {
      const { count } = await journal(
        `DELETE FROM feeds WHERE (client_id, id) IN (SELECT client_id, id FROM feeds WHERE kind = 'file'
           AND ((status IN ('done', 'failed') AND finished_at < ?) OR (status = 'receiving' AND created_at < ?)) LIMIT ?)`,
        [before.getTime(), before.getTime(), limit],
      )
      return count
    },
    async backlog(clientId, flowId, environment, atMost) {
      const parts = NOT_ENDED.map(
        (words) => `(SELECT 1 FROM runs WHERE ${words} AND client_id = ? AND flow_id = ? AND environment = ? LIMIT ?)`,
      )
      const values = parts.flatMap(() => [clientId, flowId, environment, atMost])
      const sql = `SELECT count(*) AS count FROM (SELECT 1 FROM (${parts.join(' UNION ALL ')}) AS parts LIMIT ?) AS found`
      return (await read<{ count: number }>(clientId, sql, [...values, atMost]))[0]?.count ?? 0
    },
  }
}

export function createFeedStore(connections: Connections): FeedStore {
  return { ...settings(connections), ...pieces(connections), ...reading(connections) }
}
