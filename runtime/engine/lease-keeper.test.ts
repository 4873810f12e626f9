import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSqliteStore, type SqliteStore } from '#runtime/store/sqlite/open.ts'
import { startLeaseKeeper, type LeaseKeeper } from './lease-keeper.ts'

const LEASE_MS = 2_000

let dataDir: string
let store: SqliteStore
let keeper: LeaseKeeper
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-leases-'))
  store = await openSqliteStore({ dataDir })
})
afterEach(async () => {
  await keeper.stop()
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Nothing of this process's loop runs meanwhile: no timer, no promise, no message. */
const holdUp = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

async function leaseTwo(): Promise<readonly [held: string, other: string]> {
  const event = { clientId: 'client_a', flowId: 'flow_1', environment: 'live', version: 1, trigger: 'webhook' } as const
  const runs = []
  for (const eventKey of ['1', '2'])
    runs.push(await store.journal.accept({ ...event, eventKey, body: Buffer.from('{}'), receivedAt: new Date() }))
  await store.journal.claim({ owner: 'me', limit: 2, now: new Date(), leaseMs: LEASE_MS })
  const [held, other] = runs.map(({ runId }) => runId)
  return [held ?? '', other ?? '']
}

const begin = (wedgedMs: number) => {
  const { renewal: source } = store.journal
  if (!source) throw new Error('the store offers no renewal')
  keeper = startLeaseKeeper({ source, owner: 'me', leaseMs: LEASE_MS, renewMs: 100, wedgedMs, log: pino({ level: 'silent' }) })
}
const lost = async () => {
  await store.journal.recover({ now: new Date(), exceptOwner: 'another' })
  const { items } = await store.runs.list('client_a', { limit: 9, status: 'queued' })
  return items.map(({ id }) => id)
}

it('keeps the leases of a loop that is held up longer than they last, and no others of its owner', async () => {
  begin(60_000)
  const [held, other] = await leaseTwo()
  keeper.hold([held])
  await setTimeout(1_000) // the thread has started
  holdUp(2 * LEASE_MS)
  expect(await lost()).toEqual([other])
}, 30_000)

it('lets the leases of a loop that hangs run out', async () => {
  begin(1_000)
  const [held, other] = await leaseTwo()
  keeper.hold([held, other])
  await setTimeout(1_000)
  holdUp(1_000 + 2 * LEASE_MS)
  expect((await lost()).toSorted()).toEqual([held, other].toSorted())
}, 30_000)

it('keeps nothing of which it is not told', async () => {
  begin(60_000)
  const [held, other] = await leaseTwo()
  keeper.hold([held, other])
  await setTimeout(1_000)
  keeper.hold([other])
  await setTimeout(2 * LEASE_MS)
  expect(await lost()).toEqual([held])
}, 30_000)

it('ends by itself, also while its thread has hardly begun', async () => {
  // A thread that is terminated while it loads or calls the database's native part aborts the process.
  const terminate = vi.spyOn(Worker.prototype, 'terminate')
  for (const delay of [0, 20, 50, 100, 200]) {
    begin(60_000)
    keeper.hold(['run_1'])
    await setTimeout(delay)
    await keeper.stop()
  }
  expect(terminate).not.toHaveBeenCalled()
})
