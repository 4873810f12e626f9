// Of the embedded store only: what was committed and does not stand in the journal's tables yet. See sqlite/journal/unsettled.ts.
import type { Migration } from './index.ts'

export const unsettled: Migration = {
  number: 30,
  name: 'unsettled',
  sql: ({ isEmbedded, identity, blob, table }) =>
    isEmbedded
      ? `
CREATE TABLE unsettled (
  id ${identity},
  steps ${blob} NOT NULL
) ${table};
`
      : '',
}
