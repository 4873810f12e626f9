// A simulator's records: in memory for reading, in their own SQLite file before a write is answered (synchronous=FULL),
// so that a record answered as created is still there after kill -9.
import { AsyncLocalStorage } from 'node:async_hooks'
import Database from 'better-sqlite3'

// oxlint-disable-next-line typescript/no-explicit-any -- a vendor's record has any shape; simulators know theirs
export type SimulatorRecord = Record<string, any>

export interface SimulatorRecords {
  types(): readonly string[]
  /** Oldest first. */
  list(type: string): readonly SimulatorRecord[]
  get(type: string, id: string | number): SimulatorRecord | undefined
  find(type: string, matches: (record: SimulatorRecord) => boolean): SimulatorRecord | undefined
  /** Creates or replaces; durable when it returns. */
  put(type: string, id: string | number, record: SimulatorRecord): void
  remove(type: string, id: string | number): void
  /** 1, 2, 3… never the same twice for a type. */
  nextId(type: string, first?: number): number
  /** All or nothing, one commit. Synchronous. */
  atomically<T>(work: () => T): T
  clear(): void
  close(): void
}

/** Set when the work inside it changed a record: what `cut-after-write` waits for. */
export const changeWatch = new AsyncLocalStorage<{ changed: boolean }>()

/** `seed` fills a new or emptied file. Types that begin with `_` are the simulator's own memory and no records. */
export function openRecords(file: string, seed: (records: SimulatorRecords) => void = () => {}): SimulatorRecords {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE IF NOT EXISTS records (type TEXT, id TEXT, seq INTEGER, body TEXT, PRIMARY KEY (type, id))')
  const insert = db.prepare(
    'INSERT INTO records (type, id, seq, body) VALUES (?, ?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET body = excluded.body',
  )
  const erase = db.prepare('DELETE FROM records WHERE type = ? AND id = ?')

  let seq = 0
  const types = new Map<string, Map<string, SimulatorRecord>>()
  const table = (type: string) => types.get(type) ?? types.set(type, new Map()).get(type)!
  const load = () => {
    types.clear()
    for (const row of db
      .prepare<[], { type: string; id: string; seq: number; body: string }>('SELECT * FROM records ORDER BY seq')
      .iterate()) {
      seq = Math.max(seq, row.seq)
      table(row.type).set(row.id, JSON.parse(row.body) as SimulatorRecord)
    }
  }

  const records: SimulatorRecords = {
    types: () => [...types.keys()].filter((type) => !type.startsWith('_')),
    list: (type) => [...table(type).values()],
    get: (type, id) => table(type).get(String(id)),
    find: (type, matches) => [...table(type).values()].find(matches),
    put(type, id, record) {
      const body = JSON.stringify(record)
      insert.run(type, String(id), ++seq, body)
      table(type).set(String(id), JSON.parse(body) as SimulatorRecord)
      const watch = changeWatch.getStore()
      if (watch && !type.startsWith('_')) watch.changed = true
    },
    remove(type, id) {
      erase.run(type, String(id))
      table(type).delete(String(id))
      const watch = changeWatch.getStore()
      if (watch) watch.changed = true
    },
    nextId(type, first = 1) {
      const next = Number(records.get('_ids', type)?.['next'] ?? first)
      records.put('_ids', type, { next: next + 1 })
      return next
    },
    atomically(work) {
      try {
        return db.transaction(work)()
      } catch (error) {
        // The transaction was rolled back; memory must say the same.
        load()
        throw error
      }
    },
    clear() {
      db.exec('DELETE FROM records')
      types.clear()
      db.transaction(() => seed(records))()
    },
    close: () => db.close(),
  }
  load()
  if (seq === 0) db.transaction(() => seed(records))()
  return records
}
