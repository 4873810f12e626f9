// Large payloads stand beside the rows that name them, once for each client and content. Text columns of JSON hold `blob:<hash>` in place
// of the text (no JSON begins so); the inbox, whose bodies may be any bytes, has a column for it.
import type { Migration } from './index.ts'

export const blobs: Migration = {
  number: 6,
  name: 'blobs',
  sql: ({ blob, integer, table, clustered }) => `
ALTER TABLE inbox ADD COLUMN body_blob TEXT;

-- The key begins with the client: equal contents of two clients are two blobs.
CREATE TABLE blobs (
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  encoding TEXT NOT NULL,
  size ${integer} NOT NULL,
  data ${blob} NOT NULL,
  PRIMARY KEY (client_id, hash)
) ${table};

-- Who needs a blob: a run. A blob that nobody needs is found and removed in batches (BlobStore.sweep).
CREATE TABLE blob_uses (
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  PRIMARY KEY (client_id, hash, owner_id)
) ${clustered};
CREATE INDEX blob_uses_of_owner ON blob_uses (client_id, owner_id);
`,
}
