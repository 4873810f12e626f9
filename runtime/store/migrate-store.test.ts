// From the embedded store into PostgreSQL: everything arrives, work goes on, and a move that fails leaves nothing behind.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAccounts } from '../auth/create-auth.ts'
import { runCli } from '../cli/program.ts'
import { readConfig } from '../config.ts'
import {
  aClaimedRun,
  aConnection,
  aFlow,
  aHook,
  aSchedule,
  aTable,
  anEffect,
  anEntry,
  anEvent,
  anException,
  claim,
  later,
  twoClients,
} from './conformance/arrange.ts'
import { large } from './conformance/blobs.ts'
import { openPostgresStore, type PostgresStore } from './postgres/open.ts'
import { ask, noServer, startServer, type TestServer } from './postgres/server.testing.ts'
import { openSqliteStore } from './sqlite/open.ts'

const SECRET = 'a secret key of sixteen characters or more'
const USER = { name: 'Ada', email: 'ada@example.com', password: 'a long password' }

describe.skipIf(noServer)('migrate-store', () => {
  let server: TestServer
  let url: string
  let dataDir: string
  let clientId: string
  beforeAll(async () => {
    server = await startServer()
  }, 120_000)
  afterAll(() => server.stop())
  beforeEach(async () => {
    url = await server.createDatabase()
    dataDir = mkdtempSync(join(tmpdir(), 'tillflow-move-'))
    clientId = await fill()
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  const accountsOf = (store: PostgresStore) =>
    createAccounts({ database: { type: 'postgres', pool: store.pool }, installationKey: new Uint8Array(32), secureCookies: false })

  /** An installation with a bit of everything: settings, a user, a queued order, a parked one, a large one, one that was running. */
  async function fill(): Promise<string> {
    const store = await openSqliteStore({ dataDir })
    const accounts = createAccounts({
      database: { type: 'sqlite', handle: store.database },
      installationKey: new Uint8Array(32),
      secureCookies: false,
    })
    await accounts.migrate()
    const user = await accounts.createUser(USER)
    const { a, partnerId } = await twoClients(store)
    await store.tenancy.putMembership({ userId: user.id, partnerId, role: 'partner-admin', clientIds: null })
    await store.branding.save(partnerId, { productName: 'Harbour Connect' }, later(0))
    await store.branding.putImage(
      partnerId,
      { image: 'logo', hash: 'logo-1', type: 'image/png', bytes: Uint8Array.of(137, 0, 255) },
      later(0),
    )
    const flow = aFlow(a, { id: 'flow_orders' })
    await store.flows.create(flow)
    await store.flows.publish(a, flow.id, flow.draft, '', 'user_1', later(0))
    await store.connections.create(aConnection(a, { id: 'conn_1' }), [{ field: 'token', ciphertext: Uint8Array.of(0, 1, 255) }])
    await store.lookups.create(aTable(a))
    await store.hooks.put(aHook(flow, { token: 'token-1' }))
    await store.hooks.putSchedule(aSchedule(flow))
    const parked = await aClaimedRun(store, { clientId: a, eventKey: 'parked', body: Buffer.from(large('Åse \u0000')) })
    const exceptions = [anException(parked)]
    await store.journal.commit(anEntry(parked, { effects: [anEffect(parked)], exceptions, transition: { status: 'parked' } }))
    await aClaimedRun(store, { clientId: a, eventKey: 'running' })
    await store.journal.accept(anEvent({ clientId: a, eventKey: 'queued' }))
    await store.close()
    return a
  }
  async function move(to = url): Promise<{ code: number; lines: readonly string[] }> {
    const lines: string[] = []
    const code = await runCli(['migrate-store', '--to', to], {
      config: readConfig({ TILLFLOW_DATA_DIR: dataDir, TILLFLOW_SECRET_KEY: SECRET }),
      out: { line: (text) => lines.push(text), error: (text) => lines.push(text) },
      openInProcess: () => Promise.reject(new Error('not needed')),
    })
    return { code, lines }
  }
  const rowsOf = async (table: string) =>
    (await ask<{ n: number }>(server.asSuperuser(url), `SELECT count(*)::int AS n FROM ${table}`))[0]?.n

  it('moves everything, and the work goes on where it was', async () => {
    const { code, lines } = await move()
    expect({ code, lines }).toMatchObject({ code: 0, lines: expect.arrayContaining([expect.stringMatching(/^ +3 {2}runs$/)]) as string[] })
    const store = await openPostgresStore({ url })
    try {
      expect(
        (await store.runs.list(clientId, { limit: 9 })).items.map(({ eventKey, status }) => `${eventKey} ${status}`).toSorted(),
      ).toEqual(['parked parked', 'queued queued', 'running running'])
      const parked = (await store.runs.list(clientId, { limit: 9, status: 'parked' })).items[0]
      expect(await store.runs.body(clientId, parked?.id ?? '')).toBe(large('Åse \u0000'))
      expect((await store.runs.exceptions(clientId, { limit: 9, status: 'open' })).items).toHaveLength(1)
      const [secret] = await store.connections.secrets(clientId, 'conn_1')
      expect([...(secret?.ciphertext ?? [])]).toEqual([0, 1, 255])
      const [partner] = await store.tenancy.partners()
      expect(await store.branding.get(partner?.id ?? '')).toMatchObject({
        settings: { productName: 'Harbour Connect' },
        images: [{ size: 3 }],
      })
      expect(await store.branding.image('logo-1')).toEqual({ type: 'image/png', bytes: Uint8Array.of(137, 0, 255) })
      expect(await store.hooks.byToken('token-1')).toMatchObject({ clientId })
      // Whoever had the running one is gone; its lease ran out.
      expect(await store.journal.recover({ now: later(60_000), exceptOwner: 'worker-1-of-now' })).toBe(1)
      expect(await claim(store, { now: later(60_000) })).toHaveLength(2)
      // Redeliveries are known, and new events get numbers of their own.
      expect(await store.journal.accept(anEvent({ clientId, eventKey: 'queued' }))).toMatchObject({ duplicate: true })
      expect(await store.journal.accept(anEvent({ clientId, eventKey: 'new' }))).toMatchObject({ duplicate: false })
      const headers = new Headers()
      await expect(
        accountsOf(store).signIn({ email: USER.email, password: USER.password }, { address: '::1', headers }),
      ).resolves.toMatchObject({
        user: { email: USER.email },
      })
    } finally {
      await store.close()
    }
  })

  it('refuses a database that is not empty, and leaves it as it is', async () => {
    await move()
    const again = await move()
    expect(again.code).toBe(1)
    expect(again.lines.join('\n')).toContain('not empty')
    expect(await rowsOf('runs')).toBe(3)
  })

  it('moves nothing when one row cannot be moved', async () => {
    const store = await openSqliteStore({ dataDir })
    store.database.pragma('foreign_keys = OFF')
    store.database.prepare("INSERT INTO data_keys (client_id, wrapped) VALUES ('client_gone', x'00')").run()
    await store.close()
    expect((await move()).code).toBe(1)
    expect(await rowsOf('partners')).toBe(0)
    expect(await rowsOf('runs')).toBe(0)
  })

  it('refuses while Tillflow runs on the data directory', async () => {
    const running = await openSqliteStore({ dataDir })
    const refused = await move()
    await running.close()
    expect(refused.code).toBe(1)
    expect(refused.lines.join('\n')).toContain('Another Tillflow uses this data directory')
  })

  it('says what is wrong with a target that cannot be reached', async () => {
    const { code, lines } = await move('postgres://tillflow@127.0.0.1:1/none')
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain('cannot be reached')
  })
})
