// The restore drill: a backup of an installation at work, brought back elsewhere while the other system has moved on.
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../sandbox/port.ts'
import { createEngine } from '../engine/engine.ts'
import { aFlow, call, createLedger, manual, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createFlowSource } from '../flow-source.ts'
import { createSandbox } from '../sandbox/create.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import { createTableSource } from '../table-source.ts'
import { createCallbackAddresses } from '../webhooks/callbacks.ts'
import { restoreBackup, takeBackup } from './backup.ts'

const KEY = 'a-key-of-many-characters'
const now = new Date('2026-05-01T12:00:00Z')
let sandbox: Sandbox
let root: string
let bench: Bench
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1 })
  await sandbox.ready()
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-backup-'))
  bench = await openBench(sandbox, { ledger: createLedger() })
})
afterEach(async () => {
  await bench.close()
  await rm(root, { recursive: true, force: true })
})

const back = (over: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
  takeBackup({ dataDir: bench.dataDir, to: join(root, 'backup'), secretKey: KEY, withKey: false, version: '1', now, ...over })
const restore = (over: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ from: join(root, 'backup'), dataDir: join(root, 'new'), secretKey: KEY, now: new Date(), ...over })

/** The engine on what was restored, with the same other system. */
async function openRestored() {
  const store = await openSqliteStore({ dataDir: join(root, 'new') })
  const restoredAt = await store.keeping.restoredAt()
  const { source } = createFlowSource(store.flows)
  const { source: tables } = createTableSource(store.lookups)
  const engine = createEngine({
    journal: store.journal,
    flows: source,
    tables,
    caller: bench.ledger,
    catalog: { find: () => undefined },
    sandbox,
    topics: { schema: async () => undefined },
    callbackAddress: createCallbackAddresses({ installationKey: new Uint8Array(32).fill(7), baseUrl: () => 'http://127.0.0.1' }),
    log: pino({ level: 'silent' }),
    ...(restoredAt && { restoredAt }),
  })
  return { store, engine }
}

describe('a restore', () => {
  it('brings back what was there, and repeats nothing that may have happened since', async () => {
    const safe = await bench.deploy(aFlow({ start: manual, send: call('post') }))
    const unsafe = await bench.deploy(aFlow({ start: manual, send: call('post-once') }))
    const done = await bench.start(safe, { order: 1 })
    await bench.settled(done)
    // Accepted when the backup is taken; sent after it.
    const release = bench.ledger.hold()
    const [again, once] = [await bench.start(safe, { order: 2 }), await bench.start(unsafe, { order: 3 })]
    await until(async () => (bench.ledger.calls.length === 3 ? true : undefined))
    const description = await back()
    release()
    for (const run of [again, once]) expect((await bench.settled(run)).status).toBe('succeeded')
    const late = await bench.start(safe, { order: 4 })
    await bench.settled(late)
    expect(bench.ledger.entries).toHaveLength(4)
    expect(description).toMatchObject({ takenAt: now.toISOString(), keyHint: expect.stringMatching(/^[0-9a-f]{8}$/) as string })

    await restore()
    const { store, engine } = await openRestored()
    try {
      await engine.start()
      const settled = (id: string) =>
        until(async () => {
          const run = await store.runs.get(bench.clientId, id)
          return run?.status === 'succeeded' || run?.status === 'parked' ? run.status : undefined
        })
      expect(await settled(again)).toBe('succeeded')
      expect(await settled(once)).toBe('parked')
      expect(await settled(done)).toBe('succeeded')
      expect(await store.runs.get(bench.clientId, late)).toBeUndefined()
      // Order 2 was asked for again under its key and found; order 3 waits for a person.
      expect(bench.ledger.entries.map(({ input }) => input)).toEqual([{ order: 1 }, { order: 2 }, { order: 3 }, { order: 4 }])
      const { items } = await store.runs.exceptions(bench.clientId, { limit: 10 })
      expect(items).toMatchObject([{ runId: once, status: 'open', error: { code: 'outcome-unknown', disposition: 'uncertain' } }])
      const calls = bench.ledger.calls.slice(-1)
      expect(calls).toMatchObject([{ outcomeUnknown: true }])
      // What comes now is as ever.
      const fresh = await engine.accept({
        clientId: bench.clientId,
        flowId: unsafe,
        environment: 'live',
        version: 1,
        trigger: 'manual',
        eventKey: 'new',
        body: Buffer.from('{"order":5}'),
        receivedAt: new Date(Date.now() + 1),
      })
      expect(await settled(fresh.runId)).toBe('succeeded')
    } finally {
      await engine.stop(1_000)
      await store.close()
    }
  })

  it('treats calls that the backup saw begun, and those it saw not, alike as unknown', async () => {
    const unsafe = await bench.deploy(aFlow({ start: manual, one: call('post'), two: call('post-once') }))
    const release = bench.ledger.hold()
    const run = await bench.start(unsafe, { order: 1 })
    await until(async () => (bench.ledger.calls.length === 1 ? true : undefined))
    await back()
    release()
    await bench.settled(run)
    await restore()
    const { store, engine } = await openRestored()
    try {
      await engine.start()
      await until(async () => ((await store.runs.get(bench.clientId, run))?.status === 'parked' ? true : undefined))
      expect(bench.ledger.entries.map(({ action }) => action)).toEqual(['post', 'post-once'])
    } finally {
      await engine.stop(1_000)
      await store.close()
    }
  })
})

describe('a backup', () => {
  it('holds the secret key only when asked, and is for its owner only', async () => {
    await back()
    expect(await readdir(join(root, 'backup'))).toEqual(['backup.json', 'simulators', 'tillflow.db'])
    expect(await readFile(join(root, 'backup', 'backup.json'), 'utf8')).not.toContain(KEY)
    expect((await stat(join(root, 'backup', 'tillflow.db'))).mode & 0o077).toBe(0)
    await back({ to: join(root, 'with-key'), withKey: true })
    await restore({ from: join(root, 'with-key'), secretKey: undefined })
    expect((await readFile(join(root, 'new', 'secret.key'), 'utf8')).trim()).toBe(KEY)
    expect((await stat(join(root, 'new', 'secret.key'))).mode & 0o077).toBe(0)
  })

  it('takes no place that is taken, and leaves nothing behind when it fails', async () => {
    await back()
    await expect(back()).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringContaining('is there already') as string })
    await expect(back({ dataDir: join(root, 'nowhere'), to: join(root, 'other') })).rejects.toMatchObject({ code: 'config-invalid' })
    expect(await readdir(root)).toEqual(['backup'])
  })

  it('is refused where it is damaged, foreign, or its key is missing or another one, and nothing is changed then', async () => {
    await back()
    await cp(join(root, 'backup'), join(root, 'damaged'), { recursive: true })
    await truncate(join(root, 'damaged', 'tillflow.db'), 5_000)
    await writeFile(join(root, 'key'), 'another-key-of-many-characters\n')
    for (const [over, message] of [
      [{ from: join(root, 'damaged') }, 'damaged or missing'],
      [{ from: join(root, 'nowhere') }, 'is no backup'],
      [{ secretKey: undefined }, 'does not hold the secret key'],
      [{ secretKey: undefined, keyFile: join(root, 'key') }, 'not the secret key'],
      [{ dataDir: bench.dataDir }, 'holds an installation already'],
    ] as const) {
      await expect(restore(over)).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringContaining(message) as string })
    }
    expect(await readdir(root)).not.toContain('new')
  })
})
