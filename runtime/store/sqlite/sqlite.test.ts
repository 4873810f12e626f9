// The SQLite store passes the suite of all stores.
import { rmSync } from 'node:fs'
import { describeStore } from '../store.conformance.ts'
import { openSqliteStore } from './open.ts'
import { temporaryDirectory } from './temporary-directory.ts'

describeStore('SQLite', async () => {
  const dataDir = temporaryDirectory()
  const store = await openSqliteStore({ dataDir })
  return {
    store,
    async close() {
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
})
