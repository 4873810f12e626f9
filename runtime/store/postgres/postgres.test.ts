// The PostgreSQL store passes the suite of all stores.
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { describeStore } from '../store.conformance.ts'
import { openPostgresStore } from './open.ts'
import { noServer, startServer, type TestServer } from './server.testing.ts'

describe.skipIf(noServer)(`with a server${noServer ? `: ${noServer}` : ''}`, () => {
  let server: TestServer
  let url: string
  let admin: pg.Client
  beforeAll(async () => {
    server = await startServer()
    url = await server.createDatabase()
    admin = new pg.Client({ connectionString: server.asSuperuser(url) })
    await admin.connect()
  }, 120_000)
  afterAll(async () => {
    await admin?.end()
    await server?.stop()
  })

  /** Much sooner done than a database for each case. */
  async function empty(): Promise<void> {
    const { rows } = await admin.query<{ tables: string }>(
      "SELECT string_agg(format('%I', tablename), ', ') AS tables FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
    )
    await admin.query(`TRUNCATE ${rows[0]?.tables} RESTART IDENTITY`)
  }

  describeStore('PostgreSQL', async () => {
    const store = await openPostgresStore({ url })
    return {
      store,
      async close() {
        await store.close()
        await empty()
      },
    }
  })
})
