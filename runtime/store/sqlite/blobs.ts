// Large payloads on SQLite. Puts happen inside the write of whatever names the blob, so that both are on disk or neither.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { blobHash, blobMark, hashInMark, INLINE_LIMIT, packBlob, unpackBlob } from '../blobs.ts'
import type { BlobStore } from '../ports.ts'
import type { Writer } from './writer.ts'

export interface BodyRow {
  readonly body: Uint8Array
  readonly body_blob: string | null
}

export interface Blobs {
  /** Only inside a write. `ownerId` is the run or the file that needs it. Answers the hash. */
  put(clientId: string, ownerId: string, bytes: Uint8Array): string
  /** Throws `store-failed` when it is gone. */
  get(clientId: string, hash: string): Uint8Array
  /** The text itself, or the mark of the blob it became. Only inside a write. */
  putText<T extends string | null>(clientId: string, ownerId: string, text: T): T | string
  /** The text that `putText` was given. */
  getText<T extends string | null>(clientId: string, stored: T): T | string
  /** An event's body as text. */
  bodyText(clientId: string, row: BodyRow | undefined): string | undefined
  /** What one owner needs the other needs too: a replay reads what earlier runs of its event left. Only inside a write. */
  share(clientId: string, fromOwner: string, toOwner: string): void
}

export function createBlobs(database: Database): Blobs {
  const known = database.prepare<[string, string], { found: 1 }>('SELECT 1 AS found FROM blobs WHERE client_id = ? AND hash = ?')
  const insert = database.prepare<[string, string, string, number, Uint8Array]>(
    'INSERT INTO blobs (client_id, hash, encoding, size, data) VALUES (?, ?, ?, ?, ?)',
  )
  const use = database.prepare<[string, string, string]>(
    'INSERT INTO blob_uses (client_id, hash, owner_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const read = database.prepare<[string, string], { encoding: string; data: Buffer }>(
    'SELECT encoding, data FROM blobs WHERE client_id = ? AND hash = ?',
  )
  const share = database.prepare<[string, string, string]>(
    `INSERT INTO blob_uses (client_id, hash, owner_id) SELECT client_id, hash, ? FROM blob_uses WHERE client_id = ? AND owner_id = ?
     ON CONFLICT DO NOTHING`,
  )

  function put(clientId: string, ownerId: string, bytes: Uint8Array): string {
    const hash = blobHash(bytes)
    if (!known.get(clientId, hash)) {
      const { encoding, data } = packBlob(bytes)
      insert.run(clientId, hash, encoding, bytes.length, data)
    }
    use.run(clientId, hash, ownerId)
    return hash
  }
  function get(clientId: string, hash: string): Uint8Array {
    const row = read.get(clientId, hash)
    if (!row) throw new AppError('store-failed', { message: 'A stored payload is missing from the database.' })
    return unpackBlob(row)
  }

  return {
    put,
    get,
    putText: (clientId, ownerId, text) =>
      text === null || text.length <= INLINE_LIMIT ? text : blobMark(put(clientId, ownerId, Buffer.from(text))),
    getText(clientId, stored) {
      const hash = stored === null ? undefined : hashInMark(stored)
      return hash === undefined ? stored : Buffer.from(get(clientId, hash)).toString()
    },
    bodyText: (clientId, row) => row && Buffer.from(row.body_blob === null ? row.body : get(clientId, row.body_blob)).toString(),
    share: (clientId, fromOwner, toOwner) => void share.run(toOwner, clientId, fromOwner),
  }
}

export function createBlobStore(database: Database, writer: Writer): BlobStore {
  const page = database.prepare<[string, string, number], { client_id: string; hash: string }>(
    'SELECT client_id, hash FROM blobs WHERE (client_id, hash) > (?, ?) ORDER BY client_id, hash LIMIT ?',
  )
  const dropUses = database.prepare<[string, string]>(
    `DELETE FROM blob_uses WHERE client_id = ? AND hash = ?
     AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.client_id = blob_uses.client_id AND runs.id = blob_uses.owner_id)
     AND NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.client_id = blob_uses.client_id AND feeds.id = blob_uses.owner_id)`,
  )
  const remove = database.prepare<[string, string]>(
    `DELETE FROM blobs WHERE client_id = ? AND hash = ?
     AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.client_id = blobs.client_id AND blob_uses.hash = blobs.hash)`,
  )
  return {
    sweep: ({ after, limit }) =>
      writer.write(() => {
        const rows = page.all(after?.clientId ?? '', after?.hash ?? '', limit)
        let removed = 0
        for (const { client_id: clientId, hash } of rows) {
          dropUses.run(clientId, hash)
          removed += remove.run(clientId, hash).changes
        }
        const last = rows.length === limit ? rows.at(-1) : undefined
        return { removed, ...(last && { next: { clientId: last.client_id, hash: last.hash } }) }
      }),
  }
}
