// A key knows who made it: the keys of somebody who leaves go with them.
import type { Migration } from './index.ts'

export const keyMakers: Migration = {
  number: 15,
  name: 'key-makers',
  sql: () => `
ALTER TABLE api_keys ADD COLUMN created_by TEXT;
`,
}
