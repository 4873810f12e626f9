// A run reads a lookup table as it was when the run first read it, also after a crash or a long wait.
import type { Migration } from './index.ts'

export const pinnedTables: Migration = {
  number: 12,
  name: 'pinned-tables',
  sql: ({ integer, table }) => `
-- Revisions of the lookup tables that the run has read, as a JSON object by name.
ALTER TABLE runs ADD COLUMN tables TEXT;

-- What lookup tables were before they were saved anew.
CREATE TABLE lookup_revisions (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  revision ${integer} NOT NULL,
  entries TEXT NOT NULL,
  replaced_at TEXT NOT NULL,
  PRIMARY KEY (client_id, environment, name, revision)
) ${table};
`,
}
