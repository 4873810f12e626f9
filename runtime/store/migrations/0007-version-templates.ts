// A published version remembers which version of its template it goes back to, so that bringing it back brings the merge base back, too.
import type { Migration } from './index.ts'

export const versionTemplates: Migration = {
  number: 7,
  name: 'version-templates',
  sql: () => `
ALTER TABLE flow_versions ADD COLUMN template_version TEXT;
`,
}
