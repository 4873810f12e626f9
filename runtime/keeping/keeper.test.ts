import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { anEvent } from '#runtime/store/conformance/arrange.ts'
import { openSqliteStore, type SqliteStore } from '#runtime/store/sqlite/open.ts'
import { createKeeper, type KeeperOptions } from './keeper.ts'

let dataDir: string
let store: SqliteStore
let said: { level: number; msg: string }[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-keeper-'))
  store = await openSqliteStore({ dataDir })
  said = []
})
afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const aKeeper = (over: Partial<KeeperOptions> = {}) =>
  createKeeper({
    store: store.keeping,
    blobs: store.blobs,
    clients: async () => [{ id: 'client_a' }, { id: 'client_b' }],
    now: () => new Date('2026-06-01T00:00:00Z'),
    log: pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as (typeof said)[number]) }),
    minFreeBytes: 0,
    pauseMs: 0,
    ...over,
  })
const messages = () => said.map(({ msg }) => msg)

it('removes the old runs of all clients and gives the space back to the disk', async () => {
  const body = Buffer.alloc(20_000, 'x')
  await store.journal.accept(anEvent({ body: randomBytes(100_000), skip: 'a large one' }))
  for (const clientId of ['client_a', 'client_b']) {
    await Promise.all(Array.from({ length: 300 }, () => store.journal.accept(anEvent({ clientId, body, skip: 'for the test' }))))
  }
  const before = await store.keeping.sizes()
  expect(await aKeeper().sweep()).toBe(601)
  expect(store.database.prepare('SELECT count(*) AS n FROM blobs').get()).toEqual({ n: 0 })
  store.database.pragma('wal_checkpoint(TRUNCATE)')
  const after = await store.keeping.sizes()
  expect(after.databaseBytes).toBeLessThan(before.databaseBytes / 10)
  expect(await aKeeper().sweep()).toBe(0)
})

it('keeps to the policy of each client', async () => {
  for (const clientId of ['client_a', 'client_b']) await store.journal.accept(anEvent({ clientId, skip: 'for the test' }))
  const retention = async (clientId: string) =>
    clientId === 'client_a' ? { succeededDays: 3_000, parkedDays: 1, resolvedDays: 1 } : undefined
  expect(await aKeeper({ store: { ...store.keeping, retention } }).sweep()).toBe(1)
  expect((await store.runs.list('client_a', { limit: 5 })).items).toHaveLength(1)
})

it('goes on with the other clients when one fails', async () => {
  await store.journal.accept(anEvent({ clientId: 'client_b', skip: 'for the test' }))
  const retention = (clientId: string) => (clientId === 'client_a' ? Promise.reject(new Error('broken')) : Promise.resolve(undefined))
  expect(await aKeeper({ store: { ...store.keeping, retention } }).sweep()).toBe(1)
  expect(messages()).toEqual(['old runs could not be removed', 'old runs were removed'])
})

it('sees a reader that keeps the log from being copied back, and the log shrinks again when it is gone', async () => {
  const keeper = aKeeper()
  const reader = new Database(join(dataDir, 'tillflow.db'), { readonly: true })
  await store.journal.accept(anEvent())
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM runs').get()
  for (let i = 0; i < 70; i++) await store.journal.accept(anEvent({ body: randomBytes(1_000_000) }))
  expect(await keeper.watch()).toMatchObject({ logHeld: true })
  expect(messages()).toEqual(['a reader keeps the log of the database from being copied back'])
  await keeper.watch()
  reader.close()
  expect(await keeper.watch()).toMatchObject({ logHeld: false })
  expect(messages().slice(1)).toEqual(['the log of the database is copied back again'])
  await store.journal.accept(anEvent())
  expect((await keeper.watch()).logBytes).toBeLessThanOrEqual(64 * 1024 * 1024)
})

it('says once that the disk is almost full, and once that there is room again', async () => {
  let diskFreeBytes = 50
  const keeper = aKeeper({ minFreeBytes: 100, store: { ...store.keeping, sizes: async () => ({ databaseBytes: 1, diskFreeBytes }) } })
  expect(keeper.isDiskLow()).toBe(false)
  await keeper.watch()
  await keeper.watch()
  expect(keeper.isDiskLow()).toBe(true)
  diskFreeBytes = 200
  await keeper.watch()
  expect(keeper.isDiskLow()).toBe(false)
  expect(said.map(({ level }) => level)).toEqual([50, 40])
})
