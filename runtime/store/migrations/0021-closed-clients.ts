// A client that is being deleted: there for nobody any more, while its rows go page by page.
import type { Migration } from './index.ts'

export const closedClients: Migration = {
  number: 21,
  name: 'closed-clients',
  sql: () => `
ALTER TABLE clients ADD COLUMN closed_at TEXT;
`,
}
