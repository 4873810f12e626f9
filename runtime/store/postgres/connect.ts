// Connections to the server, and the two ways to use them: what a service asks for in the name of one client, and what the journal
// does for all of them. The difference is kept by row-level security: see row-security.ts.
import pg from 'pg'
import { AppError } from '#shared/errors.ts'
import { isConnectionLoss, toStoreError } from './errors.ts'
import { prepare, toParameters, type Values } from './sql.ts'

/** Whose rows a statement may see: a client's id, or every client's. */
export type Scope = string
export const EVERY_CLIENT: Scope = '*'

export interface Result<Row> {
  readonly rows: readonly Row[]
  /** Rows found or changed. */
  readonly count: number
}

export interface Transaction {
  /** Statements asked for without waiting in between share one round trip. */
  query<Row>(sql: string, values?: Values): Promise<Result<Row>>
}

export interface Connections {
  /** One statement, which sees the scope's rows only. */
  read<Row>(scope: Scope, sql: string, values?: Values): Promise<readonly Row[]>
  /** One statement that writes, committed. Rejects as `write` does. */
  change<Row>(scope: Scope, sql: string, values?: Values): Promise<Result<Row>>
  /** Commits when `work` resolves; rejects with `conflict`, `not-found`, `store-failed` or what `work` threw. */
  write<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** One statement of the journal, committed by itself, over every client. */
  journal<Row>(sql: string, values?: Values): Promise<Result<Row>>
  /** A transaction of the journal, over every client. */
  journalTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** A connection for as long as `work` takes, with an advisory lock held on it: see `Store.alone`. */
  alone<T>(task: string, otherwise: 'wait' | 'skip', work: () => Promise<T>): Promise<T | undefined>
  /** For the sign-in library's own tables. */
  readonly services: pg.Pool
  close(): Promise<void>
}

/** Each process's share of the server's connections (100 by default): with one to listen, 13. */
const JOURNAL_CONNECTIONS = 4
const SERVICE_CONNECTIONS = 8
/** Nothing here takes seconds; what does is stuck, and holds locks. */
const STATEMENT_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 5_000

const INT8 = 20

/** Counts and milliseconds since 1970 fit a double; the driver would give text. */
const types = new pg.TypeOverrides()
types.setTypeParser(INT8, Number)

export const connectionSettings = (url: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'tillflow',
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
  types,
})

/** Set explicitly: what an operator set for the database or the user must not weaken what was promised. */
const SESSION = `SET synchronous_commit = on; SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
  SET idle_in_transaction_session_timeout = ${STATEMENT_TIMEOUT_MS}; SET timezone = 'UTC'; SET client_encoding = 'UTF8'`

function openPool(url: string, max: number, session: string): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(url),
    max,
    // Statements of one transaction go out together instead of each waiting for the one before.
    pipeline: true,
    // Before anybody gets the connection: it is not given out when this fails.
    onConnect: (client) => client.query(session) as unknown as void,
  })
  // An idle connection that breaks is replaced at the next use; without a listener the process would end.
  pool.on('error', () => undefined)
  return pool
}

async function ask<Row>(client: pg.ClientBase, sql: string, values: Values = []): Promise<Result<Row>> {
  const { rows, rowCount } = await client.query({ ...prepare(sql), values: toParameters(values) })
  return { rows: rows as Row[], count: rowCount ?? 0 }
}

async function borrow<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (error) {
    throw toStoreError(error)
  }
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    if (isConnectionLoss(error)) broken ??= error as Error
    throw toStoreError(error)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

async function inTransaction<T>(pool: pg.Pool, begin: readonly string[], work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return borrow(pool, async (client) => {
    const sent: Promise<unknown>[] = []
    /** Kept, so that none that fails goes unheard, and the connection's next user finds nothing of ours under way. */
    const send = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      answer.catch(() => undefined)
      sent.push(answer)
      return answer
    }
    for (const sql of begin) void send(client.query(sql))
    const transaction: Transaction = { query: <Row>(sql: string, values?: Values) => send(ask<Row>(client, sql, values)) }
    try {
      const result = await work(transaction)
      const { command } = await send(client.query('COMMIT'))
      // PostgreSQL answers a COMMIT of a failed transaction with a rollback, and calls that no error.
      for (const answer of sent) await answer
      if (command !== 'COMMIT') throw new AppError('store-failed')
      return result
    } catch (error) {
      await Promise.allSettled(sent)
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  })
}

/** Lets work in progress end at a close, and refuses what comes after. */
function createGate() {
  const under = new Set<Promise<unknown>>()
  let closed = false
  return {
    enter<T>(work: () => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new AppError('store-failed', { message: 'The store is closed.' }))
      const done = work()
      under.add(done)
      const leave = () => void under.delete(done)
      done.then(leave, leave)
      return done
    },
    async close() {
      closed = true
      await Promise.allSettled(under)
    },
  }
}

/** The lock belongs to the connection and ends with it, however the process ends. */
async function holdingLock<T>(
  client: pg.ClientBase,
  task: string,
  otherwise: 'wait' | 'skip',
  work: () => Promise<T>,
): Promise<T | undefined> {
  const lock = otherwise === 'wait' ? 'SELECT pg_advisory_lock(n) IS NOT NULL AS mine' : 'SELECT pg_try_advisory_lock(n) AS mine'
  const { rows } = await ask<{ mine: boolean }>(client, `${lock} FROM hashtextextended(?, 0) AS n`, [task])
  if (!rows[0]?.mine) return undefined
  try {
    return await work()
  } finally {
    await ask(client, 'SELECT pg_advisory_unlock(hashtextextended(?, 0))', [task])
  }
}

const scoped = (scope: Scope) => `SELECT set_config('tillflow.client', ${pg.escapeLiteral(scope)}, true)`

export function openConnections(url: string): Connections {
  const services = openPool(url, SERVICE_CONNECTIONS, SESSION)
  const journal = openPool(url, JOURNAL_CONNECTIONS, `${SESSION}; SET tillflow.client = '${EVERY_CLIENT}'`)
  const gate = createGate()

  /** Not awaited before COMMIT is sent: all four statements share one round trip. */
  async function one<Row>(begin: string, scope: Scope, sql: string, values?: Values): Promise<Result<Row>> {
    let answer: Promise<Result<Row>> | undefined
    await inTransaction(services, [begin, scoped(scope)], async (transaction) => {
      answer = transaction.query<Row>(sql, values)
    })
    return (await answer) ?? { rows: [], count: 0 }
  }

  return {
    services,
    read: (scope, sql, values) => gate.enter(async () => (await one<never>('BEGIN READ ONLY', scope, sql, values)).rows),
    change: (scope, sql, values) => gate.enter(() => one('BEGIN', scope, sql, values)),
    write: (scope, work) => gate.enter(() => inTransaction(services, ['BEGIN', scoped(scope)], work)),
    journal: (sql, values) => gate.enter(() => borrow(journal, (client) => ask(client, sql, values))),
    journalTransaction: (work) => gate.enter(() => inTransaction(journal, ['BEGIN'], work)),
    alone: (task, otherwise, work) => gate.enter(() => borrow(services, (client) => holdingLock(client, task, otherwise, work))),
    async close() {
      await gate.close()
      await Promise.all([services.end(), journal.end()])
    },
  }
}
