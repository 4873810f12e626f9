import type { Migration } from './index.ts'

export const lanes: Migration = {
  number: 5,
  name: 'lanes',
  sql: ({ integer, clustered }) => `
-- 0: may begin when due; 1: its lane is not known yet; 2: others of its lane come first.
ALTER TABLE runs ADD COLUMN held ${integer} NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN lane TEXT;

-- What may begin, in the order of turns: client, flow, then age. Held runs are not in the way of those that may.
DROP INDEX runs_pending;
CREATE INDEX runs_pending ON runs (client_id, flow_id, environment, due_at, id) WHERE status IN ('queued', 'waiting') AND held = 0;
CREATE INDEX runs_unrouted ON runs (client_id, flow_id, environment, event_id) WHERE status = 'queued' AND held = 1;
CREATE INDEX runs_behind ON runs (client_id, id) WHERE status = 'queued' AND held = 2;

-- Who stands in which lane: one row for each run until it leaves. A place is the event's number, so that a replay has the place of the
-- run it replays. One place of a lane is released at a time.
CREATE TABLE lane_members (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  lane TEXT NOT NULL,
  event_id ${integer} NOT NULL,
  run_id TEXT NOT NULL,
  holds ${integer} NOT NULL,
  released ${integer} NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment, lane, event_id, run_id)
) ${clustered};

-- The newest version seen in a lane, of flows that ignore older ones.
CREATE TABLE lane_versions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  lane TEXT NOT NULL,
  version TEXT NOT NULL,
  run_id TEXT NOT NULL,
  at ${integer} NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment, lane)
) ${clustered};
`,
}
