// Channels of chat programs that are told what waits. Their addresses let everybody who knows them write there: they are sealed.
import type { Migration } from './index.ts'

export const chatChannels: Migration = {
  number: 32,
  name: 'chat-channels',
  sql: ({ table, blob }) => `
CREATE TABLE chat_channels (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  program TEXT NOT NULL,
  host TEXT NOT NULL,
  address ${blob} NOT NULL,
  settings TEXT NOT NULL,
  told_until TEXT NOT NULL,
  digest_day TEXT NOT NULL,
  sent_at TEXT,
  failure TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (partner_id, id)
) ${table};
`,
}
