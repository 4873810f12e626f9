// Brings a database to the newest schema. Several processes may start together: one migrates, the others wait for it.
// The rule for upgrades with runs in flight stands in docs/scaling.md.
import pg from 'pg'
import { AppError } from '#shared/errors.ts'
import { POSTGRES } from '../migrations/dialect.ts'
import type { Migration } from '../migrations/index.ts'
import { connectionSettings } from './connect.ts'
import { toStartError } from './errors.ts'
import { EXTRAS } from './extras.ts'
import { bypassesRowSecurity, secureRows } from './row-security.ts'

/** The oldest version that its makers still mend. */
const OLDEST_SERVER = 14

/** Any number, the same for all processes: who holds this advisory lock migrates. */
export const MIGRATION_LOCK = 7_112_001

const LEDGER = `CREATE TABLE IF NOT EXISTS migrations (
  number bigint NOT NULL PRIMARY KEY,
  name text NOT NULL,
  applied_at text NOT NULL
)`

/** The number of the newest migration applied; 0 for an empty database. */
export async function schemaNumber(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ ledger: string | null }>("SELECT to_regclass('migrations')::text AS ledger")
  if (rows[0]?.ledger == null) return 0
  const newest = await client.query<{ number: number | null }>('SELECT max(number) AS number FROM migrations')
  return newest.rows[0]?.number ?? 0
}

/** Text compares byte by byte, as in SQLite: ids sort by their time under any language the database was made for, and faster. */
const inPostgres = (migration: Migration): string => migration.sql(POSTGRES).replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')

/**
 * Throws `config-invalid` when the server is too old, or the database was written by a newer Tillflow: this program does not know what
 * that one relies on. (A running program of the older version goes on: migrations only add.) Answers whether row-level security does
 * not hold this user back.
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[],
  now: Date,
): Promise<{ readonly bypassesRowSecurity: boolean }> {
  const client = new pg.Client(connectionSettings(url))
  try {
    await client.connect()
    await refuseOldServer(client)
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrateLocked(client, migrations, now)
    return { bypassesRowSecurity: await bypassesRowSecurity(client) }
  } catch (error) {
    throw toStartError(error, `${client.host}:${client.port}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function migrateLocked(client: pg.ClientBase, migrations: readonly Migration[], now: Date): Promise<void> {
  const known = migrations.at(-1)?.number ?? 0
  const current = await schemaNumber(client)
  if (current > known) {
    throw new AppError('config-invalid', {
      message: `The database was written by a newer Tillflow: it has schema ${current}, this program knows ${known}.`,
      fix: 'Start the newer version, or restore a backup made by this one.',
    })
  }
  if (current === known) return
  await client.query('BEGIN')
  try {
    await client.query(LEDGER)
    for (const migration of migrations) {
      if (migration.number <= current) continue
      await client.query(inPostgres(migration))
      const values = [migration.number, migration.name, now.toISOString()]
      await client.query('INSERT INTO migrations (number, name, applied_at) VALUES ($1, $2, $3)', values)
    }
    for (const sql of EXTRAS) await client.query(sql)
    // In the same transaction: there is no moment at which a table stands without its wall.
    await secureRows(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function refuseOldServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  )
  const server = rows[0]
  if (server && server.number >= OLDEST_SERVER * 10_000) return
  throw new AppError('config-invalid', {
    message: `The database server is PostgreSQL ${server?.version}; Tillflow needs ${OLDEST_SERVER} or newer.`,
    fix: `Use a server of version ${OLDEST_SERVER} or newer.`,
  })
}
