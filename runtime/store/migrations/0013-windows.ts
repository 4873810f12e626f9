// Windows of aggregate and join steps, and what started a run from within.
import type { Migration } from './index.ts'

export const windows: Migration = {
  number: 13,
  name: 'windows',
  sql: ({ integer, table }) => `
CREATE TABLE windows (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  node_id TEXT NOT NULL,
  window_key TEXT NOT NULL,
  number ${integer} NOT NULL,
  status TEXT NOT NULL,
  opening ${integer} NOT NULL,
  opened_at ${integer} NOT NULL,
  closes_at ${integer},
  closes_by TEXT,
  closed_at ${integer},
  closed_by TEXT,
  version ${integer} NOT NULL,
  hops ${integer} NOT NULL,
  count ${integer} NOT NULL,
  expected ${integer},
  value TEXT,
  run_id TEXT,
  PRIMARY KEY (client_id, id),
  UNIQUE (client_id, flow_id, environment, node_id, window_key, number)
) ${table};
CREATE INDEX windows_newest ON windows (client_id, status, id);
CREATE INDEX windows_due ON windows (closes_at) WHERE status = 'open' AND closes_at IS NOT NULL;

-- A record is added once: its key names the event, the step and the record, whatever run brings it.
CREATE TABLE window_records (
  client_id TEXT NOT NULL,
  source_key TEXT NOT NULL,
  window_id TEXT NOT NULL,
  seq ${integer} NOT NULL,
  input TEXT,
  run_id TEXT NOT NULL,
  json TEXT NOT NULL,
  added_at ${integer} NOT NULL,
  PRIMARY KEY (client_id, source_key),
  UNIQUE (client_id, window_id, seq)
) ${table};

ALTER TABLE runs ADD COLUMN cause TEXT;
`,
}
