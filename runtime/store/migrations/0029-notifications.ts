// What people want to be told by e-mail, and what they were told. It goes with the membership.
import type { Migration } from './index.ts'

export const notifications: Migration = {
  number: 29,
  name: 'notifications',
  sql: ({ table }) => `
CREATE TABLE notifications (
  partner_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  settings TEXT NOT NULL,
  told_until TEXT NOT NULL,
  digest_day TEXT NOT NULL,
  sent_at TEXT,
  failure TEXT,
  PRIMARY KEY (partner_id, user_id),
  FOREIGN KEY (user_id, partner_id) REFERENCES memberships (user_id, partner_id) ON DELETE CASCADE
) ${table};
`,
}
