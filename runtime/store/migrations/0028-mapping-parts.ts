// Mapping parts that flows share, one row for each version. `client_id` is empty for those of all the partner's clients.
import type { Migration } from './index.ts'

export const mappingParts: Migration = {
  number: 28,
  name: 'mapping-parts',
  sql: ({ integer, table }) => `
CREATE TABLE mapping_parts (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version ${integer} NOT NULL,
  content TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (partner_id, client_id, name, version)
) ${table};
CREATE INDEX mapping_parts_of_client ON mapping_parts (client_id);
`,
}
