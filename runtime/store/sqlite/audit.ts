// The audit trail: appended to, read newest first, never changed.
import type { Database } from 'better-sqlite3'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { AuditEntry, AuditStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { fromJson, toJson } from './json-column.ts'

interface Row {
  readonly id: string
  readonly partner_id: string
  readonly client_id: string | null
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly at: string
  readonly details: string | null
}

const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  partnerId: row.partner_id,
  ...(row.client_id !== null && { clientId: row.client_id }),
  actor: row.actor,
  action: row.action,
  target: row.target,
  at: row.at,
  ...(row.details !== null && { details: fromJson<Record<string, unknown>>(row.details) }),
})

export function createAuditStore(database: Database, writer: Writer): AuditStore {
  const insert = database.prepare<(string | null)[]>(
    'INSERT INTO audit_entries (id, partner_id, client_id, actor, action, target, at, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const newest = database.prepare<[string, number], Row>(
    'SELECT * FROM audit_entries WHERE partner_id = ? ORDER BY at DESC, id DESC LIMIT ?',
  )
  const older = database.prepare<[string, string, string, number], Row>(
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
