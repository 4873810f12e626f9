// A run says which order or record it is about, and is found by it.
import type { Migration } from './index.ts'

export const runLabels: Migration = {
  number: 16,
  name: 'run-labels',
  sql: () => `
ALTER TABLE runs ADD COLUMN label TEXT;
CREATE INDEX runs_labelled ON runs (client_id, label, id) WHERE label IS NOT NULL;
`,
}
