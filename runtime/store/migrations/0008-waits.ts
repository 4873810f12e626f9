// What records wait for. `woken_fence` is the fence of the lease during which a wait of the run was settled: that lease's end makes the
// run due at once, for it did not see it.
import type { Migration } from './index.ts'

export const waits: Migration = {
  number: 8,
  name: 'waits',
  sql: ({ integer, table }) => `
CREATE TABLE waits (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  until ${integer} NOT NULL,
  question TEXT,
  token_hash TEXT UNIQUE,
  result TEXT,
  created_at ${integer} NOT NULL,
  settled_at ${integer},
  settled_by TEXT,
  PRIMARY KEY (client_id, id),
  UNIQUE (run_id, node_id, record)
) ${table};
CREATE INDEX waits_newest ON waits (client_id, kind, id);
CREATE INDEX waits_open ON waits (client_id, kind, id) WHERE status = 'open';

ALTER TABLE runs ADD COLUMN woken_fence ${integer} NOT NULL DEFAULT 0;
`,
}
