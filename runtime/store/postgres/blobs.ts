// Large payloads on PostgreSQL: written in the transaction of whatever names them, read back together.
import { AppError } from '#shared/errors.ts'
import { blobHash, blobMark, hashInMark, INLINE_LIMIT, packBlob, unpackBlob } from '../blobs.ts'
import type { BlobStore } from '../ports.ts'
import type { Connections, Transaction } from './connect.ts'
import { columns, unnest, type Value, type Values } from './sql.ts'

export interface BodyRow {
  readonly body: Uint8Array
  readonly body_blob: string | null
}

/** Blobs of one transaction: noted while its rows are made, written together. */
export interface BlobWriter {
  /** `ownerId` is the run or the file that needs it. Answers the hash. */
  put(clientId: string, ownerId: string, bytes: Uint8Array): string
  /** The text itself, or the mark of the blob it becomes. */
  putText<T extends string | null>(clientId: string, ownerId: string, text: T): T | string
  write(transaction: Transaction): Promise<void>
}

interface Noted {
  readonly clientId: string
  readonly hash: string
  readonly bytes: Uint8Array
}

const keyOf = (clientId: string, hash: string) => `${clientId} ${hash}`

export function createBlobWriter(): BlobWriter {
  const noted = new Map<string, Noted>()
  const uses = new Map<string, Value[]>()

  function put(clientId: string, ownerId: string, bytes: Uint8Array): string {
    const hash = blobHash(bytes)
    noted.set(keyOf(clientId, hash), { clientId, hash, bytes })
    uses.set(`${keyOf(clientId, hash)} ${ownerId}`, [clientId, hash, ownerId])
    return hash
  }

  return {
    put,
    putText: (clientId, ownerId, text) =>
      text === null || text.length <= INLINE_LIMIT ? text : blobMark(put(clientId, ownerId, Buffer.from(text))),
    async write(transaction) {
      if (noted.size === 0) return
      const known = await keepKnown(transaction, [...noted.values()])
      await insertNew(
        transaction,
        [...noted].filter(([key]) => !known.has(key)).map(([, blob]) => blob),
      )
      await transaction.query(
        `INSERT INTO blob_uses (client_id, hash, owner_id) SELECT * FROM ${unnest('text', 'text', 'text')} ON CONFLICT DO NOTHING`,
        columns([...uses.values()], 3),
      )
    },
  }
}

/** Which of these are stored already. They are locked: a sweep that looks at the same moment waits, and then sees that they are needed. */
async function keepKnown(transaction: Transaction, blobs: readonly Noted[]): Promise<ReadonlySet<string>> {
  const { rows } = await transaction.query<{ client_id: string; hash: string }>(
    `SELECT client_id, hash FROM blobs WHERE (client_id, hash) IN (SELECT * FROM ${unnest('text', 'text')})
     ORDER BY client_id, hash FOR SHARE`,
    columns(
      blobs.map(({ clientId, hash }) => [clientId, hash]),
      2,
    ),
  )
  return new Set(rows.map((row) => keyOf(row.client_id, row.hash)))
}

async function insertNew(transaction: Transaction, blobs: readonly Noted[]): Promise<void> {
  if (blobs.length === 0) return
  const rows = blobs.map(({ clientId, hash, bytes }): Value[] => {
    const { encoding, data } = packBlob(bytes)
    return [clientId, hash, encoding, bytes.length, data]
  })
  // Where another process was sooner, the update is the lock; the bytes are the same.
  await transaction.query(
    `INSERT INTO blobs (client_id, hash, encoding, size, data)
     SELECT * FROM ${unnest('text', 'text', 'text', 'bigint', 'bytea')} AS new (client_id, hash, encoding, size, data) ORDER BY client_id, hash
     ON CONFLICT (client_id, hash) DO UPDATE SET size = excluded.size`,
    columns(rows, 5),
  )
}

/** What one owner needs the other needs too: a replay reads what earlier runs of its event left. */
export const shareBlobs = (transaction: Transaction, clientId: string, fromOwner: string, toOwner: string) =>
  transaction.query(
    `WITH kept AS (
       SELECT client_id, hash FROM blobs WHERE client_id = ? AND hash IN (SELECT hash FROM blob_uses WHERE client_id = ? AND owner_id = ?)
       ORDER BY client_id, hash FOR SHARE
     )
     INSERT INTO blob_uses (client_id, hash, owner_id) SELECT client_id, hash, ? FROM kept ON CONFLICT DO NOTHING`,
    [clientId, clientId, fromOwner, toOwner],
  )

/** One statement, seen as whoever asks may see it. */
export type Ask = <Row>(sql: string, values: Values) => Promise<readonly Row[]>

/** Payloads of rows that were read, with what stood apart. Throws `store-failed` for one that is gone. */
export interface Payloads {
  bytes(clientId: string, hash: string): Uint8Array
  /** The text that `putText` was given. */
  text<T extends string | null>(clientId: string, stored: T): T | string
  /** An event's body as text. */
  body(clientId: string, row: BodyRow): string
}

/** `stored`: texts as they stand in columns, marks or not, and hashes of bodies, with their clients. */
export async function loadPayloads(
  ask: Ask,
  stored: readonly { readonly clientId: string; readonly text?: string | null; readonly hash?: string | null }[],
): Promise<Payloads> {
  const wanted = stored.flatMap(({ clientId, text, hash }) => {
    const named = hash ?? (text ? hashInMark(text) : undefined)
    return named === undefined ? [] : [[clientId, named]]
  })
  const found = new Map<string, Uint8Array>()
  if (wanted.length > 0) {
    const rows = await ask<{ client_id: string; hash: string; encoding: string; data: Uint8Array }>(
      `SELECT client_id, hash, encoding, data FROM blobs WHERE (client_id, hash) IN (SELECT * FROM ${unnest('text', 'text')})`,
      columns(wanted, 2),
    )
    for (const row of rows) found.set(keyOf(row.client_id, row.hash), unpackBlob(row))
  }
  function bytes(clientId: string, hash: string): Uint8Array {
    const known = found.get(keyOf(clientId, hash))
    if (!known) throw new AppError('store-failed', { message: 'A stored payload is missing from the database.' })
    return known
  }
  return {
    bytes,
    text(clientId, text) {
      const hash = text === null ? undefined : hashInMark(text)
      return hash === undefined ? text : Buffer.from(bytes(clientId, hash)).toString()
    },
    body: (clientId, { body, body_blob }) => Buffer.from(body_blob === null ? body : bytes(clientId, body_blob)).toString(),
  }
}

export function createBlobStore({ journalTransaction }: Connections): BlobStore {
  return {
    sweep: ({ after, limit }) =>
      journalTransaction(async (transaction) => {
        // Locked first and judged in a later statement: whoever needed one of them meanwhile has committed by then.
        const page = await transaction.query<{ client_id: string; hash: string }>(
          'SELECT client_id, hash FROM blobs WHERE (client_id, hash) > (?, ?) ORDER BY client_id, hash LIMIT ? FOR UPDATE',
          [after?.clientId ?? '', after?.hash ?? '', limit],
        )
        const places = columns(
          page.rows.map(({ client_id, hash }) => [client_id, hash]),
          2,
        )
        const dropped = transaction.query(
          `DELETE FROM blob_uses AS u USING ${unnest('text', 'text')} AS page (client_id, hash)
           WHERE u.client_id = page.client_id AND u.hash = page.hash
             AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.client_id = u.client_id AND runs.id = u.owner_id)
             AND NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.client_id = u.client_id AND feeds.id = u.owner_id)`,
          places,
        )
        const removed = await transaction.query(
          `DELETE FROM blobs AS b USING ${unnest('text', 'text')} AS page (client_id, hash)
           WHERE b.client_id = page.client_id AND b.hash = page.hash
             AND NOT EXISTS (SELECT 1 FROM blob_uses AS u WHERE u.client_id = b.client_id AND u.hash = b.hash)`,
          places,
        )
        await dropped
        const last = page.rows.length === limit ? page.rows.at(-1) : undefined
        return { removed: removed.count, ...(last && { next: { clientId: last.client_id, hash: last.hash } }) }
      }),
  }
}
