// The audit trail: appended to, read newest first, never changed.
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { AuditStore } from '../ports.ts'
import { toEntry, type AuditRow } from '../rows/accounts.ts'
import { toJson } from '../rows/json.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createAuditStore({ read, change }: Connections): AuditStore {
  return {
    async append({ id, partnerId, clientId, actor, action, target, at, details }) {
      await change(
        EVERY_CLIENT,
        'INSERT INTO audit_entries (id, partner_id, client_id, actor, action, target, at, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [id, partnerId, clientId ?? null, actor, action, target, at, toJson(details)],
      )
    },
    async list(partnerId, page) {
      const limit = pageLimit(page)
      const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor)
      const rows = await read<AuditRow>(
        EVERY_CLIENT,
        `SELECT * FROM audit_entries WHERE partner_id = ? ${after ? 'AND (at, id) < (?, ?)' : ''} ORDER BY at DESC, id DESC LIMIT ?`,
        [partnerId, ...(after ? [after.at, after.id] : []), limit + 1],
      )
      return toPage(rows.map(toEntry), limit, ({ at, id }) => ({ at, id }))
    },
  }
}
