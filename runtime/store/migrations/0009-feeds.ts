// Feeds: poll triggers and received files, how far each was read, and who reads it now. Instants are milliseconds since 1970.
import type { Migration } from './index.ts'

export const feeds: Migration = {
  number: 9,
  name: 'feeds',
  sql: ({ integer, table, clustered }) => `
CREATE TABLE feeds (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  cursor TEXT,
  status TEXT NOT NULL,
  next_at ${integer} NOT NULL,
  failures ${integer} NOT NULL,
  error TEXT,
  records ${integer} NOT NULL,
  rejected ${integer} NOT NULL,
  size ${integer} NOT NULL,
  owner TEXT,
  lease_until ${integer},
  fence ${integer} NOT NULL DEFAULT 0,
  read_at ${integer},
  created_at ${integer} NOT NULL,
  finished_at ${integer},
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};
CREATE INDEX feeds_of_flow ON feeds (client_id, flow_id, environment, id);
CREATE UNIQUE INDEX feeds_poll ON feeds (client_id, flow_id, environment) WHERE kind = 'poll';
-- A file is known by its content; one that is still coming has no content yet.
CREATE UNIQUE INDEX feeds_file ON feeds (client_id, flow_id, environment, source) WHERE kind = 'file' AND status <> 'receiving';
CREATE INDEX feeds_due ON feeds (next_at) WHERE status = 'active';

-- The bytes of files, in pieces, each a blob.
CREATE TABLE feed_pieces (
  client_id TEXT NOT NULL,
  feed_id TEXT NOT NULL,
  piece ${integer} NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (client_id, feed_id, piece),
  FOREIGN KEY (client_id, feed_id) REFERENCES feeds (client_id, id) ON DELETE CASCADE
) ${clustered};
`,
}
