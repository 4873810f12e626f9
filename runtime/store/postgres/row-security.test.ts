// The second wall: PostgreSQL shows a statement one client's rows, also where the statement forgot to say whose.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deployment } from '#shared/model/flows.ts'
import {
  aClaimedRun,
  aConnection,
  aFlow,
  aHook,
  aSample,
  aSchedule,
  aTable,
  anEffect,
  anEntry,
  anException,
  NOW,
  twoClients,
} from '../conformance/arrange.ts'
import { openConnections, type Connections } from './connect.ts'
import { openPostgresStore, type PostgresStore } from './open.ts'
import { bypassesRowSecurity } from './row-security.ts'
import { ask, noServer, startServer, type TestServer } from './server.testing.ts'

describe.skipIf(noServer)('row-level security', () => {
  let server: TestServer
  let url: string
  let store: PostgresStore
  let connections: Connections
  let mine: string
  let yours: string
  let tables: readonly string[]

  beforeAll(async () => {
    server = await startServer()
    url = await server.createDatabase()
    store = await openPostgresStore({ url })
    connections = openConnections(url)
    const { a, b } = await twoClients(store)
    mine = a
    yours = b
    await fill(a)
    const found = await asSuperuser<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'client_id' AND attnotnull
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    )
    tables = found.map(({ name }) => name)
  }, 120_000)
  afterAll(async () => {
    await connections.close()
    await store.close()
    await server.stop()
  })

  const asSuperuser = <Row extends pg.QueryResultRow>(sql: string) => ask<Row>(server.asSuperuser(url), sql)

  /** A row in each of the tables that a flow, its settings and its runs need. */
  async function fill(clientId: string): Promise<void> {
    const flow = aFlow(clientId)
    await store.flows.create(flow)
    await store.flows.publish(clientId, flow.id, flow.draft, '', 'user_1', NOW)
    const deployment: Deployment = {
      id: 'dep_1',
      clientId,
      flowId: flow.id,
      environment: 'live',
      version: 1,
      slots: {},
      active: true,
      createdAt: NOW.toISOString(),
      createdBy: 'user_1',
    }
    await store.flows.deploy(deployment)
    await store.flows.putSample(aSample(flow))
    await store.connections.create(aConnection(clientId), [{ field: 'token', ciphertext: Buffer.from('x') }])
    await store.connections.putDataKey(clientId, Buffer.from('x'))
    await store.lookups.create(aTable(clientId))
    await store.hooks.put(aHook(flow))
    await store.hooks.putSchedule(aSchedule(flow))
    const claimed = await aClaimedRun(store, { clientId })
    await store.journal.commit(
      anEntry(claimed, { effects: [anEffect(claimed)], exceptions: [anException(claimed)], transition: { status: 'parked' } }),
    )
    await store.journal.replay({
      original: claimed.run,
      origin: { runId: claimed.run.id, nodeId: 'map', recordPath: '' },
      version: 1,
      startInput: '{}',
      startSteps: '{}',
      requestedBy: 'user_1',
      at: NOW,
    })
  }
  const countAs = async (scope: string, table: string) =>
    (await connections.read<{ n: number }>(scope, `SELECT count(*) AS n FROM ${table}`))[0]?.n

  it('stands around every table that has a client in its rows', async () => {
    expect(tables).toEqual(
      expect.arrayContaining(['flows', 'secrets', 'data_keys', 'inbox', 'runs', 'run_events', 'effects', 'exceptions']),
    )
    const walled = await asSuperuser<{ name: string }>('SELECT relname AS name FROM pg_class WHERE relforcerowsecurity ORDER BY relname')
    expect(walled.map(({ name }) => name)).toEqual(tables)
  })

  it('shows no row of another client to a statement without a WHERE', async () => {
    const filled: string[] = []
    for (const table of tables) {
      expect(await countAs(yours, table), table).toBe(0)
      expect(await countAs('', table), table).toBe(0)
      if ((await countAs(mine, table)) !== 0) filled.push(table)
    }
    // Nothing was seen of others because there is nothing would prove nothing.
    expect(filled.length).toBeGreaterThanOrEqual(15)
  })

  it('lets no statement change or remove a row of another client, nor add one in its name', async () => {
    expect((await connections.change(yours, 'DELETE FROM exceptions')).count).toBe(0)
    expect((await connections.change(yours, "UPDATE runs SET status = 'queued'")).count).toBe(0)
    const insert =
      'INSERT INTO data_keys (client_id, wrapped) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET wrapped = excluded.wrapped'
    await expect(connections.change(yours, insert, [mine, Buffer.from('stolen')])).rejects.toMatchObject({ code: 'store-failed' })
    expect(Buffer.from((await store.connections.dataKey(mine)) ?? []).toString()).toBe('x')
  })

  it('leaves nothing of a client on a connection that goes back to the pool', async () => {
    await Promise.all(Array.from({ length: 20 }, () => countAs(mine, 'runs')))
    await connections.change('nobody', 'SELECT broken').catch(() => undefined)
    const seen = await Promise.all(
      Array.from(
        { length: 20 },
        async () => (await connections.services.query<{ n: number }>('SELECT count(*) AS n FROM runs')).rows[0]?.n,
      ),
    )
    expect(new Set(seen)).toEqual(new Set([0]))
  })

  it('does not hold a superuser back, which is noticed', async () => {
    const bypasses = async (connectionString: string) => {
      const client = new pg.Client({ connectionString })
      await client.connect()
      const answer = await bypassesRowSecurity(client)
      await client.end()
      return answer
    }
    expect(await bypasses(url)).toBe(false)
    expect(await bypasses(server.asSuperuser(url))).toBe(true)
  })
})
