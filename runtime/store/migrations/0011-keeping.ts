// What housekeeping needs: how long each client keeps its runs, which events have lost their body but are still remembered as
// delivered, the replays of an event, and facts about the installation itself.
import type { Migration } from './index.ts'

export const keeping: Migration = {
  number: 11,
  name: 'keeping',
  sql: ({ integer, table }) => `
CREATE TABLE retention (
  client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id),
  succeeded_days ${integer} NOT NULL,
  parked_days ${integer} NOT NULL,
  resolved_days ${integer} NOT NULL
) ${table};

CREATE TABLE facts (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) ${table};

ALTER TABLE inbox ADD COLUMN forgotten ${integer} NOT NULL DEFAULT 0;
CREATE INDEX inbox_forgotten ON inbox (client_id, received_at) WHERE forgotten = 1;
CREATE INDEX runs_replays ON runs (event_id) WHERE replay_of IS NOT NULL;
`,
}
