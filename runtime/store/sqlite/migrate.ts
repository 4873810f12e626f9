// Brings a database to the newest schema, one migration per transaction, and refuses one that is newer than this program.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { SQLITE } from '../migrations/dialect.ts'
import type { Migration } from '../migrations/index.ts'

const LEDGER = `CREATE TABLE IF NOT EXISTS migrations (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`

/** The number of the newest migration applied; 0 for an empty database. */
export function schemaNumber(database: Database): number {
  const ledger = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get()
  if (!ledger) return 0
  const newest = database.prepare<[], { number: number | null }>('SELECT max(number) AS number FROM migrations').get()
  return newest?.number ?? 0
}

/** Throws `config-invalid` when the database was written by a newer Tillflow. */
export function migrate(database: Database, migrations: readonly Migration[], now: Date): void {
  const known = migrations.at(-1)?.number ?? 0
  const current = schemaNumber(database)
  if (current > known) {
    throw new AppError('config-invalid', {
      message: `The database was written by a newer Tillflow: it has schema ${current}, this program knows ${known}.`,
      fix: 'Start the newer version again, or restore a backup made by this one.',
    })
  }
  database.exec(LEDGER)
  const record = database.prepare('INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)')
  for (const migration of migrations) {
    if (migration.number <= current) continue
    database
      .transaction(() => {
        database.exec(migration.sql(SQLITE))
        record.run(migration.number, migration.name, now.toISOString())
      })
      .immediate()
  }
}
