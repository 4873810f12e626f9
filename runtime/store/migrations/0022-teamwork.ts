// Several people on one flow: who looks at it now, and what they say about its versions.
import type { Migration } from './index.ts'

export const teamwork: Migration = {
  number: 22,
  name: 'teamwork',
  sql: ({ integer, table }) => `
CREATE TABLE flow_viewers (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  seat TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  node_id TEXT,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (client_id, flow_id, seat),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};

CREATE TABLE version_comments (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  version ${integer} NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id, version) REFERENCES flow_versions (client_id, flow_id, version) ON DELETE CASCADE
) ${table};
CREATE INDEX version_comments_of_flow ON version_comments (client_id, flow_id, version, id);
`,
}
