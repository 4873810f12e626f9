// Whoever reads or writes the tables of the journal finds in them all that was committed: what is unsettled is put there first.
import type { Database, Statement } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { createTransaction } from './transact.ts'
import type { Ahead } from './writer.ts'

/** Tables that are behind what was committed. */
const BEHIND = /\b(?:runs|run_events|effects)\b/i

/** Statements that do not settle: for runs that cannot be unsettled (those that are not leased), and for what asks `Unsettled` itself. */
export type Direct = Pick<Database, 'prepare'>

/**
 * Makes every statement that is prepared from here on and names such a table settle before it runs. Within the writer's transaction the writer has
 * done so; in a transaction of somebody else it throws `store-failed`, for what that one undoes would be lost. Answers the way around it.
 */
export function settleBeforeUse(database: Database, ahead: Ahead): Direct {
  const transact = createTransaction(database, ahead)
  const prepare = database.prepare.bind(database)

  function settle(): void {
    if (ahead.isEmpty()) return
    if (database.inTransaction) throw new AppError('store-failed', { message: 'The database is held by another transaction.' })
    try {
      transact(ahead.settle)
    } catch (cause) {
      throw new AppError('store-failed', { cause })
    }
  }

  function settled(statement: Statement): Statement {
    for (const name of ['run', 'get', 'all', 'iterate'] as const) {
      const own = statement[name].bind(statement) as (...values: unknown[]) => unknown
      Object.defineProperty(statement, name, {
        value(...values: unknown[]) {
          settle()
          return own(...values)
        },
      })
    }
    return statement
  }

  database.prepare = ((sql: string) => {
    const statement = prepare(sql)
    return BEHIND.test(sql) ? settled(statement as Statement) : statement
  }) as typeof database.prepare
  return { prepare }
}
