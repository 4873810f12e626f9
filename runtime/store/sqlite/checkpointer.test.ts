import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createCheckpointer, type Checkpointer } from './checkpointer.ts'
import { openConnection } from './connection.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { createWriter, type Writer } from './writer.ts'

const PAGES = 100
const PAGE_BYTES = 8_192

let dataDir: string
let database: Database
let checkpointer: Checkpointer
let writer: Writer
let warnings: string[]
beforeEach(() => {
  dataDir = temporaryDirectory()
  database = openConnection(join(dataDir, 'test.db'))
  database.exec('CREATE TABLE events (body TEXT NOT NULL)')
  warnings = []
  checkpointer = createCheckpointer(database, { pages: PAGES, onWarning: (message) => warnings.push(message) })
  writer = createWriter(database, { onCommit: () => checkpointer.committed() })
})
afterEach(async () => {
  await writer.close()
  await checkpointer.stop()
  database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const logOf = () => database.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)').get()

async function write(count: number): Promise<void> {
  const insert = database.prepare<[string]>('INSERT INTO events (body) VALUES (?)')
  for (let index = 0; index < count; index++) await writer.write(() => insert.run('x'.repeat(5_000)))
}

it('keeps the log short while writing goes on, whatever was written', async () => {
  // A tenth of it stays in the log when it is begun anew now and then: 3,000 commits of some pages each.
  let longest = 0
  for (let round = 0; round < 30; round++) {
    await write(100)
    longest = Math.max(longest, logOf()?.log ?? 0)
  }
  expect(database.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 3_000 })
  // Three pages for each commit: without copying there would be 9,000.
  expect(longest).toBeLessThan(PAGES * 10)
  expect(statSync(join(dataDir, 'test.db')).size).toBeGreaterThan(2_000 * 5_000)
  expect(statSync(join(dataDir, 'test.db-wal')).size).toBeLessThan(PAGES * 12 * PAGE_BYTES)
  expect(warnings).toEqual([])
})

it('copies no less when somebody reads for long: the rest follows when they are through', async () => {
  const reader = openConnection(join(dataDir, 'test.db'))
  const rows = reader.prepare('SELECT rowid FROM events').iterate()
  await write(50)
  rows.return?.()
  const reading = reader.prepare('SELECT rowid FROM events').iterate()
  reading.next()
  await write(500)
  expect(logOf()?.log).toBeGreaterThan(PAGES * 4)
  reading.return?.()
  reader.close()
  await write(500)
  expect(logOf()?.log).toBeLessThan(PAGES * 10)
})

it('leaves the log to the writer when its thread is gone, and lets go of the database at a stop', async () => {
  await checkpointer.stop()
  await write(1_000)
  expect(logOf()?.log).toBeLessThan(PAGES * 6)
  await checkpointer.stop()
})

it('waits longer and longer for a thread that cannot start, and says so once an hour', async () => {
  await checkpointer.stop()
  let [starts, ends] = [0, 0]
  const started = (message: unknown) => {
    starts++
    ;(message as { readonly worker: Worker }).worker.once('exit', () => void ends++)
  }
  subscribe('worker_threads', started)
  let milliseconds = 0
  const startless = createCheckpointer(database, { pages: 1, onWarning: (message) => warnings.push(message), now: () => milliseconds })
  // The open connection keeps its file; the thread does not find it.
  renameSync(join(dataDir, 'test.db'), join(dataDir, 'moved.db'))
  const insert = database.prepare<[string]>('INSERT INTO events (body) VALUES (?)')
  const looksAt = async (time: number) => {
    milliseconds = time
    for (let commit = 0; commit < 64; commit++) {
      insert.run('x')
      startless.committed()
    }
    // A thread that was started has failed, and that is known, before time goes on.
    await vi.waitFor(() => expect(ends).toBe(starts), { timeout: 20_000 })
    await new Promise((resolve) => setTimeout(resolve, 150))
    return { starts, warnings: warnings.length }
  }
  await vi.waitFor(async () => expect(await looksAt(0)).toEqual({ starts: 1, warnings: 1 }))
  expect(await looksAt(900)).toEqual({ starts: 1, warnings: 1 })
  expect((await looksAt(1_100)).starts).toBe(2)
  expect(await looksAt(2_900)).toEqual({ starts: 2, warnings: 1 })
  expect(await looksAt(3_200)).toEqual({ starts: 3, warnings: 1 })
  await vi.waitFor(async () => expect(await looksAt(3_700_000)).toEqual({ starts: 4, warnings: 2 }))
  unsubscribe('worker_threads', started)
  await startless.stop()
})
