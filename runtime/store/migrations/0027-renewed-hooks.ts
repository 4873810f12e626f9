// When a vendor's webhook subscription ends by itself, and since when and why it could not be renewed.
import type { Migration } from './index.ts'

export const renewedHooks: Migration = {
  number: 27,
  name: 'renewed-hooks',
  sql: () => `
ALTER TABLE hooks ADD COLUMN expires_at TEXT;
ALTER TABLE hooks ADD COLUMN failing_since TEXT;
ALTER TABLE hooks ADD COLUMN failure TEXT;
`,
}
