// The newest content of each record that flows of one channel brought, and which flow: what comes back from the other side is recognised by it.
import type { Migration } from './index.ts'

export const echoes: Migration = {
  number: 25,
  name: 'echoes',
  sql: ({ integer, clustered }) => `
CREATE TABLE echoes (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  channel TEXT NOT NULL,
  lane TEXT NOT NULL,
  content TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  at ${integer} NOT NULL,
  PRIMARY KEY (client_id, environment, channel, lane)
) ${clustered};
CREATE INDEX echoes_old ON echoes (client_id, at);
`,
}
