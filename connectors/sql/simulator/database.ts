// The simulator's database: three tables of a retailer in SQLite's memory, filled from the simulator's records when a transaction begins and
// written back when it commits. One transaction at a time.
import Database from 'better-sqlite3'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { WireResult } from './postgres-wire.ts'

/** Columns in their order; the key first. */
export const TABLES: Readonly<
  Record<string, { readonly columns: Readonly<Record<string, 'TEXT' | 'INTEGER'>>; readonly key: readonly string[] }>
> = {
  prices: { columns: { sku: 'TEXT', price: 'TEXT', currency: 'TEXT', updated_at: 'TEXT' }, key: ['sku'] },
  stock: { columns: { sku: 'TEXT', location: 'TEXT', available: 'INTEGER', updated_at: 'TEXT' }, key: ['sku', 'location'] },
  orders: { columns: { id: 'INTEGER', number: 'TEXT', total: 'TEXT', currency: 'TEXT', updated_at: 'TEXT' }, key: ['id'] },
}

export interface Transactions {
  /** Waits for its turn; answers how to give it back. */
  turn(): Promise<() => void>
}

export function takeTurns(): Transactions {
  let last: Promise<void> = Promise.resolve()
  return {
    async turn() {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      return resolve
    },
  }
}

/** PostgreSQL's words for the columns, as its catalogue has them. */
const TYPES: Readonly<Record<string, string>> = {
  price: 'numeric',
  total: 'numeric',
  updated_at: 'timestamp with time zone',
  id: 'bigint',
  available: 'integer',
}

function openCatalogue(db: Database.Database): void {
  db.function('current_schema', () => 'public')
  db.exec(`ATTACH ':memory:' AS information_schema;
    CREATE TABLE information_schema.columns (table_schema TEXT, table_name TEXT, column_name TEXT, ordinal_position INTEGER, data_type TEXT, is_nullable TEXT)`)
  const insert = db.prepare("INSERT INTO information_schema.columns VALUES ('public', ?, ?, ?, ?, 'NO')")
  for (const [table, { columns }] of Object.entries(TABLES)) {
    for (const [index, name] of Object.keys(columns).entries()) insert.run(table, name, index + 1, TYPES[name] ?? 'text')
  }
}

export function openDatabase(records: SimulatorRecords) {
  const db = new Database(':memory:')
  openCatalogue(db)
  for (const [table, { columns, key }] of Object.entries(TABLES)) {
    const declared = Object.entries(columns).map(([name, type]) => `"${name}" ${type} NOT NULL`)
    db.exec(`CREATE TABLE "${table}" (${declared.join(', ')}, PRIMARY KEY (${key.join(', ')}))`)
  }
  for (const [table, { columns }] of Object.entries(TABLES)) {
    const names = Object.keys(columns)
    const insert = db.prepare(`INSERT INTO "${table}" VALUES (${names.map(() => '?').join(', ')})`)
    for (const record of records.list(table)) insert.run(names.map((name) => record[name] as string | number))
  }
  return {
    run(sql: string, parameters: readonly (string | null)[]): WireResult {
      const statement = db.prepare(sql)
      // SQLite calls PostgreSQL's $1 a parameter named 1.
      const values = Object.fromEntries(parameters.map((value, index) => [String(index + 1), value]))
      if (!statement.reader) {
        const { changes } = parameters.length > 0 ? statement.run(values) : statement.run()
        const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? ''
        return { columns: [], rows: [], tag: verb === 'INSERT' ? `INSERT 0 ${changes}` : `${verb} ${changes}` }
      }
      const columns = statement.columns().map(({ name, type }) => ({ name, oid: type === 'INTEGER' ? 23 : 25 }))
      const rows = (parameters.length > 0 ? statement.raw().all(values) : statement.raw().all()) as (string | number | null)[][]
      return { columns, rows: rows.map((row) => row.map((value) => (value === null ? null : String(value)))), tag: `SELECT ${rows.length}` }
    },
    save() {
      records.atomically(() => {
        for (const [table, { key }] of Object.entries(TABLES)) {
          const now = db.prepare(`SELECT * FROM "${table}"`).all() as Record<string, string | number>[]
          const idOf = (row: Readonly<Record<string, unknown>>) => key.map((name) => String(row[name])).join('/')
          const ids = new Set(now.map(idOf))
          for (const old of records.list(table)) if (!ids.has(idOf(old))) records.remove(table, idOf(old))
          for (const row of now)
            if (JSON.stringify(records.get(table, idOf(row))) !== JSON.stringify(row)) records.put(table, idOf(row), row)
        }
      })
    },
    close: () => db.close(),
  }
}
