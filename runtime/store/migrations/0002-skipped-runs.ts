// Runs that ended as `skipped` are found without walking a client's whole history.
import type { Migration } from './index.ts'

export const skippedRuns: Migration = {
  number: 2,
  name: 'skipped-runs',
  sql: () => `
CREATE INDEX runs_skipped ON runs (client_id, id) WHERE status = 'skipped';
`,
}
