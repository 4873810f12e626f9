// Lookup tables say what stands for a key they lack; an exception is found by the key of a table that it waits for.
import type { Migration } from './index.ts'

export const lookupInbox: Migration = {
  number: 23,
  name: 'lookup-inbox',
  sql: ({ fromJson }) => `
ALTER TABLE lookup_tables ADD COLUMN when_missing TEXT;
ALTER TABLE lookup_revisions ADD COLUMN when_missing TEXT;
ALTER TABLE exceptions ADD COLUMN missing_table TEXT ${fromJson('error', 'details.table')};
ALTER TABLE exceptions ADD COLUMN missing_key TEXT ${fromJson('error', 'details.key')};
CREATE INDEX exceptions_unmapped ON exceptions (client_id, environment, missing_table, missing_key, created_at)
  WHERE status = 'open' AND code = 'lookup-missing';
`,
}
