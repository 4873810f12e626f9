// What is SQLite's own: settings that durability rests on, the data directory's lock, kill -9, migrations.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../migrations/index.ts'
import { openConnection } from './connection.ts'
import { migrate, schemaNumber } from './migrate.ts'
import { TABLES_AT_ONCE, TABLES_IN_PAGES, TABLES_OF_RUNS, TABLES_THAT_STAY } from '../client-tables.ts'
import { DATABASE_FILE } from '../database-file.ts'
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './open.ts'
import { temporaryDirectory } from './temporary-directory.ts'

let dataDir: string
let opened: SqliteStore[]
beforeEach(() => {
  dataDir = temporaryDirectory()
  opened = []
})
afterEach(async () => {
  for (const store of opened) await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function open(options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> {
  const store = await openSqliteStore({ dataDir, ...options })
  opened.push(store)
  return store
}
const pragma = (store: SqliteStore, name: string) => store.database.pragma(name, { simple: true })
const FULL = 2
const INCREMENTAL = 2

describe('the settings of the database', () => {
  // Read right after opening, `synchronous` says FULL whatever was set: only after a write does it tell the truth.
  it('are durable after the first write and after reopening', async () => {
    const first = await open()
    await first.check()
    expect(pragma(first, 'synchronous')).toBe(FULL)
    await first.close()
    const second = await open()
    await second.check()
    expect(pragma(second, 'synchronous')).toBe(FULL)
    expect(pragma(second, 'journal_mode')).toBe('wal')
    expect(pragma(second, 'auto_vacuum')).toBe(INCREMENTAL)
    expect(pragma(second, 'foreign_keys')).toBe(1)
  })

  it('leave one file when the store is closed', async () => {
    const store = await open()
    await store.check()
    await store.close()
    expect(existsSync(join(dataDir, `${DATABASE_FILE}-wal`))).toBe(false)
  })

  it('let others in the system read nothing', async () => {
    await open({ dataDir: join(dataDir, 'new') })
    expect(statSync(join(dataDir, 'new')).mode & 0o077).toBe(0)
  })
})

describe('another process', () => {
  let child: ChildProcessWithoutNullStreams
  let line: () => Promise<string>
  beforeEach(async () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), dataDir])
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    line = async () => (await lines.next()).value ?? ''
    if ((await line()) !== 'ready') throw new Error('the other process did not open the store')
  })
  afterEach(() => kill())

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  async function accept(eventKey: string): Promise<string> {
    child.stdin.write(`${eventKey}\n`)
    return line()
  }

  it('keeps this one out for as long as it lives, and not longer', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'data-dir-in-use' })
    await kill()
    await (await open()).check()
  })

  it('keeps this one out while it is stopped too, so that nobody takes over what it will go on with', async () => {
    child.kill('SIGSTOP')
    await expect(open()).rejects.toMatchObject({ code: 'data-dir-in-use' })
    child.kill('SIGCONT')
    expect(await accept('delivery-1')).toMatch(/^run_/)
  })

  it('leaves what it acknowledged, when it is killed right then', async () => {
    const runId = await accept('delivery-1')
    await kill()
    const store = await open()
    expect(await store.runs.get('client_a', runId)).toMatchObject({ status: 'queued' })
    expect(await store.runs.body('client_a', runId)).toBe('{"id":1}')
    expect(await store.journal.claim({ owner: 'w', limit: 9, now: new Date(), leaseMs: 1 })).toMatchObject([{ run: { id: runId } }])
  })
})

describe('the disk', () => {
  it('is left alone by redeliveries and by polling when nothing is due', async () => {
    const store = await open()
    const written = () => [
      store.database.prepare('SELECT total_changes()').pluck().get(),
      statSync(join(dataDir, `${DATABASE_FILE}-wal`)).size,
    ]
    const event = { clientId: 'a', flowId: 'f', environment: 'live', version: 1, trigger: 'webhook', eventKey: 'delivery-1' } as const
    const accept = () => store.journal.accept({ ...event, body: Buffer.from('{}'), receivedAt: new Date() })
    const claim = () => store.journal.claim({ owner: 'w', limit: 9, now: new Date(), leaseMs: 1000 })
    await accept()
    expect(await claim()).toHaveLength(1)
    const before = written()
    expect(await accept()).toMatchObject({ duplicate: true })
    expect(await claim()).toEqual([])
    await store.journal.recover({ now: new Date(), exceptOwner: 'w' })
    expect(written()).toEqual(before)
  })
})

describe('opening', () => {
  it('refuses the same directory twice in one process', async () => {
    await open()
    await expect(open()).rejects.toMatchObject({ code: 'data-dir-in-use' })
  })

  it('refuses a directory that cannot be made', async () => {
    await expect(open({ dataDir: '/dev/null/tillflow' })).rejects.toMatchObject({ code: 'store-failed' })
  })

  it('refuses a database of a newer version and leaves it as it is', async () => {
    const store = await open()
    store.database.prepare("INSERT INTO migrations VALUES (999, 'from-the-future', '')").run()
    await store.close()
    await expect(open()).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringContaining('999') })
  })

  it('keeps what is there', async () => {
    const store = await open()
    await store.tenancy.createPartner({ id: 'part_1', name: 'P', createdAt: '' })
    await store.close()
    expect(await (await open()).isEmpty()).toBe(false)
  })
})

describe('migrations', () => {
  it('are numbered from one without gaps', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })

  it("make no table with a client's rows that the client's deletion forgets", async () => {
    const store = await open()
    const tables = store.database
      .prepare(
        "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'client_id' WHERE m.type = 'table' ORDER BY m.name",
      )
      .pluck()
      .all()
    expect([...TABLES_AT_ONCE, ...TABLES_IN_PAGES, ...TABLES_OF_RUNS, ...TABLES_THAT_STAY].toSorted()).toEqual(tables)
  })

  it('give the schema that schema.sql shows', async () => {
    const { database } = await open()
    const statements = database
      .prepare<[], { sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name')
      .all()
    await expect(statements.map(({ sql }) => `${sql};\n`).join('\n')).toMatchFileSnapshot('../migrations/schema.sql')
  })

  it('apply wholly or not at all', () => {
    const database = openConnection(join(dataDir, 'partial.db'))
    const good = { number: 1, name: 'good', sql: () => 'CREATE TABLE a (x)' }
    const bad = { number: 2, name: 'bad', sql: () => 'CREATE TABLE b (x); CREATE TABLE a (x)' }
    expect(() => migrate(database, [good, bad], new Date())).toThrow('already exists')
    expect(schemaNumber(database)).toBe(1)
    expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'b'").get()).toBeUndefined()
    database.close()
  })
})
