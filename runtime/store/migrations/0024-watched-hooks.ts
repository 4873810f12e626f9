// What a watch over webhook subscriptions knows: the address the vendor was told, until when nothing can be missing, and what it had to mend.
import type { Migration } from './index.ts'

export const watchedHooks: Migration = {
  number: 24,
  name: 'watched-hooks',
  sql: ({ integer }) => `
ALTER TABLE hooks ADD COLUMN address TEXT;
ALTER TABLE hooks ADD COLUMN swept_at TEXT;
ALTER TABLE hooks ADD COLUMN restored_at TEXT;
ALTER TABLE hooks ADD COLUMN recovered ${integer} NOT NULL DEFAULT 0;
`,
}
