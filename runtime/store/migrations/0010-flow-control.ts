// Flow control of connections: settings and shared state, calls that wait, alerts, and OAuth tokens.
import type { Migration } from './index.ts'

export const flowControl: Migration = {
  number: 10,
  name: 'flow-control',
  sql: ({ blob, integer, table, clustered }) => `
CREATE TABLE flow_controls (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  settings TEXT NOT NULL,
  kept TEXT,
  live TEXT,
  PRIMARY KEY (client_id, connection_id),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) ${table};

CREATE TABLE flow_reservations (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  due_at ${integer} NOT NULL,
  paid ${integer} NOT NULL,
  PRIMARY KEY (client_id, connection_id, key),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) ${clustered};

CREATE TABLE alerts (
  client_id TEXT NOT NULL REFERENCES clients (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  cleared_at TEXT,
  PRIMARY KEY (client_id, id)
) ${table};
-- One of a kind stands for a subject at a time.
CREATE UNIQUE INDEX alerts_standing ON alerts (client_id, subject, kind) WHERE cleared_at IS NULL;

-- Access and refresh tokens of a connection, sealed together; the lock is held by whoever renews them.
CREATE TABLE oauth_tokens (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  sealed ${blob},
  locked_by TEXT,
  locked_until ${integer},
  PRIMARY KEY (client_id, connection_id),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) ${table};
`,
}
