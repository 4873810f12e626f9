// Moves an installation from the embedded store into an empty PostgreSQL database: every table, in one transaction, counted at the end.
// The data directory is held while it is read and stays as it was: it is the way back.
import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import { AppError } from '#shared/errors.ts'
import { openConnections, type Transaction } from './postgres/connect.ts'
import { migrate } from './postgres/migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { columns, type Value } from './postgres/sql.ts'
import { openSqliteStore } from './sqlite/open.ts'

export interface MoveOptions {
  readonly dataDir: string
  /** Of an empty database. */
  readonly to: string
  /** Makes the tables that are not the store's own: the sign-in library's. */
  readonly prepare: (pool: pg.Pool) => Promise<void>
  readonly onTable?: (table: string, rows: number) => void
}

/** Not moved: the ledger of migrations, what proves that a commit reaches the disk, answers on their way. */
const LEFT_OUT = new Set(['migrations', 'heartbeat', 'answers'])

/** Rows, and bytes of them, in one statement. */
const BATCH_ROWS = 500
const BATCH_BYTES = 4 * 1024 * 1024

interface Column {
  readonly name: string
  /** As in a cast: `text`, `bigint`, `bytea`, `boolean`, `timestamp with time zone`. */
  readonly type: string
}
interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** Numbers its rows itself. */
  readonly hasIdentity: boolean
}

/** Throws `data-dir-in-use` while Tillflow runs on it, `conflict` when the target is not empty; then nothing was moved. */
export async function moveStore({ dataDir, to, prepare, onTable }: MoveOptions): Promise<void> {
  const source = await openSqliteStore({ dataDir })
  try {
    await migrate(to, MIGRATIONS, new Date())
    const target = openConnections(to)
    try {
      await prepare(target.services)
      await target.journalTransaction(async (transaction) => {
        const tables = await tablesInOrder(transaction)
        await refuseFilled(transaction, tables)
        for (const table of tables) onTable?.(table.name, await moveTable(source.database, transaction, table))
      })
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** What others refer to comes first. */
async function tablesInOrder(transaction: Transaction): Promise<readonly Table[]> {
  const { rows } = await transaction.query<{ name: string; column: string; type: string; identity: boolean }>(
    `SELECT t.relname AS name, c.attname AS column, format_type(c.atttypid, NULL) AS type, c.attidentity <> '' AS identity
     FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped AND c.attgenerated = ''
     WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' ORDER BY t.relname, c.attnum`,
  )
  const tables = new Map<string, Table>()
  for (const [name, own] of Map.groupBy(rows, (row) => row.name)) {
    if (LEFT_OUT.has(name)) continue
    tables.set(name, {
      name,
      columns: own.map(({ column, type }) => ({ name: column, type })),
      hasIdentity: own.some(({ identity }) => identity),
    })
  }
  const references = await transaction.query<{ child: string; parent: string }>(
    `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_class AS p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND c.oid <> p.oid`,
  )
  const ordered = new Set<Table>()
  const place = (name: string) => {
    const table = tables.get(name)
    if (!table || ordered.has(table)) return
    for (const { child, parent } of references.rows) if (child === name) place(parent)
    ordered.add(table)
  }
  for (const name of tables.keys()) place(name)
  return [...ordered]
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

async function refuseFilled(transaction: Transaction, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const found = await transaction.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)
    if (found.count === 0) continue
    throw new AppError('conflict', {
      message: `The database is not empty: its table ${name} has rows. Nothing was moved.`,
      fix: 'Give an empty database. To begin anew, drop this one and create it again.',
    })
  }
}

async function moveTable(source: Database, transaction: Transaction, table: Table): Promise<number> {
  const exists = source.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table.name)
  if (!exists) return 0
  const names = table.columns.map(({ name }) => quoted(name)).join(', ')
  const target = quoted(table.name)
  const insert = `INSERT INTO ${target} (${names}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${table.columns
    .map(({ type }) => `?::${type}[]`)
    .join(', ')})`
  let batch: Value[][] = []
  let bytes = 0
  let moved = 0
  const flush = async () => {
    if (batch.length > 0) await transaction.query(insert, columns(batch, table.columns.length))
    moved += batch.length
    batch = []
    bytes = 0
  }
  const rows = source.prepare<[], unknown[]>(`SELECT ${names} FROM ${target}`).raw().iterate()
  for (const row of rows) {
    const values = table.columns.map((column, index) => toValue(row[index], column))
    batch.push(values)
    for (const value of values) bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8
    if (batch.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await flush()
  }
  await flush()
  await verify(source, transaction, table.name, moved)
  if (table.hasIdentity) {
    await transaction.query(`SELECT setval(pg_get_serial_sequence(?, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${target}), false)`, [
      target,
    ])
  }
  return moved
}

/** SQLite has neither truth values nor instants; the sign-in library's tables have both in PostgreSQL. */
function toValue(value: unknown, { type }: Column): Value {
  if (value === null || value === undefined) return null
  if (type === 'boolean') return value === 1 || value === 'true' ? 'true' : 'false'
  if (type.startsWith('timestamp')) return new Date(value as string | number).toISOString()
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array) return value
  throw new AppError('internal', { message: `A value of type ${typeof value} cannot be moved.` })
}

async function verify(source: Database, transaction: Transaction, table: string, moved: number): Promise<void> {
  const there = source
    .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
    .pluck()
    .get()
  const { rows } = await transaction.query<{ count: number }>(`SELECT count(*) AS count FROM ${quoted(table)}`)
  if (there === moved && rows[0]?.count === moved) return
  throw new AppError('store-failed', {
    message: `The table ${table} has ${there} rows and ${rows[0]?.count} arrived. Nothing was moved.`,
    fix: 'Try again on an empty database.',
  })
}
