// One session with the database, in one transaction, within one pass of flow control.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { mustBeEncrypted } from '#connectors/kit/server-members.ts'
import { portOf, readConfig, type Database } from './config.ts'
import type { Dialect, SqlSession } from './dialect.ts'
import { mysql } from './dialects/mysql.ts'
import { postgresql } from './dialects/postgresql.ts'
import { sqlserver } from './dialects/sqlserver.ts'

const DIALECTS: Readonly<Record<Database, Dialect>> = { postgresql, mysql, sqlserver }

export interface Transaction {
  /** The database refuses writes, where it can. */
  readonly kind: 'read' | 'write'
  /** What is written may be written again: a connection that is lost on the way is then no open question. */
  readonly repeatable: boolean
}

export function inTransaction<T>(
  context: CallContext,
  { kind, repeatable }: Transaction,
  work: (session: SqlSession, dialect: Dialect) => Promise<T>,
): Promise<T> {
  return context.network.session(async () => {
    const config = readConfig(context.config)
    const endpoint = await context.network.resolve(config.host, portOf(config))
    // The simulator speaks PostgreSQL's protocol, whatever the real database is.
    const dialect = endpoint.isSimulator ? postgresql : DIALECTS[config.database]
    mustBeEncrypted(endpoint, config.encryption !== 'none')
    const session = await dialect.open(context, config, endpoint)
    let began = false
    try {
      await session.run(kind === 'read' ? dialect.beginRead : dialect.begin, [])
      began = true
      const result = await work(session, dialect)
      await session.run(kind === 'read' ? dialect.rollback : dialect.commit, []).catch((error: unknown) => {
        // A reader that has its rows needs no goodbye.
        if (kind === 'write') throw error
      })
      return result
    } catch (error) {
      if (began) await session.run(dialect.rollback, []).catch(() => undefined)
      const isLost = hasErrorCode(error) && error.code === 'connection-failed' && began && !repeatable
      throw isLost ? new AppError('outcome-unknown', { message: error.message, ...(error.details && { details: error.details }) }) : error
    } finally {
      await session.close()
    }
  })
}
