// A partner's brand and its images. `branding` has a row wherever something was set, be it only an image.
import type { Migration } from './index.ts'

export const branding: Migration = {
  number: 31,
  name: 'branding',
  sql: ({ table, blob }) => `
CREATE TABLE branding (
  partner_id TEXT PRIMARY KEY REFERENCES partners (id),
  settings TEXT NOT NULL,
  updated_at TEXT NOT NULL
) ${table};
CREATE TABLE branding_images (
  partner_id TEXT NOT NULL REFERENCES branding (partner_id) ON DELETE CASCADE,
  image TEXT NOT NULL,
  hash TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes ${blob} NOT NULL,
  PRIMARY KEY (partner_id, image)
) ${table};
CREATE UNIQUE INDEX branding_images_by_hash ON branding_images (hash);
`,
}
