// A sample says where it came from: a template, a run, the exception desk.
import type { Migration } from './index.ts'

export const sampleOrigins: Migration = {
  number: 18,
  name: 'sample-origins',
  sql: () => `
ALTER TABLE samples ADD COLUMN origin TEXT;
`,
}
