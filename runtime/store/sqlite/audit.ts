// The audit trail: appended to, read newest first, never changed.
import type { Database } from 'better-sqlite3'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { AuditStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { toEntry, type AuditRow } from '../rows/accounts.ts'
import { toJson } from '../rows/json.ts'

export function createAuditStore(database: Database, writer: Writer): AuditStore {
  const insert = database.prepare<(string | null)[]>(
    'INSERT INTO audit_entries (id, partner_id, client_id, actor, action, target, at, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const newest = database.prepare<[string, number], AuditRow>(
    'SELECT * FROM audit_entries WHERE partner_id = ? ORDER BY at DESC, id DESC LIMIT ?',
  )
  const older = database.prepare<[string, string, string, number], AuditRow>(
    'SELECT * FROM audit_entries WHERE partner_id = ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?',
  )

  return {
    append: ({ id, partnerId, clientId, actor, action, target, at, details }) =>
      writer.write(() => void insert.run(id, partnerId, clientId ?? null, actor, action, target, at, toJson(details))),
    async list(partnerId, page) {
      const limit = pageLimit(page)
      const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor)
      const rows = after ? older.all(partnerId, after.at, after.id, limit + 1) : newest.all(partnerId, limit + 1)
      return toPage(rows.map(toEntry), limit, ({ at, id }) => ({ at, id }))
    },
  }
}
