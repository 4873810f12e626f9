// Blobs that nobody needs any more. The suite of all stores cannot see this: no port of its own deletes a run.
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aClaimedRun, anEntry, anEvent, later } from '../conformance/arrange.ts'
import { countBlobs, large } from '../conformance/blobs.ts'
import { openSqliteStore, type SqliteStore } from './open.ts'
import { temporaryDirectory } from './temporary-directory.ts'

let dataDir: string
let store: SqliteStore
beforeEach(async () => {
  dataDir = temporaryDirectory()
  store = await openSqliteStore({ dataDir })
})
afterEach(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const forget = (runId: string) => store.database.prepare('DELETE FROM runs WHERE id = ?').run(runId)

it('a blob goes with the last run that needs it', async () => {
  const body = Buffer.from(large('order'))
  const { runId: one } = await store.journal.accept(anEvent({ body }))
  const { runId: two } = await store.journal.accept(anEvent({ body }))
  forget(one)
  expect(await store.blobs.sweep({ limit: 10 })).toEqual({ removed: 0 })
  forget(two)
  expect(await store.blobs.sweep({ limit: 10 })).toEqual({ removed: 1 })
  expect(await countBlobs(store)).toBe(0)
})

it('a replay keeps what the run it replays left, after that is gone', async () => {
  const claimed = await aClaimedRun(store, { body: Buffer.from(large('order')) })
  await store.journal.commit(anEntry(claimed, { transition: { status: 'parked' } }))
  const origin = { runId: claimed.run.id, nodeId: 'post', recordPath: '' }
  const start = { startInput: '{}', startSteps: '{}', requestedBy: 'user_1', at: later(1) }
  const replay = await store.journal.replay({ original: claimed.run, origin, version: 1, ...start })
  forget(claimed.run.id)
  expect(await store.blobs.sweep({ limit: 10 })).toEqual({ removed: 0 })
  expect(await store.runs.body(replay.clientId, replay.id)).toBe(large('order'))
})

it('what compresses takes a fraction on the disk', async () => {
  await store.journal.accept(anEvent({ body: Buffer.from(large('order')) }))
  const row = store.database
    .prepare<[], { encoding: string; size: number; stored: number }>('SELECT encoding, size, length(data) AS stored FROM blobs')
    .get()
  expect(row).toMatchObject({ encoding: 'zstd', size: Buffer.byteLength(large('order')) })
  expect(row?.stored).toBeLessThan((row?.size ?? 0) / 5)
})
