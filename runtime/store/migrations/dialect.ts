// The few words in which the databases' SQL differs, in one table, so that a migration is written once.

/**
 * | member | SQLite | PostgreSQL | why |
 * |---|---|---|---|
 * | `blob` | `BLOB` | `bytea` | bodies and ciphertexts are bytes |
 * | `integer` | `INTEGER` | `bigint` | milliseconds since 1970 need more than 32 bits |
 * | `identity` | `INTEGER PRIMARY KEY` | `bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY` | numbers that never leave the store |
 * | `table` | `STRICT` | nothing | SQLite would store text in an integer column otherwise |
 * | `fromJson` | `AS (json_extract(c, '$.m')) VIRTUAL` | `AS ((c::jsonb) #>> '{m}') STORED` | a column taken out of a text of JSON; SQLite adds only virtual ones to a table, PostgreSQL 14 has only stored ones |
 * | `isEmbedded` | yes | no | the few tables that one of them alone has |
 * | `clustered` | `STRICT, WITHOUT ROWID` | nothing | one b-tree instead of two for small rows found by key |
 *
 * What needs no word here because both understand it: `text` ids, ISO instants and JSON as `TEXT`, flags as 0 and 1,
 * partial indexes, `ON CONFLICT … DO UPDATE`, `RETURNING`, composite foreign keys, row values `(a, b) < (?, ?)`.
 * At run time PostgreSQL differs in `?` (`$1`), `BEGIN IMMEDIATE` (a plain `BEGIN` with `FOR UPDATE SKIP LOCKED` in claims)
 * and the data directory's lock (an advisory lock for singletons).
 */
export interface Dialect {
  readonly isEmbedded: boolean
  readonly blob: string
  readonly integer: string
  readonly identity: string
  readonly table: string
  readonly clustered: string
  /** Behind a new column's type: its value is this member of the JSON text in another column; `a.b` is the member b of a. */
  readonly fromJson: (column: string, member: string) => string
}

export const SQLITE: Dialect = {
  isEmbedded: true,
  blob: 'BLOB',
  integer: 'INTEGER',
  identity: 'INTEGER PRIMARY KEY',
  table: 'STRICT',
  clustered: 'STRICT, WITHOUT ROWID',
  fromJson: (column, member) => `GENERATED ALWAYS AS (json_extract(${column}, '$.${member}')) VIRTUAL`,
}

export const POSTGRES: Dialect = {
  isEmbedded: false,
  blob: 'bytea',
  integer: 'bigint',
  identity: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  table: '',
  clustered: '',
  fromJson: (column, member) => `GENERATED ALWAYS AS ((${column}::jsonb) #>> '{${member.replaceAll('.', ',')}}') STORED`,
}
