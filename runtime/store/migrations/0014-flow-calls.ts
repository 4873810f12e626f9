// Calls between flows, topics, and who listens to them. `flow_calls` has one row for each event that a subflow step made, under its first run.
import type { Migration } from './index.ts'

export const flowCalls: Migration = {
  number: 14,
  name: 'flow-calls',
  sql: ({ integer, table }) => `
CREATE TABLE flow_calls (
  client_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  status TEXT NOT NULL,
  output TEXT,
  answered ${integer} NOT NULL DEFAULT 0,
  reason TEXT,
  PRIMARY KEY (client_id, run_id)
) ${table};

ALTER TABLE waits ADD COLUMN child_run_id TEXT;
CREATE INDEX waits_of_child ON waits (client_id, child_run_id) WHERE child_run_id IS NOT NULL;

CREATE TABLE subscriptions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  topic TEXT NOT NULL,
  ordered ${integer} NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};
CREATE INDEX subscriptions_of_topic ON subscriptions (client_id, environment, topic);

CREATE TABLE topics (
  client_id TEXT NOT NULL REFERENCES clients (id),
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  schema TEXT,
  retention_days ${integer} NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (client_id, environment, name)
) ${table};

CREATE TABLE topic_events (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  topic TEXT NOT NULL,
  id TEXT NOT NULL,
  event_key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  body TEXT NOT NULL,
  published_at ${integer} NOT NULL,
  delivered TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  UNIQUE (client_id, event_key)
) ${table};
CREATE INDEX topic_events_newest ON topic_events (client_id, environment, topic, id);
CREATE INDEX topic_events_oldest ON topic_events (published_at);
`,
}
