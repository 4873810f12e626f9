// The lane that the records of a window came in, so that what the window becomes keeps its order with them.
import type { Migration } from './index.ts'

export const windowLanes: Migration = {
  number: 17,
  name: 'window-lanes',
  sql: () => `
ALTER TABLE windows ADD COLUMN lane TEXT;
`,
}
