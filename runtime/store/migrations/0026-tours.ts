// A person's first tour of the app: when they finished or left it, so that it is not shown again on another computer.
import type { Migration } from './index.ts'

export const tours: Migration = {
  number: 26,
  name: 'tours',
  sql: () => `
ALTER TABLE memberships ADD COLUMN toured_at TEXT;
`,
}
