// A list of one environment's runs, of one flow or of all, never walks over the other environment's.
import type { Migration } from './index.ts'

export const runLists: Migration = {
  number: 3,
  name: 'run-lists',
  sql: () => `
DROP INDEX runs_of_flow;
CREATE INDEX runs_of_flow ON runs (client_id, flow_id, environment, id);
CREATE INDEX runs_of_environment ON runs (client_id, environment, id);
`,
}
