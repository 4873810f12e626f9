// One transaction, whoever begins it: what it could not commit is undone, in the database and in what is held ahead of its tables.
import type { Database } from 'better-sqlite3'
import type { Ahead } from './writer.ts'

/** Runs `work`, which must be synchronous, in a transaction of its own. Throws what it threw, or what the commit did, with nothing of it left. */
export function createTransaction(database: Database, ahead: Pick<Ahead, 'undone'>): (work: () => void) => void {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  return (work) => {
    try {
      begin.run()
      work()
      commit.run()
    } catch (error) {
      if (database.inTransaction) rollback.run()
      ahead.undone()
      throw error
    }
  }
}
