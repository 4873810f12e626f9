// What differs between databases, and what a session with one of them can do.
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import type { Endpoint } from '#connectors/kit/network.ts'
import type { SqlConfig } from './config.ts'

/** A value of a parameter. Numbers that must be exact (money, long ids) are texts: every database turns them into its column's type. */
export type SqlValue = string | number | boolean | null

export interface Rows {
  /** Values as JSON: exact numbers, dates and times as texts, binary as Base64. */
  readonly rows: readonly Readonly<Record<string, Json>>[]
  /** False when there were more rows than were asked for. */
  readonly complete: boolean
  /** Rows that a statement changed, as the database counts. */
  readonly affected: number
}

export interface SqlSession {
  /** Values stand in parameters only. `most`: reading ends after so many rows. Throws errors of ours. */
  run(sql: string, values: readonly SqlValue[], most?: number): Promise<Rows>
  close(): Promise<void>
}

export interface Dialect {
  open(context: CallContext, config: SqlConfig, endpoint: Endpoint): Promise<SqlSession>
  /** The nth parameter, from 1. */
  parameter(n: number): string
  /** An identifier, quoted; `name` was checked. */
  quote(name: string): string
  /** The expression for the schema of tables whose name has none. */
  readonly currentSchema: string
  /** Begins a transaction in which the database itself refuses writes, where it has such. */
  readonly beginRead: string
  readonly begin: string
  readonly commit: string
  readonly rollback: string
  /** Most parameters of one statement. */
  readonly mostParameters: number
  /** A column as text that sorts nothing but keeps every digit, to be compared with again. */
  asText(column: string): string
  /** `select <columns> from <table> <rest>` with at most so many rows. */
  limited(columns: string, rest: string, limit: number): string
  /** Writes rows whose key is new; of those that are there `update` columns are replaced, or nothing where that is empty. */
  upsert(parts: UpsertParts): string
}

export interface UpsertParts {
  /** Quoted, as all names here. */
  readonly table: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  readonly update: readonly string[]
  /** Of each row, the parameters of its columns. */
  readonly rows: readonly (readonly string[])[]
}
