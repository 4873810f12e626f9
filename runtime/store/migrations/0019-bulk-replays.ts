// Many exceptions replayed as one job. What an exception is found by is taken out of its error by the database, so that a process of an
// older version, which does not know the columns, fills them all the same.
import type { Migration } from './index.ts'

export const bulkReplays: Migration = {
  number: 19,
  name: 'bulk-replays',
  sql: ({ integer, table, fromJson }) => `
ALTER TABLE exceptions ADD COLUMN code TEXT ${fromJson('error', 'code')};
ALTER TABLE exceptions ADD COLUMN disposition TEXT ${fromJson('error', 'disposition')};
ALTER TABLE exceptions ADD COLUMN bulk_id TEXT;
CREATE INDEX exceptions_by_cause ON exceptions (client_id, flow_id, environment, node_id, code, disposition, created_at, id)
  WHERE status = 'open';
CREATE INDEX exceptions_of_bulk ON exceptions (client_id, bulk_id) WHERE bulk_id IS NOT NULL;

CREATE TABLE bulk_replays (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  filter TEXT NOT NULL,
  version TEXT NOT NULL,
  note TEXT,
  status TEXT NOT NULL,
  total ${integer} NOT NULL,
  refused ${integer} NOT NULL,
  replayed_at_end ${integer},
  last_refusal TEXT,
  at_created TEXT,
  at_id TEXT,
  requested_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  stopped_by TEXT,
  PRIMARY KEY (client_id, id)
) ${table};
CREATE INDEX bulk_replays_running ON bulk_replays (id) WHERE status = 'running';
`,
}
