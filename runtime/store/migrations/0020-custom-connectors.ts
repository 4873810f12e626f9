// Connectors that partners make without code, one row for each version.
import type { Migration } from './index.ts'

export const customConnectors: Migration = {
  number: 20,
  name: 'custom-connectors',
  sql: ({ integer, table }) => `
CREATE TABLE custom_connectors (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  id TEXT NOT NULL,
  version ${integer} NOT NULL,
  definition TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (id, version)
) ${table};
CREATE INDEX custom_connectors_by_partner ON custom_connectors (partner_id, id, version);
`,
}
